"""Counts of linked tables: which of them the others leave no choice, tried against all numbers that fit."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.attacker import compositions
from workmentor_xblocks.core.output.figures.linked_counts import Bounds, Flow, told
from workmentor_xblocks.core.output.figures.suppression import SMALLEST_SHOWN, TOTAL, all_suppressed

pytestmark = pytest.mark.shows("scenario goal 14")


def test_what_the_bounds_leave_a_choice_is_not_told():
    flows = [Flow("all", "z", "a", 13), Flow("x", "a", "z", 9), Flow("y", "a", "z", 4)]
    assert told(flows, {"all": (10, 14), "x": (5, 9), "y": (0, 4)}) == set()
    assert told(flows, {"all": (13, 13), "x": (5, 9), "y": (0, 4)}) == {"all", "x", "y"}
    assert told(flows, {"all": (13, 13), "x": (5, 9), "y": (0, None)}) == {"all"}


def network(chance: random.Random) -> list[Flow[str]]:
    """A few people who walk through a small network, and round again to the beginning."""
    size = chance.randint(3, 4)
    arrows = [(a, b) for a in range(size) for b in range(a + 1, size) if chance.random() < 0.7 or b == a + 1]
    counts = dict.fromkeys(arrows, 0)
    number = chance.randint(1, 9)
    for _ in range(number):
        here = 0
        while here != size - 1:
            there = chance.choice([b for a, b in arrows if a == here])
            counts[here, there] += 1
            here = there
    flows = [Flow(f"{a}-{b}", a, b, count) for (a, b), count in counts.items()]
    return [*flows, Flow("all", size - 1, 0, number)]


def fitting(flows: list[Flow[str]], bounds: dict[str, Bounds]) -> list[dict[str, int]]:
    """All flows within the bounds, tried one by one."""
    names = [flow.name for flow in flows]
    ranges = [range(low, 12 if high is None else high + 1) for low, high in (bounds[name] for name in names)]
    nodes = {flow.start for flow in flows} | {flow.end for flow in flows}
    found = []
    for values in itertools.product(*ranges):
        counts = dict(zip(names, values, strict=True))
        balance = dict.fromkeys(nodes, 0)
        for flow in flows:
            balance[flow.start] -= counts[flow.name]
            balance[flow.end] += counts[flow.name]
        if not any(balance.values()):
            found.append(counts)
    return found


def test_it_is_what_trying_all_numbers_finds():
    """120 small networks with random bounds around the true counts."""
    found_some = 0
    for seed in range(120):
        chance = random.Random(seed)
        flows = network(chance)
        bounds: dict[str, Bounds] = {
            flow.name: (max(flow.count - chance.randint(0, 2), 0), flow.count + chance.randint(0, 2))
            for flow in flows
        }
        possible = fitting(flows, bounds)
        tried = {name for name in bounds if len({counts[name] for counts in possible}) == 1}
        assert told(flows, bounds) == tried, seed
        found_some += bool(tried)
    assert found_some > 20


def test_a_count_that_several_tables_tell_together_hides_tables():
    """Thirteen came: nine and four by one table, whose halves another counts again."""
    tables = {
        "way": {"left": list(range(9)), "right": list(range(9, 13))},
        "again": {"few": list(range(9, 13)), "rest": list(range(9))},
    }
    flows = [
        Flow((TOTAL, ""), "out", "in", 13),
        Flow(("way", "left"), "in", "a", 9), Flow(("way", "right"), "in", "b", 4),
        Flow(("again", "rest"), "a", "out", 9), Flow(("again", "few"), "b", "out", 4),
    ]  # fmt: skip
    cells = all_suppressed(tables, flows)
    assert all(set(table.counts.values()) == {None} for table in cells.values())


def published(first: tuple[int, ...], then: tuple[int, ...], stopped: int) -> list[int | None]:
    """People choose twice, and some stop between: what is shown of the five counts, in order."""
    numbers = itertools.count()

    def some(count: int) -> list[int]:
        return list(itertools.islice(numbers, count))

    tables = {
        "first": {str(place): some(count) for place, count in enumerate(first)},
        "then": {str(place): some(count) for place, count in enumerate(then)},
        "stopped": {"here": some(stopped), "ended": some(sum(then))},
    }
    flows = [Flow((TOTAL, ""), "out", "in", sum(first))]
    flows += [Flow(("first", str(n)), "in", ("middle", "out")[n], count) for n, count in enumerate(first)]
    flows += [Flow(("then", str(n)), "middle", "end", count) for n, count in enumerate(then)]
    flows += [
        Flow(("stopped", "here"), "middle", "out", stopped),
        Flow(("stopped", "ended"), "end", "out", sum(then)),
    ]
    cells = all_suppressed(tables, flows)
    if all(set(table.counts.values()) == {None} for table in cells.values()):
        return []
    return [count for table in cells.values() for count in table.counts.values()]


def test_no_small_count_is_the_only_number_that_fits_what_is_shown():
    """The attacker knows how many there are, how the tables hang together and how it is rounded, and tries them all."""
    some_told = 0
    for total in range(SMALLEST_SHOWN, 15):
        every = [
            (*first, one, other, stopped, one + other)
            for first in compositions(total, 2)
            for one, other, stopped in compositions(first[0], 3)
        ]
        for true in every:
            shown = published(true[:2], true[2:4], true[4])
            if not shown:
                continue
            fits = [
                counts
                for counts in every
                if all(
                    (shown_count or 0) <= count < (shown_count or 0) + SMALLEST_SHOWN
                    for shown_count, count in zip(shown, counts, strict=True)
                )
            ]
            some_told += bool(fits)
            for place in range(6):
                values = {one[place] for one in fits}
                assert len(values) != 1 or not 0 < min(values) < SMALLEST_SHOWN, (true, shown, place)
    assert some_told > 300
