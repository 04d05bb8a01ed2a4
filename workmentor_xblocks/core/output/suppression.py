"""Counts that may be shown where names may not: small cells are hidden, and whatever would give them away.

A cell of one to four people is hidden (an empty one singles nobody out), with the next smallest one and the total: so
no subtraction, also of a total known from another table, gives back a single small number (complementary suppression;
Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Cells:
    """Counts by name, None where hidden, and their total, None where it would reveal a hidden one."""

    counts: Mapping[str, int | None]
    total: int | None


def open_cells(counts: Mapping[str, int]) -> Cells:
    """All counts as they are, for who may open single runs anyway."""
    return Cells(dict(counts), sum(counts.values()))


def suppressed(counts: Mapping[str, int]) -> Cells:
    """The counts with small cells hidden."""
    small = {name for name, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    if not small:
        return open_cells(counts)
    hidden = small | set(_smallest(counts, without=small)[: max(0, 2 - len(small))])
    # Two hidden cells that together are small still say too much: hide one more until they are not, or nothing is left.
    while len(hidden) < len(counts) and sum(counts[name] for name in hidden) < SMALLEST_SHOWN:
        hidden.add(_smallest(counts, without=hidden)[0])
    return Cells({name: None if name in hidden else count for name, count in counts.items()}, None)


def _smallest(counts: Mapping[str, int], *, without: set[str]) -> Sequence[str]:
    return sorted((name for name in counts if name not in without), key=lambda name: (counts[name], name))
