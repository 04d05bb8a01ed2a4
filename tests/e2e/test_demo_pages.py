"""The demo's own pages in a real browser: everybody can use them, and they do what the platform's pages do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e import engines
from tests.e2e.looking import axe, named
from tests.e2e.visitor import DESKTOP, MENTOR_COURSE, NARROW, STATES_COURSE, House, key
from workmentor_xblocks.demo.people import cast

UNIT = key("vertical", "s1_play", MENTOR_COURSE)
TEXT = key("vertical", "s1_before", MENTOR_COURSE)
SCENARIO = key("workmentor_scenario", "s1", MENTOR_COURSE)
WORDS = key("html", "s1_before", MENTOR_COURSE)

PAGES = {
    "sign in": ("", "/sign-in/"),
    "course": ("marta", "/"),
    "course of an outsider": ("olaf", "/"),
    "course for staff": ("tove", "/"),
    "text": ("marta", f"/unit/{TEXT}/"),
    "scenario": ("marta", f"/unit/{UNIT}/"),
    "in a frame": ("marta", f"/unit-frame/{UNIT}/"),
    "progress": ("marta", "/progress/"),
    "outbox": ("marta", "/outbox/"),
    "events": ("marta", "/events/"),
    "not found": ("marta", "/nowhere/"),
    "not allowed": ("marta", "/studio/"),
    "gradebook": ("tove", f"/courses/{MENTOR_COURSE}/gradebook/"),
    "studio": ("aad", "/studio/"),
    "studio unit": ("aad", f"/studio/unit/{TEXT}/"),
    "studio text editor": ("aad", f"/studio/edit/{WORDS}/"),
    "studio OLX": ("aad", f"/studio/olx/{SCENARIO}/"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everybody(house: House, name: str) -> None:
    who, address = PAGES[name]
    visitor = house.visitor(who)
    page = visitor.goto(address)
    _look(page)
    assert engines.ibm(page, "") == []
    engines.keep(page, "", named(f"demo-{name}"))
    assert visitor.errors == []


def test_a_trainers_page_of_one_person_can_be_used_by_everybody(house: House) -> None:
    house.visitor("mikael").play("plain")
    visitor = house.visitor("tove")
    page = visitor.goto(f"/courses/{STATES_COURSE}/gradebook/")
    page.locator("main a", has_text="Mikael").click()
    page.get_by_text("Raw state").first.click()
    _look(page)
    assert visitor.errors == []


def test_what_the_blocks_told_can_be_read_by_everybody(house: House) -> None:
    house.visitor("mikael").play("plain")
    page = house.visitor("tove").goto("/events/")
    page.get_by_text("workmentor.scenario").first.wait_for()
    _look(page)


def _look(page: Page) -> None:
    page.evaluate(axe())  # a script tag would be refused by the page's own policy
    for size in (DESKTOP, NARROW):
        page.set_viewport_size(size)
        found = page.evaluate("axe.run()")
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert wide <= 0, f"{wide} px stick out to the side"


def test_the_switcher_works_by_keyboard(house: House) -> None:
    page = house.visitor("marta").goto("/progress/")
    summary = page.locator(".who summary")
    for _ in range(4):
        page.keyboard.press("Tab")
        if summary.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tove Nilsen").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".who").get_attribute("open") is None
    assert summary.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    tove = page.get_by_role("button", name="Tove Nilsen")
    for _ in cast.CAST:
        if tove.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".who summary", has_text="Tove").wait_for()
    assert page.url.endswith("/progress/")


@pytest.mark.shows("demo fact 1")
def test_two_browsers_are_two_people_at_once(house: House) -> None:
    marta, tove = house.visitor("marta").goto("/progress/"), house.visitor("tove").goto("/")
    marta.reload()
    assert "Marta Lind" in marta.locator("main").inner_text()
    assert "Tove" in tove.locator(".who summary").inner_text()


def test_a_text_that_was_seen_is_finished(house: House) -> None:
    visitor = house.visitor("mikael")
    page = visitor.page
    with page.expect_response("**/publish_completion") as told:
        visitor.goto(f"/unit/{TEXT}/")
    assert told.value.status == 200
    page = visitor.goto("/")
    assert page.locator(f"li:has(a[href='/unit/{TEXT}/']) .tick-done").count() == 1


@pytest.mark.shows("scenario lesson 18")
def test_the_frame_is_as_tall_as_the_unit_and_scrolls_where_it_asks(house: House) -> None:
    visitor = house.visitor("liga")
    page = visitor.page
    page.set_viewport_size(NARROW)
    visitor.goto(f"/unit-frame/{UNIT}/")
    frame = page.frame_locator("#unit-iframe")
    frame.get_by_role("button", name="Start").wait_for()
    page.wait_for_function(
        """() => { const f = document.querySelector('#unit-iframe');
        return f.clientHeight >= f.contentDocument.body.scrollHeight && f.clientHeight !== 500; }"""
    )
    before = page.locator("#unit-iframe").evaluate("node => node.clientHeight")
    page.frames[1].evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"height: 2000px\"></p>')"
    )
    page.wait_for_function(f"() => document.querySelector('#unit-iframe').clientHeight > {before} + 1900")
    page.frames[1].evaluate("window.parent.postMessage({offset: 700}, window.location.origin)")
    page.wait_for_function("() => window.scrollY > 700")
    top = page.locator("#unit-iframe").evaluate("node => node.getBoundingClientRect().top")
    assert abs(top + 700) < 2
    page.frames[1].evaluate("document.body.lastElementChild.remove()")
    page.wait_for_function(f"() => document.querySelector('#unit-iframe').clientHeight <= {before}")


def test_links_in_the_frame_leave_it(house: House) -> None:
    visitor = house.visitor("liga")
    page = visitor.goto(f"/unit-frame/{TEXT}/")
    page.frames[1].evaluate(
        "document.querySelector('.vert').insertAdjacentHTML('beforeend', '<a href=\"/progress/\">out</a>')"
    )
    page.frame_locator("#unit-iframe").get_by_role("link", name="out").click()
    page.wait_for_url("**/progress/")
    assert page.locator("#unit-iframe").count() == 0
    assert visitor.errors == []


@pytest.mark.shows("studio fact 3")
def test_leaving_the_editor_leads_back_to_the_unit(house: House) -> None:
    visitor = house.visitor("aad")
    page = visitor.goto(f"/studio/edit/{SCENARIO}/")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"**/studio/unit/{UNIT}/")
    assert visitor.errors == []


def test_an_error_of_the_editor_is_told_on_its_page(house: House) -> None:
    page = house.visitor("aad").goto(f"/studio/edit/{SCENARIO}/")
    page.evaluate(
        """() => { window.Probe = (runtime, element) =>
        runtime.notify('error', {title: 'Not saved', message: 'Somebody was quicker'}); }"""
    )
    # The page's script starts every block once; here it is asked to start one more.
    page.evaluate(
        """() => { const block = document.querySelector('[data-init]').cloneNode(false);
        block.dataset.init = 'Probe'; document.querySelector('.modal-content').replaceChildren(block);
        document.dispatchEvent(new Event('DOMContentLoaded')); }"""
    )
    told = page.get_by_text("Not saved: Somebody was quicker")
    told.wait_for()
    assert told.count() == 1


def test_what_cannot_be_undone_asks_first(house: House) -> None:
    visitor = house.visitor("aad")
    page = visitor.goto(f"/studio/unit/{TEXT}/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Delete").click()
    assert asked
    assert "from the draft" in asked[0]
    assert page.locator(".block-card").count() == 1
