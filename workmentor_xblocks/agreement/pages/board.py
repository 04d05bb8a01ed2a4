"""What trainers and school contacts see of all agreements: the board, its figures, and the beginning of many at once.

One handler of the block answers all three: ``view`` says which, and every form of these pages brings it along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.actions import board
from workmentor_xblocks.agreement.actions.board import Board, Entry, Wanted
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.pages import bulk, indicators, wording
from workmentor_xblocks.agreement.rules.lifecycle import Amendment
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.forms.inputs import Data, Input, Text, Tick, parsed
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.handlers import Answer
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.people.permissions import Permission, may, require
from workmentor_xblocks.core.people.viewer import Viewer

# What a request may hold: the largest file that is taken, as JSON.
MAX_BYTES = bulk.MAX_BYTES

_CHANGE = {
    Amendment.WORKING: Message("change_working", _("a change is being talked about (version {number})")),
    Amendment.FROZEN: Message("change_frozen", _("a change is being signed (version {number})")),
}
_HELD = Message("version_held", _("version {number}, in force since {day}"))
_VERSION = Message("version_number", _("version {number}"))


class Asked(Input):
    """Which of the three pages is asked for; of the figures, whether small groups show too."""

    view: Annotated[str, Text(20)] = ""
    all: Tick = False


# (code, name, how many) of a filter.
Choices = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class BoardLine:
    """One agreement of the board."""

    uuid: str
    learner: str
    state: str
    version: tuple[str, ...]
    waiting: str
    since: str
    until: str
    is_overdue: bool
    mentor: str
    employer: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class BoardPage:
    """One page of the board with its filters. ``before`` and ``after`` are pages, 0 where there is none."""

    rows: tuple[BoardLine, ...]
    total: int
    overdue: int
    size: str
    states: Choices
    waiting: Choices
    wanted: Wanted
    kept: tuple[tuple[str, str], ...]
    page: int
    pages: int
    before: int
    after: int
    csv_url: str
    may_begin: bool
    may_count: bool


def slot_html(viewer: Viewer, *, sees_all: bool) -> SafeString:
    """The place of the board below the page, closed; "" for whom there is none."""
    if not sees_all and not may(viewer, Permission.EXPORT_WITHOUT_NAMES):
        return SafeString("")
    return render("workmentor/agreement/board_slot.html", {"sees_all": sees_all})


def answer(requester: Requester, viewer: Viewer, ground: Ground, data: Data) -> Answer:
    """What one of the forms asks for, as the new content of the part ``board``. Raises ``Refusal``."""
    form = parsed(Asked, data)
    if form.view == "bulk":
        html, said = bulk.bulk_html(requester, ground, parsed(bulk.Table, data))
    elif form.view == "indicators" or _sees_only_figures(requester, viewer, ground):
        require(viewer, Permission.EXPORT_WITHOUT_NAMES)
        html, said = indicators.indicators_html(viewer, ground, with_small_groups=form.all), ""
    else:
        wanted = parsed(Wanted, data)
        found = board.board(requester, ground.usage_key, ground.course_key, wanted)
        html, said = board_html(requester, viewer, ground, found, wanted), say(_size(found))
    return {"html": html, "part": "board", "focus": "board", "announce": said}


def _sees_only_figures(requester: Requester, viewer: Viewer, ground: Ground) -> bool:
    """A researcher who is not the school's."""
    is_researcher = may(viewer, Permission.EXPORT_WITHOUT_NAMES) and not requester.is_staff
    return is_researcher and not board.may_see(requester, ground.course_key)


def board_html(
    requester: Requester, viewer: Viewer, ground: Ground, found: Board, wanted: Wanted
) -> SafeString:
    """One page of the board with its filters."""
    counts = found.counts
    page = BoardPage(
        rows=tuple(_line(entry) for entry in found.entries),
        total=counts.total,
        overdue=counts.overdue,
        size=say(_size(found)),
        states=tuple((state.value, say(STATE_NAMES[state]), n) for state, n in counts.states.items()),
        waiting=tuple((actor.value, say(ROLE_NAMES[actor]), n) for actor, n in counts.waiting.items()),
        wanted=wanted,
        kept=tuple(_kept(wanted)),
        page=found.page,
        pages=found.pages,
        before=found.page - 1,
        after=found.page + 1 if found.page < found.pages else 0,
        csv_url=addresses.page("agreement_board_csv", ground.usage_key),
        may_begin=bulk.may_begin(requester, ground),
        may_count=may(viewer, Permission.EXPORT_WITHOUT_NAMES),
    )
    return render("workmentor/agreement/board.html", vars(page))


def _size(found: Board) -> Message:
    if found.found == found.counts.total:
        return Message("board_all", _("Agreements: {total}."), {"total": found.counts.total})
    return Message(
        "board_some",
        _("Agreements that fit: {found} of {total}."),
        {"found": found.found, "total": found.counts.total},
    )


def _kept(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """What the next page has to be asked for as well."""
    yield "state", wanted.state or ""
    yield "waiting", wanted.waiting or ""
    yield "overdue", "true" if wanted.is_overdue else ""
    yield "text", wanted.text


def _line(entry: Entry) -> BoardLine:
    return BoardLine(
        uuid=entry.uuid,
        learner=entry.learner or gettext("(name erased)"),
        state=say(STATE_NAMES[entry.state]),
        version=tuple(_versions(entry)),
        waiting=wording.roles(entry.waiting),
        since=wording.day(entry.since),
        until=wording.day(entry.until),
        is_overdue=entry.is_overdue,
        mentor=entry.mentor,
        employer=entry.employer,
        flags=tuple(sentences(entry.flags)),
    )


def _versions(entry: Entry) -> Iterator[str]:
    """The version that holds and since when, and the one that is being talked about beside it."""
    if entry.in_force is None:
        yield say(Message(_VERSION.code, _VERSION.msgid, {"number": entry.version}))
        return
    values = {"number": entry.in_force, "day": wording.day(entry.in_force_since)}
    yield say(Message(_HELD.code, _HELD.msgid, values))
    if entry.amendment in _CHANGE:
        change = _CHANGE[entry.amendment]
        yield say(Message(change.code, change.msgid, {"number": entry.version}))


def sentences(messages: Sequence[Message]) -> list[str]:
    """Messages in words, days as the reader writes them."""
    return [wording.sentence(message) for message in messages]
