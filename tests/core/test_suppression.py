"""Nobody learns a small number from what is shown, not even by subtracting and not even knowing how it is hidden."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings, strategies as st

from workmentor_xblocks.core.output.suppression import SMALLEST_SHOWN, Cells, open_cells, suppressed

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8)


@given(COUNTS)
@settings(max_examples=300, deadline=None)
def test_no_small_number_is_shown_and_no_total_beside_a_hidden_one(counts: dict[str, int]):
    cells = suppressed(counts)
    assert cells.counts.keys() == counts.keys()
    for name, count in counts.items():
        assert cells.counts[name] in (None, count)
        assert cells.counts[name] is None or not 0 < count < SMALLEST_SHOWN
    hidden = [counts[name] for name, shown in cells.counts.items() if shown is None]
    assert (cells.total is None) == bool(hidden)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_who_knows_the_total_and_the_rule_cannot_single_out_a_hidden_number(size: int):
    """Every table of that many cells up to 9: those that look the same from outside differ in each hidden cell.

    The attacker sees what is shown and the true total (from another table, say), and knows how cells are hidden.
    """
    names = "abcd"[:size]
    looks: dict[tuple, list[dict[str, int]]] = defaultdict(list)
    for values in itertools.product(range(10), repeat=size):
        counts = dict(zip(names, values, strict=True))
        cells = suppressed(counts)
        looks[tuple(cells.counts.items()), sum(values)].append(counts)
    for (shown, total), possible in looks.items():
        for name in (name for name, count in shown if count is None):
            assert len({counts[name] for counts in possible}) > 1, (shown, total)


def test_numbers_that_are_large_enough_or_nobody_at_all_are_shown():
    assert suppressed({"a": 5, "b": 12}) == Cells({"a": 5, "b": 12}, 17)
    assert suppressed({"a": 0, "b": 12}) == Cells({"a": 0, "b": 12}, 12)
    assert suppressed({}) == Cells({}, 0)


def test_a_single_cell_hides_with_its_total():
    assert suppressed({"a": 3}) == Cells({"a": None}, None)


def test_small_cells_take_the_smallest_of_the_others_with_them():
    assert suppressed({"a": 3, "b": 9, "c": 20}) == Cells({"a": None, "b": None, "c": 20}, None)
    assert suppressed({"a": 4, "b": 4, "c": 9, "d": 8}) == Cells(
        {"a": None, "b": None, "c": 9, "d": None}, None
    )


def test_an_empty_cell_is_shown_unless_all_the_others_are_small():
    assert suppressed({"a": 4, "b": 7, "c": 0}) == Cells({"a": None, "b": None, "c": 0}, None)
    assert suppressed({"a": 3, "b": 0, "c": 0}) == Cells({"a": None, "b": None, "c": None}, None)


def test_who_may_open_single_runs_sees_all_numbers():
    assert open_cells({"a": 1, "b": 0}) == Cells({"a": 1, "b": 0}, 1)
