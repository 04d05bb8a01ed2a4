"""Every state of every page of the package, as data: its name, and how to get there.

A branch of a template that none of these shows fails the run (``test_states``). To add a state, add a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.e2e.visitor import MENTOR_COURSE, House, Visitor, key, run_in

Size = dict[str, int]


@dataclass(frozen=True)
class State:
    """One state; ``reach`` opens it in a browser window of a given size. ``part`` is what is looked at."""

    name: str
    reach: Callable[[House, Size], Page]
    part: str = ".wm"


def _fresh(house: House, who: str, unit: str, size: Size) -> Visitor:
    """Somebody who has not begun a block, in a window of that size."""
    house.use_tool(who, unit, "delete_state")
    return house.visitor(who, size=size)


def _played(who: str, unit: str, until: str) -> Callable[[House, Size], Page]:
    """The page of a block after playing so far."""

    def reach(house: House, size: Size) -> Page:
        visitor = _fresh(house, who, unit, size)
        visitor.play(unit, until=until)
        return visitor.unit(unit)

    return reach


def _start(who: str, unit: str, course: str = "") -> Callable[[House, Size], Page]:
    def reach(house: House, size: Size) -> Page:
        visitor = house.visitor(who, size=size)
        return visitor.unit(unit, course) if course else visitor.unit(unit)

    return reach


def _sample_scene(house: House, size: Size) -> Page:
    visitor = house.visitor("egle", size=size)
    visitor.play("s1", until="scene", course=MENTOR_COURSE)
    return visitor.unit("s1_play", MENTOR_COURSE)


def _with_reason(house: House, size: Size) -> Page:
    visitor = _fresh(house, "marta", "plain", size)
    html = visitor.play("plain", until="scene")
    page = visitor.unit("plain")
    page.locator(".wm-choice").first.click()
    page.locator("input[name=reason]").fill("She needs a friendly face first.")
    page.get_by_role("button", name="Decide").click()
    page.locator(".wm-consequence").wait_for()
    assert run_in(html)
    return page


def _debrief_with_all(house: House, size: Size) -> Page:
    page = _with_reason(house, size)
    page.locator(".wm-choice").first.click()
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("button", name="Look back on your way").click()
    page.get_by_label("What will you do on Monday?").fill("Ask her what she would like to learn first.")
    page.get_by_role("button", name="Keep this").click()
    page.locator("[data-wm-focus=plan]").wait_for()
    return page


def _practice(house: House, size: Size) -> Page:
    page = _played("marta", "graded", "debrief")(house, size)
    page.locator(".wm-decision summary").first.click()
    page.get_by_role("button", name="Try again from here").first.click()
    page.locator("[data-wm-notice=practice]").wait_for()
    return page


def _practice_set_aside(house: House, size: Size) -> Page:
    """From a practice back to the debrief, where the practice waits."""
    page = _practice(house, size)
    page.get_by_role("button", name="Back to the debrief").click()
    page.get_by_role("button", name="Continue practising").wait_for()
    return page


def _run_set_aside(house: House, size: Size) -> Page:
    """A second run that counts waits while the first one is looked back on; the plan of a practice is there too."""
    page = _practice(house, size)
    while page.locator(".wm-decide").count():
        step = page.locator(".wm-decide input[name=step]").get_attribute("value")
        page.locator(".wm-choice").first.click()
        page.get_by_role("button", name="Decide").click()
        # What followed from the decision before stands there already: wait for this form to go.
        page.locator(f".wm-decide input[name=step][value='{step}']").wait_for(state="detached")
    page.get_by_role("button", name="Look back on your way").click()
    page.get_by_label("What will you do on Monday?").fill("Show her the lock before the switch.")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("button", name="Play again from the start").click()
    page.get_by_role("button", name="Back to the debrief").click()
    page.get_by_role("button", name="Continue your run").wait_for()
    page.get_by_text("Your plans from other runs").click()
    return page


def _plans(*, read: bool) -> Callable[[House, Size], Page]:
    def reach(house: House, size: Size) -> Page:
        _debrief_with_all(house, size)
        page = house.visitor("marta", size=size).unit("plans")
        if read:
            page.get_by_role("button", name="I have read my plans").click()
            page.get_by_text("marked as complete").wait_for()
        return page

    return reach


def _refused(house: House, size: Size) -> Page:
    page = _played("marta", "plain", "scene")(house, size)
    page.get_by_role("button", name="Decide").click()
    page.locator("[role=alert]").wait_for()
    return page


def _edited(
    unit: str, change: Callable[[dict[str, Any]], None], *, steps: str = "middle"
) -> Callable[[House, Size], Page]:
    """A player who stands in a block while its author changes it. The change is taken back by the next use."""

    def reach(house: House, size: Size) -> Page:
        author = house.visitor("aad")
        author.edit(unit, _restored)
        visitor = _fresh(house, "marta", unit, size)
        if steps == "debrief":
            visitor.play(unit, until="debrief")
        else:
            html = visitor.play(unit, until="scene")
            token = html.split('name="choice" value="')[1].split('"')[0]
            visitor.act(unit, "choose", {"run": run_in(html), "step": 0, "choice": token})
        author.edit(unit, change)
        return visitor.unit(unit)

    return reach


_ORIGINAL: dict[str, Any] = {}


def _restored(definition: dict[str, Any]) -> None:
    """The definition as it was first met, so that states can be reached again and again."""
    if not _ORIGINAL:
        _ORIGINAL.update(
            {name: value for name, value in definition.items() if name in ("scenes", "endings", "start")}
        )
    definition.update(_ORIGINAL)


def _without_slicer(definition: dict[str, Any]) -> None:
    """The second scene goes; the first leads straight to an ending."""
    definition["scenes"] = definition["scenes"][:1]
    for choice in definition["scenes"][0]["choices"]:
        choice["to"] = "safe"


def _all_new(definition: dict[str, Any]) -> None:
    for scene in definition["scenes"]:
        scene["id"] = f"new-{scene['id']}"
        for choice in scene["choices"]:
            choice["to"] = f"new-{choice['to']}" if choice["to"] == "slicer" else choice["to"]
    definition["start"] = "new-door"


def _no_endings(definition: dict[str, Any]) -> None:
    definition["endings"] = []


def _without_first_choice(definition: dict[str, Any]) -> None:
    for scene in definition["scenes"]:
        scene["choices"] = scene["choices"][1:]


def _left(house: House, size: Size) -> Page:
    page = _edited("stranded", _no_endings)(house, size)
    page.get_by_role("button", name="Leave the scenario").click()
    page.get_by_role("button", name="Look back on your way").wait_for()
    return page


def _taken(house: House, size: Size) -> Page:
    """Both choices were offered in an unknown order, so both variants of "gone" are tried until one is met."""

    def change(definition: dict[str, Any]) -> None:
        _without_first_choice(definition)
        definition["scenes"] = definition["scenes"][:1]
        definition["scenes"][0]["choices"][0]["to"] = "safe"
        definition["scenes"][0]["choices"][0]["id"] = "other"

    return _edited("taken", change, steps="debrief")(house, size)


def _masquerading(house: House, size: Size) -> Page:
    visitor = house.visitor("tove", size=size)
    page = visitor.unit("plain")
    page.get_by_label("View this course as").select_option(label="any learner")
    page.get_by_role("button", name="View", exact=True).click()
    page.locator("[data-wm-notice=masquerading]").wait_for()
    visitor.play("plain", until="debrief")
    return visitor.unit("plain")


def _report(people: int, *, named: bool, open_run: bool = False) -> Callable[[House, Size], Page]:
    def reach(house: House, size: Size) -> Page:
        cast = ("marta", "mikael", "liga", "tomas", "egle")
        for name in cast:
            house.use_tool(name, "graded", "delete_state")
        for number, name in enumerate(cast[:people]):
            house.visitor(name).play(
                "graded", until="debrief" if number else "scene" if people == 3 else "debrief"
            )
        page = house.visitor("tove", size=size).unit("graded")
        page.get_by_role("button", name="Results (for trainers)").click()
        page.get_by_role("heading", name="Results", exact=True).wait_for()
        if not named:
            page.get_by_role("button", name="Show without names, to project").click()
            page.get_by_role("heading", name="Results without names").wait_for()
        if open_run:
            page.get_by_role("button", name="Open").last.click()
            page.get_by_role("heading", name="The run of").wait_for()
        return page

    return reach


def _one_run_with_plan(house: House, size: Size) -> Page:
    _debrief_with_all(house, size)
    page = house.visitor("tove", size=size).unit("plain")
    page.get_by_role("button", name="Results (for trainers)").click()
    page.get_by_role("button", name=re.compile("Open.*Marta")).last.click()
    page.get_by_role("heading", name="The run of").wait_for()
    return page


def _has_left(house: House, size: Size) -> Page:
    """One of the players is not enrolled any more; so this state comes last."""
    _report(3, named=True)(house, size)
    house.use_tool("liga", "graded", "unenrol")
    page = house.visitor("tove", size=size).unit("graded")
    page.get_by_role("button", name="Results (for trainers)").click()
    page.get_by_text("has left the course").wait_for()
    return page


def _keep(unit: str) -> Callable[[House, Size], Page]:
    def reach(house: House, size: Size) -> Page:
        page = (
            _debrief_with_all(house, size)
            if unit == "plain"
            else _played("marta", unit, "debrief")(house, size)
        )
        address = page.get_by_role("link", name="A page to keep").get_attribute("href")
        page.goto(page.url.split("/unit/")[0] + str(address))
        return page

    return reach


def _author_preview(unit: str) -> Callable[[House, Size], Page]:
    def reach(house: House, size: Size) -> Page:
        visitor = house.visitor("aad", size=size)
        return visitor.goto(f"/studio/unit/{key('vertical', unit)}/")

    return reach


def _author_preview_of_an_edit(house: House, size: Size) -> Page:
    """Findings at places, by their titles: every choice leads to an ending that is gone."""
    _edited("stranded", _no_endings)(house, size)
    page = _author_preview("stranded")(house, size)
    page.locator(".wm-finding-place").first.wait_for()
    return page


def _editor(
    tab: str = "", *, change: Callable[[House, Page], None] | None = None
) -> Callable[[House, Size], Page]:
    """The editor of the bicycle scenario (it has everything: languages aside, workplaces, pictures) at one tab."""

    def reach(house: House, size: Size) -> Page:
        visitor = house.visitor("aad", size=size)
        page = visitor.goto(f"/studio/edit/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/")
        page.get_by_role("tab", name="Scenes").wait_for()
        if tab:
            page.get_by_role("tab", name=tab).click()
        if change:
            change(house, page)
        return page

    return reach


def _unsaved(house: House, page: Page) -> None:
    """A title emptied: a finding, an unsaved change, and the question at Cancel."""
    page.get_by_label("Title", exact=True).fill("")
    page.get_by_text("unsaved").first.wait_for()
    page.get_by_role("tab", name="Findings").click()
    page.get_by_role("button", name="Cancel", exact=True).click()


def _conflict(house: House, page: Page) -> None:
    """Somebody else saved meanwhile."""
    page.get_by_label("Title", exact=True).fill("Mine")
    address = f"/studio/handler/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/save_definition"
    other = house.visitor("aad")
    other.goto("/studio/")
    stands = other.post(address, {"definition": {}, "settings": {}, "base": "none"})
    stands["definition"]["introduction"] += " (changed meanwhile)"
    other.post(address, {**stands, "base": stands["digest"]})
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else has saved this").wait_for()


STATES = (
    State("start, in one language", _start("mikael", "graded")),
    State("start, with names to put in", _start("mikael", "plain")),
    State("start, in three languages", _start("mikael", "s1_play", MENTOR_COURSE)),
    State("start, for two workplaces", _start("mikael", "s5_play", MENTOR_COURSE)),
    State("start, nothing written yet", _start("mikael", "empty")),
    State("start, after the due date", _start("mikael", "closed")),
    State("first scene", _played("marta", "plain", "scene")),
    State("scene with a picture", _sample_scene),
    State("scene after a decision", _with_reason),
    State("scene without reason or coach", _played("marta", "quiet", "scene")),
    State("scene with nothing chosen", _refused),
    State("ending", _played("marta", "plain", "ending")),
    State("debrief with reason and plan", _debrief_with_all),
    State("debrief with a result", _played("marta", "graded", "debrief")),
    State("debrief with results held back", _played("marta", "quiet", "debrief")),
    State("practice from a decision", _practice),
    State("debrief while practice waits", _practice_set_aside),
    State("debrief while a run waits", _run_set_aside),
    State("my plans from this course", _plans(read=False)),
    State("my plans from this course, read", _plans(read=True)),
    State("my plans from this course, none yet", _start("egle", "plans")),
    State("my plans from this course, for the author", _author_preview("plans")),
    State("moved back by an edit", _edited("back", _without_slicer)),
    State("moved to the start by an edit", _edited("restart", _all_new)),
    State("stranded by an edit", _edited("stranded", _no_endings)),
    State("left after an edit", _left),
    State("debrief of what an edit took away", _taken),
    State("masquerade, looking back", _masquerading),
    State("report with names", _report(3, named=True)),
    State("report without names, few", _report(3, named=False)),
    State("report without names, enough", _report(5, named=False)),
    State("one person's run", _report(3, named=True, open_run=True)),
    State("one person's run with a plan", _one_run_with_plan),
    State("page to keep", _keep("plain"), "main"),
    State("page to keep with a result", _keep("graded"), "main"),
    State("author's preview", _author_preview("plain")),
    State("author's preview with findings", _author_preview("empty")),
    State("author's preview with findings at places", _author_preview_of_an_edit),
    State("editor, scenes", _editor(), ".wm-editor"),
    State("editor, settings", _editor("Settings"), ".wm-editor"),
    State("editor, languages", _editor("Languages"), ".wm-editor"),
    State("editor, findings and unsaved work", _editor(change=_unsaved), ".wm-editor"),
    State("editor, preview", _editor("Preview"), ".wm-editor"),
    State("editor, compare", _editor("Compare"), ".wm-editor"),
    State("editor, saved by somebody else meanwhile", _editor(change=_conflict), ".wm-editor"),
    State("report with somebody who has left", _has_left),
)
