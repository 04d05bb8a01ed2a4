"""What a way is worth: fair over detours and loops, and not to be farmed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.scenario.graphs import random_scenario, random_walk, worth_of
from tests.scenario.stories import begun, choice, decide, ending, kitchen, kitchen_data, scene
from workmentor_xblocks.scenario.content.definition import Definition, from_data
from workmentor_xblocks.scenario.content.marks import WHOLE, marks_of, share_of
from workmentor_xblocks.scenario.rules.run import Kind, Step, leave
from workmentor_xblocks.scenario.rules.scoring import Figure, Scoring, decisions_value, profile, value

KITCHEN = kitchen()
GRAPHS = 500


def walk(definition: Definition, *choices: str) -> tuple[Step, ...]:
    return decide(definition, begun(definition), *choices).steps


def requiring(definition: Definition, required: set[str]) -> Definition:
    """The scenario with exactly these scenes required."""
    return definition.but(
        scenes=tuple(entry.but(required=entry.id in required) for entry in definition.scenes)
    )


def is_scored(definition: Definition, scene_id: str) -> bool:
    return len(set(worth_of(definition, definition.scene_by_id[scene_id]).values())) > 1


@pytest.mark.parametrize(("pick", "expected"), [("best", 1.0), ("worst", 0.0)])
@pytest.mark.shows("scenario goal 3")
def test_the_best_choice_everywhere_is_all_and_the_worst_nothing_on_every_route(pick: str, expected: float):
    """500 random graphs with loops, three routes each, that skip no required decision."""
    scored = 0
    for seed in range(GRAPHS):
        definition, chance = random_scenario(seed), random.Random(seed)
        for _ in range(3):
            steps = random_walk(definition, chance, pick=pick)
            on_the_way = requiring(definition, {step.scene for step in steps if chance.random() < 0.5})
            result = decisions_value(on_the_way, steps)
            if any(is_scored(definition, step.scene) for step in steps):
                assert result == pytest.approx(expected), seed
                scored += 1
            else:
                assert result is None, seed
    assert scored > GRAPHS


@pytest.mark.shows("scenario pitfall 8")
def test_going_round_a_loop_again_and_again_gains_nothing():
    """500 random graphs: a walk in which each loop is walked three times is worth what the walk is worth."""
    looped = 0
    for seed in range(GRAPHS):
        definition, chance = random_scenario(seed), random.Random(seed)
        steps = random_walk(definition, chance, steps=25)
        longer: list[Step] = []
        for number, step in enumerate(steps):
            longer.append(step)
            came_before = [earlier for earlier in range(number) if steps[earlier].scene == step.scene]
            if came_before:
                loop = steps[came_before[-1] + 1 : number + 1]
                longer += loop * 2
                looped += 1
        assert decisions_value(definition, longer) == decisions_value(definition, steps), seed
        assert profile(definition, longer) == profile(definition, steps), seed
    assert looped > 100


@pytest.mark.shows("scenario goal 2", "platform fact 18")
def test_no_route_is_worth_more_than_all_or_less_than_nothing():
    for seed in range(GRAPHS):
        definition = random_scenario(seed)
        result = decisions_value(definition, random_walk(definition, random.Random(seed)))
        assert result is None or 0 <= result <= 1, seed


@pytest.mark.shows("scenario pitfall 8")
def test_who_comes_by_again_is_judged_by_the_last_visit():
    assert decisions_value(KITCHEN, walk(KITCHEN, "apron", "round", "greet", "stop", "ask")) == 1.0
    assert decisions_value(KITCHEN, walk(KITCHEN, "greet", "round", "apron", "stop", "ask")) == pytest.approx(
        2 / 3
    )


@pytest.mark.shows("scenario pitfall 9a")
def test_negative_points_count_by_their_distance_to_the_best_and_the_worst():
    """At the slicer −2, 0 and 2 are possible: 0 is half of what could be shown."""
    assert decisions_value(KITCHEN, walk(KITCHEN, "greet", "shout")) == pytest.approx(0.5)
    around_zero = walk(KITCHEN, "greet", "round")
    assert share_of(around_zero[1].marks[WHOLE]) == 0.5


def test_adding_the_same_points_to_every_choice_of_a_scene_changes_nothing():
    data = kitchen_data()
    for entry in data["scenes"][1]["choices"]:
        entry["evidence"].append({"competence": "C1", "points": -2})
    assert decisions_value(from_data(data), walk(from_data(data), "greet", "round")) == decisions_value(
        KITCHEN, walk(KITCHEN, "greet", "round")
    )


@pytest.mark.shows("scenario pitfall 9a")
def test_a_scene_whose_choices_are_worth_the_same_drops_out():
    equal = from_data(
        {
            "start": "a",
            "scenes": [
                scene("a", "A", choice("x", "b", "X", C1=1), choice("y", "b", "Y", C1=1)),
                scene("b", "B", choice("x", "e", "X", C1=2), choice("y", "e", "Y", C1=0)),
            ],
            "endings": [ending("e", "E", 0)],
        }
    )
    assert decisions_value(equal, walk(equal, "x", "x")) == 1.0
    assert decisions_value(equal, walk(equal, "x", "y")) == 0.0
    assert decisions_value(equal, walk(equal, "x")) is None


@pytest.mark.shows("scenario pitfall 9a")
def test_a_required_decision_that_was_walked_around_counts_as_nothing():
    data = kitchen_data()
    data["scenes"].append(
        scene(
            "lock",
            "The lock",
            choice("on", "break", "On", C7=2),
            choice("off", "break", "Off", C7=0),
            required=True,
        )
    )
    data["scenes"][1]["choices"].append(choice("look", "lock", "Look at the lock", C7=2))
    definition = from_data(data)
    assert decisions_value(definition, walk(definition, "greet", "stop", "ask")) == pytest.approx(3 / 4)
    assert decisions_value(definition, walk(definition, "greet", "look", "on", "ask")) == 1.0


def test_a_required_scene_that_cannot_be_scored_counts_for_nobody():
    data = kitchen_data()
    data["scenes"].append(scene("empty", "Nothing to decide", required=True))
    data["scenes"].append(scene("same", "All the same", choice("x", "trust", "X"), required=True))
    assert decisions_value(from_data(data), walk(KITCHEN, "greet", "stop", "ask")) == 1.0


def test_a_competence_of_double_weight_moves_the_decision_as_a_whole():
    """Safety (weight 3) against bond (weight 1): the safe choice is the better one, although it costs trust."""
    definition = from_data(
        {
            "start": "a",
            "competences": [{"id": "C7", "weight": 3}, {"id": "C2", "weight": 1}],
            "scenes": [
                scene(
                    "a",
                    "A",
                    choice("safe", "e", "Safe", C7=1, C2=-1),
                    choice("kind", "e", "Kind", C7=0, C2=1),
                )
            ],
            "endings": [ending("e", "E", 0)],
        }
    )
    assert decisions_value(definition, walk(definition, "safe")) == 1.0
    assert profile(definition, walk(definition, "safe")) == [Figure("C7", 1.0, 1), Figure("C2", 0.0, 1)]


def test_a_competence_of_no_weight_shows_in_the_profile_and_not_in_the_result():
    data = {**kitchen_data(), "competences": [{"id": "C2", "weight": 0}, {"id": "C7"}, {"id": "C5"}]}
    definition = from_data(data)
    assert decisions_value(definition, walk(definition, "apron", "stop", "ask")) == 1.0
    assert Figure("C2", 0.0, 1) in profile(definition, walk(definition, "apron", "stop", "ask"))


def test_the_profile_names_each_competence_with_the_number_of_decisions_behind_it():
    steps = walk(KITCHEN, "greet", "shout", "ask")
    assert profile(KITCHEN, steps) == [Figure("C2", 1.0, 1), Figure("C5", 1.0, 1), Figure("C7", 0.0, 1)]


def test_the_ten_competences_stand_in_the_order_in_which_people_count():
    names = ["C10", "C2", "C1"]
    definition = from_data(
        {
            "start": "a",
            "scenes": [
                scene("a", "A", choice("x", "e", "X", **dict.fromkeys(names, 1)), choice("y", "e", "Y"))
            ],
            "endings": [ending("e", "E", 0)],
        }
    )
    assert [figure.competence for figure in profile(definition, walk(definition, "x"))] == ["C1", "C2", "C10"]


@pytest.mark.parametrize("name", ["", "C²", "²", "C٣", "7", "C-1"])
def test_a_competence_of_any_name_can_stand_in_a_profile(name: str):
    definition = from_data(
        {
            "start": "a",
            "scenes": [
                scene(
                    "a", "A", choice("x", "e", "X", **{name: 1, "C2": 1}), choice("y", "e", "Y", **{name: 0})
                )
            ],
            "endings": [ending("e", "E", 0)],
        }
    )
    assert Figure("C2", 1.0, 1) in profile(definition, walk(definition, "x"))


@pytest.mark.shows("scenario pitfall 9a")
def test_the_ending_gives_the_result_where_the_outcome_is_scored():
    run = decide(KITCHEN, begun(), "apron", "shout", "ask")
    assert value(KITCHEN, run, Scoring.OUTCOME) == 0.9
    assert value(KITCHEN, run, Scoring.NONE) is None


def test_an_ending_that_is_gone_leaves_the_result_of_its_day():
    run = replace(decide(KITCHEN, begun(), "greet", "stop", "ask"), value=0.9)
    gone = from_data({**kitchen_data(), "endings": []})
    assert value(gone, run, Scoring.OUTCOME) == 0.9


def test_practice_unfinished_and_left_runs_have_no_result():
    finished = decide(KITCHEN, begun(), "greet", "stop", "ask")
    assert value(KITCHEN, replace(finished, kind=Kind.PRACTICE), Scoring.DECISIONS) is None
    assert value(KITCHEN, decide(KITCHEN, begun(), "greet"), Scoring.DECISIONS) is None
    assert value(KITCHEN, leave(decide(KITCHEN, begun(), "greet"), now=1), Scoring.DECISIONS) is None


@pytest.mark.shows("scenario pitfall 7")
def test_today_s_key_counts_where_the_choice_still_is_and_that_of_its_day_where_not():
    steps = walk(KITCHEN, "apron", "stop", "ask")
    data = kitchen_data()
    data["scenes"][0]["choices"][1]["evidence"] = [{"competence": "C2", "points": 2}]
    data["scenes"][0]["choices"][0]["evidence"] = []
    assert decisions_value(from_data(data), steps) == 1.0
    data["scenes"][0]["choices"] = data["scenes"][0]["choices"][:1]
    assert decisions_value(from_data(data), steps) == pytest.approx(2 / 3)


def test_two_visits_to_a_scene_that_was_renamed_between_them_are_one_decision():
    data = kitchen_data()
    data["scenes"][0].update(id="gate", was=["door"])
    data["start"] = "gate"
    for entry in data["scenes"][1]["choices"]:
        entry["to"] = entry["to"].replace("door", "gate")
    renamed = from_data(data)
    before = decide(KITCHEN, begun(), "apron", "round")
    after = decide(renamed, before, "greet", "stop", "ask")
    assert [step.scene for step in after.steps] == ["door", "slicer", "gate", "slicer", "break"]
    assert decisions_value(renamed, after.steps) == 1.0


def test_the_marks_of_a_choice_tell_its_neighbours_range():
    slicer = KITCHEN.scenes[1]
    assert marks_of(KITCHEN, slicer, slicer.choices[0]) == {"C7": (2, -2, 2), WHOLE: (2, -2, 2)}
    assert share_of(None) is None
    assert share_of((1, 1, 1)) is None
