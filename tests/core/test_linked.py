"""Counts of linked tables: nobody works out a hidden one from its neighbours."""

from __future__ import annotations

import random
from collections.abc import Hashable

from tests.attacker import told_by_the_others
from workmentor_xblocks.core.output.linked import Flow, hidden_with_rings
from workmentor_xblocks.core.output.suppression import SMALLEST_SHOWN


def crowd(seed: int) -> list[Flow[str]]:
    """People who walk through a random network without loops, and round again to the beginning."""
    chance = random.Random(seed)
    size = chance.randint(3, 9)
    arrows = [(a, b) for a in range(size) for b in range(a + 1, size) if chance.random() < 0.5 or b == a + 1]
    counts: dict[tuple[Hashable, Hashable], int] = {}
    for _ in range(chance.randint(1, 80)):
        here: int = 0
        while here != size - 1:
            there = chance.choice([b for a, b in arrows if a == here])
            counts[here, there] = counts.get((here, there), 0) + 1
            here = there
        counts[size - 1, 0] = counts.get((size - 1, 0), 0) + 1
    return [Flow(f"{a}-{b}", a, b, count) for (a, b), count in counts.items()]


def test_the_attacker_of_these_tests_finds_what_can_be_found():
    """Twenty came, seventeen went one way: three the other."""
    flows = [
        Flow("all", "z", "a", 20), Flow("x", "a", "b", 17), Flow("y", "a", "c", 3),
        Flow("x2", "b", "z", 17), Flow("y2", "c", "z", 3),
    ]  # fmt: skip
    assert told_by_the_others(flows, {"y", "y2"}) == {"y", "y2"}
    assert told_by_the_others(flows, {"y", "y2", "x", "x2"}) == set()


def test_no_hidden_count_follows_from_the_shown_ones():
    """500 random crowds."""
    told_before = 0
    for seed in range(500):
        flows = crowd(seed)
        small = {flow.name for flow in flows if flow.count < SMALLEST_SHOWN}
        hidden = hidden_with_rings(flows, small)
        assert small <= hidden
        told_before += bool(told_by_the_others(flows, small))
        assert told_by_the_others(flows, hidden) == set(), seed
    assert told_before > 100  # hiding only the small ones would not have been enough


def test_the_cheapest_ring_is_hidden_and_no_more():
    flows = [
        Flow("all", "z", "a", 60), Flow("few", "a", "b", 2), Flow("some", "a", "b", 8), Flow("many", "a", "b", 50),
        Flow("out", "b", "z", 60),
    ]  # fmt: skip
    assert hidden_with_rings(flows, {"few"}) == {"few", "some"}
    assert hidden_with_rings(flows, set()) == set()


def test_an_empty_count_is_hidden_only_where_there_is_no_other():
    flows = [
        Flow("few", "a", "b", 2),
        Flow("none", "a", "b", 0),
        Flow("many", "a", "b", 50),
        Flow("back", "b", "a", 52),
    ]
    assert hidden_with_rings(flows, {"few"}) == {"few", "many"}
    assert hidden_with_rings(flows[:2], {"few"}) == {"few", "none"}


def test_what_has_no_way_round_stays_alone():
    assert hidden_with_rings([Flow("few", "a", "b", 2)], {"few"}) == {"few"}
