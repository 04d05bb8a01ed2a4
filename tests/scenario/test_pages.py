"""The page to keep: one's own way, to print or to read again, also when the scenario is long gone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from tests.cast import Course
from tests.doors import Browser, Direct
from tests.html import Page
from tests.playing import Player
from tests.scenario.stories import APRON, ASK, BEST, GREET, STOP, kitchen, translated
from workmentor_xblocks.demo.staff import tools
from workmentor_xblocks.scenario.records.tables import RunRecord


@pytest.fixture
def marta_s_run(marta: Player) -> Player:
    """Marta looked back, and wrote a reason and a plan."""
    marta.begin()
    marta.choose(APRON, reason="It was <late>.")
    marta.choose(STOP)
    marta.choose(ASK)
    marta.look_back()
    marta.press("plan", plan="Greet her.\nThen <show> the lock.")
    return marta


@pytest.fixture
def browser(cast: SimpleNamespace) -> Client:
    return Browser(cast.marta).client


def link(player: Player) -> str:
    return player.page.links[0]


def kept(browser: Client, address: str) -> Page:
    answer = browser.get(address)
    assert answer.status_code == 200
    return Page(answer.content.decode())


def test_it_holds_the_way_the_reasons_and_the_plan(marta_s_run: Player, browser: Client):
    page = kept(browser, link(marta_s_run))
    for words in (
        "It ended with: A good first hour", "Your reason: It was <late>.", "Greet her. Then <show> the lock.",
        "What follows apron.", "Why greet matters.", "Welcome and bond",
    ):  # fmt: skip
        assert words in page.text
    assert page.forms == []
    assert page.texts("wm-option-label") == marta_s_run.page.texts("wm-option-label")


@pytest.mark.shows("platform fact 57")
def test_it_is_complete_in_itself_and_for_nobody_else_s_eyes(marta_s_run: Player, browser: Client):
    answer = browser.get(link(marta_s_run))
    html = answer.content.decode()
    assert html.startswith("<!doctype html>")
    assert 'name="robots" content="noindex"' in html
    assert "<script" not in html
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_run_that_is_being_played_has_no_page(marta: Player, browser: Client):
    marta.walk(GREET)
    assert browser.get(f"/workmentor/scenario/runs/{RunRecord.objects.get().uuid}/").status_code == 404


@pytest.mark.parametrize("name", ["x", "0" * 32, "%00", "..", "a" * 300])
def test_what_is_no_run_is_not_there(cast: SimpleNamespace, browser: Client, name: str):
    assert browser.get(f"/workmentor/scenario/runs/{name}/").status_code == 404


def test_it_can_be_read_in_each_language_of_the_scenario(
    marta_s_run: Player, browser: Client, course: Course
):
    course.publish(marta_s_run.usage_key, translated(kitchen(), "nl"))
    address = link(marta_s_run)
    dutch = browser.get(f"{address}?language=nl").content.decode()
    assert "nl: Liga at the door" in dutch
    assert '<html lang="nl"' in dutch
    assert "nl: " not in browser.get(address).content.decode()
    for junk in ("xx", "../nl", "%00", "<script>", "en-<b>", "a" * 500):
        html = browser.get(address, {"language": junk}).content.decode()
        assert '<html lang="en"' in html


def test_it_stays_when_the_scenario_was_emptied(marta_s_run: Player, browser: Client, course: Course):
    for definition in ("", "{", kitchen(scenes=[])):
        course.publish(marta_s_run.usage_key, definition)
        page = kept(browser, link(marta_s_run))
        assert "Your reason: It was <late>." in page.text
        assert "This scene has since been taken out of the scenario." in page.text


def test_what_was_written_stays_when_the_block_is_gone(
    cast: SimpleNamespace, marta_s_run: Player, browser: Client, course: Course
):
    course.delete(marta_s_run.usage_key)
    for reader in (browser, Browser(cast.tove).client):
        page = kept(reader, link(marta_s_run))
        assert "Your reason: It was <late>." in page.text
        assert "Greet her. Then <show> the lock." in page.text
    assert Browser(cast.mikael).client.get(link(marta_s_run)).status_code == 404


@pytest.mark.shows("scenario pitfall 31")
def test_it_is_gone_with_the_state(cast: SimpleNamespace, marta_s_run: Player, browser: Client):
    tools.delete_state(cast.marta, marta_s_run.usage_key)
    assert browser.get(link(marta_s_run)).status_code == 404


def test_a_result_is_shown_where_the_run_counted(cast: SimpleNamespace, course: Course, browser: Client):
    player = Player(Direct(cast.marta), course.scenario(kitchen(), scoring="decisions"))
    player.walk(*BEST)
    player.look_back()
    assert "Your result: 100 %" in kept(browser, link(player)).text
    player.press("retry")
    for label in BEST:
        player.choose(label)
    player.look_back()
    assert "Your result" not in kept(browser, link(player)).text
