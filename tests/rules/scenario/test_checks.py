"""What Aad, an author, is told before people play."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.scenario.examples import COURSE_FILES, S1, S5, first, followed, small
from tests.scenario.mutants import MUTANTS, expected_path
from tests.scenario.strategies import drafts, playable
from tests.soak import cases
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.kind import SCENARIO

CODES = [rule.code for rule in SCENARIO.rules]
SCENARIOS = {"small": small(), "S1": first()}


def test_the_small_scenario_is_sound():
    read = SCENARIOS["small"]
    assert SCENARIO.check(read.definition, display_name=read.attributes["display_name"]) == []


@pytest.mark.parametrize("file", [S1, S5], ids=["S1", "S5"])
@pytest.mark.shows("scenario goal 16a")
def test_scenarios_of_the_sample_course_leave_nothing_to_mend(file):
    read = SCENARIO.read_file(file)
    found = SCENARIO.check(
        read.definition, display_name=read.attributes["display_name"], pictures=COURSE_FILES
    )
    assert [str(finding) for finding in found if finding.level is not Level.NOTE] == []
    assert read.findings == ()


@pytest.mark.shows("scenario goal 5a")
def test_every_check_has_a_mutant_and_a_code_of_its_own():
    assert len(CODES) == len(set(CODES)) >= 16
    assert set(MUTANTS) == set(CODES)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.shows("scenario lesson 7", "scenario lesson 24", "scenario goal 5a")
def test_a_mutant_raises_exactly_its_check_and_names_the_field(code, scenario):
    read, mutant = SCENARIOS[scenario], MUTANTS[code]
    name = read.attributes["display_name"]
    changed = mutant.change(read.definition)
    if not mutant.of_variants:
        changed = followed(changed, display_name=name)

    found = SCENARIO.check(changed, display_name=name, pictures=mutant.pictures)

    assert {finding.code for finding in found} == {code}
    assert found[0].path == expected_path(mutant, read.definition)
    assert str(found[0].message)  # every slot of the sentence has its value


@pytest.mark.parametrize("rule", SCENARIO.rules, ids=CODES)
@pytest.mark.shows("scenario lesson 24")
def test_sentences_are_whole_and_say_what_to_do(rule):
    assert rule.msgid[-1] == "."
    assert rule.msgid.count(". ") + rule.msgid.count(": ") + rule.msgid.count(", ") >= 1


def test_errors_come_before_warnings_and_notes():
    definition = SCENARIOS["small"].definition
    for code in ("same-levels", "empty-title", "no-target"):
        definition = MUTANTS[code].change(definition)
    levels = [finding.level for finding in SCENARIO.check(definition)]
    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) == set(Level)


def test_a_trap_is_said_once_where_a_player_meets_it_first():
    definition = MUTANTS["no-way-out"].change(SCENARIOS["small"].definition)
    traps = [finding for finding in SCENARIO.check(definition) if finding.code == "no-way-out"]
    assert [finding.path for finding in traps] == ["extra-room"]
    assert "The room extra-room" in str(traps[0].message)
    assert "The room extra-hall" in str(traps[0].message)


def test_missing_words_are_counted_by_scene_because_reading_falls_back_by_scene():
    read = SCENARIOS["small"]
    variant = read.definition.variants[0]
    texts = tuple(text for text in variant.texts if not text.path.startswith("talk/"))
    changed = read.definition.but(
        variants=(variant.model_copy(update={"texts": texts}), *read.definition.variants[1:])
    )
    found = SCENARIO.check(changed)
    assert [(finding.code, finding.path) for finding in found] == [("missing-text", "variant/nb//talk/title")]
    assert found[0].message.values["count"] == 8


def test_a_web_address_in_angle_brackets_is_no_html():
    definition = MUTANTS["no-consequence"].change(SCENARIOS["small"].definition)
    scene = definition.scenes[0]
    last = scene.choices[-1].but(consequence="See <https://example.org> or <aad@example.org>, 3 < 4 > 2.")
    changed = definition.but(
        scenes=(scene.but(choices=(*scene.choices[:-1], last)), *definition.scenes[1:]), variants=()
    )
    assert "html" not in {finding.code for finding in SCENARIO.check(changed)}


def test_an_empty_draft_is_told_where_to_begin():
    found = SCENARIO.check(Definition())
    assert [finding.code for finding in found] == ["no-scene"]


@pytest.mark.soak
@pytest.mark.thorough
@given(playable())
@settings(max_examples=cases(40, soak=1_000))
def test_what_can_be_played_through_raises_no_error(definition):
    assert [str(entry) for entry in SCENARIO.check(definition) if entry.level is Level.ERROR] == []


@pytest.mark.soak
@pytest.mark.thorough
@given(drafts())
@settings(max_examples=cases(50, soak=2_000))
@pytest.mark.shows("scenario goal 5a")
def test_no_draft_is_too_messy_to_check(definition):
    for finding in SCENARIO.check(definition, display_name="{", pictures=frozenset()):
        assert str(finding.message)
