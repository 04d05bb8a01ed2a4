"""The page of an agreement as a person meets it: its words, and what a browser would send of its forms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lxml import html as lxml_html


class Sheet:
    """A page, or a part of one, of an agreement."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._root = lxml_html.fragment_fromstring(html, create_parent="div")

    @cached_property
    def text(self) -> str:
        """The words, blanks made single."""
        return " ".join(" ".join(self._root.itertext()).split())

    @property
    def notices(self) -> set[str]:
        """The names of the notices that stand on it."""
        return {str(name) for name in self._root.xpath("//@data-wm-notice")}

    @property
    def state(self) -> str:
        """How the agreement stands, in words."""
        return " ".join("".join(node.itertext()) for node in self._root.find_class("wm-badge")[:1]).strip()

    @property
    def acts(self) -> set[str]:
        """What can be done from it."""
        return {str(name) for name in self._root.xpath("//form//input[@name='act']/@value")}

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [str(link) for link in self._root.xpath("//a/@href")]

    @property
    def typed(self) -> list[str]:
        """The texts that stand where a person can read and copy them: in boxes."""
        areas = [area.text or "" for area in self._root.iter("textarea")]
        return [*areas, *(box.get("value", "") for box in self._root.xpath("//input[@type!='hidden']"))]

    @property
    def jumps(self) -> list[dict[str, str]]:
        """What its links to a place of the same page say of themselves."""
        return [dict(link.attrib) for link in self._root.xpath("//a[starts-with(@href, '#')]")]

    def form(self, act: str, **same: str) -> dict[str, Any]:
        """What a browser would send of the first form of this act that nobody touched; ``same`` chooses among several."""
        for held in self.forms():
            if held.get("act") == act and all(held.get(name) == value for name, value in same.items()):
                return held
        raise AssertionError(f"no form for {act} {same} among {sorted(self.acts)}: {self.text[:2000]}")

    def editing(self, field: str) -> dict[str, Any]:
        """The form in which a field of the text is filled in."""
        found = [held for held in self.forms() if held.get("act") == "edit" and f"r-{field}" in held]
        assert found, f"no form holds {field}: {self.text[:2000]}"
        return found[0]

    def starting(self, for_whom: str = "other") -> dict[str, Any]:
        """The form that begins an agreement."""
        found = [held for held in self.forms("begin") if held.get("for") == for_whom]
        assert found, f"nothing can be begun here: {self.text[:2000]}"
        return found[0]

    @property
    def starts(self) -> bool:
        """Whether this person can begin an agreement."""
        return bool(self.forms("begin"))

    @property
    def agreement(self) -> str:
        """The name of the agreement on the page."""
        found = [held["agreement"] for held in self.forms() if held.get("agreement")]
        return str(found[0]) if found else ""

    def options(self, name: str) -> list[tuple[str, str]]:
        """What can be chosen in a list: the words and what is sent."""
        found = self._root.xpath("//select[@name=$name]/option", name=name)
        return [("".join(option.itertext()), option.get("value", "")) for option in found]

    def leaving(self) -> dict[str, Any]:
        """The form with which a guest is done on a device."""
        return next(held for held in self.forms() if "act" not in held)

    def forms(self, action: str = "") -> list[dict[str, Any]]:
        """What the forms hold, all of them or those of one handler."""
        where = "//form[@data-wm-action=$action]" if action else "//form"
        return [self._held(node) for node in self._root.xpath(where, action=action)]

    def _held(self, form: Any) -> dict[str, Any]:
        inside = [*form.iter("input", "textarea", "select")]
        if form.get("id"):
            inside += self._root.xpath("//*[@form=$id]", id=form.get("id"))
        found: dict[str, Any] = {}
        for entry in inside:
            name, kind = entry.get("name"), entry.get("type")
            if not name or (kind in ("checkbox", "radio") and entry.get("checked") is None):
                continue
            if entry.tag == "select":
                chosen = entry.xpath(".//option[@selected]") or entry.xpath(".//option")
                found[name] = chosen[0].get("value", "") if chosen else ""
            else:
                found[name] = entry.text or "" if entry.tag == "textarea" else entry.get("value", "")
        return found
