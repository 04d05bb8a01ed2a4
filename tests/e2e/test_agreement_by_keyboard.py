"""Egle comes in by her link and signs without touching a mouse; so does Liga, in the unit of her course."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.agreement_desk import Desk
from tests.e2e.agreement_states import PAPER
from tests.e2e.keyboard import press, tab_to
from tests.e2e.visitor import House


@pytest.mark.shows("agreement goal 15b", "agreement promise 13")
def test_a_guest_comes_in_and_signs_with_the_keyboard_only(house: House, desk: Desk) -> None:
    desk.ask("make", stage="signing", template={})
    egle = house.visitor()
    egle.goto(desk.ask("link", role="employer"))
    page = egle.page
    with page.expect_navigation():
        press(page, "Open the agreement")
    tab_to(page, "The six digits from your mail", most=200)
    page.keyboard.type(desk.ask("code", role="employer"))
    tab_to(page, "I have read this")
    page.keyboard.press("Space")
    tab_to(page, "Your name")
    page.keyboard.type("Egle Petrauskaite")
    press(page, "Sign")
    expect(page.locator("body")).to_contain_text("You have signed")
    assert egle.errors == []


@pytest.mark.shows("agreement goal 15b")
def test_a_learner_signs_with_the_keyboard_only(house: House, desk: Desk) -> None:
    desk.ask("make", stage="signing", template={})
    liga = house.visitor("liga")
    liga.goto(PAPER)
    page = liga.page
    tab_to(page, "I have read this", most=200)
    page.keyboard.press("Space")
    tab_to(page, "Your name")
    page.keyboard.type("Liga Ozola")
    press(page, "Sign")
    expect(page.locator(".wm-signing")).to_contain_text("You have signed")
    assert page.evaluate("document.activeElement !== document.body"), "the focus is where the reading goes on"
    assert liga.errors == []
