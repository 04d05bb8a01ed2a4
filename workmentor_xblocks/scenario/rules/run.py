"""One walk through a scenario: where the mentor stands, what was chosen, and what may come next.

All moves are pure: a run goes in, a run comes out. A move names the run, the step and the choice, so that a repeat
changes nothing and an old tab is told what happened meanwhile. Ids are stable, never positions.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from workmentor_xblocks.scenario.content.definition import Choice, Definition, Ending, Scene
from workmentor_xblocks.scenario.content.marks import Marks, marks_of

# No scenario needs more decisions; beyond it the page only offers to leave, so that a state stays small.
MAX_STEPS = 300


class Kind(StrEnum):
    """Whether a run counts."""

    MAIN = "main"
    PRACTICE = "practice"  # tried again from a decision; never touches the result


class Status(StrEnum):
    """How far a run is."""

    PLAYING = "playing"
    ENDED = "ended"  # an ending was reached, or the scenario left
    DEBRIEFED = "debriefed"  # the debrief was opened


@dataclass(frozen=True)
class Step:
    """One decision: the scene, the choice, when (seconds since 1970), and what it was worth then."""

    scene: str
    choice: str
    at: int
    marks: Marks


LONGEST_ID = 32  # of a run; its table has no room for more


@dataclass(frozen=True)
class Run:
    """A walk. ``place`` is the scene or ending stood in; empty when the scenario was left without an ending.

    ``salt`` never leaves the server: without it names and order of the choices tell nothing of the author's ids.
    """

    id: str
    kind: Kind
    place: str
    started: int
    status: Status = Status.PLAYING
    steps: tuple[Step, ...] = ()
    finished: int | None = None
    value: float | None = None  # the result when it ended, 0 to 1
    salt: str = ""

    @property
    def is_over(self) -> bool:
        """True once an ending was reached or the scenario left."""
        return self.status is not Status.PLAYING


class Detour(StrEnum):
    """What an edit of the scenario did to somebody who stood in the middle of it."""

    NONE = "none"
    MOVED_BACK = "moved_back"  # the scene is gone: to the last one of the own way that is still there
    MOVED_TO_START = "moved_to_start"
    STRANDED = "stranded"  # nothing leads on: the page offers to leave


@dataclass(frozen=True)
class Standing:
    """Where a run stands in today's definition; ``place`` None means that only leaving is left."""

    place: Scene | Ending | None
    detour: Detour = Detour.NONE


class Conflict(Exception):
    """A move that does not fit the run as it stands; the page then shows where it stands."""


class OldStep(Conflict):
    """Another tab or device has decided here already, or the run is another one."""


class NoSuchChoice(Conflict):
    """The option is not offered here (any more)."""


def start(definition: Definition, *, run_id: str, now: int, kind: Kind = Kind.MAIN, salt: str = "") -> Run:
    """A new run at the scenario's start."""
    place = definition.place(definition.start)
    return Run(id=run_id, kind=kind, place=place.id if place else definition.start, started=now, salt=salt)


def practice_id(run_id: str, step: int, *, after: str = "") -> str:
    """The id of the practice run from a decision of a run, begun when ``after`` was the run begun last.

    Always the same, so that a repeat is known as one.
    """
    return hashlib.sha256(f"{run_id} again from {step} after {after}".encode()).hexdigest()[:32]


def retry(run: Run, *, step: int, run_id: str, now: int) -> Run:
    """A practice run that stands before decision ``step`` of ``run``. Raises ``OldStep`` when there is none."""
    if not 0 <= step < len(run.steps):
        raise OldStep
    steps, place = run.steps[:step], run.steps[step].scene
    return Run(id=run_id, kind=Kind.PRACTICE, place=place, started=now, steps=steps, salt=run.salt)


def standing(definition: Definition, run: Run) -> Standing:
    """Where the run stands today: its place, else the nearest one of its own way, else the start."""
    place = definition.place(run.place)
    if place is not None:
        return _or_stranded(definition, run, place, Detour.NONE)
    for step in reversed(run.steps):
        place = definition.place(step.scene)
        if place is not None:
            return _or_stranded(definition, run, place, Detour.MOVED_BACK)
    place = definition.place(definition.start)
    if place is None:
        return Standing(None, Detour.STRANDED)
    return _or_stranded(definition, run, place, Detour.MOVED_TO_START)


def _or_stranded(definition: Definition, run: Run, place: Scene | Ending, detour: Detour) -> Standing:
    stuck = isinstance(place, Scene) and (len(run.steps) >= MAX_STEPS or not open_choices(definition, place))
    return Standing(place, Detour.STRANDED if stuck else detour)


def open_choices(definition: Definition, scene: Scene) -> list[Choice]:
    """The choices of a scene that lead somewhere, as written."""
    return [choice for choice in scene.choices if definition.place(choice.to) is not None]


def offered(definition: Definition, run: Run, scene: Scene) -> list[Choice]:
    """The open choices in this run's own order: shuffled once, the fixed ones in their places."""
    return _in_order(run, scene, open_choices(definition, scene))


def looked_back_on(definition: Definition, run: Run, scene: Scene, chosen: str) -> list[Choice]:
    """What was offered, with the choice that was made also where it leads nowhere by now."""
    open_ones = open_choices(definition, scene)
    return _in_order(
        run, scene, [choice for choice in scene.choices if choice in open_ones or choice.id == chosen]
    )


def _in_order(run: Run, scene: Scene, choices: list[Choice]) -> list[Choice]:
    shuffled = iter(
        sorted(
            (choice for choice in choices if not choice.fixed),
            key=lambda choice: _hash(run, f"order {run.id}:{scene.id}:{choice.id}"),
        )
    )
    return [choice if choice.fixed else next(shuffled) for choice in choices]


def token(run: Run, scene_id: str, choice_id: str) -> str:
    """The name under which a choice leaves the server: it says nothing of the author's id, which may tell its worth."""
    return _hash(run, f"{run.id}:{scene_id}:{choice_id}")[:12]


def _hash(run: Run, text: str) -> str:
    return hashlib.sha256(f"{run.salt}{text}".encode()).hexdigest()


def choose(definition: Definition, run: Run, *, step: int, choice_token: str, now: int) -> Run:
    """The run after a decision; the same run when this very decision was made already.

    Raises ``OldStep`` when the run has moved on or is over, ``NoSuchChoice`` when the option is not open here.
    """
    if 0 <= step < len(run.steps):
        made = run.steps[step]
        if token(run, made.scene, made.choice) == choice_token:
            return run
        raise OldStep
    if step != len(run.steps) or run.is_over:
        raise OldStep
    scene = standing(definition, run).place
    if not isinstance(scene, Scene):
        raise OldStep
    if len(run.steps) >= MAX_STEPS:
        raise NoSuchChoice
    for choice in open_choices(definition, scene):
        if token(run, scene.id, choice.id) == choice_token:
            made = Step(scene.id, choice.id, now, marks_of(definition, scene, choice))
            return settle(definition, replace(run, place=choice.to, steps=(*run.steps, made)), now=now)
    raise NoSuchChoice


def settle(definition: Definition, run: Run, *, now: int) -> Run:
    """The run, ended if it stands in an ending (an edit can turn a scene into one under a player)."""
    place = standing(definition, run).place
    if run.is_over or not isinstance(place, Ending):
        return run
    return replace(run, place=place.id, status=Status.ENDED, finished=now)


def leave(run: Run, *, now: int) -> Run:
    """The run, given up where nothing leads on. It has no ending and no result."""
    return run if run.is_over else replace(run, place="", status=Status.ENDED, finished=now)


def debrief(run: Run) -> Run:
    """The run with its debrief opened. Raises ``OldStep`` while it is still being played."""
    if not run.is_over:
        raise OldStep
    return replace(run, status=Status.DEBRIEFED)
