"""What trainers learn from a group: who came how far, which ways were taken, what the decisions show.

Each person counts once, by their first counted run, and at a scene by their last visit. Plain values in, plain
values out; who may see which of it is decided by the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workmentor_xblocks.core.output.linked import Flow, hidden_with_rings
from workmentor_xblocks.core.output.suppression import Cells, open_cells, suppressed
from workmentor_xblocks.scenario.definition import Choice, Definition, Scene
from workmentor_xblocks.scenario.graph import by_first_visit
from workmentor_xblocks.scenario.marks import marks_of
from workmentor_xblocks.scenario.run import Status, Step
from workmentor_xblocks.scenario.scoring import Figure, profile

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


# A table by its name ("run", "left_at", "ending", or a scene as ("scene", id)), with its counts.
Tables = dict[Hashable, dict[str, int]]
Cell = tuple[Hashable, str]


def report(definition: Definition, walks: Iterable[Walk], *, without_names: bool = False) -> Report:
    """The figures of a group; ``without_names`` hides small counts and whatever would give them away."""
    first = first_walks(walks)
    finished = [walk for walk in first if walk.is_finished]
    tables = _tables(definition, first, finished)
    cells = (
        _hidden(definition, tables) if without_names else {key: open_cells(t) for key, t in tables.items()}
    )
    figures = group_profile(definition, finished)
    if without_names:
        figures = _large_enough(figures, len(finished)) if cells["run"].total is not None else []
    return Report(
        started=cells["run"],
        left_at=cells["left_at"],
        endings=cells["ending"],
        scenes=[SceneShares(scene, cells["scene", scene.id]) for scene in by_first_visit(definition)],
        profile=figures,
        people=cells["run"].total,
    )


def _tables(definition: Definition, first: Sequence[Walk], finished: Sequence[Walk]) -> Tables:
    ends = Counter({ending.id: 0 for ending in definition.endings})
    ends.update(_place(definition, walk.place) for walk in finished)
    return {
        "run": {FINISHED: len(finished), STARTED_ONLY: len(first) - len(finished)},
        "left_at": Counter(_place(definition, walk.place) for walk in first if not walk.is_finished),
        "ending": ends,
        **{
            ("scene", scene.id): _choices(definition, scene, first)
            for scene in definition.scene_by_id.values()
        },
    }


def _hidden(definition: Definition, tables: Tables) -> dict[Hashable, Cells]:
    """Every table with its small counts hidden, those that its neighbours would tell, and totals beside hidden ones."""
    alone = {key: suppressed(counts) for key, counts in tables.items()}
    small = {
        (key, name) for key, table in alone.items() for name, count in table.counts.items() if count is None
    }
    hidden = hidden_with_rings(list(_flows(definition, tables)), small)
    return {
        key: _without(counts, {name for at, name in hidden if at == key}) for key, counts in tables.items()
    }


def _without(counts: Mapping[str, int], hidden: set[str]) -> Cells:
    if not hidden:
        return open_cells(counts)
    return Cells({name: None if name in hidden else count for name, count in counts.items()}, None)


def _flows(definition: Definition, tables: Tables) -> Iterator[Flow[Cell]]:
    """How people ran through the tables: from the start by choices to where they left or ended, and round again.

    Where an option led that was taken out is told nowhere: as good as back to the beginning.
    """
    run, begun = tables["run"], ("", "begun")
    start = definition.place(definition.start)
    yield Flow(("total", ""), begun, ("place", start.id if start else ""), sum(run.values()))
    for scene in definition.scene_by_id.values():
        for name, count in tables["scene", scene.id].items():
            choice = scene.choice(name)
            to = ("place", _place(definition, choice.to)) if choice else begun
            yield Flow((("scene", scene.id), name), ("place", scene.id), to, count)
    for table, end in (("left_at", STARTED_ONLY), ("ending", FINISHED)):
        for name, count in tables[table].items():
            yield Flow((table, name), ("place", name), ("", end), count)
        yield Flow(("run", end), ("", end), begun, run[end])


def _large_enough(figures: Sequence[Figure], people: int) -> list[Figure]:
    """Figures behind which neither a few people stand nor all but a few."""
    return [
        figure
        for figure in figures
        if suppressed({"with": figure.decisions, "without": people - figure.decisions}).total is not None
    ]


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
