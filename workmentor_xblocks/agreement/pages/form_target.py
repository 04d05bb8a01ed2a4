"""By which door a page is entered: the block in a course, or the guests' pages. Only here do the two differ.

Every form of an agreement stands in one frame (``ui/form.html``) with what the door says, so that no other template
knows where it stands. In the block a form speaks through the learner script; a guest's form is an ordinary one, which
works without a script.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Kind(StrEnum):
    """The two doors."""

    BLOCK = "block"
    GUEST = "guest"


@dataclass(frozen=True)
class Links:
    """Where the papers are and a scan goes to; "" where there is no such page."""

    pdf: str = ""
    history: str = ""
    verifier: str = ""
    scan: str = ""


@dataclass(frozen=True)
class Door:
    """How forms open and where links lead.

    ``action`` is where a guest's forms go, ``reading`` where the choice of a language goes; ``hidden`` are fields that
    every form brings along (a guest's CSRF token and mark), and ``agreement`` is what it is about. ``suffix`` tells the
    element ids of one block from those of another on the same page. ``scripted``: the learner script asked, and tells
    problems itself; else the page tells them.
    """

    kind: Kind = Kind.BLOCK
    action: str = ""
    reading: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    agreement: str = ""
    suffix: str = ""
    links: Links = Links()
    scripted: bool = True

    @property
    def is_guest(self) -> bool:
        """True on the guests' pages."""
        return self.kind is Kind.GUEST

    @property
    def form(self) -> SafeString:
        """The attributes with which a form opens that sends an act."""
        return self._form("act", self.action, "post")

    @property
    def switch(self) -> SafeString:
        """The attributes with which the choice of a language opens; it changes nothing that anybody shares."""
        return self._form("read", self.reading, "get")

    def _form(self, handler: str, action: str, method: str) -> SafeString:
        if not self.is_guest:
            return format_html('method="dialog" data-wm-action="{}" data-wm-part-target="page"', handler)
        if method == "get":  # a link's page is loaded anew: its frame speaks another language then, too
            return format_html('method="get" action="{}"', action)
        return format_html(
            'method="post" action="{}" data-wm-action="{}" data-wm-part-target="page"', action, handler
        )

    @property
    def fields(self) -> SafeString:
        """What every form brings along."""
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', self.hidden)

    @property
    def about(self) -> SafeString:
        """What every form is about."""
        return format_html('<input type="hidden" name="agreement" value="{}">', self.agreement)


def block_door(agreement: str, usage: str) -> Door:
    """The door of a block, for one of its agreements."""
    links = Links(**{one.name: _address(f"agreement_{one.name}", agreement) for one in fields(Links)})
    return Door(suffix=f"-{usage}", links=links)


def _address(name: str, agreement: str) -> str:
    """The address of one of our pages; "" where they are not installed."""
    for args in ([agreement], []):
        try:
            return reverse(f"workmentor:{name}", args=args)
        except NoReverseMatch:
            continue
    return ""
