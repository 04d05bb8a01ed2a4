"""What an evaluation asks of many agreements: how long signing took, how often it went round, why some ended early.

Everything is read from the chained histories, which hold codes and dates and no names. Who may not open single
agreements gets small groups hidden. Percentiles are the nearest rank, so each is a figure that occurred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from workmentor_xblocks.agreement.definition import Definition, Purpose
from workmentor_xblocks.agreement.lifecycle import Actor, Event
from workmentor_xblocks.agreement.reviews import ESCALATE_AFTER
from workmentor_xblocks.core.output.suppression import SMALLEST_SHOWN, Cells, open_cells, suppressed

ON_TIME, LATE = "on_time", "late"
OTHER = "other"


@dataclass(frozen=True)
class Happened:
    """One event of a history. ``data`` holds what the chain holds: codes, dates, numbers."""

    kind: Event
    at: datetime
    actor: Actor
    data: Mapping[str, object] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A code of the data, "" where there is none."""
        return str(self.data.get(name) or "")


@dataclass(frozen=True)
class History:
    """One agreement: its template, what happened in order, and who is waited for now since when."""

    definition: Definition
    events: Sequence[Happened]
    waiting: tuple[tuple[Actor, date], ...] = ()


@dataclass(frozen=True)
class Spread:
    """How some figures lie; ``median`` and ``p90`` are None for a group too small to show."""

    n: int | None
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class Indicators:
    """The evaluation's figures. ``waited`` are days by role, the longest median first."""

    agreements: int | None
    days_to_signature: Spread
    rounds: Spread
    declines: Cells
    waited: tuple[tuple[Actor, Spread], ...]
    reviews: Cells
    amendments: Cells
    ends: Cells
    meanings: Cells


def indicators(histories: Sequence[History], today: date, *, with_small_groups: bool = False) -> Indicators:
    """The figures of these agreements. ``with_small_groups`` is for who may open each of them anyway."""
    cells = open_cells if with_small_groups else suppressed
    smallest = 1 if with_small_groups else SMALLEST_SHOWN
    return Indicators(
        agreements=len(histories) if len(histories) >= smallest or not histories else None,
        days_to_signature=_spread(
            [days for h in histories if (days := _days_to_signature(h)) is not None], smallest
        ),
        rounds=_spread([rounds for h in histories if (rounds := _rounds(h))], smallest),
        declines=cells(Counter(_codes(histories, Event.DECLINE))),
        waited=_waited(histories, today, smallest),
        reviews=cells({ON_TIME: 0, LATE: 0} | Counter(_reviews(histories, today))),
        amendments=cells(Counter(_amendments(h) for h in histories)),
        ends=cells(Counter(_codes(histories, Event.TERMINATE))),
        meanings=cells(Counter(_meanings(histories))),
    )


def _spread(figures: Iterable[float], smallest: int) -> Spread:
    found = sorted(figures)
    if len(found) < smallest:
        return Spread(0 if not found else None, None, None)
    rank = -(-9 * len(found) // 10)
    return Spread(len(found), median(found), found[rank - 1])


def _in_force(history: History) -> Iterator[Happened]:
    """The signatures and approvals with which a version came into force."""
    return (event for event in history.events if event.data.get("in_force"))


def _days_to_signature(history: History) -> float | None:
    """From the first draft to the last signature; None while it is not signed."""
    last = next(_in_force(history), None)
    return round((last.at - history.events[0].at) / timedelta(days=1), 1) if last else None


def _rounds(history: History) -> int:
    """How often a text was fixed until one was signed by all."""
    last = next(_in_force(history), None)
    return sum(event.kind is Event.FREEZE for event in history.events if last is None or event.at <= last.at)


def _codes(histories: Iterable[History], kind: Event) -> Iterator[str]:
    for history in histories:
        for event in history.events:
            if event.kind is kind:
                yield event.said("reason") or OTHER


def _meanings(histories: Iterable[History]) -> Iterator[str]:
    """Whether who ended early left the training or goes on elsewhere: two very different news."""
    for history in histories:
        means = {reason.id: reason.means for reason in history.definition.reasons_for(Purpose.TERMINATE)}
        for code in _codes((history,), Event.TERMINATE):
            yield means.get(code) or OTHER


def _amendments(history: History) -> str:
    """How many changes came into force."""
    count = max(sum(1 for _event in _in_force(history)) - 1, 0)
    return "2+" if count > 1 else str(count)


def _reviews(histories: Iterable[History], today: date) -> Iterator[str]:
    """Whether each review that should be closed by now was closed in time."""
    for history in histories:
        closed = {
            event.said("review"): event.at.date()
            for event in history.events
            if event.kind is Event.CLOSE_REVIEW
            or (event.kind is Event.ACKNOWLEDGE and event.data.get("closed"))
        }
        for event in history.events:
            if event.kind is Event.OPEN_REVIEW:
                until = _day(event.said("due"), event.at.date()) + timedelta(days=ESCALATE_AFTER)
                day = closed.get(event.said("review"))
                if day is not None or today > until:
                    yield ON_TIME if day is not None and day <= until else LATE


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _waited(histories: Iterable[History], today: date, smallest: int) -> tuple[tuple[Actor, Spread], ...]:
    """Days for which each role was waited for, summed up per agreement; roles of few agreements are left out."""
    by_role: dict[Actor, list[float]] = defaultdict(list)
    for history in histories:
        days: Counter[Actor] = Counter()
        for role, seconds in (*_signing_waits(history), *_review_waits(history)):
            days[role] += int(seconds)
        for role, since in history.waiting:
            days[role] += int(timedelta(days=max((today - since).days, 0)).total_seconds())
        for role, total in days.items():
            by_role[role].append(round(total / 86_400, 1))
    spreads = [(role, _spread(found, smallest)) for role, found in by_role.items()]
    shown = [(role, spread) for role, spread in spreads if spread.median is not None]
    return tuple(sorted(shown, key=lambda pair: (-(pair[1].median or 0), pair[0])))


def _signing_waits(history: History) -> Iterator[tuple[Actor, float]]:
    """From the fixing of a text, or in order from the signature before, to each answer; who approves comes last."""
    fixed = last = None
    for event in history.events:
        if event.kind is Event.FREEZE:
            fixed = last = event.at
        elif fixed and last and event.kind in _ANSWERS:
            in_turn = history.definition.in_order or event.kind is Event.APPROVE
            role = Actor(event.said("role") or event.actor)
            yield role, (event.at - (last if in_turn else fixed)).total_seconds()
            last = event.at


def _review_waits(history: History) -> Iterator[tuple[Actor, float]]:
    """From the opening of a review to the learner's part, from that to each other's."""
    turn: dict[str, datetime] = {}
    for event in history.events:
        review = event.said("review")
        if event.kind is Event.OPEN_REVIEW:
            turn[review] = event.at
        elif event.kind is Event.SUBMIT_PART and review in turn:
            yield event.actor, (event.at - turn[review]).total_seconds()
            if event.actor is Actor.LEARNER:
                turn[review] = event.at


_ANSWERS = (Event.SIGN, Event.RECORD_OFFLINE, Event.DECLINE, Event.APPROVE)
