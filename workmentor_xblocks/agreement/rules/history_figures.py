"""What the history of one agreement tells an evaluation: how long signing took, why it ended, who was waited for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workmentor_xblocks.agreement.content.definition import Definition, Purpose
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.review_plan import ESCALATE_AFTER

ON_TIME, LATE = "on_time", "late"
OTHER = "other"
NEVER, ONCE, OFTEN = "0", "1", "2+"  # changes that came into force


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
    uuid: str = ""


def _in_force(history: History) -> Iterator[Happened]:
    """The signatures and approvals with which a version came into force."""
    return (event for event in history.events if event.data.get("in_force"))


def days_of(history: History) -> float | None:
    """From the first draft to the last signature; None while it is not signed."""
    last = next(_in_force(history), None)
    return round((last.at - history.events[0].at) / timedelta(days=1), 1) if last else None


def rounds_of(history: History) -> int:
    """How often a text was fixed until one was signed by all."""
    last = next(_in_force(history), None)
    return sum(event.kind is Event.FREEZE for event in history.events if last is None or event.at <= last.at)


def reasons_of(history: History, kind: Event) -> list[str]:
    """The reason that was named each time that this happened."""
    return [event.said("reason") or OTHER for event in history.events if event.kind is kind]


def meanings_of(history: History) -> list[str]:
    """Whether who ended early left the training or goes on elsewhere: two very different news."""
    means = {reason.id: reason.means for reason in history.definition.reasons_for(Purpose.TERMINATE)}
    return [means.get(code) or OTHER for code in reasons_of(history, Event.TERMINATE)]


def amendments_of(history: History) -> str:
    """How many changes came into force."""
    count = max(sum(1 for _event in _in_force(history)) - 1, 0)
    return OFTEN if count > 1 else str(count)


def reviews_of(history: History, today: date) -> Iterator[str]:
    """Whether each review that should be closed by now was closed in time."""
    closed = {
        event.said("review"): event.at.date()
        for event in history.events
        if event.kind is Event.CLOSE_REVIEW or (event.kind is Event.ACKNOWLEDGE and event.data.get("closed"))
    }
    for event in history.events:
        if event.kind is Event.OPEN_REVIEW:
            until = _day(event.said("due"), event.at.date()) + timedelta(days=ESCALATE_AFTER)
            day = closed.get(event.said("review"))
            if day is not None or today > until:
                yield ON_TIME if day is not None and day <= until else LATE


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def signing_waits(history: History) -> Iterator[tuple[Actor, float]]:
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


def review_waits(history: History) -> Iterator[tuple[Actor, float]]:
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
