"""A run as the rules know it, made again of the row that was kept beside it."""

from __future__ import annotations

from dataclasses import replace

from workmentor_xblocks.scenario.content.definition import Definition, Scene
from workmentor_xblocks.scenario.content.marks import Marks, marks_of
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.run import Kind, Run, Status, Step
from workmentor_xblocks.scenario.rules.scoring import Scoring, value


def run_of(row: RunRecord, definition: Definition, scoring: Scoring) -> Run:
    """The run of a row, valued by today's key; what a choice was worth that is gone by now is not known any more."""
    run = Run(
        id=row.uuid,
        kind=Kind(row.kind),
        place=row.place,
        started=int(row.started_at.timestamp()),
        status=Status(row.status),
        salt=row.salt,
        finished=int(row.finished_at.timestamp()) if row.finished_at else None,
        steps=tuple(
            Step(str(scene), str(choice), 0, _marks(definition, str(scene), str(choice)))
            for scene, choice in row.path
        ),
    )
    return replace(run, value=value(definition, run, scoring))


def _marks(definition: Definition, scene_id: str, choice_id: str) -> Marks:
    scene = definition.place(scene_id)
    choice = scene.choice(choice_id) if isinstance(scene, Scene) else None
    return marks_of(definition, scene, choice) if isinstance(scene, Scene) and choice else {}
