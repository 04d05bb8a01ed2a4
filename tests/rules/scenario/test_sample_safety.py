"""What the sample stories say about safety: named for those who have to confirm it, and nothing that hurts somebody."""

from __future__ import annotations

import re

import pytest

from tests.scenario.examples import COURSE, S1, S5
from workmentor_xblocks.scenario.content.definition import source_texts
from workmentor_xblocks.scenario.content.kind import SCENARIO

TO_CONFIRM = COURSE.parent / "to-confirm.md"
READ = {file.stem: SCENARIO.read_file(file).definition for file in (S1, S5)}


def words(scenario: str, path: str) -> dict[str, str]:
    """One text in every variant that has it, by language and workplace."""
    definition = READ[scenario]
    overlays = {
        (variant.language, variant.workplace): variant.by_path[path].text
        for variant in definition.variants
        if path in variant.by_path
    }
    return {"en": source_texts(definition)[path]} | {
        language + (f" {workplace}" if workplace else ""): text
        for (language, workplace), text in overlays.items()
    }


@pytest.mark.parametrize("scenario", ["s1", "s5"])
def test_every_place_on_the_list_is_a_text_of_the_scenario(scenario):
    sections = re.split(r"^## ", TO_CONFIRM.read_text(), flags=re.M)
    (section,) = (text for text in sections if f"(`{scenario}`)" in text)
    places = re.findall(r"`([a-z0-9_]+/[a-z0-9_/]+)`", section)
    assert len(places) >= 5
    assert [place for place in places if place not in source_texts(READ[scenario])] == []


def test_pages_on_the_list_are_pages_of_the_course():
    pages = re.findall(r"`(html/\S+)`", TO_CONFIRM.read_text())
    assert pages
    assert [page for page in pages if not (COURSE / page).exists()] == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        # the tester is proved on a proving unit, everybody has a lock and a key, the supply side stays live
        ("locked/body", {"en": "proving unit", "nb": "kontrollenheten", "nl": "testapparaat"}),
        ("locked/body", {"en": "his own key", "nb": "sin egen nøkkel", "nl": "zijn eigen sleutel"}),
        ("locked/body", {"en": "stay live", "nb": "fortsatt spenningssatt", "nl": "staat nog spanning"}),
        ("frozen/body", {"en": "stay live", "nb": "spenningssatt bak dekselet", "nl": "gewoon spanning"}),
        ("arrive/hand/consequence", {"en": "his own", "nb": "sin egen", "nl": "het zijne"}),
        ("watcher/give/consequence", {"en": "his own lock", "nb": "sin egen lås", "nl": "zijn eigen slot"}),
        # nobody of seventeen is alone at a board, and the debrief asks why he was
        ("columns/body", {"en": "nobody his age works alone", "nb": "jobber alene", "nl": "werkt niemand alleen"}),
        ("question/q5", {"en": "Why was Emil alone", "nb": "Hvorfor var Emil alene", "nl": "Waarom stond Emil alleen"}),
        # help is called from where help is, in that country
        ("flip/doctor/coach_note", {"en": "emergency number", "nb": "113", "nl": "112"}),
        # no secrecy is promised that cannot be kept
        ("friday/report/coach_note", {"en": "anonymous", "nb": "anonym", "nl": "anoniem"}),
        ("friday/report/consequence", {"en": "Which words", "nb": "Hvilke ord", "nl": "Welke woorden"}),
    ],
)  # fmt: skip
def test_the_switch_was_off_in_three_languages(path, said):
    told = words("s1", path)
    assert {
        language: language in told and part in told[language] for language, part in said.items()
    } == dict.fromkeys(said, True)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("values/ask/consequence", {"en": "all four wheels", "en bicycle": "is not to be ridden"}),
        ("values/body", {"en": "You only know when you loosen them", "en bicycle": "Loosen that one"}),
        ("iknow/body", {"en bicycle": "Crosswise and in small steps: five on the stem, six on the rotor."}),
    ],
)
def test_i_know_i_know_at_both_workplaces(path, said):
    told = words("s5", path)
    assert {place: part in told[place] for place, part in said.items()} == dict.fromkeys(said, True)


@pytest.mark.parametrize(
    "wrong",
    ["nothing is live", "no voltage anywhere", "you know is live", "duty number", "without his name",
     "ikke spenning noe sted", "ingenting er spenningssatt", "uten navnet hans", "nergens spanning", "huisartsenpost",
     "zonder zijn naam", "crank crosswise"],
)  # fmt: skip
def test_what_could_hurt_somebody_is_said_nowhere(wrong):
    for definition in READ.values():
        texts = [*source_texts(definition).values()]
        texts += [text.text for variant in definition.variants for text in variant.texts]
        assert [text for text in texts if wrong in text] == []
