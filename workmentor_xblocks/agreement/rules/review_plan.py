"""When the parties meet during the placement, who writes when, and how late a review is.

The plan follows the template (by default week 1, week 3, every eight weeks, and the end; UK training plans ask for one
every twelve weeks, Norway for one each half year). The learner writes first, so that the others answer and do not
lead; after a week they need not wait. Everything counts in days, so a change of the clock moves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workmentor_xblocks.agreement.content.definition import WORKPLACE, Definition, ReviewStep, Role
from workmentor_xblocks.agreement.rules.facts import Decision, PartFacts, PartyFacts, ReviewFacts

WEEK = timedelta(days=7)
SUNDAY = 7
APART = WEEK  # two reviews within one week are one
LEARNER_FIRST = WEEK  # so long the others wait for the learner's part
ESCALATE_AFTER = 14  # days after the meeting the school is told who is missing
LATE_COLOUR_AFTER = 7

# Who writes in a review; a guardian and an approver read it. The workplace speaks with one voice.
WRITERS = (Role.LEARNER, Role.SCHOOL, Role.EMPLOYER, Role.MENTOR)


@dataclass(frozen=True)
class Planned:
    """One review of the plan: the step of the template that it comes from, and its day."""

    step: str
    due: date


@dataclass(frozen=True)
class Lateness:
    """How many days after the meeting the last party spoke. ``escalates``: the school should look at it."""

    days: int
    escalates: bool

    @property
    def level(self) -> str:
        """``in_time``, ``late`` or ``very_late``; the page says it in words and colour."""
        if self.escalates:
            return "very_late"
        return "late" if self.days > LATE_COLOUR_AFTER else "in_time"


def plan(
    steps: Sequence[ReviewStep], start: date, end: date, *, closed: Collection[date] = ()
) -> tuple[Planned, ...]:
    """The reviews of a placement by day, none outside it; of two within a week the end, or else the earlier, stays.

    None falls on a Sunday or on a day that the author names as ``closed``: what is to be in a week or at the end is moved
    to the last open day before, what comes again every so many weeks to the next one after.
    """
    if end < start:
        return ()
    before = [end - timedelta(days=n) for n in range((end - start).days + 1)]
    final = [
        Planned(step.id, _open_day(before, closed)) for step in steps if not step.week and not step.every
    ]
    found: list[Planned] = []
    for planned in sorted(_within(steps, start, end, closed), key=lambda planned: planned.due):
        if not any(_is_near(planned.due, other.due) for other in (*found, *final)):
            found.append(planned)
    return (*found, *final[:1])


def next_due(planned: Iterable[Planned], reviews: Sequence[ReviewFacts]) -> Planned | None:
    """The next review of the plan; one that was held within a week of its day is not asked for again."""
    last = max((review.due_on for review in reviews), default=None)
    return next((item for item in planned if last is None or item.due >= last + APART), None)


def to_open(planned: Sequence[Planned], reviews: Sequence[ReviewFacts], today: date) -> Planned | None:
    """The review to open today, None when there is none or one is open; of several that were missed only the last."""
    if any(review.closed_on is None for review in reviews):
        return None
    first = next_due(planned, reviews)
    if first is None or first.due > today:
        return None
    return max((item for item in planned if first.due <= item.due <= today), key=lambda item: item.due)


def writers(definition: Definition, parties: Iterable[PartyFacts]) -> tuple[Role, ...]:
    """Whose parts a new review has: those here who own one of its fields, and one for the workplace."""
    here = {party.role: party for party in parties if not party.is_coming}
    owners = {owner for field in definition.review_fields for owner in field.owners} or set(WRITERS)
    at_work = _voice_of_workplace(here, owners)
    return tuple(
        role for role in WRITERS if role in here and (role == at_work or role in owners.difference(WORKPLACE))
    )


def _voice_of_workplace(here: Mapping[Role, PartyFacts], owners: Collection[str]) -> Role | None:
    """The mentor where the form asks both; but of the two the one who is there: an empty place answers nobody."""
    if not any(role in owners for role in WORKPLACE):
        return None
    asked_first = sorted(WORKPLACE, key=lambda role: role not in owners)
    there = [role for role in asked_first if role in here]
    reachable = [role for role in there if here[role].is_reachable]
    named = [role for role in there if here[role].name.strip() and not here[role].is_retired]
    return next(iter([*reachable, *named]), None)


def may_fill(role: Role, review: ReviewFacts, today: date) -> bool:
    """True when it is this role's turn: the learner at once, the others after the learner's part or after a week."""
    part = review.part(role)
    if part is None or review.closed_on is not None or part.submitted_on is not None:
        return False
    return role is Role.LEARNER or today >= others_from(review)


def others_from(review: ReviewFacts) -> date:
    """From which day on the others may write."""
    learner = review.part(Role.LEARNER)
    if learner is None:
        return review.opened_on
    later = review.opened_on + LEARNER_FIRST
    return min(learner.submitted_on, later) if learner.submitted_on else later


def may_decide(role: Role, review: ReviewFacts) -> bool:
    """True when this role may agree or disagree: all parts are there, and it has not said so yet."""
    part = review.part(role)
    if part is None or review.closed_on is not None or part.decision is not Decision.NONE:
        return False
    return not missing_parts(review)


def missing_parts(review: ReviewFacts) -> list[PartFacts]:
    """The parts that are not written."""
    return [part for part in review.parts if part.submitted_on is None]


def undecided(review: ReviewFacts) -> list[PartFacts]:
    """The parts whose party has not said whether it agrees."""
    return [part for part in review.parts if part.decision is Decision.NONE]


def lateness(held: date, signed: date) -> Lateness:
    """How long after the meeting somebody spoke; both dates are shown. Who spoke before it was not late."""
    days = max((signed - held).days, 0)
    return Lateness(days, days > ESCALATE_AFTER)


def spoken_on(review: ReviewFacts) -> date | None:
    """When the last of those who spoke did; None before anybody has."""
    days = (day for part in review.parts for day in (part.submitted_on, part.decided_on) if day)
    return max(days, default=None)


def _within(
    steps: Sequence[ReviewStep], start: date, end: date, closed: Collection[date]
) -> Iterator[Planned]:
    for step in steps:
        if step.every:
            due = start + step.every * WEEK
            while due <= end:
                after = [due + timedelta(days=n) for n in range((end - due).days + 1)]
                yield Planned(step.id, _open_day(after, closed))
                due += step.every * WEEK
        elif step.week and (due := start + step.week * WEEK - timedelta(days=1)) <= end:
            before = [due - timedelta(days=n) for n in range((due - start).days + 1)]
            yield Planned(step.id, _open_day(before, closed))


def _open_day(days: Sequence[date], closed: Collection[date]) -> date:
    """The first of some days that is no Sunday and not closed; the very first where none is."""
    return next((day for day in days if day.isoweekday() != SUNDAY and day not in closed), days[0])


def _is_near(one: date, other: date) -> bool:
    return abs(one - other) < APART
