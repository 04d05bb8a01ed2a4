"""A walk through a scenario, move by move."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.scenario.graphs import random_scenario
from tests.scenario.stories import begun, decide, kitchen, kitchen_data, without
from workmentor_xblocks.scenario.content.definition import Definition, Ending, Scene, from_data
from workmentor_xblocks.scenario.rules import run as moves
from workmentor_xblocks.scenario.rules.run import (
    MAX_STEPS,
    Detour,
    Kind,
    NoSuchChoice,
    OldStep,
    Status,
    offered,
    standing,
    token,
)

KITCHEN = kitchen()


def test_a_run_leads_from_the_start_by_choices_to_an_ending():
    run = begun()
    assert (run.place, run.status) == ("door", Status.PLAYING)
    run = decide(KITCHEN, run, "greet", "stop", "ask")
    assert (run.place, run.status, run.finished) == ("trust", Status.ENDED, 1001)
    assert [(step.scene, step.choice) for step in run.steps] == [
        ("door", "greet"),
        ("slicer", "stop"),
        ("break", "ask"),
    ]


def test_a_loop_leads_back_and_the_way_is_kept():
    run = decide(KITCHEN, begun(), "greet", "round", "apron", "stop")
    assert run.place == "break"
    assert [step.scene for step in run.steps] == ["door", "slicer", "door", "slicer"]


@pytest.mark.shows("scenario lesson 3")
def test_the_same_decision_sent_twice_changes_nothing():
    run = begun()
    once = moves.choose(KITCHEN, run, step=0, choice_token=token(run, "door", "greet"), now=1)
    twice = moves.choose(KITCHEN, once, step=0, choice_token=token(run, "door", "greet"), now=2)
    assert twice is once


def test_another_decision_at_a_step_that_is_made_is_an_old_step():
    run = decide(KITCHEN, begun(), "greet")
    with pytest.raises(OldStep):
        moves.choose(KITCHEN, run, step=0, choice_token=token(run, "door", "apron"), now=1)


@pytest.mark.parametrize("step", [-1, 2, 99])
def test_a_step_that_is_not_the_next_one_skips_no_scene(step: int):
    run = decide(KITCHEN, begun(), "greet")
    with pytest.raises(OldStep):
        moves.choose(KITCHEN, run, step=step, choice_token=token(run, "slicer", "stop"), now=1)


@pytest.mark.parametrize(
    ("scene", "choice"), [("break", "ask"), ("door", "stop"), ("door", "no-such"), ("", "")]
)
def test_a_choice_of_another_scene_or_of_none_is_not_offered(scene: str, choice: str):
    with pytest.raises(NoSuchChoice):
        moves.choose(KITCHEN, begun(), step=0, choice_token=token(begun(), scene, choice), now=1)


@pytest.mark.shows("scenario lesson 3")
def test_the_author_s_own_id_is_no_key_to_a_choice():
    with pytest.raises(NoSuchChoice):
        moves.choose(KITCHEN, begun(), step=0, choice_token="greet", now=1)


def test_a_finished_run_takes_no_further_step():
    run = decide(KITCHEN, begun(), "greet", "stop", "ask")
    with pytest.raises(OldStep):
        moves.choose(KITCHEN, run, step=3, choice_token=token(run, "door", "greet"), now=1)


@pytest.mark.shows("scenario pitfall 21")
def test_options_stand_in_one_order_for_a_run_and_in_another_for_another():
    door = random_scenario(1, scenes=1).scenes[0]
    wide = from_data(
        {"start": "a", "scenes": [{"id": "a", "choices": [{"id": str(n), "to": "a"} for n in range(8)]}]}
    )
    orders = set()
    for seed in range(20):
        run = replace(begun(), id=f"r{seed}")
        order = tuple(choice.id for choice in offered(wide, run, wide.scenes[0]))
        assert order == tuple(choice.id for choice in offered(wide, replace(run, steps=()), wide.scenes[0]))
        assert sorted(order) == [str(n) for n in range(8)]
        orders.add(order)
    assert len(orders) > 10
    assert door.choices


@pytest.mark.shows("scenario pitfall 21")
def test_fixed_options_keep_their_place_in_every_order():
    for graph in range(50):
        definition = random_scenario(graph)
        for scene in definition.scenes:
            order = offered(definition, replace(begun(definition), id=f"r{graph}"), scene)
            assert [choice.fixed and choice.id for choice in order] == [
                c.fixed and c.id for c in scene.choices
            ]


def test_a_choice_that_leads_nowhere_is_not_offered():
    definition = without("break")
    names = {choice.id for choice in offered(definition, begun(), definition.scenes[1])}
    assert names == {"round"}


def test_a_choice_without_a_target_never_leads_to_a_scene_without_an_id():
    definition = from_data(
        {
            "start": "a",
            "scenes": [{"id": "a", "choices": [{"id": "x"}, {"id": "y", "to": "gone"}]}, {"id": ""}],
        }
    )
    assert offered(definition, begun(definition), definition.scenes[0]) == []
    assert standing(definition, begun(definition)).detour is Detour.STRANDED


@pytest.mark.shows("scenario lesson 23")
class TestAfterAnEdit:
    @pytest.mark.shows("scenario pitfall 15")
    def test_a_renamed_scene_is_found_by_its_earlier_name(self):
        data = kitchen_data()
        data["scenes"][1].update(id="cutter", was=["slicer"])
        for choice in data["scenes"][0]["choices"]:
            choice["to"] = "cutter"
        renamed = from_data(data)
        run = decide(KITCHEN, begun(), "greet")
        assert standing(renamed, run) == moves.Standing(renamed.scene_by_id["cutter"])
        assert decide(renamed, run, "stop").steps[-1].scene == "cutter"

    def test_a_deleted_scene_sends_back_to_the_last_one_of_the_own_way(self):
        run = decide(KITCHEN, begun(), "greet", "stop")
        stands = standing(without("break"), run)
        assert (stands.place.id, stands.detour) == ("slicer", Detour.MOVED_BACK)

    def test_with_all_seen_scenes_gone_it_goes_on_at_the_start(self):
        run = decide(KITCHEN, begun(), "greet")
        other = from_data({"start": "new", "scenes": [{"id": "new", "choices": [{"id": "x", "to": "new"}]}]})
        stands = standing(other, run)
        assert (stands.place.id, stands.detour) == ("new", Detour.MOVED_TO_START)

    def test_with_nothing_left_only_leaving_is_left(self):
        run = decide(KITCHEN, begun(), "greet")
        assert standing(Definition(), run) == moves.Standing(None, Detour.STRANDED)
        left = moves.leave(run, now=5)
        assert (left.status, left.place, left.value) == (Status.ENDED, "", None)

    def test_a_step_counts_on_after_a_detour(self):
        run = decide(KITCHEN, begun(), "greet", "stop")
        moved = decide(without("break"), run, "round")
        assert [step.scene for step in moved.steps] == ["door", "slicer", "slicer"]

    def test_a_scene_that_became_an_ending_ends_the_run(self):
        data = kitchen_data()
        data["scenes"] = data["scenes"][:2]
        data["endings"].append({"id": "break", "title": "Enough", "level": 50})
        definition = from_data(data)
        run = decide(KITCHEN, begun(), "greet", "stop")
        assert isinstance(standing(definition, run).place, Ending)
        settled = moves.settle(definition, run, now=9)
        assert (settled.status, settled.place, settled.finished) == (Status.ENDED, "break", 9)


def test_a_practice_run_stands_before_the_decision_and_knows_the_way_there():
    run = decide(KITCHEN, begun(), "apron", "round", "greet", "stop", "ask")
    again = moves.retry(run, step=2, run_id="r2", now=50)
    assert (again.kind, again.place, again.status) == (Kind.PRACTICE, "door", Status.PLAYING)
    assert again.steps == run.steps[:2]


@pytest.mark.parametrize("step", [-1, 3, 50])
def test_there_is_no_practice_from_a_decision_that_was_never_made(step: int):
    run = decide(KITCHEN, begun(), "greet", "stop", "ask")
    with pytest.raises(OldStep):
        moves.retry(run, step=step, run_id="r2", now=1)


def test_a_run_without_end_is_stopped_and_can_only_be_left():
    round_and_round = from_data({"start": "a", "scenes": [{"id": "a", "choices": [{"id": "x", "to": "a"}]}]})
    run = decide(round_and_round, begun(round_and_round), *["x"] * MAX_STEPS)
    assert standing(round_and_round, run).detour is Detour.STRANDED
    with pytest.raises(NoSuchChoice):
        decide(round_and_round, run, "x")


@pytest.mark.shows("scenario pitfall 2")
def test_no_walk_on_any_graph_reaches_a_place_that_no_choice_leads_to():
    """500 random graphs: each step stands on an arrow that the author drew."""
    for seed in range(500):
        definition, chance = random_scenario(seed, scenes=5), random.Random(seed)
        run = begun(definition)
        while not run.is_over and len(run.steps) < 30:
            scene = standing(definition, run).place
            assert isinstance(scene, Scene)
            choice = chance.choice(offered(definition, run, scene))
            run = decide(definition, run, choice.id)
            assert run.place == choice.to
            assert run.steps[-1].scene == scene.id
