"""The page of an agreement as a person reads it and fills it in: its forms by name, its places by id."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import html as lxml_html

from tests.playing import Answer, Door


class Sheet:
    """The HTML of a page or of a part of it."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = lxml_html.fragment_fromstring(html, create_parent="div")

    @property
    def text(self) -> str:
        """The words, blanks made single."""
        return words(self.root)

    @property
    def notices(self) -> set[str]:
        """The names of the notices that stand on it."""
        return set(self.root.xpath(".//@data-wm-notice"))

    @cached_property
    def forms(self) -> dict[str, dict[str, str]]:
        """What each form would send if nothing was typed, by the form's name."""
        return {
            node.get("data-wm-form") or node.get("data-wm-action") or "": self._fields(node)
            for node in self.root.iter("form")
        }

    def _fields(self, form: Any) -> dict[str, str]:
        inside = form.xpath(".//input | .//textarea | .//select")
        named = self.root.xpath(f".//*[@form='{form.get('id')}'][@name]") if form.get("id") else []
        found = {}
        for node in [*inside, *(node for node in named if node not in inside)]:
            kind = node.get("type")
            if not node.get("name") or kind == "file" or node.get("form", form.get("id")) != form.get("id"):
                continue
            if kind in ("radio", "checkbox") and node.get("checked") is None:
                continue
            found[node.get("name")] = _value(node)
        return found

    def ids(self) -> list[str]:
        """Every element id."""
        return list(self.root.xpath(".//@id"))

    def inside(self, css_class: str) -> list[str]:
        """The words of each element of a class."""
        return [words(node) for node in self.root.find_class(css_class)]

    def place(self, name: str) -> str:
        """The words of the element of that id, without the suffix of its block."""
        return next(words(node) for node in self.root.iter() if (node.get("id") or "").split("-a")[0] == name)


def words(node: Any) -> str:
    return " ".join(" ".join(node.itertext()).split())


def _value(node: Any) -> str:
    if node.tag == "select":
        options = list(node.iter("option"))
        chosen = next((one for one in options if one.get("selected") is not None), options[0])
        return str(chosen.get("value", ""))
    return str(node.get("value") or (node.text or "" if node.tag == "textarea" else "") or "")


@dataclass
class Person:
    """Somebody in front of the block, with the page that lies open."""

    door: Door
    usage_key: str
    sheet: Sheet = field(default_factory=lambda: Sheet("<p></p>"))

    def opens(self) -> Sheet:
        """Open the page."""
        html = self.door.view(self.usage_key)
        # The arguments of the script follow the page.
        self.sheet = Sheet(html[: html.rindex("</div>") + 6])
        return self.sheet

    def sends(self, handler: str, **data: Any) -> Answer:
        """Send something that need not stand on the page."""
        answer = self.door.post(self.usage_key, handler, json.dumps(data).encode())
        if answer.data.get("part") == "page":
            self.sheet = Sheet(answer.data["html"])
        return answer

    def presses(self, form: str, *, handler: str = "act", **typed: Any) -> Answer:
        """Fill in a form of the page and send it."""
        assert form in self.sheet.forms, f"no form {form!r} among {sorted(self.sheet.forms)}"
        return self.sends(handler, **{**self.sheet.forms[form], **typed})
