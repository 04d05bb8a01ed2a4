"""How people, days and values of an agreement are said on a page: in the reader's language, with nobody left nameless."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.content.definition import Field, Kind
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.redline import Op, redline, redline_rows
from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.content.language import kept_apart
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.forms.field_page import cells


def role(code: str) -> str:
    """A role's name."""
    return say(ROLE_NAMES[code]) if code in ROLE_NAMES else code


def roles(codes: Iterable[str]) -> str:
    """Several roles."""
    return ", ".join(role(code) for code in codes)


def who(party: Party | None, code: str = "") -> str:
    """A party with its role, as in “Liga Ozola (Learner)”."""
    if party is None:
        return role(code)
    return f"{kept_apart(party.name)} ({role(party.role)})" if party.name else role(party.role)


def day(found: date | None) -> str:
    """A day in the reader's way of writing it."""
    return days.day(found)


def moment(found: datetime | None) -> str:
    """A moment, with the zone in which it is told."""
    return days.moment(found)


def sentence(message: Message) -> str:
    """A rule's sentence; the days and moments in it are said, too."""
    return say(message)


def marked(view: AgreementView, field: Field, before: Any, after: Any) -> SafeString:
    """What became of a value: taken out and added, told by words as well as by strokes."""
    if field.kind == Kind.ROWS:
        return _marked_rows(field, before or [], after or [])
    speaking = view.speaking(view.definition.section_of.get(field.id, ""))
    one, other = speaking.text(field, before), speaking.text(field, after)
    if field.kind not in (Kind.LINE, Kind.TEXT):
        pieces = [(Op.REMOVED, one), (Op.ADDED, other)]
    else:
        pieces = [(piece.op, piece.text) for piece in redline(one, other)]
    return format_html_join("", "{}", ((_piece(op, text),) for op, text in pieces if text))


def _marked_rows(
    field: Field, before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> SafeString:
    rows = redline_rows(before, after)
    lines = ((piece.op, " · ".join(cell for cell in cells(field, piece.cells) if cell)) for piece in rows)
    return format_html_join(
        "",
        "<span class='wm-line'>{}</span>",
        ((_piece(op, text),) for op, text in lines if op is not Op.SAME),
    )


def _piece(op: Op, text: str) -> SafeString:
    if op is Op.SAME:
        return format_html("{}", text)
    tag, told = ("ins", gettext("added:")) if op is Op.ADDED else ("del", gettext("taken out:"))
    hidden = format_html('<span class="wm-visually-hidden"> {} </span>', told)
    return format_html("<{}>{}{}</{}>", tag, hidden, text, tag)
