"""Somebody who sees a report without names, knows how its tables hang together, and can do sums."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from workmentor_xblocks.core.output.linked import Flow, Name


def told_by_the_others(flows: Sequence[Flow[Name]], hidden: set[Name]) -> set[Name]:
    """The hidden counts that follow from the shown ones: the attacker solves the equations.

    At each node as many come as go; a hidden count is told when it is the same in all solutions.
    """
    names = [flow.name for flow in flows if flow.name in hidden]
    rows: list[list[Fraction]] = []
    for node in {flow.start for flow in flows} | {flow.end for flow in flows}:
        row = [Fraction(0)] * len(names)
        for flow in flows:
            if flow.name in hidden:
                row[names.index(flow.name)] += (flow.end == node) - (flow.start == node)
        rows.append(row)
    return {names[pivot] for pivot in _fixed(rows, len(names))}


def _fixed(rows: list[list[Fraction]], width: int) -> list[int]:
    """The unknowns that stand alone in a row after Gauss and Jordan."""
    done = 0
    pivots: list[int] = []
    for column in range(width):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for r in range(len(rows)):
            if r != done and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[done], strict=True)]
        pivots.append(column)
        done += 1
    return [column for r, column in enumerate(pivots) if sum(map(bool, rows[r])) == 1]
