"""An institution begins with a whole text: complete in three languages, plain, and claiming no more than it is."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tests.agreement.preset_texts import (
    COURSE,
    LANGUAGES,
    OFFERED,
    TEMPLATES,
    WRITTEN,
    by_path,
    course_file,
    in_language,
    read,
    said,
)
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.variants import TextState, state_of

# What a simple electronic signature is not, and what only a lawyer may say (eIDAS, articles 25 and 26).
CLAIMS = {
    "en": r"legally|lawful|binding|eIDAS|qualified|advanced electronic|valid in|enforceable|guarantee",
    "nb": r"juridisk (?!rådgivning)|bindende|eIDAS|kvalifisert|avansert elektronisk|rettsgyldig|garanter",
    "nl": r"juridisch (?!advies)|bindend|eIDAS|gekwalificeerd|geavanceerd|rechtsgeldig|garandeer|garantie",
}
SIMPLE = {
    "en": "simple electronic signature",
    "nb": "enkel elektronisk signatur",
    "nl": "gewone elektronische handtekening",
}
# The words of the trade that a translation has to use, so that page and text say the same.
WORDS = {
    "nb": ("mentor", "elev", "arbeidsgiver", "foresatt", "underskrift", "kompetansemål", "nestenulykke"),
    "nl": ("werkbegeleider", "student", "werkgever", "wettelijk vertegenwoordiger", "ondertekening"),
}
WORDS_AT_ONCE = 22  # in a sentence: language level B1
# Where only "he or she" would say that it is anybody.
GENDERED = re.compile(
    r"\b(he or she|his or her|him or her|han eller hun|hans eller hennes|hij of zij|zijn of haar|hem of haar)\b",
    re.IGNORECASE,
)


# As files


def test_the_usual_preset_comes_first_then_the_short_one_and_each_has_a_name():
    assert [preset.id for preset in presets()] == ["vet_default", "placement_short"]
    assert [preset.name.code for preset in presets()] == [preset.id for preset in presets()]
    assert len({str(preset.name) for preset in presets()}) == 2


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.id)
def test_a_preset_is_read_without_a_word_and_written_as_it_is(preset):
    found = read(preset.text)
    assert found.findings == ()
    node = etree.Element("root", {"url_name": preset.id})
    TEMPLATE.write(found.definition, node, attributes=found.attributes)
    assert xml.serialise(node) == preset.text


@pytest.mark.parametrize("name", ["agreement", "case"])
def test_templates_of_the_sample_course_are_read_without_a_word_and_written_as_they_are(name):
    found = course_file(name)
    assert found.findings == ()
    node = etree.Element("root", {"url_name": name})
    TEMPLATE.write(found.definition, node, attributes=found.attributes)
    assert xml.serialise(node) == (TEMPLATES / f"{name}.xml").read_text(encoding="utf-8")


@pytest.mark.shows("agreement promise 30")
def test_the_sample_course_uses_the_default_word_for_word():
    used = course_file("agreement")
    assert used.definition == OFFERED["vet_default"].definition
    assert used.attributes == OFFERED["vet_default"].attributes


@pytest.mark.parametrize("name", [*OFFERED, "agreement"])
@pytest.mark.shows("agreement promise 24")
def test_the_checks_have_nothing_to_say(name):
    found = WRITTEN[name]
    assert TEMPLATE.check(found.definition, display_name=found.attributes["display_name"]) == []


@pytest.mark.shows("agreement promise 30")
def test_the_practice_case_is_sound_too_and_kept_for_a_short_time_on_purpose():
    found = WRITTEN["case"]
    said = TEMPLATE.check(found.definition, display_name=found.attributes["display_name"])
    assert [(finding.level, finding.code) for finding in said] == [(Level.NOTE, "short-retention")]


@pytest.mark.shows("agreement promise 30")
def test_every_agreement_of_the_sample_course_stands_in_a_unit_of_its_outline():
    chapter = etree.parse(COURSE / "chapter/three_way_agreement.xml")
    sections = chapter.xpath("//sequential/@url_name")
    units = [unit for name in sections for unit in etree.parse(COURSE / f"sequential/{name}.xml").getroot()]
    blocks = [
        node.get("url_name")
        for unit in units
        for node in etree.parse(COURSE / f"vertical/{unit.get('url_name')}.xml").iter("workmentor_agreement")
    ]
    assert blocks == ["case", "agreement"]
    assert {file.stem for file in TEMPLATES.iterdir()} == set(blocks)
    assert 'url_name="three_way_agreement"' in (COURSE / "course/2026.xml").read_text()


# In three languages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.shows("agreement promise 24")
def test_every_text_is_there_in_every_language_and_made_from_todays_source(name, language):
    found = WRITTEN[name]
    (variant,) = (one for one in found.definition.variants if one.language == language)
    states = {path: state_of(variant.by_path.get(path), source) for path, source in said(found).items()}
    assert {path: state for path, state in states.items() if state is not TextState.FINE} == {}
    assert all(text.of for text in variant.texts)
    assert set(variant.by_path) == set(states)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OFFERED)
def test_only_numbers_and_privacy_are_the_same_in_another_language(name, language):
    (variant,) = (one for one in OFFERED[name].definition.variants if one.language == language)
    same = [text.text for text in variant.texts if text.same and not text.text.isdigit()]
    assert same == (["Privacy"] if (name, language) == ("placement_short", "nl") else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OFFERED)
def test_a_translation_uses_the_words_of_the_trade(name, language):
    whole = " ".join(in_language(OFFERED[name], language)).lower()
    assert [word for word in WORDS[language] if word not in whole] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_in_norwegian_it_is_no_agreement_between_state_unions_and_employers(name):
    assert "trepart" not in " ".join(in_language(WRITTEN[name], "nb")).lower()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("name", WRITTEN)
def test_nobody_has_to_be_he_or_she(name, language):
    assert [text for text in in_language(WRITTEN[name], language) if GENDERED.search(text)] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("name", WRITTEN)
def test_sentences_are_short(name, language):
    sentences = [
        sentence
        for text in in_language(WRITTEN[name], language)
        for sentence in re.split(r"(?<=[.!?;:])\s+|\n+", text)
    ]
    assert [sentence for sentence in sentences if len(sentence.split()) > WORDS_AT_ONCE] == []


# What it claims


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.shows("agreement pitfall 24")
def test_it_says_what_it_is_and_what_it_does_not_replace(name):
    template = OFFERED[name].definition
    first = template.introduction.split("\n\n")[0]
    assert first.startswith("This form records what the three of us agreed")
    assert "does not replace" in first
    assert first.endswith("contract or the law of the country.")
    assert "no legal advice" in template.disclaimer
    assert template.form_requirement


@pytest.mark.parametrize("language", CLAIMS)
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.shows("agreement pitfall 23", "agreement promise 16")
def test_no_text_claims_more_than_a_simple_electronic_signature(name, language):
    claims = re.compile(CLAIMS[language], re.IGNORECASE)
    assert [text for text in in_language(WRITTEN[name], language) if claims.search(text)] == []


@pytest.mark.parametrize("language", SIMPLE)
@pytest.mark.parametrize("name", OFFERED)
def test_consent_and_the_part_about_signing_call_the_signature_simple(name, language):
    texts = by_path(OFFERED[name], language)
    for path in ("consent", "sign_off/introduction"):
        assert SIMPLE[language] in texts[path]


# What both promise, wherever it stands


def clause(name: str, clause_id: str) -> str:
    return next(one.text for one in OFFERED[name].definition.clauses if one.id == clause_id)


@pytest.mark.parametrize("name", OFFERED)
def test_nobody_is_said_to_decide_on_results_before_the_parties_say_who_does(name):
    template = OFFERED[name].definition
    assert template.field_by_id["who_decides"].required
    assert not [text for text in in_language(OFFERED[name], "en") if "school decides on" in text.lower()]


@pytest.mark.parametrize("name", WRITTEN)
def test_what_stays_at_work_never_stops_the_learner_from_speaking_to_those_who_help(name):
    for one in WRITTEN[name].definition.clauses:
        if one.id == "keep_confidence":
            assert "never stops the learner speaking to the school, a guardian" in one.text
            assert "authorities" in one.text
    assert name == "case" or clause("vet_default" if name == "agreement" else name, "keep_confidence")


@pytest.mark.parametrize("name", WRITTEN)
def test_danger_ends_a_placement_and_speaking_up_never_does(name):
    template = WRITTEN[name].definition
    grounds = template.field_by_id["grounds"]
    assert "safety cannot be assured" in grounds.suggestion
    assert "Speaking up about danger or harassment is never a reason" in grounds.suggestion
    assert "again and again" not in grounds.suggestion
    assert {"learner", "school", "employer", "mentor"} <= set(grounds.owners)


@pytest.mark.parametrize("name", OFFERED)
def test_it_names_who_is_responsible_for_the_data_and_what_one_may_ask_of_them(name):
    fields = OFFERED[name].definition.field_by_id
    assert fields["controller"].required
    told = fields["data_notice"].suggestion
    assert "Three years after the year" in told
    assert OFFERED[name].definition.retention.ended_years == 3
    for right in ("see your data", "corrected or erased", "object to its use", "data protection authority"):
        assert right in told


@pytest.mark.parametrize("name", OFFERED)
def test_there_is_somebody_outside_and_near_misses_are_told_without_blame(name):
    assert OFFERED[name].definition.field_by_id["outside_contact"].required
    assert "near miss" in clause(name, "report_near_miss")
    assert "blames nobody" in clause(name, "learn_near_miss")
