"""Who is reminded: only who is waited for, in working hours, with one mail a day over all agreements.

Asked at any hour: what is due leaves at once in working hours, else at eight on the next working day, where the person
is. So a site may ask in the night, and people in several time zones are all reached in their morning.

What others do: Documenso writes after 5 days, then every 2, and stops after 30; the French work-placement convention
(Immersion Facilitée) writes 2 working days before the start, and 3 and 10 days after a review was due; Portwood joins
missed ones into one. So here: five times within the two weeks after which an unsigned agreement expires by default,
once more just before the day; in a placement under way weekly. A person may turn reminders off; letters about what was
decided are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.waiting import Waiting
from workmentor_xblocks.core.rules.time_zones import zone

BEFORE_SIGNING = (5, 7, 9, 11, 13)
UNDER_WAY = (3, 10, 17, 24)
STOP_AFTER = 30  # days of waiting: who has not reacted by then does not react to mail
LAST_CALL = 2  # working days before the day until which it should be done
FIRST_HOUR, LAST_HOUR = 8, 18
_FRIDAY = 4

_TALKING = frozenset(
    {What.FILL_IN, What.INVITE, What.SEND_LINKS, What.SETTLE, What.FREEZE, What.SIGN, What.APPROVE}
)


@dataclass(frozen=True)
class Pending:
    """That one person is waited for. ``person`` is the same for all agreements of an account, or of a compared address."""

    agreement: str
    person: str
    waiting: Waiting
    no_reminders: bool = False
    zone: str = ""  # of the person, "" when not known


@dataclass(frozen=True)
class Reminded:
    """A reminder that was sent."""

    agreement: str
    person: str
    what: What
    at: datetime


@dataclass(frozen=True)
class Digest:
    """One mail: everything that one person is reminded of on a day. ``leaves`` is in the person's time zone."""

    person: str
    about: tuple[Pending, ...]
    leaves: datetime


def due(pending: Iterable[Pending], sent: Iterable[Reminded], *, now: datetime, home: str) -> list[Digest]:
    """The mails to ask for now. ``home`` is the institution's time zone, for people whose own is not known."""
    history: dict[str, list[Reminded]] = defaultdict(list)
    for reminder in sent:
        history[reminder.person].append(reminder)
    by_person: dict[str, list[Pending]] = defaultdict(list)
    for entry in pending:
        by_person[entry.person].append(entry)
    found = []
    for person, entries in by_person.items():
        there = now.astimezone(zone(next((entry.zone for entry in entries if entry.zone), home), home))
        leaves = leaving(there)
        about = _about(entries, history[person], leaves)
        if about:
            found.append(Digest(person, about, leaves))
    return found


def leaving(there: datetime) -> datetime:
    """When a mail leaves that is asked for now: in the working hours of where the person is."""
    if there.weekday() <= _FRIDAY and FIRST_HOUR <= there.hour < LAST_HOUR:
        return there
    day = there.date() if there.hour < FIRST_HOUR else there.date() + timedelta(days=1)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(FIRST_HOUR), tzinfo=there.tzinfo)


def days(waiting: Waiting) -> list[date]:
    """The days on which somebody who does not react is reminded; a weekend moves them to Monday."""
    plan = BEFORE_SIGNING if waiting.what in _TALKING else UNDER_WAY
    found = {waiting.since + timedelta(days=count) for count in plan}
    if waiting.due is not None:
        found.add(_working_days_before(waiting.due, LAST_CALL))
    last = waiting.since + timedelta(days=STOP_AFTER)
    return sorted(day for day in found if waiting.since < day <= last)


def _about(entries: Sequence[Pending], sent: Sequence[Reminded], leaves: datetime) -> tuple[Pending, ...]:
    today = leaves.date()
    if any(reminder.at.astimezone(leaves.tzinfo).date() == today for reminder in sent):
        return ()
    newest = _newest(sent, leaves)
    return tuple(
        entry
        for entry in entries
        if not entry.no_reminders
        and _is_due(entry.waiting, newest.get((entry.agreement, entry.waiting.what)), today)
    )


def _newest(sent: Iterable[Reminded], there: datetime) -> Mapping[tuple[str, What], date]:
    found: dict[tuple[str, What], date] = {}
    for reminder in sent:
        key, day = (reminder.agreement, reminder.what), reminder.at.astimezone(there.tzinfo).date()
        found[key] = max(day, found.get(key, day))
    return found


def _is_due(waiting: Waiting, last: date | None, today: date) -> bool:
    """A day of the plan has passed since the last reminder; however many did, it is one mail."""
    if today > waiting.since + timedelta(days=STOP_AFTER):
        return False
    return any(day <= today and (last is None or day > last) for day in days(waiting))


def _working_days_before(day: date, count: int) -> date:
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day
