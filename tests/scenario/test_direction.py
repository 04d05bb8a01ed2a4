"""A scenario in Arabic or Hebrew runs from the right at each of its stages, the interface beside it from the left."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml.html import fragment_fromstring

from tests.cast import Course
from tests.doors import Direct
from tests.people import Answer
from tests.playing import Player
from tests.scenario.stories import BEST, kitchen
from workmentor_xblocks.core.content.language import direction


def runs(html: str) -> dict[str, str]:
    """Which way each language on a page runs; every place that says its language says it."""
    said = fragment_fromstring(html, create_parent="div").xpath(".//*[@lang]")
    assert [node for node in said if node.get("dir") != direction(node.get("lang"))] == []
    return {node.get("lang"): node.get("dir") for node in said}


@pytest.mark.parametrize("language", ["ar", "he", "ckb"])
def test_each_stage_says_which_way_its_words_run(cast: SimpleNamespace, course: Course, language: str):
    player = Player(Direct(cast.marta), course.scenario(kitchen(language=language), language=language))

    def shown(answer: Answer | None = None) -> dict[str, str]:
        assert answer is None or answer.status == 200, answer.raw
        return runs(player.door.view(player.usage_key))

    assert shown()[language] == "rtl"
    for answer in (player.begin(), *(player.choose(words) for words in BEST)):
        assert shown(answer)[language] == "rtl"
    debrief = shown(player.look_back())
    assert debrief[language] == "rtl"
    assert debrief.get("en", "ltr") == "ltr"
