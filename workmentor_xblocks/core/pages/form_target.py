"""Where the forms of a page go: to the block that they stand in, or, from a guest's page, to an address.

Every form stands in one frame (``ui/form.html``) with what its target says, so that no other template knows where it
stands. In a block a form speaks through the learner script; a guest's form is an ordinary one, which works without a
script. Only here do the two differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class FormTarget:
    """How forms open and where links of the page lead.

    ``thing`` is what every form is about, sent as ``name``. ``suffix`` tells the element ids of one block from those of
    another on the same page. On a guest's page ``action`` is where forms go, ``reading`` where the choice of a language
    goes, and ``hidden`` are fields that every form brings along. ``scripted``: the learner script asked, and tells
    problems itself; else the page tells them.
    """

    suffix: str = ""
    thing: str = ""
    name: str = "thing"
    action: str = ""
    reading: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    scripted: bool = True

    @property
    def is_guest(self) -> bool:
        """True on a guest's page."""
        return bool(self.action)

    @property
    def form(self) -> SafeString:
        """The attributes with which a form opens that sends an act."""
        if not self.is_guest:
            return _by_script("act")
        return format_html(
            'method="post" action="{}" data-wm-action="act" data-wm-part-target="page"', self.action
        )

    @property
    def switch(self) -> SafeString:
        """The attributes with which the choice of a language opens; it changes nothing that anybody shares."""
        if not self.is_guest:
            return _by_script("read")
        # The page is loaded anew: its frame speaks another language then, too.
        return format_html('method="get" action="{}"', self.reading)

    @property
    def fields(self) -> SafeString:
        """What every form brings along."""
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', self.hidden)

    @property
    def about(self) -> SafeString:
        """What every form is about."""
        return format_html('<input type="hidden" name="{}" value="{}">', self.name, self.thing)


def _by_script(handler: str) -> SafeString:
    return format_html('method="dialog" data-wm-action="{}" data-wm-part-target="page"', handler)
