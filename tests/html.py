"""A piece of HTML as a person sees it: its words, its places, and what a browser would send of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html as lxml_html


class Html:
    """A page or a part of one."""

    def __init__(self, html: str) -> None:
        self.html = html
        whole = "<html" in html[:200]
        self.root = (
            lxml_html.document_fromstring(html)
            if whole
            else lxml_html.fragment_fromstring(html, create_parent="div")
        )

    @cached_property
    def text(self) -> str:
        """The words, blanks made single."""
        return words(self.root)

    @cached_property
    def read(self) -> str:
        """The words that a person reads: nothing of what a script is told."""
        found = self.root.xpath(".//text()[not(parent::script or parent::style)]")
        return " ".join(" ".join(found).split())

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
            if node.get("disabled") is not None:
                continue
            if kind not in ("radio", "checkbox") or node.get("checked") is not None:
                found[node.get("name")] = _value(node)
        return found


@dataclass(frozen=True)
class Form:
    """One form of a page, as a browser would send it when nobody touched it.

    ``action`` is the handler that takes it, ``act`` what it does there, ``name`` tells it from others of this act.
    ``choices`` are its radio buttons: (value, words beside it).
    """

    action: str
    act: str
    name: str
    part: str
    fields: dict[str, str]
    choices: list[tuple[str, str]]
    buttons: list[dict[str, str]]


class Page(Html):
    """What lies open in front of a person: the page of a block, or a guest's."""

    @cached_property
    def forms(self) -> list[Form]:
        """What can be sent from it."""
        return [self._form(node) for node in self.root.iter("form")]

    @property
    def named(self) -> dict[str, dict[str, str]]:
        """What each form would send, by its name, or by its handler where it has none."""
        return {form.name or form.action: form.fields for form in self.forms}

    def form(self, name: str, **same: str) -> Form:
        """The first form of this name, act or handler; what it holds (``same``) chooses among several."""
        for form in self.forms:
            fits = all(form.fields.get(key) == value for key, value in same.items())
            if fits and name in (form.name, form.act, form.action):
                return form
        there = sorted({form.name or form.act or form.action for form in self.forms})
        raise AssertionError(f"no form {name!r} {same} among {there}: {self.text[:2000]}")

    def form_with(self, field: str) -> Form:
        """The form in which a field is filled in, with what was read of it."""
        found = [form for form in self.forms if f"r-{field}" in form.fields]
        assert found, f"no form holds {field}: {self.text[:2000]}"
        return found[0]

    def offers(self, name: str) -> bool:
        """True when a form of this name, act or handler is there."""
        return any(name in (form.name, form.act, form.action) for form in self.forms)

    @property
    def acts(self) -> set[str]:
        """What can be done from it."""
        return {form.act for form in self.forms} - {""}

    @property
    def options(self) -> list[str]:
        """The words of the choices of a scene."""
        return [words for _value, words in self.form("choose").choices]

    @property
    def state(self) -> str:
        """How the thing stands, in a word."""
        return " ".join(self.texts("wm-badge")[:1])

    @property
    def typed(self) -> list[str]:
        """The texts that stand where a person can read and copy them: in boxes."""
        areas = [area.text or "" for area in self.root.iter("textarea")]
        return [*areas, *(box.get("value", "") for box in self.root.xpath("//input[@type!='hidden']"))]

    @property
    def jumps(self) -> list[dict[str, str]]:
        """What its links to a place of the same page say of themselves."""
        return [dict(link.attrib) for link in self.root.xpath("//a[starts-with(@href, '#')]")]

    def listed(self, name: str) -> list[tuple[str, str]]:
        """What can be chosen in a list: the words and what is sent."""
        found = self.root.xpath("//select[@name=$name]/option", name=name)
        return [("".join(option.itertext()), option.get("value", "")) for option in found]

    def place(self, name: str) -> str:
        """The words of the element of that id, without the suffix of its block."""
        return next(words(node) for node in self.root.iter() if (node.get("id") or "").split("-a")[0] == name)

    def _form(self, node: Any) -> Form:
        fields = self.sent_of(node)
        return Form(
            action=node.get("data-wm-action") or "",
            act=fields.get("act", ""),
            name=node.get("data-wm-form") or "",
            part=node.get("data-wm-part-target") or "",
            fields=fields,
            choices=[
                (entry.get("value"), words(entry.getparent()))
                for entry in node.iter("input")
                if entry.get("type") == "radio"
            ],
            buttons=[dict(entry.attrib) for entry in node.iter("button")],
        )


def words(node: Any) -> str:
    """What stands in an element, blanks made single."""
    return " ".join(" ".join(node.itertext()).split())


def _value(node: Any) -> str:
    if node.tag == "select":
        chosen = node.xpath(".//option[@selected]") or node.xpath(".//option")
        return str(chosen[0].get("value", "")) if chosen else ""
    if node.tag == "textarea":
        return node.text or ""
    return str(node.get("value", "on" if node.get("type") in ("checkbox", "radio") else ""))


def language_of(node: Any) -> str:
    """The language that the words of an element are said to be in: its own, or that of what is around it."""
    return next(str(one.get("lang")) for one in (node, *node.iterancestors()) if one.get("lang"))
