"""The board: how all the agreements of a block stand, for whom each waits, and what needs somebody's eye.

Trainers see all of them, a school contact those in which the school lists that person. What is overdue comes first.
The number of queries does not depend on how many agreements there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, cast

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import Field

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import overview, queries
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyState
from workmentor_xblocks.agreement.rules.lifecycle import (
    IN_FORCE_STATES,
    Actor,
    Amendment,
    State,
    VersionState,
)
from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Choice, Input, PageNumber, Text, Tick
from workmentor_xblocks.core.people.names import Names
from workmentor_xblocks.host.protocols import Person

PAGE = 50
_GONE = (PartyState.LEFT, PartyState.INCOMING)

_NOT_FOR_YOU = Message(
    "no_board", _("Only trainers and school contacts see all agreements. Open your own agreement instead.")
)
_STARTED = Message("flag_started", _("begun, and not signed by all"))
_CONTACT = Message("flag_contact", _("somebody cannot be reached"))
_NOT_ENROLLED = Message("flag_enrolled", _("the learner is not enrolled"))
_SCHOOL_ACTS = Message("flag_school", _("the school must act by {day}"))
_DETACHED = Message("flag_detached", _("its block was deleted"))


class Wanted(Input):
    """What somebody wants to see of the board; None, "" and False ask for nothing."""

    state: Annotated[State | None, Choice(tuple(State))] = None
    waiting: Annotated[Actor | None, Choice(tuple(Actor))] = None
    is_overdue: Tick = Field(False, alias="overdue")
    text: Annotated[str, Text(100)] = ""
    page: Annotated[int, PageNumber()] = 1


@dataclass(frozen=True)
class Entry:
    """One agreement. A status is only told together with its version, so that no old one passes for today's."""

    uuid: str
    learner: str
    state: State
    amendment: Amendment
    version: int  # the newest
    in_force: int | None  # the version that holds
    in_force_since: date | None
    waiting: tuple[Actor, ...]
    since: date | None
    until: date | None
    is_overdue: bool
    mentor: str
    employer: str
    starts_on: date | None
    ends_on: date | None
    flags: tuple[Message, ...]


@dataclass(frozen=True)
class Counts:
    """Of all agreements that this person may see, whatever is filtered."""

    total: int
    overdue: int
    states: Mapping[State, int]
    waiting: Mapping[Actor, int]


@dataclass(frozen=True)
class Board:
    """One page of the board: ``found`` agreements fit what was asked for."""

    entries: tuple[Entry, ...]
    counts: Counts
    found: int
    page: int
    pages: int


def may_see(requester: Requester, course_key: str) -> bool:
    """Whether there is a board for this person."""
    if requester.is_guest or requester.user_id is None:
        return False
    return requester.is_staff or queries.is_school(requester.user_id, course_key)


def lists(row: Agreement, usage_key: str, course_key: str) -> bool:
    """Whether an agreement belongs to the board of a block: made in it, or in one of its course that was deleted."""
    if row.usage_key == usage_key:
        return True
    return row.course_key == course_key and host.current().load_block(row.usage_key) is None


def board(requester: Requester, usage_key: str, course_key: str, wanted: Wanted) -> Board:
    """The board as this person may see it. Raises ``NotAllowed`` for who may not."""
    today = timezone.localdate()
    found = _visible(requester, usage_key, course_key)
    counts = _counts(found, today)
    filtered = _filtered(found, wanted, today)
    is_filtered = bool(wanted.state or wanted.waiting or wanted.is_overdue or wanted.text)
    size = filtered.count() if is_filtered else counts.total
    pages = max(-(-size // PAGE), 1)
    page = min(wanted.page, pages)
    rows = list(overview.with_people(overview.in_order(filtered))[(page - 1) * PAGE : page * PAGE])
    return Board(tuple(_entries(rows, usage_key, course_key, today)), counts, size, page, pages)


def everything(requester: Requester, usage_key: str, course_key: str) -> Iterator[tuple[Agreement, Entry]]:
    """All agreements that this person may see, as they are read. Raises ``NotAllowed`` before the first of them."""
    found = overview.in_order(_visible(requester, usage_key, course_key))
    today = timezone.localdate()

    def read() -> Iterator[tuple[Agreement, Entry]]:
        for rows in overview.in_chunks(found):
            yield from zip(rows, _entries(rows, usage_key, course_key, today), strict=True)

    return read()


def _visible(requester: Requester, usage_key: str, course_key: str) -> QuerySet[Agreement]:
    if not may_see(requester, course_key):
        raise NotAllowed(_NOT_FOR_YOU)
    blocks = [usage_key, *_gone_blocks(usage_key, course_key)]
    return overview.of_blocks(blocks, course_key, school=None if requester.is_staff else requester.user_id)


def _gone_blocks(usage_key: str, course_key: str) -> list[str]:
    """Blocks of the course that were deleted: what was agreed in them still holds and is listed with these."""
    here = host.current()
    return [key for key in overview.other_blocks(usage_key, course_key) if here.load_block(key) is None]


def _counts(found: QuerySet[Agreement], today: date) -> Counts:
    sums = overview.totals(found, today)
    return Counts(
        total=sums.states.total(),
        overdue=sums.overdue,
        states={state: sums.states[state] for state in State if sums.states[state]},
        waiting={actor: sums.waiting[actor] for actor in Actor if sums.waiting[actor]},
    )


def _filtered(found: QuerySet[Agreement], wanted: Wanted, today: date) -> QuerySet[Agreement]:
    if wanted.text:
        found = found.filter(id__in=overview.named(found, wanted.text))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.waiting:
        found = found.filter(waiting_for__contains=f",{wanted.waiting},")
    return found.filter(due_on__lt=today) if wanted.is_overdue else found


def _entries(rows: Sequence[Agreement], usage_key: str, course_key: str, today: date) -> Iterator[Entry]:
    names = Names.of((row.learner_id for row in rows), course_key)
    return (_entry(row, names.find(row.learner_id), usage_key, today) for row in rows)


def _entry(row: Agreement, account: Person | None, usage_key: str, today: date) -> Entry:
    people = people_of(row)
    learner, mentor, employer = (people.get(role) for role in (Role.LEARNER, Role.MENTOR, Role.EMPLOYER))
    versions = list(row.versions.all())
    held = next((v for v in reversed(versions) if v.state == VersionState.IN_FORCE), None)
    since = held and (held.effective_on or (held.in_force_at and timezone.localdate(held.in_force_at)))
    return Entry(
        uuid=row.uuid,
        learner=_name(learner) or (account.name if account else ""),
        state=State(row.state),
        amendment=Amendment(row.amendment),
        version=versions[-1].number if versions else 0,
        in_force=held.number if held else None,
        in_force_since=since or None,
        waiting=tuple(map(Actor, overview.roles_of(row.waiting_for))),
        since=row.waiting_since,
        until=row.due_on,
        is_overdue=row.due_on is not None and row.due_on < today,
        mentor=_name(mentor),
        employer=next((p.organisation for p in (employer, mentor) if p and p.organisation), "")
        or _name(employer),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        flags=tuple(_flags(row, account, usage_key)),
    )


def people_of(row: Agreement) -> dict[str, Party]:
    """Who has each role now; of two the one who came last."""
    # Prefetched under this name; asked anew it would be one query for each agreement.
    parties = cast("Any", row).parties.all()
    return {party.role: party for party in parties if party.state not in _GONE}


def _name(party: Party | None) -> str:
    return (party.name or party.email) if party else ""


def _flags(row: Agreement, account: Person | None, usage_key: str) -> Iterable[Message]:
    if row.open_key is not None:  # of what is over nobody has to take care
        if row.started_unsigned and row.state not in IN_FORCE_STATES:
            yield _STARTED
        if row.contact_problem:
            yield _CONTACT
        if row.learner_id is not None and (account is None or not account.enrolled):
            yield _NOT_ENROLLED
        if row.school_acts_by is not None:
            yield Message(_SCHOOL_ACTS.code, _SCHOOL_ACTS.msgid, {"day": row.school_acts_by})
    if row.usage_key != usage_key:
        yield _DETACHED
