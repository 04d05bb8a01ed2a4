"""Aad edits a scenario in Studio mode, Marta plays the edit, Tove reads the results: hands on the keyboard only."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.keyboard import decide, press, tab_to
from tests.e2e.visitor import MENTOR_COURSE, House, Visitor, key

S1 = key("workmentor_scenario", "s1", MENTOR_COURSE)
UNIT = key("vertical", "s1_play", MENTOR_COURSE)


def _open_editor(author: Visitor) -> Page:
    page = author.goto(f"/studio/edit/{S1}/")
    expect(page.locator(".wm-editor h2, .wm-editor [tabindex='-1']").first).to_be_focused()
    return page


@pytest.mark.shows("scenario goal 11a")
def test_an_edit_is_played_and_reported_by_keyboard_alone(house: House) -> None:
    aad = house.visitor("aad")
    page = _open_editor(aad)
    tab_to(page, "Title")
    page.keyboard.press("Control+A")
    page.keyboard.type("A main switch without a lock")
    tab_to(page, "Save", back=True)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/studio/unit/{UNIT}/")
    press(page, "Publish")
    expect(page.get_by_text("Learners see this unit as it is here.")).to_be_visible()

    mikael = house.beginner("mikael", "s1", MENTOR_COURSE)
    played = mikael.goto(f"/unit/{UNIT}/")
    press(played, "Start")
    expect(played.locator(".wm-scene-title")).to_have_text("A main switch without a lock")
    chance = random.Random(2)  # a way through a story with loops
    while played.locator(".wm-decide").count():
        decide(played, option=chance.randrange(3))
    press(played, "Look back on your way")
    expect(played.get_by_role("heading", name="Looking back")).to_be_focused()

    tove = house.visitor("tove")
    report = tove.goto(f"/unit/{UNIT}/")
    press(report, "Results (for trainers)")
    expect(report.get_by_role("heading", name="Results", exact=True)).to_be_focused()
    press(report, "Decisions, scene by scene")
    expect(report.get_by_role("table", name="A main switch without a lock")).to_be_visible()
    expect(report.get_by_role("listitem").filter(has_text="Mikael")).to_be_visible()
    assert aad.errors == mikael.errors == tove.errors == []


@pytest.mark.shows("demo fact 1")
def test_learners_see_the_published_state_and_the_author_the_draft(house: House) -> None:
    aad = house.visitor("aad")
    page = aad.goto(f"/studio/edit/{key('workmentor_scenario', 'graded')}/")
    page.get_by_label("Title", exact=True).fill("Only in the draft")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/studio/unit/{key('vertical', 'graded')}/")

    assert "Only in the draft" not in house.visitor("tomas").play("graded", until="scene")
    page.get_by_role("button", name="Discard changes").click()


def test_a_stranger_gets_no_editor_and_saves_nothing(house: House) -> None:
    olaf = house.visitor("olaf")
    olaf.goto("/")
    answer = olaf.post(
        f"/studio/handler/{S1}/save_definition", {"definition": {}, "settings": {}, "base": ""}
    )
    assert answer["error"]["code"] == "not_allowed_write_content"
