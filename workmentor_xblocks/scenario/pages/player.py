"""What a player sees, as HTML made on the server: the start, a scene, an ending, the debrief.

Only the current place and the player's own past are put in; nothing of what lies ahead ever leaves the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.translation import gettext, say, spoken_language
from workmentor_xblocks.core.pages.rendering import render, safe
from workmentor_xblocks.scenario.actions.play import reason_of
from workmentor_xblocks.scenario.content import graph, reading as readings
from workmentor_xblocks.scenario.content.definition import Ending, Scene
from workmentor_xblocks.scenario.pages.debrief import debrief_page
from workmentor_xblocks.scenario.pages.scenario_view import ScenarioView
from workmentor_xblocks.scenario.pages.screens import (
    Before,
    BlockPage,
    DebriefPage,
    Notices,
    PlacePage,
    ScenePage,
    StartPage,
    Switch,
)
from workmentor_xblocks.scenario.rules.run import (
    Detour,
    Kind,
    Run,
    Standing,
    Status,
    offered,
    standing,
    token,
)

_FOLDER = "workmentor/scenario"
GonePage = TypeVar("GonePage", PlacePage, ScenePage)


def block_html(view: ScenarioView) -> str:
    """Title, language switch and page."""
    reading = view.reading
    places = readings.workplaces(view.definition, reading.language)
    chosen = reading.workplace or (places[0] if places else "")
    page = BlockPage(
        display_name=view.plain(reading.display_name(view.display_name)),
        language=reading.language,
        direction=languages.direction(reading.language),
        languages=_switch((code, languages.name(code), is_chosen) for code, is_chosen in view.languages),
        workplaces=_switch((code, reading.workplace_name(code), code == chosen) for code in places),
        page_html=safe(page_html(view)),
    )
    return render(f"{_FOLDER}/block.html", vars(page))


def _switch(items: Iterable[tuple[str, str, bool]]) -> Switch:
    """Nothing to choose where there is one only."""
    found = tuple(items)
    return found if len(found) > 1 else ()


def page_html(view: ScenarioView) -> str:
    """The page for where the player stands."""
    run = view.state.in_view
    if run is None or not view.viewer.may_write_fields:
        return render(f"{_FOLDER}/start.html", vars(_start(view)))
    if run.status is Status.DEBRIEFED:
        return render(f"{_FOLDER}/debrief.html", vars(_debrief(view, run)))
    if run.is_over and not run.place:
        return render(f"{_FOLDER}/left.html", vars(_notices(view, run)))
    stands = standing(view.definition, run)
    place = view.definition.place(run.place) if run.is_over else stands.place
    if run.is_over or isinstance(place, Ending):
        ending = _place(view, run, place) if isinstance(place, Ending) else _gone(PlacePage, view, run)
        return render(f"{_FOLDER}/ending.html", vars(ending))
    scene = _scene(view, run, place, stands) if isinstance(place, Scene) else _gone(ScenePage, view, run)
    return render(f"{_FOLDER}/scene.html", vars(scene))


def announcement(view: ScenarioView) -> str:
    """What a screen reader is told after the page changed: the title of where one stands."""
    run = view.state.in_view
    if run is None:
        return ""
    if run.status is Status.DEBRIEFED:
        return gettext("Looking back")
    place = view.definition.place(run.place)
    return view.plain(view.of(f"{place.id}/title", place.title)) if place else ""


def _notices(view: ScenarioView, run: Run | None, detour: Detour = Detour.NONE) -> Notices:
    why_not = view.viewer.why_not
    return Notices(
        run_id=run.id if run else "",
        why_not=say(reason) if (reason := reason_of(view.viewer)) else "",
        why_not_code=why_not or "",
        practice=bool(run and run.kind is Kind.PRACTICE and not why_not),
        closed=view.closed and not why_not,
        detour=detour.value,
        debrief_before=before.id if run and (before := view.state.debrief_before) else "",
    )


def _gone(page: type[GonePage], view: ScenarioView, run: Run) -> GonePage:
    """A place that an author took out while somebody stood there."""
    found = page(
        **vars(_notices(view, run)),
        title=gettext("This place is gone"),
        language=spoken_language(),
        direction="auto",
    )
    return replace(found, stranded=True) if isinstance(found, ScenePage) else found


def _start(view: ScenarioView) -> StartPage:
    can_begin = view.viewer.may_write_fields and view.definition.place(view.definition.start) is not None
    code = view.reading.language_of("introduction")
    return StartPage(
        **vars(_notices(view, None)),
        introduction=view.html(view.of("introduction", view.definition.introduction)),
        introduction_language=code,
        introduction_direction=languages.direction(code),
        can_begin=can_begin,
        is_empty=view.viewer.may_write_fields and not can_begin and view.course_plans is None,
        course_plans=view.course_plans,
        only_plans=view.course_plans is not None and view.definition.is_blank,
        can_finish=view.viewer.may_write_records,
        plans_read=view.plan_kept,
        minutes=view.minutes,
        graded=view.graded,
        asks_profile=view.asks_profile and view.viewer.may_write_records,
        own_names={"learner": "", "company": "", **view.own_names},
    )


def _place(view: ScenarioView, run: Run, place: Scene | Ending, detour: Detour = Detour.NONE) -> PlacePage:
    code = view.reading.language_of(place.id)
    picture, before = view.reading.picture(place), _before(view, run)
    return PlacePage(
        **vars(_notices(view, run, detour)),
        title=view.plain(view.of(f"{place.id}/title", place.title)),
        language=code,
        direction=languages.direction(code),
        body=view.html(view.of(f"{place.id}/body", place.body)),
        picture=(_address(view, picture[0]), view.plain(picture[1])) if picture else None,
        before=before,
        followed=bool(before and (before.consequence or before.coach_note)),
    )


def _address(view: ScenarioView, src: str) -> str:
    """A portable address as it works here; the platform only rewrites quoted ones."""
    return view.replace_urls(f'"{src}"').strip('"')


def _before(view: ScenarioView, run: Run) -> Before | None:
    """What the last decision led to, where the author shows it at once."""
    scene = view.definition.place(run.steps[-1].scene) if run.steps else None
    choice = scene.choice(run.steps[-1].choice) if isinstance(scene, Scene) else None
    if not isinstance(scene, Scene) or choice is None:
        return None
    path, code = f"{scene.id}/{choice.id}", view.reading.language_of(scene.id)
    now = view.feedback == "now"  # what follows is part of the story; the coach note tells how good it was
    noted = now and view.shows_results
    return Before(
        label=view.plain(view.of(f"{path}/label", choice.label)),
        consequence=view.html(view.of(f"{path}/consequence", choice.consequence)) if now else "",
        coach_note=view.html(view.of(f"{path}/coach_note", choice.coach_note)) if noted else "",
        language=code,
        direction=languages.direction(code),
    )


def _scene(view: ScenarioView, run: Run, scene: Scene, stands: Standing) -> ScenePage:
    is_stranded = stands.detour is Detour.STRANDED
    place = replace(
        _place(view, run, scene, stands.detour),
        number=0 if is_stranded else len(run.steps) + 1,
        shortest=graph.shortest_run(view.definition),
    )
    return ScenePage(
        **vars(place),
        stranded=is_stranded,
        step=len(run.steps),
        ask_reason=view.ask_reason and view.viewer.may_write_records,
        choices=tuple(
            (
                token(run, scene.id, choice.id),
                view.plain(view.of(f"{scene.id}/{choice.id}/label", choice.label)),
            )
            for choice in offered(view.definition, run, scene)
        ),
    )


def _debrief(view: ScenarioView, run: Run) -> DebriefPage:
    in_hand, waits = view.state.current, view.state.in_play
    waits_as = waits.kind.value if waits else ""
    return DebriefPage(
        **vars(_notices(view, run)),
        **vars(debrief_page(view, run)),
        in_hand=in_hand.id if in_hand else run.id,
        waits_as=waits_as,
        can_retry=waits_as != Kind.MAIN,
        can_begin=waits_as != Kind.MAIN,
        earlier_plans=view.written.earlier_plans,
        course_plans=view.course_plans,
        can_plan=view.viewer.may_write_records,
        plan=view.written.plan,
        plan_kept=view.plan_kept,
        keep_url=view.keep_url,
    )
