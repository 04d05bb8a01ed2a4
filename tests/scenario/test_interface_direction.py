"""One direction for each text by its language, whatever the page around it speaks."""

from __future__ import annotations

from types import SimpleNamespace

from django.utils.translation import override
from lxml import html as lxml_html

from tests.cast import Course
from tests.doors import Direct
from tests.playing import Player
from tests.scenario.stories import GREET, kitchen, translated


def directions(player: Player, *classes: str) -> list[tuple[str, str]]:
    """(lang, dir) of what a reader meets: the nearest that is said around the first element of each class."""
    root = lxml_html.fragment_fromstring(player.page.html, create_parent="div")
    found = []
    for name in classes:
        node = root.find_class(name)[0]
        around = [node, *node.iterancestors()]
        found.append(
            (
                next(one.get("lang") for one in around if one.get("lang")),
                next(one.get("dir") for one in around if one.get("dir")),
            )
        )
    return found


def test_on_a_page_that_runs_from_the_right_an_english_scenario_and_our_words_run_from_the_left(
    cast: SimpleNamespace, course: Course
):
    with override("ar"):  # a language for which we have no words: ours are English there
        player = Player(Direct(cast.marta), course.scenario(kitchen()))
        assert directions(player, "wm-scenario", "wm-text", "wm-hint", "wm-button") == [("en", "ltr")] * 4
        player.walk(GREET)
        player.open()
        assert (
            directions(player, "wm-scene-title", "wm-choices", "wm-chosen", "wm-button")
            == [("en", "ltr")] * 4
        )


def test_an_arabic_scenario_runs_from_the_right_between_english_words_of_ours(
    cast: SimpleNamespace, course: Course
):
    player = Player(Direct(cast.marta), course.scenario(translated(kitchen(), "ar")))
    player.send("switch", {"language": "ar"})
    player.begin()
    player.open()
    assert directions(player, "wm-scene-title", "wm-text", "wm-choice") == [("ar", "rtl")] * 3
    assert directions(player, "wm-switch", "wm-choices", "wm-button") == [("en", "ltr")] * 3


def test_where_we_have_words_they_are_said_to_be_in_that_language(cast: SimpleNamespace, course: Course):
    with override("fi"):
        player = Player(Direct(cast.marta), course.scenario(kitchen()))
        assert directions(player, "wm-scenario", "wm-text", "wm-button") == [
            ("fi", "ltr"),
            ("en", "ltr"),
            ("fi", "ltr"),
        ]
