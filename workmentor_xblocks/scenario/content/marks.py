"""What one choice is worth beside the others of its scene: for each competence, and as a whole.

A worth is kept as (points, lowest, highest), because points alone say nothing: 1 is the best where the others have 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workmentor_xblocks.scenario.content.definition import Choice, Definition, Scene

# (points, lowest and highest of the scene's choices), by competence; WHOLE is the decision as a whole.
Mark = tuple[int, int, int]
Marks = Mapping[str, Mark]
WHOLE = ""


def marks_of(definition: Definition, scene: Scene, choice: Choice) -> Marks:
    """What a choice is worth beside its neighbours, for each competence and as a whole."""
    weights = {competence.id: competence.weight for competence in definition.competences}
    worth = {other.id: _points(other) for other in scene.choices}
    names = sorted({name for points in worth.values() for name in points})
    marks = {
        name: (worth[choice.id].get(name, 0), *_range(points.get(name, 0) for points in worth.values()))
        for name in names
    }
    totals = {
        key: sum(weights.get(name, 1) * value for name, value in points.items())
        for key, points in worth.items()
    }
    return {**marks, WHOLE: (totals[choice.id], *_range(totals.values()))}


def _points(choice: Choice) -> dict[str, int]:
    points: dict[str, int] = {}
    for evidence in choice.evidence:
        points[evidence.competence] = points.get(evidence.competence, 0) + evidence.points
    return points


def _range(values: Iterable[int]) -> tuple[int, int]:
    known = list(values)
    return min(known), max(known)


def share_of(mark: Mark | None) -> float | None:
    """0 to 1; None when all choices are worth the same, so that there was nothing to decide."""
    if mark is None or mark[2] <= mark[1]:
        return None
    points, low, high = mark
    return min(1.0, max(0.0, (points - low) / (high - low)))
