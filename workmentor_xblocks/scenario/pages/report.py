"""The trainer's page in a block: the group's figures, the list of people, one person's run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.markdown import fill
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.output.figures.suppression import SMALLEST_SHOWN, Cells
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.people.names import Names
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions.plans import Written
from workmentor_xblocks.scenario.actions.published_report import published_report, walk_of
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.pages.debrief import debrief_page
from workmentor_xblocks.scenario.pages.request import ScenarioRequest
from workmentor_xblocks.scenario.records import tables
from workmentor_xblocks.scenario.records.restored_run import run_of
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.report import FINISHED, STARTED_ONLY, Report, SceneShares, report
from workmentor_xblocks.scenario.rules.run import Status
from workmentor_xblocks.scenario.rules.state import State

_NO_RUN = Message("no_such_run", _("That run is not there any more."))

_STATUS = {
    Status.PLAYING: _("on the way"),
    Status.ENDED: _("at an ending"),
    Status.DEBRIEFED: _("finished"),
}


PAGE = 50  # people


def report_html(block: Any, viewer: Viewer, *, view: str, run_uuid: str, page: int) -> str:
    """``view`` "project" hides names and small cells; a ``run_uuid`` opens one person's run."""
    request = ScenarioRequest.of(block, viewer)
    if run_uuid:
        return _one_run(request, run_uuid)
    definition = block.scenario
    reading = request.reading(definition)
    rows = tables.runs_of(block.usage_id_text)
    without_names = view == "project"
    if without_names:
        figures = published_report(block.usage_id_text, definition, rows)
    else:
        figures = report(definition, map(walk_of, rows))
    pages = max(-(-len(rows) // PAGE), 1)
    page = min(page, pages)
    people = () if without_names else rows[(page - 1) * PAGE : page * PAGE]
    return render(
        "workmentor/scenario/report.html",
        {
            **vars(figures_page(figures, definition, reading)),
            "without_names": without_names,
            "people": _people(block, people, definition, reading),
            "page": page,
            "pages": pages,
            "before": page - 1 if page > 1 else None,
            "after": page + 1 if page < pages else None,
            "kept": (),
            "csv_url": addresses.page("scenario_runs_csv", block.usage_id_text),
            "counts_url": addresses.page("scenario_counts_csv", block.usage_id_text),
            "smallest": SMALLEST_SHOWN,
        },
    )


# (name, count, percent), None where hidden.
Counts = tuple[tuple[str, int | None, int | None], ...]


@dataclass(frozen=True)
class SceneCounts:
    """What was chosen in a scene."""

    title: str
    total: int | None
    rows: Counts


@dataclass(frozen=True)
class Figures:
    """The group's figures with words beside them; ``profile``: (competence, percent, decisions)."""

    started: int | None
    finished: int | None
    total: int | None
    left_at: Counts
    endings: Counts
    scenes: tuple[SceneCounts, ...]
    profile: tuple[tuple[str, int, int], ...]


def figures_page(figures: Report, definition: Definition, reading: Reading) -> Figures:
    """The group's figures in the reader's words."""

    def places(cells: Cells) -> Counts:
        return _rows(cells, {place: _title(definition, reading, place) for place in cells.counts})

    return Figures(
        started=figures.started.counts[STARTED_ONLY],
        finished=figures.started.counts[FINISHED],
        total=figures.people,
        left_at=places(figures.left_at),
        endings=places(figures.endings),
        scenes=tuple(_scene_counts(shares, reading) for shares in figures.scenes),
        profile=tuple(
            (_name(reading.competence(figure.competence)), round(figure.share * 100), figure.decisions)
            for figure in figures.profile
        ),
    )


def _scene_counts(shares: SceneShares, reading: Reading) -> SceneCounts:
    scene = shares.scene
    names = {
        choice.id: text_of(reading, f"{scene.id}/{choice.id}/label", choice.label) for choice in scene.choices
    }
    return SceneCounts(
        text_of(reading, f"{scene.id}/title", scene.title),
        shares.cells.total,
        _rows(shares.cells, {"": gettext("(an option that was taken out)"), **names}),
    )


def _name(name: str | Message) -> str:
    return say(name) if isinstance(name, Message) else name


def _rows(cells: Cells, names: Mapping[str, str]) -> Counts:
    return tuple(
        (
            names.get(key, key),
            count,
            round(100 * count / cells.total) if count is not None and cells.total else None,
        )
        for key, count in cells.counts.items()
    )


def _title(definition: Definition, reading: Reading, place_id: str) -> str:
    place = definition.place(place_id)
    if place is None:
        return place_id or gettext("(left)")
    return text_of(reading, f"{place.id}/title", place.title) or place.id


def text_of(reading: Reading, path: str, source: str) -> str:
    """A text of the scenario for those who know nothing of the player's own names."""
    return fill(reading.text(path, source), profile.unnamed(reading.language))


@dataclass(frozen=True)
class PersonLine:
    """One person of the group, and how far they came."""

    name: str
    mark: str
    status: str
    place: str
    steps: int
    last: datetime
    run: str


def _people(
    block: Any, rows: Sequence[RunRecord], definition: Definition, reading: Reading
) -> tuple[PersonLine, ...]:
    names = Names.of((row.user_id for row in rows), block.course_key_text)
    return tuple(_person(row, names, definition, reading) for row in rows)


def _person(row: RunRecord, names: Names, definition: Definition, reading: Reading) -> PersonLine:
    person = names.find(row.user_id)
    return PersonLine(
        name=names(row.user_id),
        mark=gettext("has left the course") if person is None or not person.enrolled else "",
        status=gettext(_STATUS[Status(row.status)]),
        place=_title(definition, reading, row.place),
        steps=len(row.path),
        last=row.last_step_at,
        run=row.uuid,
    )


def _one_run(request: ScenarioRequest, run_uuid: str) -> str:
    row = tables.find(run_uuid)
    if row is None or row.usage_key != request.block.usage_id_text:
        raise NotFound(_NO_RUN)
    reasons, plan = tables.notes_of(run_uuid)
    run = run_of(row, request.block.scenario, request.block.scoring_model)
    view = request.view()
    slots = profile.unnamed(view.reading.language)
    view = replace(view, state=State(current=run), written=Written(reasons, plan), slots=slots, grade=None)
    return render(
        "workmentor/scenario/one_run.html",
        {
            **vars(debrief_page(view, run)),
            "name": Names.of([row.user_id], request.block.course_key_text)(row.user_id),
            "plan": plan,
            "can_retry": False,
        },
    )
