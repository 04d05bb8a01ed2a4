"""Whose words a person reads, place by place."""

from __future__ import annotations

import random

import pytest

from tests.scenario.stories import kitchen, translated
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.scenario.content import reading as readings
from workmentor_xblocks.scenario.content.definition import Definition, from_data, source_texts
from workmentor_xblocks.scenario.content.reading import Reading

KITCHEN = kitchen()
IN_DUTCH = translated(KITCHEN, "nl")
IN_THREE = translated(IN_DUTCH, "nb")
TWO_TRADES = kitchen(workplaces=[{"id": "kitchen", "name": "Kitchen"}, {"id": "bakery", "name": "Bakery"}])


def without_text(definition: Definition, path: str, *, language: str, workplace: str = "") -> Definition:
    """The same, with one text of a variant missing."""
    data = definition.full()
    for variant in data["variants"]:
        if (variant["lang"], variant["workplace"]) == (language, workplace):
            variant["texts"] = [text for text in variant["texts"] if text["for"] != path]
    return from_data(data)


def chosen(definition: Definition, *wishes: str | None, workplace: str = "") -> Reading:
    return Reading.choose(definition, languages_wanted=wishes, workplace=workplace)


@pytest.mark.parametrize(
    ("own", "block", "course", "interface", "expected"),
    [
        ("nb", "nl", "nl", "nl", "nb"),  # the person's own choice goes first
        ("", "nl", "nb", "nb", "nl"),  # then the block's setting
        ("", "", "nb", "nl", "nb"),  # then the course's language
        ("", "", None, "nl", "nl"),  # then the interface
        ("", "", None, "nl-be", "nl"),  # BCP 47 lookup
        ("", "", None, "no", "nb"),  # kin
        ("lv", "", "et", "nl", "nl"),  # a wish without text is passed over
        ("lv", "fi", "et", "sv", "en"),  # and where no wish is met it is the source
        ("en", "nl", "nl", "nl", "en"),
    ],
)
def test_the_first_language_that_has_text(
    own: str, block: str, course: str | None, interface: str, expected: str
):
    assert chosen(IN_THREE, own, block, course, interface).language == expected


def test_only_languages_with_at_least_one_whole_place_are_offered():
    assert readings.languages(KITCHEN) == ("en",)
    assert readings.languages(IN_THREE) == ("en", "nl", "nb")
    assert readings.languages(translated(KITCHEN, "nl", only="door/")) == ("en", "nl")
    assert readings.languages(translated(KITCHEN, "nl", only="door/title")) == ("en",)
    assert readings.languages(translated(KITCHEN, "nl", only="question/")) == ("en",)


def test_a_place_that_lacks_one_word_is_read_in_the_source_as_a_whole():
    definition = without_text(IN_DUTCH, "slicer/shout/label", language="nl")
    reading = chosen(definition, "nl")
    texts = source_texts(definition)
    for path in texts:
        expected = "en" if path.startswith("slicer/") else "nl"
        section = path.split("/")[0] if definition.place(path.split("/")[0]) else path
        assert reading.language_of(section) == expected, path
        assert reading.text(path, texts[path]).startswith("nl: ") == (expected == "nl"), path


@pytest.mark.shows("scenario goal 13b")
def test_nobody_ever_reads_two_languages_in_one_place():
    """300 variants with holes at random: each place is whole in one language."""
    texts = source_texts(IN_DUTCH)
    for seed in range(300):
        chance = random.Random(seed)
        data = IN_THREE.full()
        for variant in data["variants"]:
            variant["texts"] = [text for text in variant["texts"] if chance.random() < 0.93]
        reading = chosen(from_data(data), "nl", "nb")
        for place in KITCHEN.places:
            paths = [path for path in texts if path.startswith(f"{place.id}/") and texts[path]]
            found = {reading.text(path, texts[path])[:4] in ("nl: ", "nb: ") for path in paths}
            assert len(found) == 1, (seed, place.id)


def test_a_blank_translation_is_no_translation():
    data = IN_DUTCH.full()
    for text in data["variants"][0]["texts"]:
        if text["for"] == "door/title":
            text["text"] = " \n "
    assert chosen(from_data(data), "nl").language_of("door") == "en"


def test_a_stale_translation_is_still_better_than_none():
    data = IN_DUTCH.full()
    data["scenes"][0]["title"] = "Liga waits at the door"
    assert chosen(from_data(data), "nl").text("door/title", "…") == "nl: Liga at the door"


class TestWorkplace:
    def test_is_offered_only_where_it_is_complete_in_that_language(self):
        both = translated(TWO_TRADES, "en", workplace="bakery")
        assert readings.workplaces(both, "en") == ("kitchen", "bakery")
        holed = without_text(both, "question/q1", language="en", workplace="bakery")
        assert readings.workplaces(holed, "en") == ("kitchen",)

    def test_that_is_complete_in_english_only_is_not_there_in_dutch(self):
        definition = translated(translated(TWO_TRADES, "nl"), "en", workplace="bakery")
        assert readings.workplaces(definition, "nl") == ("kitchen",)
        assert chosen(definition, "nl", workplace="bakery").text("door/title", "…") == "nl: Liga at the door"

    def test_is_chosen_for_the_whole_scenario_or_not_at_all(self):
        definition = translated(TWO_TRADES, "en", workplace="bakery")
        reading = chosen(definition, "en", workplace="bakery")
        assert {reading.text(path, text)[:8] for path, text in source_texts(definition).items() if text} == {
            "bakery: "
        }

    def test_that_nobody_wrote_for_falls_back_to_the_first(self):
        assert chosen(TWO_TRADES, "en", workplace="bakery").workplace == ""
        assert chosen(TWO_TRADES, "en", workplace="forge").workplace == ""
        assert chosen(TWO_TRADES, "en", workplace="kitchen").workplace == ""

    def test_is_named_in_the_reader_s_language(self):
        definition = translated(TWO_TRADES, "nl")
        assert chosen(definition, "nl").workplace_name("bakery") == "nl: Bakery"
        assert chosen(definition, "en").workplace_name("bakery") == "Bakery"
        assert chosen(definition, "en").workplace_name("forge") == "forge"


def test_a_picture_of_the_variant_s_own_is_shown_in_its_place():
    data = KITCHEN.full()
    data["scenes"][0]["picture"] = {"src": "/static/door.svg", "alt": "A door"}
    plain = translated(from_data(data), "nl")
    assert chosen(plain, "nl").picture(plain.scenes[0]) == ("/static/door.svg", "nl: A door")
    with_own = plain.full()
    with_own["variants"][0]["texts"].append({"for": "door/picture/src", "text": "/static/deur.svg"})
    definition = from_data(with_own)
    assert chosen(definition, "nl").picture(definition.scenes[0]) == ("/static/deur.svg", "nl: A door")
    assert chosen(definition, "en").picture(definition.scenes[0]) == ("/static/door.svg", "A door")
    assert chosen(definition, "en").picture(definition.scenes[1]) is None


def test_a_competence_is_called_as_the_block_calls_it_else_as_the_package_does():
    own = translated(kitchen(competences=[{"id": "K1", "name": "Nerve"}, {"id": "C2", "name": ""}]), "nl")
    reading = chosen(own, "nl")
    assert reading.competence("K1") == "nl: Nerve"
    assert isinstance(reading.competence("C2"), Message)
    assert reading.competence("X9") == "X9"


def test_the_block_s_name_comes_from_the_variant_where_it_has_one():
    data = IN_DUTCH.full()
    data["variants"][0]["texts"].append({"for": "display_name", "text": "De eerste vraag"})
    assert chosen(from_data(data), "nl").display_name("The first question") == "De eerste vraag"
    assert chosen(from_data(data), "en").display_name("The first question") == "The first question"
