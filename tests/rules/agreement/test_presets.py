"""An institution begins with a whole text: complete in three languages, plain, and claiming no more than it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from workmentor_xblocks.agreement.content.definition import (
    ChangeClass,
    Definition,
    Field,
    Kind,
    Purpose,
    Role,
    When,
)
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.olx import Read
from workmentor_xblocks.core.content.variants import TextState, state_of

COURSE = Path(__file__).parents[3] / "sample_course/mentor"
TEMPLATES = COURSE / "workmentor_agreement"
LANGUAGES = ("nb", "nl")

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


def read(text: str) -> Read[Definition]:
    return TEMPLATE.read(etree.fromstring(text))


def course_file(name: str) -> Read[Definition]:
    return TEMPLATE.read_file(TEMPLATES / f"{name}.xml")


DEFAULT = read(presets()[0].text)
WRITTEN = {
    "vet_default": DEFAULT,
    "agreement": course_file("agreement"),
    "case": course_file("case"),
}


def the_default() -> Definition:
    return DEFAULT.definition


def said(found: Read[Definition]) -> dict[str, str]:
    """The texts of the source, the block's name among them."""
    texts = {"display_name": found.attributes["display_name"], **dict(found.definition.texts())}
    return {path: text for path, text in texts.items() if text.strip()}


def in_language(found: Read[Definition], language: str) -> list[str]:
    if language == "en":
        return list(said(found).values())
    (variant,) = (one for one in found.definition.variants if one.language == language)
    return [text.text for text in variant.texts]


def fields_of(definition: Definition) -> dict[str, Field]:
    return dict(definition.field_by_id)


# As files


def test_the_usual_preset_comes_first_and_has_a_name():
    first = presets()[0]
    assert first.id == first.name.code == "vet_default"
    assert str(first.name)


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
    assert used.definition == the_default()
    assert used.attributes == DEFAULT.attributes


@pytest.mark.parametrize("name", ["vet_default", "agreement"])
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
def test_only_numbers_are_the_same_in_another_language(language):
    (variant,) = (one for one in the_default().variants if one.language == language)
    assert all(text.text.isdigit() for text in variant.texts if text.same)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_uses_the_words_of_the_trade(language):
    whole = " ".join(in_language(DEFAULT, language)).lower()
    assert [word for word in WORDS[language] if word not in whole] == []


def test_in_norwegian_it_is_no_agreement_between_state_unions_and_employers():
    assert "trepart" not in " ".join(in_language(DEFAULT, "nb")).lower()


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


@pytest.mark.shows("agreement pitfall 24")
def test_it_says_what_it_is_and_what_it_does_not_replace():
    first = the_default().introduction.split("\n\n")[0]
    assert first == (
        "This form records what the three of us agreed. It does not replace an employment or "
        "apprenticeship contract or the law of the country."
    )
    assert "no legal advice" in the_default().disclaimer
    assert the_default().form_requirement


@pytest.mark.parametrize("language", CLAIMS)
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.shows("agreement pitfall 23", "agreement promise 16")
def test_no_text_claims_more_than_a_simple_electronic_signature(name, language):
    claims = re.compile(CLAIMS[language], re.IGNORECASE)
    assert [text for text in in_language(WRITTEN[name], language) if claims.search(text)] == []


@pytest.mark.parametrize("language", SIMPLE)
def test_consent_and_the_part_about_signing_call_the_signature_simple(language):
    texts = dict(the_default().texts())
    for path in ("consent", "sign_off/introduction"):
        text = texts[path]
        if language != "en":
            (variant,) = (one for one in the_default().variants if one.language == language)
            text = variant.by_path[path].text
        assert SIMPLE[language] in text


# What it holds


def test_its_parts_are_those_of_an_agreement_on_learning_at_work():
    assert [section.id for section in the_default().sections] == [
        "parties", "frame", "learning", "learner_promises", "school_promises", "employer_promises", "mentoring",
        "safety", "follow_up", "assessment", "trouble", "privacy", "pay_insurance", "support", "change_end",
        "sign_off",
    ]  # fmt: skip


def test_the_usual_numbers_are_suggested_and_can_be_changed():
    numbers = {
        field.id: field.suggestion
        for field in the_default().fields
        if field.kind == Kind.NUMBER and field.suggestion
    }
    assert numbers == {"answer_days": "2", "visit_weeks": "6", "mentor_hours": "1", "meeting_days": "5"}
    assert fields_of(the_default())["risk_date"].kind == Kind.DATE


def test_they_meet_in_the_first_week_in_the_third_every_eight_weeks_and_at_the_end():
    steps = [(step.week, step.every) for step in the_default().review_plan]
    assert steps == [(1, 0), (3, 0), (0, 8), (0, 0)]
    suggested = fields_of(the_default())["reviews"].suggestion
    assert all(words in suggested for words in ("week 1", "week 3", "8 weeks", "at the end"))


def test_school_mentor_and_learner_may_begin_and_the_learner_signs_first():
    template = the_default()
    assert set(template.starters) == {Role.SCHOOL, Role.MENTOR, Role.LEARNER}
    assert template.in_order
    assert [(signer.role, signer.when, signer.order) for signer in template.signers] == [
        (Role.LEARNER, When.ALWAYS, 1),
        (Role.GUARDIAN, When.IF_MINOR, 1),
        (Role.EMPLOYER, When.ALWAYS, 2),
        (Role.MENTOR, When.IF_NAMED, 2),
        (Role.SCHOOL, When.ALWAYS, 3),
        (Role.APPROVER, When.IF_NAMED, 4),
    ]


def test_each_party_promises_something_and_only_parties_do():
    promising = {clause.party for clause in the_default().clauses}
    assert promising == {Role.LEARNER, Role.SCHOOL, Role.EMPLOYER, Role.MENTOR}
    named = {role for clause in the_default().clauses for role in clause.to}
    assert named <= set(Role)


def test_everything_to_fill_in_says_by_whom_and_what_a_change_of_it_means():
    template = the_default()
    for field in (*template.fields, *template.review_fields, *template.completion_fields):
        assert field.owners
        assert set(field.owners) <= set(Role)
        assert field.change in set(ChangeClass)
        assert field.kind in set(Kind)
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.id)
        assert bool(field.options) is (field.kind == Kind.CHOICE)
        assert bool(field.columns) is (field.kind == Kind.ROWS)


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        (ChangeClass.MATERIAL, "programme start end hours place outcomes tasks allowed pay accident notice"),
        (ChangeClass.NOTICE, "teacher evidence own_goals mentor_meetings visit_weeks reviews support_needs"),
        (ChangeClass.CONTACT, "learner_emergency work_emergency"),
    ],
)
def test_what_a_change_means_is_said_field_by_field(change, ids):
    fields = fields_of(the_default())
    assert {name: fields[name].change for name in ids.split()} == dict.fromkeys(ids.split(), change)


@pytest.mark.shows("agreement promise 24")
def test_what_the_agreement_cannot_do_without_is_required():
    required = {field.id for field in the_default().fields if field.required}
    wanted = (
        "programme level type start end hours place outcomes tasks criteria who_decides question pay expenses "
        "clothing accident liability risk_date induction equipment not_allowed notice complaints data_notice"
    )
    assert set(wanted.split()) <= required


def test_the_dates_of_the_placement_are_where_the_block_looks_for_them():
    template = the_default()
    for name in (template.start_field, template.end_field):
        assert fields_of(template)[name].kind == Kind.DATE


def test_what_somebody_needs_is_seen_by_learner_and_school_only():
    restricted = {field.id: set(field.readers) for field in the_default().fields if field.readers}
    assert restricted == {
        "support_consent": {Role.LEARNER, Role.SCHOOL},
        "support_needs": {Role.LEARNER, Role.SCHOOL},
    }
    assert all(not field.required for field in the_default().sections[-3].fields)


def test_reasons_tell_who_changed_company_from_who_left():
    template = the_default()
    assert len(template.reasons_for(Purpose.DECLINE)) == 6
    assert len(template.reasons_for(Purpose.AMEND)) == 7
    means = {reason.id: reason.means for reason in template.reasons_for(Purpose.TERMINATE)}
    assert means["end_changed_company"] == "changed_company"
    assert means["end_learner"] == "left_training"
    assert len(means) == 8
    assert set(means.values()) == {"changed_company", "left_training", "other"}


def test_learner_mentor_and_school_each_have_their_say_in_a_review():
    fields = {field.id: field for field in the_default().review_fields}
    assert [option.id for option in fields["progress"].options] == [
        "not_yet",
        "with_help",
        "alone",
        "can_teach",
    ]
    voices = {f"voice_{role}": (role,) for role in (Role.LEARNER, Role.MENTOR, Role.SCHOOL)}
    assert {name: fields[name].owners for name in voices} == voices
    assert [column.id for column in fields["actions"].columns] == ["what", "who", "by"]


def test_the_record_at_the_end_holds_hours_outcomes_and_what_both_have_to_say():
    fields = {field.id: field.kind for field in the_default().completion_fields}
    assert fields == {
        "real_start": Kind.DATE,
        "real_end": Kind.DATE,
        "hours_done": Kind.NUMBER,
        "result": Kind.CHOICE,
        "outcomes_reached": Kind.ROWS,
        "mentor_statement": Kind.TEXT,
        "learner_statement": Kind.TEXT,
        "job_offered": Kind.YES_NO,
    }


def test_what_the_text_says_about_keeping_is_what_the_template_does():
    kept = the_default().retention
    assert (kept.draft_months, kept.declined_months, kept.ended_years) == (12, 24, 3)
    assert (kept.tombstone_years, kept.address_days) == (10, 90)
    assert "Three years after the year" in fields_of(the_default())["data_notice"].suggestion
    assert f"{the_default().objection_days} days" in fields_of(the_default())["how_change"].suggestion
