"""Looking back: the own way, what else was possible, and nothing of what was not seen."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.scenario.graphs import random_scenario, random_walk
from tests.scenario.stories import (
    APRON,
    ASK,
    GREET,
    LECTURE,
    ROUND,
    SHOUT,
    STOP,
    begun,
    decide,
    kitchen,
    kitchen_data,
    translated,
    without,
)
from workmentor_xblocks.scenario.content.definition import from_data
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.rules.debrief import Strength, decisions, figures

KITCHEN = kitchen()
READING = Reading(KITCHEN, "en")
RUN = decide(KITCHEN, begun(), "apron", "round", "greet", "stop", "ask")


def test_each_decision_of_the_way_shows_what_was_chosen_and_what_was_not():
    entries = decisions(KITCHEN, RUN, READING, {0: "She looked cold."})
    assert [entry.title for entry in entries] == [
        "Liga at the door", "The slicer", "Liga at the door", "The slicer", "At the break",
    ]  # fmt: skip
    assert [{o.label for o in entry.options if o.chosen} for entry in entries] == [
        {APRON},
        {ROUND},
        {GREET},
        {STOP},
        {ASK},
    ]
    assert {o.label for o in entries[3].options} == {STOP, SHOUT, ROUND}
    assert {o.label for o in entries[4].options} == {ASK, LECTURE}
    assert [entry.reason for entry in entries] == ["She looked cold.", "", "", "", ""]


def test_the_author_s_reason_stands_beside_every_option_and_what_follows_beside_the_chosen_one():
    for entry in decisions(KITCHEN, RUN, READING, {}):
        assert all(option.coach_note for option in entry.options)
        assert [bool(option.consequence) for option in entry.options] == [
            option.chosen for option in entry.options
        ]


@pytest.mark.shows("scenario pitfall 21")
def test_options_stand_in_the_order_in_which_they_were_offered():
    shown = decisions(KITCHEN, replace(RUN, id="r1"), READING, {})[1]
    others = {
        tuple(o.label for o in decisions(KITCHEN, replace(RUN, id=f"r{n}"), READING, {})[1].options)
        for n in range(9)
    }
    assert tuple(option.label for option in shown.options) in others
    assert len(others) > 1


def test_each_decision_says_how_the_choice_stands_beside_the_others_of_its_scene():
    entries = decisions(KITCHEN, RUN, READING, {})
    assert [entry.strength for entry in entries] == [
        Strength.WEAK, Strength.FAIR, Strength.STRONG, Strength.STRONG, Strength.STRONG,
    ]  # fmt: skip


def test_where_nothing_is_marked_nothing_is_said_of_it():
    data = kitchen_data()
    for scene in data["scenes"]:
        for choice in scene["choices"]:
            choice["evidence"] = []
    plain = from_data(data)
    run = decide(plain, begun(plain), "apron", "round", "greet", "stop", "ask")
    assert {entry.strength for entry in decisions(plain, run, Reading(plain, "en"), {})} == {None}


def test_no_word_of_a_place_that_was_not_visited_is_in_it():
    """200 random walks: titles and options are those of the way."""
    for seed in range(200):
        definition = random_scenario(seed)
        steps = random_walk(definition, random.Random(seed), steps=30)
        last = definition.scene_by_id[steps[-1].scene].choice(steps[-1].choice)
        run = replace(begun(definition), steps=tuple(steps), place=last.to)
        visited = {step.scene for step in steps} | {last.to}
        labels = {
            choice.label for scene in definition.scenes if scene.id in visited for choice in scene.choices
        }
        titles = {definition.place(place).title for place in visited}
        entries = decisions(definition, run, Reading(definition, "en"), {})
        assert {option.label for entry in entries for option in entry.options} <= labels, seed
        assert {entry.title for entry in entries} <= titles


def test_a_scene_that_was_taken_out_keeps_its_place_in_the_count():
    entries = decisions(without("slicer"), RUN, READING, {1: "I was afraid."})
    assert [entry.number for entry in entries] == [0, 1, 2, 3, 4]
    assert (entries[1].options, entries[1].chosen_is_gone, entries[1].reason) == ((), True, "I was afraid.")


def test_a_choice_that_was_taken_out_is_said_to_be_gone():
    data = kitchen_data()
    data["scenes"][1]["choices"] = data["scenes"][1]["choices"][1:]
    entries = decisions(from_data(data), RUN, READING, {})
    assert [entry.chosen_is_gone for entry in entries] == [False, False, False, True, False]
    assert {option.label for option in entries[3].options} == {SHOUT, ROUND}


def test_a_choice_that_leads_nowhere_since_is_still_part_of_the_own_way():
    """Its target was deleted later; what was chosen that day is not said to be gone."""
    entries = decisions(without("break"), RUN, READING, {})
    assert [option.label for option in entries[3].options if option.chosen] == [STOP]
    assert not entries[3].chosen_is_gone


@pytest.mark.shows("scenario goal 4a")
def test_the_figures_carry_names_and_the_number_of_decisions():
    named = {figure.figure.competence: figure.figure.decisions for figure in figures(KITCHEN, RUN, READING)}
    assert named == {"C2": 1, "C7": 1, "C5": 1}
    own = from_data({**kitchen_data(), "competences": [{"id": "C7", "name": "Nerve"}]})
    assert figures(own, RUN, Reading(own, "en"))[0].name == "Nerve"


def test_the_way_is_told_in_the_reader_s_language():
    dutch = translated(KITCHEN, "nl", only="door/")
    entries = decisions(dutch, RUN, Reading(dutch, "nl"), {})
    assert (entries[0].language, entries[0].title) == ("nl", "nl: Liga at the door")
    assert (entries[1].language, entries[1].title) == ("en", "The slicer")
