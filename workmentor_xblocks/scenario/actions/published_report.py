"""The results without names as they were published last: kept as data, and shown by today's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workmentor_xblocks.core.output.figures.suppression import Cells
from workmentor_xblocks.core.records import published
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.graph import by_first_visit
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.report import (
    FINISHED,
    STARTED_ONLY,
    Report,
    SceneShares,
    Walk,
    first_walks,
    report,
    scene_table,
)
from workmentor_xblocks.scenario.rules.run import Status
from workmentor_xblocks.scenario.rules.scoring import Figure

KIND = "scenario"
_NOTHING = Cells({}, None)


def walk_of(row: RunRecord) -> Walk:
    """A row as the report's rules take it."""
    path = tuple((str(step[0]), str(step[1])) for step in row.path)
    return Walk(user_id=row.user_id, status=Status(row.status), place=row.place, path=path)


def published_report(usage_key: str, definition: Definition, rows: Sequence[RunRecord]) -> Report:
    """The results of a block for those who may not see names; they move in steps of five people."""
    walks = {walk.user_id: walk for walk in first_walks(map(walk_of, rows))}
    first = {row.user_id: row.uuid for row in reversed(rows)}
    units = {first[user_id]: f"{walk.status} {walk.place} {walk.path}" for user_id, walk in walks.items()}
    data = published.figures(
        KIND, usage_key, units, lambda: dumped(report(definition, walks.values(), without_names=True))
    )
    return loaded(definition, data)


def dumped(found: Report) -> dict[str, Any]:
    """A report as JSON data."""
    return {
        "run": found.started.dumped(),
        "left_at": found.left_at.dumped(),
        "ending": found.endings.dumped(),
        **{scene_table(shares.scene): shares.cells.dumped() for shares in found.scenes},
        "profile": [[figure.competence, figure.share, figure.decisions] for figure in found.profile],
    }


def loaded(definition: Definition, data: Mapping[str, Any]) -> Report:
    """A report of its JSON data; what the definition has got since is hidden, what it has no more is left out."""
    cells = {key: Cells.loaded(table) for key, table in data.items() if key != "profile"}
    run = cells["run"]
    return Report(
        started=Cells({name: run.counts.get(name) for name in (FINISHED, STARTED_ONLY)}, run.total),
        left_at=cells["left_at"],
        endings=_by_ids(cells["ending"], [ending.id for ending in definition.endings]),
        scenes=[
            SceneShares(
                scene,
                _by_ids(cells.get(scene_table(scene), _NOTHING), [choice.id for choice in scene.choices]),
            )
            for scene in by_first_visit(definition)
        ],
        profile=[Figure(name, share, people) for name, share, people in data["profile"]],
        people=run.total,
    )


def _by_ids(cells: Cells, ids: Sequence[str]) -> Cells:
    """The counts of what is there today, then what was large enough to be shown of what is there no more."""
    gone = {name: count for name, count in cells.counts.items() if name not in ids and count is not None}
    return Cells({**{name: cells.counts.get(name) for name in ids}, **gone}, cells.total)
