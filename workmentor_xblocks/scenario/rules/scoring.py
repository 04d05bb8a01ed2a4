"""What a way through a scenario is worth, and what it shows about each competence.

The *decisions* model: each scored decision met counts once, by its last visit, as (points − lowest) / (highest −
lowest) among its scene's choices; the value is the mean. So the best choice everywhere is 100 % on any route and in
any loop, and points cannot be farmed. Required decisions that were walked around count 0. The *outcome* model takes
the level of the ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workmentor_xblocks.scenario.content.definition import Definition, Ending, Scene
from workmentor_xblocks.scenario.content.marks import WHOLE, Marks, marks_of, share_of
from workmentor_xblocks.scenario.rules.run import Kind, Run, Step


class Scoring(StrEnum):
    """How a run becomes a grade."""

    NONE = "none"
    DECISIONS = "decisions"
    OUTCOME = "outcome"


class Policy(StrEnum):
    """Which of several counted runs gives the grade."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"
    MEAN = "mean"


@dataclass(frozen=True)
class Figure:
    """One competence in one or many runs: ``share`` 0 to 1 over ``decisions`` decisions."""

    competence: str
    share: float
    decisions: int


def marks_today(definition: Definition, step: Step) -> Marks:
    """A step's worth by today's key; by that of its day when its scene or choice is gone."""
    scene = definition.place(step.scene)
    choice = scene.choice(step.choice) if isinstance(scene, Scene) else None
    return marks_of(definition, scene, choice) if isinstance(scene, Scene) and choice else step.marks


def last_visits(definition: Definition, steps: Sequence[Step]) -> dict[str, Marks]:
    """The marks of each decision met, by scene; who came by again is judged by the last visit."""
    met: dict[str, Marks] = {}
    for step in steps:
        scene = definition.place(step.scene)
        met[scene.id if scene else step.scene] = marks_today(definition, step)
    return met


def decisions_value(definition: Definition, steps: Sequence[Step]) -> float | None:
    """The mean share of the decisions met, 0 to 1; None when nothing was scored."""
    met = last_visits(definition, steps)
    shares = [share for marks in met.values() if (share := share_of(marks.get(WHOLE))) is not None]
    skipped = sum(
        1
        for scene in definition.scenes
        if scene.required and scene.id not in met and _is_scored(definition, scene)
    )
    count = len(shares) + skipped
    return sum(shares) / count if count else None


def _is_scored(definition: Definition, scene: Scene) -> bool:
    return (
        bool(scene.choices) and share_of(marks_of(definition, scene, scene.choices[0]).get(WHOLE)) is not None
    )


def value(definition: Definition, run: Run, scoring: Scoring) -> float | None:
    """A finished run's result, 0 to 1; None when it was left, is practice, or nothing is scored."""
    if not run.is_over or not run.place or run.kind is not Kind.MAIN:
        return None
    if scoring is Scoring.DECISIONS:
        return decisions_value(definition, run.steps)
    if scoring is Scoring.OUTCOME:
        ending = definition.place(run.place)
        return ending.level / 100 if isinstance(ending, Ending) else run.value
    return None


def profile(definition: Definition, steps: Sequence[Step]) -> list[Figure]:
    """For each competence that a decision touched: the mean share and how many decisions stand behind it."""
    shares: dict[str, list[float]] = {}
    for marks in last_visits(definition, steps).values():
        for name, mark in marks.items():
            share = share_of(mark)
            if name != WHOLE and share is not None:
                shares.setdefault(name, []).append(share)
    order = {competence.id: place for place, competence in enumerate(definition.competences)}
    return [
        Figure(name, sum(found) / len(found), len(found))
        for name, found in sorted(
            shares.items(), key=lambda pair: (order.get(pair[0], 999), _natural(pair[0]))
        )
    ]


def _natural(name: str) -> tuple[str, int]:
    """C2 before C10."""
    head = name.rstrip("0123456789")
    return head, int(name[len(head) :] or 0)
