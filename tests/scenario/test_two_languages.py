"""The interface speaks what a person chose only around a text that has it, and whoever sees two languages can choose one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tests.cast import Course
from tests.doors import Browser, Direct
from tests.playing import Player
from tests.scenario.stories import BEST, kitchen, translated
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.scenario.content.definition import Definition


def spoken(player: Player) -> str:
    """The language of the interface, as the page says and as its button shows."""
    root = player.open().root.find_class("wm-scenario")[0]
    language = str(root.get("lang"))
    with override(language):
        assert gettext("Start") in player.page.text
    return language


def offered(player: Player) -> dict[str, bool]:
    """The languages of the switch, and which is pressed; none without a switch."""
    if not player.page.offers("switch"):
        return {}
    buttons = player.page.form("switch").buttons
    return {one["value"]: one["aria-pressed"] == "true" for one in buttons if one["name"] == "language"}


@pytest.fixture
def english(course: Course) -> str:
    """A scenario that has nothing but English."""
    return course.scenario(kitchen())


def test_dutch_that_was_chosen_elsewhere_is_not_forced_on_a_scenario_without_it(
    cast: SimpleNamespace, course: Course, english: str
):
    both = Player(Direct(cast.marta), course.scenario(translated(kitchen(), "nl")))
    both.send("switch", {"language": "nl"})
    assert spoken(both) == "nl"
    alone = Player(Direct(cast.marta), english)
    assert (spoken(alone), offered(alone)) == ("en", {})
    assert spoken(both) == "nl"


def test_plans_without_a_text_around_them_speak_as_the_site_does(cast: SimpleNamespace, course: Course):
    both = Player(Direct(cast.marta), course.scenario(translated(kitchen(), "nl")))
    both.send("switch", {"language": "nl"})
    plans = Player(Direct(cast.marta), course.scenario(Definition(), show_plans=True))
    assert "My plans from this course" in plans.page.text


def test_on_a_finnish_site_an_english_text_can_have_english_buttons_and_finnish_ones_again(
    cast: SimpleNamespace, english: str
):
    with override("fi"):
        marta = Player(Direct(cast.marta), english)
        assert (spoken(marta), offered(marta)) == ("fi", {"en": False, "fi": True})
        marta.send("switch", {"language": "en"})
        assert offered(marta) == {"en": True, "fi": False}
        assert (spoken(marta), offered(marta)) == ("en", {"en": True, "fi": False})
        marta.send("switch", {"language": "fi"})
        assert (spoken(marta), offered(marta)) == ("fi", {"en": False, "fi": True})


def test_where_both_are_the_same_there_is_nothing_to_choose(cast: SimpleNamespace, english: str):
    for site in ("en", "en-gb", "ar"):  # for Arabic we have no words: the interface is English there
        with override(site):
            assert offered(Player(Direct(cast.marta), english)) == {}


def test_a_text_in_a_language_without_words_of_ours_leaves_nothing_to_choose(
    cast: SimpleNamespace, course: Course
):
    marta = Player(Direct(cast.marta), course.scenario(kitchen(language="lv")))
    assert (spoken(marta), offered(marta)) == ("en", {})


def test_nobody_who_is_signed_in_gets_the_site_s(english: str):
    with override("fi"):
        assert Direct().block(english).student_view({}).body_html().count('lang="fi"')


@pytest.mark.parametrize(("site", "chosen"), [("en", "nl"), ("fi", "en")])
def test_the_page_to_keep_is_in_the_language_in_which_one_played(
    cast: SimpleNamespace, course: Course, site: str, chosen: str
):
    with override(site):
        marta = Player(Direct(cast.marta), course.scenario(translated(kitchen(), "nl")))
        marta.send("switch", {"language": chosen})
        marta.walk(*(label if chosen == "en" else f"nl: {label}" for label in BEST))
        marta.look_back()
        marta.press("plan", plan="Greet her.")
        address = next(link for link in marta.page.links if "/runs/" in link)
        html = Browser(cast.marta).client.get(address).content.decode()
    assert f'<html lang="{chosen}"' in html
    assert ("nl: Liga at the door" in html) == (chosen == "nl")


def test_a_page_to_keep_of_a_text_without_the_language_asked_for_speaks_as_the_site_does(
    cast: SimpleNamespace, english: str
):
    marta = Player(Direct(cast.marta), english)
    marta.walk(*BEST)
    marta.look_back()
    html = Browser(cast.marta).client.get(f"{marta.page.links[0]}?language=nl").content.decode()
    assert '<html lang="en"' in html


def test_the_label_of_a_coach_note_speaks_as_the_buttons_do_in_the_scene_and_in_the_debrief(
    cast: SimpleNamespace, english: str
):
    with override("fi"):
        marta = Player(Direct(cast.marta), english)
        label = f'<stronglang="fi"dir="ltr">{gettext("Coach note")}'.replace(" ", "")

        def labels() -> int:
            return "".join(marta.page.html.split()).count(label)

        marta.walk(BEST[0])
        assert labels() == 1
        for words in BEST[1:]:
            marta.choose(words)
        marta.look_back()
        assert labels() > len(BEST)
