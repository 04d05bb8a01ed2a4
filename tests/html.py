"""A piece of HTML as a person sees it: its words, its places, and what a browser would send of its forms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lxml import html as lxml_html


class Html:
    """A page or a part of one."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = lxml_html.fragment_fromstring(html, create_parent="div")

    @cached_property
    def text(self) -> str:
        """The words, blanks made single."""
        return words(self.root)

    @property
    def notices(self) -> set[str]:
        """The names of the notices that stand on it."""
        return set(self.attributes("data-wm-notice"))

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [node.get("href") for node in self.root.iter("a")]

    def texts(self, css_class: str) -> list[str]:
        """The words of each element of a class."""
        return [words(node) for node in self.root.find_class(css_class)]

    def attributes(self, name: str) -> list[str]:
        """The values of an attribute, in reading order."""
        return [node.get(name) for node in self.root.iter() if node.get(name) is not None]

    def sent_of(self, form: Any) -> dict[str, str]:
        """What a browser sends of a form that nobody touched, with what stands elsewhere and belongs to it."""
        own = form.get("id")
        fields = form.xpath(".//input | .//textarea | .//select")
        fields += [
            node for node in self.root.xpath("//*[@form=$id][@name]", id=own or "") if node not in fields
        ]
        found: dict[str, str] = {}
        for node in fields:
            kind = node.get("type")
            if not node.get("name") or kind == "file" or node.get("form", own) != own:
                continue
            if kind not in ("radio", "checkbox") or node.get("checked") is not None:
                found[node.get("name")] = _value(node)
        return found


def words(node: Any) -> str:
    """What stands in an element, blanks made single."""
    return " ".join(" ".join(node.itertext()).split())


def _value(node: Any) -> str:
    if node.tag == "select":
        chosen = node.xpath(".//option[@selected]") or node.xpath(".//option")
        return str(chosen[0].get("value", "")) if chosen else ""
    return str((node.text if node.tag == "textarea" else node.get("value")) or "")


def language_of(node: Any) -> str:
    """The language that the words of an element are said to be in: its own, or that of what is around it."""
    return next(str(one.get("lang")) for one in (node, *node.iterancestors()) if one.get("lang"))
