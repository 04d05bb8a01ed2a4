"""What trainers learn from a group: who came how far, which ways were taken, what the decisions show.

Each person counts once, by their first counted run, and at a scene by their last visit. Plain values in, plain
values out; who may see which of it is decided by the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workmentor_xblocks.core.output.suppression import Cells, open_cells
from workmentor_xblocks.scenario.definition import Choice, Definition, Scene
from workmentor_xblocks.scenario.graph import by_first_visit
from workmentor_xblocks.scenario.marks import marks_of
from workmentor_xblocks.scenario.run import Status, Step
from workmentor_xblocks.scenario.scoring import Figure, profile

Hide = Callable[[Mapping[str, int]], Cells]

STARTED_ONLY, FINISHED = "started", "finished"


@dataclass(frozen=True)
class Walk:
    """One run as the report needs it."""

    user_id: int
    status: Status
    place: str
    path: tuple[tuple[str, str], ...]

    @property
    def is_finished(self) -> bool:
        """True when an ending was reached."""
        return self.status is not Status.PLAYING and bool(self.place)


@dataclass(frozen=True)
class SceneShares:
    """How the people who came to a scene decided; ``cells`` by choice id, "" for choices that are gone."""

    scene: Scene
    cells: Cells


@dataclass(frozen=True)
class Report:
    """The whole of it. ``profile`` is empty where the group is too small to show."""

    started: Cells
    left_at: Cells
    endings: Cells
    scenes: Sequence[SceneShares]
    profile: Sequence[Figure]
    people: int | None


def first_walks(walks: Iterable[Walk]) -> list[Walk]:
    """The first run of each person; ``walks`` come in the order in which they were begun."""
    first: dict[int, Walk] = {}
    for walk in walks:
        first.setdefault(walk.user_id, walk)
    return list(first.values())


def report(definition: Definition, walks: Iterable[Walk], *, hide: Hide = open_cells) -> Report:
    """The figures of a group, with ``hide`` applied to every table of counts."""
    first = first_walks(walks)
    finished = [walk for walk in first if walk.is_finished]
    started = hide({FINISHED: len(finished), STARTED_ONLY: len(first) - len(finished)})
    places = Counter(_place(definition, walk.place) for walk in first if not walk.is_finished)
    ends = Counter({ending.id: 0 for ending in definition.endings})
    ends.update(_place(definition, walk.place) for walk in finished)
    enough = hide({"": len(finished)}).total is not None
    return Report(
        started=started,
        left_at=hide(places),
        endings=hide(ends),
        scenes=[
            SceneShares(scene, hide(_choices(definition, scene, first)))
            for scene in by_first_visit(definition)
        ],
        profile=group_profile(definition, finished) if enough else [],
        people=started.total,
    )


def _place(definition: Definition, place_id: str) -> str:
    place = definition.place(place_id)
    return place.id if place else place_id


def _choices(definition: Definition, scene: Scene, walks: Sequence[Walk]) -> dict[str, int]:
    counts = dict.fromkeys((choice.id for choice in scene.choices), 0)
    for walk in walks:
        made = [choice for place, choice in walk.path if _place(definition, place) == scene.id]
        if made:
            known = made[-1] if made[-1] in counts else ""
            counts[known] = counts.get(known, 0) + 1
    return counts


def group_profile(definition: Definition, walks: Sequence[Walk]) -> list[Figure]:
    """For each competence the mean over people, and how many people stand behind it."""
    shares: dict[str, list[float]] = {}
    for walk in walks:
        for figure in profile(definition, steps_of(definition, walk)):
            shares.setdefault(figure.competence, []).append(figure.share)
    return [Figure(name, sum(found) / len(found), len(found)) for name, found in sorted(shares.items())]


def steps_of(definition: Definition, walk: Walk) -> list[Step]:
    """The walk's steps by today's key; choices that are gone are left out."""
    steps = []
    for scene_id, choice_id in walk.path:
        scene = definition.place(scene_id)
        choice: Choice | None = scene.choice(choice_id) if isinstance(scene, Scene) else None
        if isinstance(scene, Scene) and choice is not None:
            steps.append(Step(scene.id, choice.id, 0, marks_of(definition, scene, choice)))
    return steps
