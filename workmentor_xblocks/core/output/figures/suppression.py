"""Counts that may be shown where names may not: rounded down to fives, all tables of one source in one pass.

Whatever is published is a number of fives, so no sum and no difference of published numbers, of one day or of two, is a
number of one to four people. Counts under five are hidden, nobody and one alike, and so are means and middles that
rest on too few. Where the roundings of several tables together would still leave a small count no choice, whole tables
are hidden. When the numbers may move is ``published``'s to say.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from workmentor_xblocks.core.output.figures.linked_counts import Bounds, Flow, told

SMALLEST_SHOWN = 5
TOTAL = ""
_SMALL = range(1, SMALLEST_SHOWN)
_FEWEST_STEPS = 4  # a mean is shown in quarters or finer

# Who stands behind each cell of a table; a person or an agreement may stand there several times.
Table = Mapping[str, Sequence[Hashable]]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Cells:
    """Counts by name, None where hidden, and their total, None where it is."""

    counts: Mapping[str, int | None]
    total: int | None

    def dumped(self) -> dict[str, Any]:
        """The cells as JSON data, in their order."""
        return {"counts": [[name, count] for name, count in self.counts.items()], "total": self.total}

    @classmethod
    def loaded(cls, data: Mapping[str, Any]) -> Cells:
        """The cells of their JSON data."""
        return cls(dict(data["counts"]), data["total"])


def open_cells(counts: Mapping[str, int]) -> Cells:
    """All counts as they are, for who may open single runs anyway."""
    return Cells(dict(counts), sum(counts.values()))


def in_steps(count: int) -> int | None:
    """A number of people, rounded down to fives; None under five."""
    return count - count % SMALLEST_SHOWN or None


def mean_in_steps(values: Sequence[float]) -> float | None:
    """The mean of what lies between 0 and 1, so coarse that five people make one step; None for under 20 values."""
    steps = len(values) // SMALLEST_SHOWN
    return round(sum(values) / len(values) * steps) / steps if steps >= _FEWEST_STEPS else None


def middle_in_steps(values: Sequence[float], share: float) -> int | None:
    """The value below which that share lies, as the mean of the five around it; None where under five lie beyond."""
    found, beyond = sorted(values), min(share, 1 - share)
    if len(found) < 2 * SMALLEST_SHOWN or round(len(found) * beyond, 6) < SMALLEST_SHOWN:
        return None
    first = round(len(found) * share) - SMALLEST_SHOWN // 2 - 1
    around = found[max(first, 0) :][:SMALLEST_SHOWN]
    return round(sum(around) / len(around))


def suppressed(table: Table) -> Cells:
    """One table that hangs together with no other."""
    return all_suppressed({"": table})[""]


def all_suppressed(
    tables: Mapping[Key, Table], flows: Sequence[Flow[tuple[Key, str]]] = ()
) -> dict[Key, Cells]:
    """All tables of one source.

    ``flows`` say how their counts run into each other, named (table, cell). The table ``TOTAL`` holds what somebody may
    know exactly, as how many there are; of any other table that is not there nothing is published.
    """
    hidden = {key for key, table in tables.items() if _is_in_doubt(table)}
    small = {flow.name for flow in flows if flow.count in _SMALL}
    known = told(flows, _bounds(tables, flows, hidden))
    if small & known:
        hidden = set(tables)  # which of them to hide would tell something again
    return {key: _cells(table, key in hidden) for key, table in tables.items()}


def _cells(table: Table, is_hidden: bool) -> Cells:
    if is_hidden:
        return Cells(dict.fromkeys(table), None)
    everybody = [unit for units in table.values() for unit in units]
    return Cells({name: _shown(units) for name, units in table.items()}, _shown(everybody))


def _shown(units: Sequence[Hashable]) -> int | None:
    return in_steps(len(units)) if len(set(units)) >= SMALLEST_SHOWN else None


def _is_in_doubt(table: Table) -> bool:
    """Whether all cells are as large as their roundings allow, or one less.

    Who knows the exact total would see it. One less is hidden as well, so that being hidden tells nothing either.
    """
    everybody = [unit for units in table.values() for unit in units]
    largest, total = (SMALLEST_SHOWN - 1) * len(table), len(everybody)
    if len(set(everybody)) < total:
        return False  # of what is counted several times a hidden number may be any
    over = total - sum(_shown(units) or 0 for units in table.values())
    return largest - 1 <= total <= largest or over >= max(largest - 1, 1)


def _bounds(
    tables: Mapping[Key, Table], flows: Sequence[Flow[tuple[Key, str]]], hidden: set[Key]
) -> dict[tuple[Key, str], Bounds]:
    """Between what a reader knows each count to lie."""
    return {flow.name: _bounds_of(tables, flow, hidden) for flow in flows}


def _bounds_of(tables: Mapping[Key, Table], flow: Flow[tuple[Key, str]], hidden: set[Key]) -> Bounds:
    key, name = flow.name
    if key == TOTAL:
        return (flow.count, flow.count)
    if key not in tables:
        return (0, None)
    units = tables[key].get(name, ())
    shown = _shown(units)
    if key in hidden or (shown is None and len(units) >= SMALLEST_SHOWN):
        return (0, None)
    return (shown or 0, (shown or 0) + SMALLEST_SHOWN - 1)
