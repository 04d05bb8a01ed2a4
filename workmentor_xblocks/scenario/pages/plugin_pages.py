"""Pages beside the unit: a run to keep or print, and the results as files.

Downloads are pages and not handler answers, because the platform turns those into one string. Who may is asked at
each request, and who may not learns nothing: the answer is 404.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from workmentor_xblocks import host
from workmentor_xblocks.core.content.language import direction, lookup
from workmentor_xblocks.core.content.translation import gettext, has_catalogue, spoken_language
from workmentor_xblocks.core.output.csv_export import download
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.people.names import Names
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions.published_report import published_report
from workmentor_xblocks.scenario.content.reading import Reading, languages
from workmentor_xblocks.scenario.pages.keep import GoneBlock, keep_context
from workmentor_xblocks.scenario.pages.report import text_of
from workmentor_xblocks.scenario.records import tables


@require_GET
@never_cache
def keep(request: HttpRequest, run_uuid: str) -> HttpResponse:
    """One finished run as a page of its own, to print or save; for its owner and the trainers of its course."""
    row = tables.find(run_uuid)
    if row is None:
        raise Http404
    viewer = host.current().viewer_for_page(request, row.course_key)
    is_own = viewer.user_id is not None and viewer.user_id == row.user_id
    if not (is_own or may(viewer, Permission.SEE_REPORT)) or row.status == "playing":
        raise Http404
    block = host.current().load_block(row.usage_key) or GoneBlock()
    language = request.GET.get("language", "")
    is_read = lookup(language, languages(block.scenario)) is not None
    active = language if is_read and has_catalogue(language) else spoken_language()
    with translation.override(active):
        context = keep_context(block, viewer, row, language=language)
        context.update(interface_language=active, interface_direction=direction(active))
        return _page(render("workmentor/scenario/keep.html", context))


@require_GET
@never_cache
def runs_csv(request: HttpRequest, usage_key: str) -> HttpResponseBase:
    """Every run with its name, for trainers."""
    block, viewer = _block_for(request, usage_key, Permission.SEE_REPORT)
    return download(request, _run_rows(block, viewer), filename="scenario-runs.csv")


@require_GET
@never_cache
def counts_csv(request: HttpRequest, usage_key: str) -> HttpResponseBase:
    """The group's counts without names, in steps of five people, for trainers and researchers."""
    block, _viewer = _block_for(request, usage_key, Permission.EXPORT_WITHOUT_NAMES)
    return download(request, _count_rows(block), filename="scenario-counts.csv")


def _page(html: str) -> HttpResponse:
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'"
    )
    response["Referrer-Policy"] = "same-origin"
    return response


def _block_for(request: HttpRequest, usage_key: str, permission: Permission) -> tuple[Any, Viewer]:
    block = host.current().load_block(usage_key)
    if block is None or block.scope_ids.block_type != "workmentor_scenario":
        raise Http404
    viewer = host.current().viewer_for_page(request, block.course_key_text)
    if not may(viewer, permission):
        raise Http404
    return block, viewer


def _run_rows(block: Any, viewer: Viewer) -> Iterator[Sequence[object]]:
    yield [
        gettext("User name"), gettext("Name"), gettext("Enrolled"), gettext("Run"), gettext("Kind"), gettext("Status"),
        gettext("Place"), gettext("Decisions"), gettext("Started"), gettext("Last step"), gettext("Finished"), gettext("Way"),
    ]  # fmt: skip
    chunk: list[tables.RunRecord] = []
    for row in tables.stream_runs([block.usage_id_text]):
        chunk.append(row)
        if len(chunk) == 500:
            yield from _named(block, chunk)
            chunk = []
    yield from _named(block, chunk)


def _named(block: Any, rows: list[tables.RunRecord]) -> Iterator[Sequence[object]]:
    names = Names.of((row.user_id for row in rows), block.course_key_text)
    for row in rows:
        person = names.find(row.user_id)
        yield [
            person.username if person else "",
            person.full_name if person else "",
            "1" if person and person.enrolled else "0",
            row.uuid,
            row.kind,
            row.status,
            row.place,
            len(row.path),
            row.started_at.isoformat(),
            row.last_step_at.isoformat(),
            row.finished_at.isoformat() if row.finished_at else "",
            " ".join(f"{scene}/{choice}" for scene, choice in row.path),
        ]


def _count_rows(block: Any) -> Iterator[Sequence[object]]:
    definition = block.scenario
    reading = Reading(definition, definition.language)
    figures = published_report(block.usage_id_text, definition, tables.runs_of(block.usage_id_text))

    def view(count: int | None) -> object:
        return gettext("hidden") if count is None else count

    yield [gettext("Table"), gettext("Place"), gettext("Option"), gettext("People")]
    for name, count in figures.started.counts.items():
        yield ["run", name, "", view(count)]
    for name, count in figures.left_at.counts.items():
        yield ["left_at", name, "", view(count)]
    for name, count in figures.endings.counts.items():
        yield ["ending", name, "", view(count)]
    for shares in figures.scenes:
        for choice_id, count in shares.cells.counts.items():
            choice = shares.scene.choice(choice_id)
            label = text_of(reading, f"{shares.scene.id}/{choice_id}/label", choice.label) if choice else ""
            yield ["choice", shares.scene.id, label, view(count)]
    for figure in figures.profile:
        yield ["competence", figure.competence, round(figure.share, 3), figure.decisions]
