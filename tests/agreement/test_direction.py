"""An agreement in Arabic or Hebrew runs from the right for everybody, at each stage, by both doors."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml.html import fragment_fromstring

from tests.agreement.driving import page_for
from tests.agreement.everyone import NAMES, STAGES, everyone
from tests.agreement.test_views import BLOCK, GUEST
from workmentor_xblocks.core.content.language import direction


@pytest.mark.parametrize(
    ("stage", "language"),
    [
        ("draft", "ar"),
        ("signing", "he"),
        ("active", "ar"),
        ("reviewed", "he"),
        ("proposed", "ar"),
        ("completed", "he"),
    ],
)
def test_every_place_says_which_way_its_words_run(
    cast: SimpleNamespace, usage_key: str, stage: str, language: str
) -> None:
    story = everyone(cast, usage_key, language=language)
    STAGES[stage](story)
    for role in NAMES:
        requester = story.person(role)
        html = page_for(requester, story.thread, GUEST if requester.is_guest else BLOCK, "en")
        said = fragment_fromstring(html, create_parent="div").xpath(".//*[@lang]")
        assert [node for node in said if node.get("dir") != direction(node.get("lang"))] == []
        assert {node.get("dir") for node in said if node.get("lang") == language} == {"rtl"}, role


def test_a_name_from_the_right_is_kept_apart_wherever_it_is_told(
    cast: SimpleNamespace, usage_key: str
) -> None:
    story = everyone(cast, usage_key)
    party = story.thread.party("mentor")
    assert party is not None
    party.name = "משה & בניו"
    party.save()
    html = page_for(story.person("school"), story.thread, BLOCK, "en")
    root = fragment_fromstring(html, create_parent="div")
    told = [node for node in root.iter() if isinstance(node.tag, str) and "משה" in (node.text or "")]
    assert told
    assert [
        node.tag
        for node in told
        if node.tag not in ("bdi", "input", "option")
        and "\u2068" not in (node.text or "")
        and node.get("dir") != "auto"
    ] == []
