"""What trainers learn from a group: who came how far, which ways were taken, what the decisions show.

Each person counts once, by their first counted run, and at a scene by their last visit. Plain values in, plain
values out; who may see which of it is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workmentor_xblocks.core.output.figures.linked_counts import Flow
from workmentor_xblocks.core.output.figures.suppression import (
    TOTAL,
    Cells,
    all_suppressed,
    in_steps,
    mean_in_steps,
    open_cells,
)
from workmentor_xblocks.scenario.content.definition import Choice, Definition, Scene
from workmentor_xblocks.scenario.content.graph import by_first_visit
from workmentor_xblocks.scenario.content.marks import marks_of
from workmentor_xblocks.scenario.rules.run import Status, Step
from workmentor_xblocks.scenario.rules.scoring import Figure, profile

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


# A table by its name ("run", "left_at", "ending", "scene/" and the scene's id): the people behind each count.
Tables = dict[str, dict[str, list[int]]]
Cell = tuple[str, str]


def scene_table(scene: Scene) -> str:
    """The name of the table of a scene's options."""
    return f"scene/{scene.id}"


def report(definition: Definition, walks: Iterable[Walk], *, without_names: bool = False) -> Report:
    """The figures of a group; ``without_names`` rounds them down to fives and hides what is small."""
    first = first_walks(walks)
    finished = [walk for walk in first if walk.is_finished]
    tables = _tables(definition, first, finished)
    if without_names:
        cells = all_suppressed(tables, list(_flows(definition, tables)))
        cells["left_at"] = _without_hidden(cells["left_at"])
    else:
        cells = {key: open_cells({name: len(them) for name, them in t.items()}) for key, t in tables.items()}
    shares = _shares(definition, finished)
    return Report(
        started=cells["run"],
        left_at=cells["left_at"],
        endings=cells["ending"],
        scenes=[SceneShares(scene, cells[scene_table(scene)]) for scene in by_first_visit(definition)],
        profile=_profile_in_steps(shares) if without_names else _profile(shares),
        people=cells["run"].total,
    )


def _tables(definition: Definition, first: Sequence[Walk], finished: Sequence[Walk]) -> Tables:
    left = [walk for walk in first if not walk.is_finished]
    return {
        "run": {FINISHED: [walk.user_id for walk in finished], STARTED_ONLY: [walk.user_id for walk in left]},
        "left_at": _by_place(definition, left, {}),
        "ending": _by_place(definition, finished, {ending.id: [] for ending in definition.endings}),
        **{
            scene_table(scene): _choices(definition, scene, first)
            for scene in definition.scene_by_id.values()
        },
    }


def _by_place(
    definition: Definition, walks: Iterable[Walk], found: dict[str, list[int]]
) -> dict[str, list[int]]:
    for walk in walks:
        found.setdefault(_place(definition, walk.place), []).append(walk.user_id)
    return found


def _without_hidden(cells: Cells) -> Cells:
    """Places are named as people come to stand there, so the name alone would tell of somebody."""
    return Cells({name: count for name, count in cells.counts.items() if count is not None}, cells.total)


def _flows(definition: Definition, tables: Tables) -> Iterator[Flow[Cell]]:
    """How people ran through the tables: from the start by choices to where they left or ended, and round again.

    Where an option led that was taken out is told nowhere: as good as back to the beginning.
    """
    begun = ("", "begun")
    start = definition.place(definition.start)
    yield Flow(
        (TOTAL, ""), begun, ("place", start.id if start else ""), sum(map(len, tables["run"].values()))
    )
    for scene in definition.scene_by_id.values():
        for name, people in tables[scene_table(scene)].items():
            choice = scene.choice(name)
            to = ("place", _place(definition, choice.to)) if choice else begun
            yield Flow((scene_table(scene), name), ("place", scene.id), to, len(people))
    for table, end in (("left_at", STARTED_ONLY), ("ending", FINISHED)):
        for name, people in tables[table].items():
            yield Flow((table, name), ("place", name), ("", end), len(people))
        yield Flow(("run", end), ("", end), begun, len(tables["run"][end]))


def _place(definition: Definition, place_id: str) -> str:
    place = definition.place(place_id)
    return place.id if place else place_id


def _choices(definition: Definition, scene: Scene, walks: Sequence[Walk]) -> dict[str, list[int]]:
    chosen: dict[str, list[int]] = {choice.id: [] for choice in scene.choices}
    for walk in walks:
        made = [choice for place, choice in walk.path if _place(definition, place) == scene.id]
        if made:
            known = made[-1] if scene.choice(made[-1]) else ""
            chosen.setdefault(known, []).append(walk.user_id)
    return chosen


def _shares(definition: Definition, walks: Sequence[Walk]) -> dict[str, list[float]]:
    """For each competence the share that each person reached."""
    shares: dict[str, list[float]] = {}
    for walk in walks:
        for figure in profile(definition, steps_of(definition, walk)):
            shares.setdefault(figure.competence, []).append(figure.share)
    return dict(sorted(shares.items()))


def _profile(shares: dict[str, list[float]]) -> list[Figure]:
    """For each competence the mean over people, and how many people stand behind it."""
    return [Figure(name, sum(found) / len(found), len(found)) for name, found in shares.items()]


def _profile_in_steps(shares: dict[str, list[float]]) -> list[Figure]:
    """The same, so coarse that no five people can be told from others; of few people nothing."""
    means = {name: (mean_in_steps(found), in_steps(len(found))) for name, found in shares.items()}
    return [
        Figure(name, mean, people) for name, (mean, people) in means.items() if mean is not None and people
    ]


def steps_of(definition: Definition, walk: Walk) -> list[Step]:
    """The walk's steps by today's key; choices that are gone are left out."""
    steps = []
    for scene_id, choice_id in walk.path:
        scene = definition.place(scene_id)
        choice: Choice | None = scene.choice(choice_id) if isinstance(scene, Scene) else None
        if isinstance(scene, Scene) and choice is not None:
            steps.append(Step(scene.id, choice.id, 0, marks_of(definition, scene, choice)))
    return steps
