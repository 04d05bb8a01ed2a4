"""Marta plays a real scenario: with the keyboard only, in a frame, on a phone, on a day when things go wrong."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.keyboard import decide, press, tab_to
from tests.e2e.visitor import MENTOR_COURSE, House, key

PHONE = {"width": 360, "height": 740}
S1 = f"/unit/{key('vertical', 's1_play', MENTOR_COURSE)}/"


@pytest.mark.shows("scenario lesson 28", "scenario goal 11a", "platform fact 57")
def test_marta_plays_the_switch_was_off_to_the_debrief_with_the_keyboard_only(house: House) -> None:
    marta = house.beginner("marta", "s1", MENTOR_COURSE)
    page = marta.goto(S1)

    press(page, "Start")
    expect(page.locator("[data-wm-focus=scene]")).to_be_focused()
    steps, chance = 0, random.Random(1)  # the story has loops: who always takes one way may stay in them
    while page.locator(".wm-decide").count():
        decide(page, option=chance.randrange(3), reason="It looked safest." if steps == 0 else "")
        steps += 1

    press(page, "Look back on your way")
    expect(page.get_by_role("heading", name="Looking back")).to_be_focused()
    assert page.locator(".wm-decision summary").count() == steps
    expect(page.locator(".wm-reason")).to_contain_text("It looked safest.")
    tab_to(page, "What will you do on Monday?")
    page.keyboard.type("Lock and tag together, every time.")
    press(page, "Keep this")
    expect(page.locator("[data-wm-focus=plan]")).to_be_focused()
    page.reload()
    expect(page.get_by_label("What will you do on Monday?")).to_have_value(
        "Lock and tag together, every time."
    )
    assert marta.errors == []


@pytest.mark.shows("scenario goal 13b")
def test_a_mentor_plays_in_dutch_from_the_first_click_on_a_site_that_speaks_english(house: House) -> None:
    mikael = house.beginner("mikael", "s1", MENTOR_COURSE, size=PHONE, locale="en-GB")
    page = mikael.goto(S1)
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator(".wm-title").locator("..")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("[data-wm-focus=scene]")).to_be_focused()
    for place in page.locator(".wm-text, .wm-choices > div").all():
        assert place.evaluate("place => place.closest('[lang]').lang") == "nl"
    expect(page.locator(".wm-choices legend")).to_have_text("Wat doe je?")
    assert mikael.errors == []


@pytest.mark.shows("scenario lesson 22")
def test_the_story_goes_on_with_another_device(house: House) -> None:
    at_work = house.beginner("tomas", "plain")
    at_work.play("plain", until="scene")
    token = at_work.unit("plain").locator("input[name=choice]").first.get_attribute("value")
    run = at_work.page.locator(".wm-decide input[name=run]").get_attribute("value")
    at_work.act("plain", "choose", {"run": run, "step": 0, "choice": token})

    at_home = house.visitor("tomas", size=PHONE).unit("plain")
    expect(at_home.locator(".wm-scene-title")).to_have_text("The slicer")


@pytest.mark.shows("scenario pitfall 23", "page fact 7")
def test_inside_the_learning_application_only_the_parent_scrolls(house: House) -> None:
    liga = house.beginner("liga", "s1", MENTOR_COURSE, size=PHONE)
    liga.play("s1", until="scene", course=MENTOR_COURSE)
    page = liga.goto(f"/unit-frame/{key('vertical', 's1_play', MENTOR_COURSE)}/")
    inside = page.frame_locator("iframe")
    inside.locator(".wm-choice").last.click()
    before = page.evaluate("window.scrollY")
    inside.get_by_role("button", name="Decide").click()
    expect(inside.locator(".wm-after")).to_be_visible()
    heading = inside.locator("[data-wm-focus=scene]")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert page.evaluate("window.scrollY") < before
    frame = next(frame for frame in page.frames if frame.parent_frame)
    assert frame.evaluate("document.scrollingElement.scrollTop") == 0


@pytest.mark.shows("page fact 3")
def test_a_lost_session_costs_nothing_that_was_typed(house: House) -> None:
    egle = house.beginner("egle", "plain")
    egle.play("plain", until="scene")
    page = egle.unit("plain")
    page.locator(".wm-choice").first.click()
    page.get_by_label("Why?").fill("A reason that took a while to find.")
    cookies = egle.context.cookies()
    egle.context.clear_cookies()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("signed out|Sign in", re.I))
    expect(page.get_by_label("Why?")).to_have_value("A reason that took a while to find.")

    egle.context.add_cookies(cookies)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".wm-scene-title")).to_have_text("The slicer")
    assert egle.errors == []


@pytest.mark.shows("page fact 4")
def test_no_network_is_said_and_the_same_decision_can_be_sent_again(house: House) -> None:
    tomas = house.beginner("tomas", "graded")
    tomas.play("graded", until="scene")
    page = tomas.unit("graded")
    page.locator(".wm-choice").first.click()
    tomas.context.set_offline(True)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("no connection")
    tomas.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".wm-scene-title")).to_have_text("The slicer")


@pytest.mark.shows("scenario lesson 22", "page fact 6")
def test_everything_works_where_the_browser_keeps_nothing(house: House) -> None:
    marta = house.beginner("marta", "taken")
    marta.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('off', 'SecurityError'); } });"
    )
    marta.play("taken", until="scene")
    page = marta.unit("taken")
    page.locator(".wm-choice").first.click()
    page.get_by_label("Why?").fill("No copy is kept of this.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".wm-after")).to_be_visible()
    assert marta.errors == []


def test_an_old_tab_is_told_and_shown_where_the_run_stands(house: House) -> None:
    liga = house.beginner("liga", "plain")
    liga.play("plain", until="scene")
    old = liga.unit("plain")
    new = liga.context.new_page()
    new.goto(old.url)
    new.locator(".wm-choice").nth(0).click()
    new.get_by_role("button", name="Decide").click()
    expect(new.locator(".wm-scene-title")).to_have_text("The slicer")

    old.locator(".wm-choice").nth(1).click()
    old.get_by_role("button", name="Decide").click()
    expect(old.get_by_role("alert")).to_contain_text("already decided here")
    expect(old.locator(".wm-scene-title")).to_have_text("The slicer")


@pytest.mark.shows("scenario goal 10b")
def test_without_script_the_page_shows_where_one_stands_and_says_what_is_missing(house: House) -> None:
    tomas = house.beginner("tomas", "graded", java_script_enabled=False)
    page = tomas.unit("graded")
    assert "This page needs JavaScript to go on." in page.content()
    expect(page.get_by_text("Liga starts in your kitchen today.")).to_be_visible()


@pytest.mark.shows("scenario lesson 16")
def test_the_page_asks_for_nothing_but_one_script_and_its_two_style_sheets(house: House) -> None:
    marta = house.visitor("marta")
    asked: list[str] = []
    marta.page.on("request", lambda request: asked.append(request.url))
    marta.unit("graded")
    marta.page.wait_for_load_state("networkidle")
    ours = [url.rsplit("/", 1)[1] for url in asked if "/static/workmentor/" in url or "/handler/" in url]
    assert sorted(ours) == ["learner.css", "learner.js", "scenario.css"]


_SMALL = """() => [...document.querySelectorAll('.wm button, .wm summary, .wm select, .wm textarea, .wm-choice,'
    + ' .wm input:not([type=radio], [type=hidden]), .wm a.wm-button')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()])
  .filter(([, box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""


@pytest.mark.shows("scenario pitfall 27")
def test_whatever_is_touched_is_as_large_as_a_fingertip(house: House) -> None:
    """44 px, on a phone: before playing, at a scene, and on every control of the page that looks back."""
    marta = house.beginner("marta", "s1", MENTOR_COURSE, size=PHONE)
    page = marta.goto(S1)
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert page.evaluate(_SMALL) == []
    marta.play("s1", until="scene", course=MENTOR_COURSE)
    page.reload()
    expect(page.locator(".wm-choice").first).to_be_visible()
    assert page.evaluate(_SMALL) == []
    marta.play("plain", until="debrief")
    page = marta.unit("plain")
    expect(page.get_by_label("What will you do on Monday?")).to_be_visible()
    assert page.evaluate(_SMALL) == []


def test_the_browser_s_back_shows_where_the_run_stands_and_keeps_what_is_typed(house: House) -> None:
    """Away to another page and back, twice: from the browser's own copy of the page, and from its memory."""
    marta = house.beginner("marta", "plain")
    page = marta.unit("plain")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".wm-scene-title")).to_have_text("Liga at the door")
    page.get_by_label("Why?").fill("She is new here.")

    page.goto(f"{marta.address}/progress/")
    page.go_back()
    expect(page.locator(".wm-scene-title")).to_have_text("Liga at the door")
    expect(page.get_by_label("Why?")).to_have_value("She is new here.")

    elsewhere = marta.context.new_page()
    elsewhere.goto(page.url)
    elsewhere.locator(".wm-choice").first.click()
    elsewhere.get_by_role("button", name="Decide").click()
    expect(elsewhere.locator(".wm-scene-title")).to_have_text("The slicer")
    page.evaluate("window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))")
    expect(page.locator(".wm-scene-title")).to_have_text("The slicer")
    assert marta.errors == []
