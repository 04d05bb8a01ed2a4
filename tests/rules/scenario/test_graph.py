"""The shape of a scenario, measured against the plainest way to find the same."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.scenario.graphs import random_scenario
from tests.scenario.stories import kitchen
from workmentor_xblocks.scenario.content import graph
from workmentor_xblocks.scenario.content.definition import Definition, from_data


def plain(edges: dict[str, list[str]]) -> Definition:
    """A definition with these arrows; a name without a row of its own is an ending."""
    ends = {there for targets in edges.values() for there in targets} - edges.keys()
    return from_data(
        {
            "start": "a",
            "scenes": [
                {"id": here, "choices": [{"id": f"c{n}", "to": there} for n, there in enumerate(targets)]}
                for here, targets in edges.items()
            ],
            "endings": [{"id": name} for name in sorted(ends)],
        }
    )


def closure(edges: graph.Edges) -> dict[str, set[str]]:
    """For each scene everything that can be come to, by walking on until nothing new is found."""
    found = {here: set(targets) for here, targets in edges.items()}
    changed = True
    while changed:
        changed = False
        for here, reached in found.items():
            more = {further for there in reached for further in found.get(there, ())}
            if not more <= reached:
                found[here] = reached | more
                changed = True
    return found


def test_the_kitchen_takes_at_least_three_decisions():
    assert graph.shortest_run(kitchen()) == 3
    assert graph.reached(kitchen()) == {"door", "slicer", "break", "trust", "luck"}


@pytest.mark.parametrize(
    "definition", [Definition(), from_data({"start": "gone", "scenes": [{"id": "a"}]}), plain({"a": ["a"]})]
)
def test_without_a_way_to_an_ending_nothing_is_promised(definition: Definition):
    assert graph.shortest_run(definition) == 0


@pytest.mark.shows("scenario lesson 7")
def test_what_is_reached_and_what_loops_is_what_walking_finds():
    for seed in range(200):
        chance = random.Random(seed)
        names = [f"n{number}" for number in range(chance.randint(1, 9))]
        drawn = {name: chance.choices([*names, "end"], k=chance.randint(0, 3)) for name in names}
        definition = plain({"a": [names[0]], **drawn})
        edges = graph.edges(definition)
        ways = closure(edges)
        assert graph.reached(definition) == {"a"} | ways["a"], seed
        groups = {
            frozenset({here} | {there for there in ways[here] if here in ways.get(there, ())})
            for here in ways
        }
        looping = {group for group in groups if any(here in ways.get(here, ()) for here in group)}
        assert {frozenset(group) for group in graph.loops(edges)} == looping, seed


def test_the_shortest_way_is_as_short_as_the_shortest_of_all_walks():
    for seed in range(100):
        definition = random_scenario(seed, scenes=5)
        edges, ends = graph.edges(definition), {ending.id for ending in definition.endings}
        layer, steps = {definition.start}, 0
        while not layer & ends:
            layer = {there for here in layer for there in edges.get(here, ())}
            steps += 1
        assert graph.shortest_run(definition) == steps, seed


@pytest.mark.parametrize(
    "measure", [graph.reached, graph.steps_to_end, lambda d: graph.loops(graph.edges(d))]
)
@pytest.mark.shows("scenario pitfall 30")
def test_a_chain_of_five_thousand_scenes_needs_no_recursion(measure: Callable[[Definition], object]):
    chain = {f"n{number}": [f"n{number + 1}", "n0"] for number in range(5000)}
    assert measure(plain({"a": ["n0"], **chain, "n5000": ["end"]}))


def test_scenes_are_listed_as_a_player_meets_them_and_the_unreached_last():
    definition = plain({"z": ["end"], "c": ["end"], "b": ["c"], "a": ["b", "c"], "y": ["a"]})
    assert [scene.id for scene in graph.by_first_visit(definition)] == ["a", "b", "c", "z", "y"]


def test_arrows_follow_earlier_names_and_leave_out_what_leads_nowhere():
    definition = from_data(
        {
            "start": "a",
            "scenes": [
                {"id": "a", "choices": [{"id": "x", "to": "old"}, {"id": "y", "to": "gone"}, {"id": "z"}]},
                {"id": "new", "was": ["old"]},
            ],
        }
    )
    assert graph.edges(definition)["a"] == ("new",)
