"""What an action needs to know of the block it acts for: the scenario, its settings, the person, their state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring
from workmentor_xblocks.scenario.rules.state import State

# Name and data of a line of the platform's log.
Event = tuple[str, dict[str, Any]]


class Store(Protocol):
    """One person's state of one block."""

    def read(self) -> State:
        """The state as it stands."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One transaction in which nobody else changes this state."""

    def write(self, state: State, *, attempts: int = 0) -> None:
        """Put the state in place and count ``attempts`` more; saved with the transaction."""


@dataclass(frozen=True)
class Play:
    """One request to play. ``now`` is seconds since 1970; ``closed`` means that the due date has passed."""

    definition: Definition
    viewer: Viewer
    store: Store
    course_key: str
    usage_key: str
    scoring: Scoring
    policy: Policy
    now: int
    closed: bool = False

    @property
    def counts_nothing(self) -> bool:
        """True past the due date, and for staff who look as any learner: their run is kept in their own state."""
        return self.closed or self.viewer.is_any_learner


@dataclass(frozen=True)
class Outcome:
    """What an action came to. ``grade`` and ``completed`` are for the platform, ``events`` for its log: ids, no words."""

    state: State
    grade: float | None = None
    completed: bool = False
    events: tuple[Event, ...] = field(default_factory=tuple)
