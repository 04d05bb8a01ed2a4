"""Somebody who sees figures without names, knows how they are made and how tables hang together, and can do sums.

Two attacks, neither of which uses a line of ours: linear algebra over everything that was published as if it were
exact, and all whole numbers that fit what was published, tried one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

Equation = tuple[Mapping[Hashable, int], int]  # cell → factor, and what comes out


def by_subtraction(equations: Iterable[Equation]) -> dict[Hashable, Fraction]:
    """What follows for single cells from all equations (Gauss and Jordan, in fractions).

    Rounded figures contradict each other now and then; an equation that does is left out, as somebody would who hopes
    for the rest.
    """
    rows: list[dict[Hashable, Fraction]] = []
    for factors, result in equations:
        row = {cell: Fraction(factor) for cell, factor in factors.items() if factor}
        row[_RESULT] = Fraction(result)
        for done in rows:
            _take_off(row, done, _pivot(done))
        pivot = _pivot(row)
        if pivot is None:
            continue
        row = {cell: value / row[pivot] for cell, value in row.items()}
        for done in rows:
            _take_off(done, row, pivot)
        rows.append(row)
    return {
        pivot: row.get(_RESULT, Fraction(0))
        for row in rows
        if (pivot := _pivot(row)) is not None and not set(row) - {pivot, _RESULT}
    }


_RESULT = "what comes out"


def _pivot(row: Mapping[Hashable, Fraction]) -> Hashable | None:
    return next((cell for cell in row if cell != _RESULT), None)


def _take_off(
    row: dict[Hashable, Fraction], other: Mapping[Hashable, Fraction], pivot: Hashable | None
) -> None:
    factor = row.get(pivot, Fraction(0))
    if factor:
        for cell, value in other.items():
            row[cell] = row.get(cell, Fraction(0)) - factor * value
        for cell in [cell for cell, value in row.items() if not value]:
            del row[cell]


def told_by_trying(
    shown: Callable[[tuple[int, ...]], Hashable], size: int, total: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Tables of that many cells with that total, and the place of a cell that what is shown of them leaves no choice."""
    looks: dict[Hashable, list[tuple[int, ...]]] = {}
    for values in compositions(total, size):
        looks.setdefault(shown(values), []).append(values)
    for possible in looks.values():
        for place in range(size):
            if len({values[place] for values in possible}) == 1:
                yield possible[0], place


def compositions(total: int, size: int) -> Iterator[tuple[int, ...]]:
    """All ways to write a number as a sum of so many."""
    for cuts in itertools.combinations(range(total + size - 1), size - 1):
        edges: Sequence[int] = (-1, *cuts, total + size - 1)
        yield tuple(b - a - 1 for a, b in itertools.pairwise(edges))
