"""Whose words a person reads, section by section."""

from __future__ import annotations

import random

import pytest

from tests.agreement.templates import NAME, small, translated
from workmentor_xblocks.agreement.content.definition import Definition, from_data, source_texts
from workmentor_xblocks.agreement.content.reading import Reading, is_complete, languages
from workmentor_xblocks.core.content.reading import section_of
from workmentor_xblocks.core.content.variants import Variant, VariantText

PLAIN = small()
IN_DUTCH = translated(PLAIN, "nl")
IN_THREE = translated(IN_DUTCH, "nb")


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [(("nb", "nl"), "nb"), (("", "nl-be"), "nl"), ((None, "no"), "nb"), (("lv", "et"), "en"), ((), "en")],
)
def test_the_first_language_that_has_text(wishes: tuple[str | None, ...], expected: str):
    assert Reading.choose(IN_THREE, languages_wanted=wishes).language == expected


def test_a_language_is_offered_where_one_section_is_whole():
    assert languages(PLAIN) == ("en",)
    assert languages(IN_THREE) == ("en", "nl", "nb")
    assert languages(translated(PLAIN, "nl", only="frame/")) == ("en", "nl")
    assert languages(translated(PLAIN, "nl", only="frame/title")) == ("en",)
    assert languages(translated(PLAIN, "nl", only="reason/")) == ("en", "nl")


def test_where_there_is_no_section_yet_a_single_text_is_enough():
    words = Definition(introduction="Read this first.", consent="I agree.")
    nb = Variant(language="nb", texts=(VariantText(path="introduction", text="Les dette først."),))
    assert languages(words) == ("en",)
    assert languages(words.model_copy(update={"variants": (nb,)})) == ("en", "nb")


def test_a_section_that_lacks_one_word_is_read_in_the_source_as_a_whole():
    definition = translated(PLAIN, "nl", without="frame/type/option/other")
    reading = Reading(definition, "nl")
    assert not is_complete(definition, "nl")
    for path, text in source_texts(definition).items():
        in_dutch = bool(text) and not path.startswith("frame/")
        assert reading.text(path, text).startswith("nl: ") == in_dutch, path
    assert (reading.language_of("frame"), reading.language_of("promises")) == ("en", "nl")
    assert reading.language_of("consent") == "nl"


@pytest.mark.parametrize("head", ["reason", "review", "review_field", "completion_field"])
def test_a_list_is_read_in_one_language_too(head: str):
    path = next(path for path in source_texts(PLAIN) if path.startswith(f"{head}/"))
    reading = Reading(translated(PLAIN, "nl", without=path), "nl")
    texts = {one: text for one, text in source_texts(PLAIN).items() if one.startswith(f"{head}/") and text}
    assert [reading.text(one, text) for one, text in texts.items()] == [*texts.values()]


@pytest.mark.shows("agreement pitfall 42")
def test_nobody_ever_reads_two_languages_in_one_section():
    """200 translations with holes at random: each section is whole in one language."""
    sources = source_texts(PLAIN)
    for seed in range(200):
        chance = random.Random(seed)
        data = IN_DUTCH.full()
        data["variants"][0]["texts"] = [one for one in data["variants"][0]["texts"] if chance.random() < 0.95]
        reading = Reading(from_data(data), "nl")
        found: dict[str, set[bool]] = {}
        for path, text in sources.items():
            if text:
                section = section_of(PLAIN, path)
                found.setdefault(section, set()).add(reading.text(path, text).startswith("nl: "))
        assert all(len(languages_read) == 1 for languages_read in found.values()), seed


def test_the_blocks_name_comes_in_the_readers_language():
    assert Reading(IN_DUTCH, "nl").display_name(NAME) == f"nl: {NAME}"
    assert Reading(IN_DUTCH, "en").display_name(NAME) == NAME
