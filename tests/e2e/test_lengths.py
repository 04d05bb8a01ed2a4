"""What a scenario takes of a phone's screen and of paper, with letters twice as large and colours of one's own too."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import MENTOR_COURSE, House, Visitor, run_in
from tools.bench.stories import way
from tools.testrun.places import ROOT
from workmentor_xblocks.scenario.content.kind import SCENARIO

PHONE = {"width": 360, "height": 740}
STORIES = ROOT / "sample_course/mentor/workmentor_scenario"


def walked(visitor: Visitor, name: str) -> Page:
    """The debrief of a sample scenario, after a way that leads on and on to an ending; with a reason and a plan."""
    html = visitor.act(name, "begin", {"run": ""}, MENTOR_COURSE)["html"]
    for step, choice in enumerate(way(SCENARIO.read_file(STORIES / f"{name}.xml").definition)):
        tokens = {
            unescape(words): token for token, words in re.findall(r'value="(\w+)">([^<]+)</label>', html)
        }
        data = {"run": run_in(html), "step": step, "choice": tokens[choice.label]}
        reason = {"reason": "It looked safest to me then."} if step == 0 else {}
        html = visitor.act(name, "choose", {**data, **reason}, MENTOR_COURSE)["html"]
    run = run_in(html)
    visitor.act(name, "open_debrief", {"run": run}, MENTOR_COURSE)
    plan = "Ask him to tell me first, then show the lock.\nTalk to Ragnar on Tuesday."
    visitor.act(name, "plan", {"run": run, "plan": plan}, MENTOR_COURSE)
    page = visitor.unit(f"{name}_play", MENTOR_COURSE)
    page.locator(".wm-path").wait_for()
    return page


@pytest.fixture(params=["s1", "s5"])
def debrief(request: pytest.FixtureRequest, house: House) -> Page:
    """Liga looks back on a sample scenario, on her phone."""
    return walked(house.beginner("liga", request.param, MENTOR_COURSE, size=PHONE), request.param)


def test_a_debrief_takes_three_screens_of_a_phone(debrief: Page) -> None:
    assert debrief.locator(".wm").evaluate("block => block.scrollHeight") <= 3 * PHONE["height"]
    assert debrief.locator(".wm-decision details").count() >= 4


def test_a_decision_opens_with_the_other_options_and_cuts_no_title(debrief: Page) -> None:
    decision = debrief.locator(".wm-decision").first
    expect(decision.locator(".wm-option").last).to_be_hidden()
    decision.locator("summary").click()
    expect(decision.locator(".wm-option").last).to_be_visible()
    cut = """titles => titles.filter(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 4)
        .map(one => one.textContent)"""
    assert debrief.locator(".wm-decision summary strong").evaluate_all(cut) == []


def test_without_script_the_debrief_opens_as_well(house: House) -> None:
    page = walked(house.beginner("tomas", "s5", MENTOR_COURSE, size=PHONE, java_script_enabled=False), "s5")
    page.locator(".wm-decision summary").first.click()
    expect(page.locator(".wm-decision .wm-option").first).to_be_visible()


def test_the_page_to_keep_is_two_sheets(debrief: Page) -> None:
    address = str(debrief.get_by_role("link", name="A page to keep").get_attribute("href"))
    debrief.goto(debrief.url.split("/unit/")[0] + address)
    paper = debrief.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"))
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


def test_letters_twice_as_large_leave_words_and_not_letters_on_a_line(debrief: Page) -> None:
    debrief.evaluate("document.documentElement.style.fontSize = '200%'")
    debrief.locator(".wm-decision summary").first.click()
    block = debrief.locator(".wm").evaluate("block => block.clientWidth")
    narrow = """(all, least) => all.filter(one => one.checkVisibility() && one.clientWidth < least)
        .map(one => `${one.clientWidth}: ${one.textContent.trim().slice(0, 40)}`)"""
    read = ".wm-decision summary > span, .wm-option-label, .wm-coach p, .wm-consequence p, .wm-questions li"
    assert debrief.locator(read).evaluate_all(narrow, block * 0.5) == []
    wide = debrief.locator(".wm").evaluate("block => block.scrollWidth - block.clientWidth")
    assert wide <= 0, f"{wide} px stick out to the side"


def test_in_colours_of_one_s_own_what_was_chosen_is_seen(house: House) -> None:
    liga = house.beginner("liga", "s5", MENTOR_COURSE, size=PHONE, forced_colors="active")
    page = walked(liga, "s5")
    page.locator(".wm-decision summary").first.click()
    width = "option => parseFloat(getComputedStyle(option).borderTopWidth)"
    chosen = page.locator(".wm-decision").first.locator(".wm-option--chosen").evaluate(width)
    other = page.locator(".wm-decision").first.locator(".wm-option:not(.wm-option--chosen)").first
    assert chosen >= other.evaluate(width) + 2


@pytest.mark.parametrize("width", [360, 316])
def test_the_choice_of_language_is_one_line_on_a_phone(house: House, width: int) -> None:
    """316 px leave a block as much as the platform's own page does on a phone of 360."""
    page = house.visitor("mikael", size={**PHONE, "width": width}).unit("s1_play", MENTOR_COURSE)
    tops = page.locator(".wm-switch-item").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1


def test_what_followed_stands_before_the_new_scene_and_is_read_first(house: House) -> None:
    marta = house.beginner("marta", "plain", size=PHONE)
    marta.play("plain", until="scene")
    page = marta.unit("plain")
    page.locator(".wm-choice").first.click()
    page.get_by_role("button", name="Decide").click()
    followed = page.get_by_role("heading", name="What followed")
    expect(followed).to_be_focused()
    tops = [
        place.evaluate("place => place.getBoundingClientRect().top")
        for place in (
            followed,
            page.locator(".wm-progress"),
            page.locator(".wm-scene-title"),
            page.locator(".wm-text"),
        )
    ]
    assert tops == sorted(tops)


def test_a_trainer_has_names_status_and_open_in_view_with_one_press(house: House) -> None:
    house.visitor("marta").play("plain", until="scene")
    page = house.visitor("tove", size={**PHONE, "width": 316}).unit("plain")
    page.get_by_role("button", name="Results (for trainers)").click()
    entry = page.get_by_role("listitem").filter(has_text="Marta")
    for part in (
        entry.locator("strong"),
        entry.locator(".wm-badge"),
        entry.get_by_role("button", name="Open"),
    ):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 316
    page.get_by_text("Decisions, scene by scene").click()
    edges = page.locator("[data-wm-part=report] table").evaluate_all(
        "all => all.map(table => table.getBoundingClientRect().right)"
    )
    assert len(edges) >= 4
    assert max(edges) <= 316
