"""The page of an agreement as a person meets it: its words, and what a browser would send of its forms."""

from __future__ import annotations

from typing import Any

from tests.html import Html


class Sheet(Html):
    """A page, or a part of one, of an agreement."""

    @property
    def state(self) -> str:
        """How the agreement stands, in words."""
        return " ".join("".join(node.itertext()) for node in self.root.find_class("wm-badge")[:1]).strip()

    @property
    def acts(self) -> set[str]:
        """What can be done from it."""
        return {str(name) for name in self.root.xpath("//form//input[@name='act']/@value")}

    @property
    def typed(self) -> list[str]:
        """The texts that stand where a person can read and copy them: in boxes."""
        areas = [area.text or "" for area in self.root.iter("textarea")]
        return [*areas, *(box.get("value", "") for box in self.root.xpath("//input[@type!='hidden']"))]

    @property
    def jumps(self) -> list[dict[str, str]]:
        """What its links to a place of the same page say of themselves."""
        return [dict(link.attrib) for link in self.root.xpath("//a[starts-with(@href, '#')]")]

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
        found = self.root.xpath("//select[@name=$name]/option", name=name)
        return [("".join(option.itertext()), option.get("value", "")) for option in found]

    def leaving(self) -> dict[str, Any]:
        """The form with which a guest is done on a device."""
        return next(held for held in self.forms() if "act" not in held)

    def forms(self, action: str = "") -> list[dict[str, Any]]:
        """What the forms hold, all of them or those of one handler."""
        where = "//form[@data-wm-action=$action]" if action else "//form"
        return [self.sent_of(node) for node in self.root.xpath(where, action=action)]
