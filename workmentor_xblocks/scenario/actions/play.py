"""What an action needs to know of the block it acts for: the scenario, its settings, the person, their state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.people import permissions
from workmentor_xblocks.core.people.viewer import Viewer, WhyNot
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring
from workmentor_xblocks.scenario.rules.state import State

WHY_NOT: dict[WhyNot, Message] = {
    WhyNot.ANONYMOUS: Message("anonymous", _("Sign in to play. What you choose is then kept for you.")),
    WhyNot.NOT_ENROLLED: Message("not_enrolled", _("You are not enrolled in this course. Enrol to play.")),
    WhyNot.MASQUERADING: Message(
        "masquerading", _("You are viewing as a learner: this is practice and is not recorded.")
    ),
    WhyNot.STUDIO: Message("studio", _("This is a preview: you can play it, and nothing is recorded.")),
    WhyNot.NO_HOST: Message(
        "no_host", _("You can play here, and nothing is recorded beyond this page's own memory.")
    ),
}
_AS_ANY_LEARNER = Message(
    "masquerading_as_any_learner",
    _("You are viewing as any learner: what you do is kept as your own try, and it counts nowhere."),
)

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


def reason_of(viewer: Viewer) -> Message | None:
    """Why what this viewer does is not recorded as everybody's is, in a sentence; None where it is."""
    if viewer.why_not is None:
        return None
    return _AS_ANY_LEARNER if viewer.is_any_learner else WHY_NOT[viewer.why_not]


def require_own_state(viewer: Viewer) -> None:
    """Raise ``NotAllowed`` unless the viewer can keep a run of their own here."""
    permissions.require_own_state(viewer, WHY_NOT)
