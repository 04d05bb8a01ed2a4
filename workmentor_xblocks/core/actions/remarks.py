"""Leaving a remark and settling one, whatever it is about: what is sent twice is left once, and nobody drowns the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

from workmentor_xblocks.core.actions.acts import once
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Input, Text, Uuid
from workmentor_xblocks.core.records.remarks import RemarkRow
from workmentor_xblocks.core.rules.remarks import MOST_OPEN

SENT = Message("comment_sent", _("Your remark is there for the others to see."))
SETTLED = Message("comment_settled", _("The remark is settled."))
_EMPTY = Message("comment_empty", _("Write your remark first."))
_ENOUGH = Message(
    "comments_enough",
    _("You have {most} open remarks here. Say of some of them that they are settled, then send this one."),
    {"most": MOST_OPEN},
)
_GONE = Message("comment_gone", _("This remark is not there any more."))
_SETTLED_BEFORE = Message(
    "comment_settled_before", _("This remark is settled already. Leave a new one if there is more to say.")
)
_NOT_YOURS = Message("comment_not_yours", _("Somebody else has to say that this remark is settled."))

Row = TypeVar("Row", bound=RemarkRow)
Values = Mapping[str, Any]


class Leave(Input):
    """A remark at a place (``path``; of an answer the remark's name) or at the whole; ``request`` is the page's own name for sending it once."""

    text: Annotated[str, Text(2_000, needed=_EMPTY)]
    path: Annotated[str, Text(120)] = ""
    request: Annotated[str, Text(64)] = ""


def answered(rows: Iterable[Row], form: Leave) -> Row | None:
    """The remark that this one answers; None for one at the whole. An answer has no answers: one level is enough.

    The place of an answer is the remark that it answers. Raises ``NotFound`` where there is no such remark.
    """
    if not form.path:
        return None
    named = {row.uuid: row for row in rows}
    found = named.get(form.path)
    if found is None or found.path in named:
        raise NotFound(_GONE)
    if found.resolved_at is not None:
        raise Changed(_SETTLED_BEFORE)
    return found


class Settle(Input):
    """Which remark is dealt with."""

    comment: Uuid = ""


def leave(
    rows: type[Row],
    form: Leave,
    *,
    within: str,
    now: datetime,
    whose: Callable[[], Values],
    said: Callable[[], Values],
) -> Row | None:
    """The new remark; None where the same request has left it before, ``within`` this thing.

    ``whose`` says of whom it is and at what, ``said`` what else stands in its row; both are asked of a new one only.
    """
    table, key = rows._default_manager, once(within, form.request)
    if key and table.filter(request_key=key).exists():
        return None
    by = whose()
    if table.filter(**by, resolved_at=None).count() >= MOST_OPEN:
        raise BadInput(_ENOUGH, fields={"text": _ENOUGH})
    return table.create(**by, **said(), path=form.path, at=now, request_key=key)


def settle(rows: Iterable[Row], form: Settle, *, now: datetime, may: Callable[[Row], bool]) -> Row | None:
    """The remark that is settled now, its answers with it; None where it was before."""
    rows = list(rows)
    found = next((row for row in rows if row.uuid == form.comment), None)
    if found is None or any(row.uuid == found.path for row in rows):
        raise NotFound(_GONE)
    if not may(found):
        raise NotAllowed(_NOT_YOURS)
    if found.resolved_at is not None:
        return None
    for row in rows:
        if row is found or (row.path == found.uuid and row.resolved_at is None):
            row.resolved_at = now
            row.save(update_fields=["resolved_at"])
    return found
