"""Days when things go wrong, or a browser can do little: nothing that was written is lost, and it is said what holds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import EGLE_AT_WORK, GRETA
from tests.e2e.agreement_desk import Desk
from tests.e2e.agreement_pages import Reader, code_for, comes_in
from tests.e2e.agreement_states import PAPER
from tests.e2e.visitor import House


def _opens(house: House, who: str) -> Reader:
    return Reader(house.visitor(who), PAPER).opens()


def test_a_guest_whose_browser_runs_no_script_reads_remarks_and_signs(house: House, desk: Desk) -> None:
    desk.ask("make", stage="talked")
    greta = comes_in(house, GRETA, java_script_enabled=False)
    expect(greta.page.get_by_text("The learner follows the safety rules.").first).to_be_attached()
    greta.remarks("hours", "Thirty would be better.")
    expect(greta.at("hours")).to_contain_text("Thirty would be better.")

    desk.ask("make", stage="signing")
    greta = comes_in(house, GRETA, java_script_enabled=False)
    greta.signs("Greta Mertens", code=code_for(house, GRETA))
    expect(greta.page.locator(".wm-signature--done")).to_contain_text("Greta Mertens")


def test_two_tabs_that_change_one_field_show_both_texts_and_lose_none(house: House, desk: Desk) -> None:
    desk.ask("make", stage="ready")
    one, other = _opens(house, "tomas"), _opens(house, "tove")
    one.fills(hours="30")
    other.at("hours").get_by_label("Hours a week").fill("36")
    other.page.keyboard.press("Tab")  # whoever leaves a field has it saved

    conflict = other.field("hours").locator("[data-wm-conflict]")
    expect(conflict).to_contain_text("30")
    expect(conflict).to_contain_text("36")
    expect(other.field("hours").get_by_label("Hours a week")).to_have_value("36")
    conflict.get_by_role("button", name="Take mine").click()
    expect(conflict).to_have_count(0)
    expect(other.page.locator("[data-wm-saved]").first).to_contain_text("Saved")
    expect(one.opens().at("hours").get_by_label("Hours a week")).to_have_value("36")
    assert other.visitor.errors == []


def test_what_was_typed_without_a_connection_is_there_after_a_reload_and_saved_then(
    house: House, desk: Desk
) -> None:
    desk.ask("make", stage="negotiating")
    liga = _opens(house, "liga")
    goals = "Wires by myself, and the lift shaft. " * 3
    liga.visitor.context.set_offline(True)
    liga.at("wishes").get_by_label("My goals").fill(goals)
    expect(liga.field("wishes").locator("[data-wm-draft-note]").first).to_contain_text(
        "A copy of what you typed"
    )
    liga.visitor.context.set_offline(False)

    liga.opens()
    expect(liga.at("wishes").get_by_label("My goals")).to_have_value(goals)
    liga.presses_save("wishes")
    assert "lift shaft" in liga.opens().at("wishes").get_by_label("My goals").input_value()
    expect(liga.field("wishes").locator("[data-wm-draft-note]").first).to_be_hidden()


@pytest.mark.parametrize("who", ["learner", "guest"])
def test_what_was_typed_while_the_text_was_fixed_is_given_back_and_outlives_a_reload(
    house: House, desk: Desk, who: str
) -> None:
    desk.ask("make", stage="ready")
    name = "wishes" if who == "learner" else "tasks"
    reader = _opens(house, "liga") if who == "learner" else comes_in(house, EGLE_AT_WORK)
    box = reader.at(name).locator("textarea").first
    desk.ask("fixes")

    words = "Every second Friday, behind the hall"
    box.fill(words)
    reader.page.keyboard.press("Tab")  # whoever leaves a field has it saved, or is told why not
    given_back = reader.page.locator(".wm-unsaved textarea")
    expect(given_back).to_have_value(words)
    expect(reader.page.get_by_text("What you typed was not saved")).to_be_visible()

    reader.opens()
    expect(given_back).to_have_value(words)
    reader.page.get_by_role("button", name="Delete this copy").click()
    expect(given_back).to_have_count(0)
    expect(reader.opens().page.locator(".wm-unsaved")).to_have_count(0)


def test_what_saves_itself_is_there_without_a_button(house: House, desk: Desk) -> None:
    desk.ask("make", stage="negotiating")
    liga = _opens(house, "liga")
    liga.at("phone").get_by_label("My telephone").fill("+371 2000 0002")
    liga.page.keyboard.press("Tab")
    expect(liga.page.locator("[data-wm-saved]").first).to_contain_text("Saved")
    expect(liga.opens().at("phone").get_by_label("My telephone")).to_have_value("+371 2000 0002")


def test_a_trainer_who_looks_as_a_learner_reads_why_nothing_can_be_changed(house: House, desk: Desk) -> None:
    desk.ask("make", stage="signing")
    tove = _opens(house, "tove")
    tove.page.get_by_label("View this course as").select_option("liga")
    tove.page.get_by_role("button", name="View", exact=True).click()
    expect(tove.page.locator("[data-wm-notice=masquerading]")).to_be_visible()
    assert tove.page.locator("form:has(input[name=act])").count() == 0
    assert tove.visitor.errors == []
