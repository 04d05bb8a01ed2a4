"""Counts that may be shown where names may not: small cells are hidden, and whatever would give them away.

A cell of one to four people is hidden (an empty one singles nobody out), with the smallest of the others and the
total: so no subtraction, also of a total known from another table and by who knows this rule, gives back a single
number (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """The counts with small cells hidden, and the smallest of the others with them; where there are none, all.

    Names decide nothing: hidden cells could change places, so a look at the table tells none of them apart.
    """
    if all(count == 0 or count >= SMALLEST_SHOWN for count in counts.values()):
        return open_cells(counts)
    large = min((count for count in counts.values() if count >= SMALLEST_SHOWN), default=None)
    shown = {
        name: count if large is not None and (count == 0 or count > large) else None
        for name, count in counts.items()
    }
    return Cells(shown, None)
