"""Many agreements at once, from a table with a line for each learner: first looked at, then begun.

Each line is a transaction of its own, so that none is half made and a wrong one stops no other. Whoever sends the same
table again begins nothing twice: a learner has at most one open agreement in a block.
"""

from __future__ import annotations

import csv
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO

from django.db import DatabaseError

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.cohort import Column, columns_of, plan_of
from workmentor_xblocks.agreement.actions.enrolment import Found, Register
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content import csv_reading
from workmentor_xblocks.agreement.records import queries
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, Refusal, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

log = logging.getLogger(__name__)

AT_ONCE = 500  # agreements begun in one request, so that none runs into a time limit

_NOT_YOURS = Message("no_bulk", _("Only the school and the course team begin many agreements at once."))
_LOOK_FIRST = Message(
    "preview_first", _("The table has changed since you checked it. Look at what would be begun, then go on.")
)
_EXISTS = Message("bulk_exists", _("There is an agreement for this learner already."))
_TWICE = Message("bulk_twice", _("This learner stands in line {line} already."))
_BY_LINK = Message(
    "bulk_by_link", _("No account has this address. Invite the learner, who then comes in by a link.")
)
_FAILED = Message(
    "bulk_failed",
    _(
        "This line could not be begun, and nothing of it was kept. Send the table again; if it fails again, begin it alone."
    ),
)
_NOBODY_ENROLLED = Message("bulk_no_learners", _("There is no learner in this course (or in this cohort)."))
_MANY_LEARNERS = Message(
    "bulk_many_learners", _("There are more than {most} learners. Choose a cohort, or use a table.")
)


class Result(StrEnum):
    """What becomes of a line."""

    NEW = "new"  # would be begun
    EXISTS = "exists"
    PROBLEM = "problem"
    MADE = "made"


@dataclass(frozen=True)
class Row:
    """One line of the table. ``messages`` say what is wrong with it, or what to know."""

    line: int
    learner: str
    result: Result
    messages: tuple[Message, ...] = ()
    uuid: str = ""


@dataclass(frozen=True)
class _Line:
    """A row with what is begun from it; without a plan nothing can be."""

    row: Row
    found: Found
    plan: Plan | None


def may_begin(requester: Requester, ground: Ground) -> bool:
    """Whether this person may begin many agreements here."""
    return bool(new_agreement.may_start(requester, ground) & {Actor.SCHOOL, Actor.STAFF})


def digest(text: str) -> str:
    """The name of a table that was looked at; a browser may have put other line ends into it."""
    same = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(same.encode("utf-8", "surrogatepass")).hexdigest()


def preview(requester: Requester, ground: Ground, text: str) -> tuple[Row, ...]:
    """What would become of each line. Raises ``Refusal`` where the table as a whole cannot be used."""
    _require(requester, ground)
    return tuple(line.row for line in _checked(ground, text))


def create(requester: Requester, ground: Ground, text: str, *, seen: str) -> tuple[Row, ...]:
    """Begin an agreement for each line that is right; ``seen`` is the digest of the table that was looked at.

    After ``AT_ONCE`` of them the rest stays as it is: the same call goes on with it. Raises ``Changed`` unless it is
    the table that was looked at.
    """
    _require(requester, ground)
    if seen != digest(text):
        raise Changed(_LOOK_FIRST)
    rows, begun = [], 0
    for line in _checked(ground, text):
        row = line.row
        if line.plan is not None and row.result is Result.NEW and begun < AT_ONCE:
            row = _begin(requester, ground, line.plan, row)
            begun += 1
        rows.append(row)
    return tuple(rows)


def counts(rows: Iterable[Row]) -> Counter[Result]:
    """How many lines came to what."""
    return Counter(row.result for row in rows)


def of_learners(ground: Ground, *, cohort: str = "") -> str:
    """A table with a line for each learner of the course, or of one cohort. Raises ``Refusal`` for none or too many."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([Column.LEARNER.value, Column.LEARNER_NAME.value])
    count = 0
    for count, account in enumerate(host.current().learners(ground.course_key, cohort=cohort), start=1):
        if count > csv_reading.MAX_LINES:
            most = csv_reading.MAX_LINES
            raise TooLarge(Message(_MANY_LEARNERS.code, _MANY_LEARNERS.msgid, {"most": most}))
        table.writerow([account.username, account.full_name])
    if not count:
        raise BadInput(_NOBODY_ENROLLED, fields={"cohort": _NOBODY_ENROLLED})
    return out.getvalue()


def _require(requester: Requester, ground: Ground) -> None:
    requester.require_writing()
    if not may_begin(requester, ground):
        raise NotAllowed(_NOT_YOURS)


def _begin(requester: Requester, ground: Ground, plan: Plan, row: Row) -> Row:
    try:
        done = new_agreement.start(requester, ground, plan, event=Event.BULK_CREATE)
    except Changed as refusal:  # somebody else began one just now
        return replace(row, result=Result.EXISTS, messages=(refusal.message,))
    except Refusal as refusal:
        return replace(row, result=Result.PROBLEM, messages=(refusal.message,))
    except DatabaseError as error:  # the line is rolled back as a whole, and the next ones can do without it
        log.error("Line %d of a table of learners was not begun: %s", row.line, type(error).__name__)
        return replace(row, result=Result.PROBLEM, messages=(_FAILED,))
    return replace(row, result=Result.MADE, uuid=done.uuid)


def _checked(ground: Ground, text: str) -> list[_Line]:
    head, lines = csv_reading.read(text)
    columns = columns_of(head, ground)
    register = Register.of(ground.course_key)
    checked: list[_Line] = []
    first: dict[str, int] = {}
    for line in lines:
        found, plan, problems = plan_of(line, columns, register)
        if found.key and found.key in first:
            problems = (Message(_TWICE.code, _TWICE.msgid, {"line": first[found.key]}), *problems)
        elif found.key:
            first[found.key] = line.number
        notes = (_BY_LINK,) if found.comes_by_link and not problems else ()
        result = Result.PROBLEM if problems else Result.NEW
        row = Row(line.number, found.name, result, problems or notes)
        checked.append(_Line(row, found, None if problems else plan))
    return _marked(ground, checked)


def _marked(ground: Ground, lines: list[_Line]) -> list[_Line]:
    """Those who have an open agreement here, under their account or under their address."""
    keys = {key: line.row.line for line in lines if line.plan for key in _keys(ground, line.found)}
    there = {keys[key] for key in queries.open_keys(keys)}
    return [
        replace(line, plan=None, row=replace(line.row, result=Result.EXISTS, messages=(_EXISTS,)))
        if line.row.line in there
        else line
        for line in lines
    ]


def _keys(ground: Ground, found: Found) -> Iterable[str]:
    if found.user_id is not None:
        yield new_agreement.open_key(ground.usage_key, found.user_id, "")
    if compared(found.email):
        yield new_agreement.open_key(ground.usage_key, None, found.email)
