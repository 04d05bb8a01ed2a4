"""Counts that run from one table into the next, so that what one table hides the others could tell.

Who came to a place has left it again or stands there still: the counts are a flow through a network whose tables are
its nodes. A hidden count can be worked out from the shown ones exactly when it is the only hidden way between two
parts of the network, and cannot when it lies on a ring of hidden ones (Cox, "Network Models for Complementary Cell
Suppression", JASA 90, 1995). So for each hidden count the cheapest ring around it is hidden as well.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, TypeVar

# An empty count is hidden only where there is no other way round: it cannot become smaller, which helps to guess.
_COST_OF_EMPTY = 1_000_000


Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Flow(Generic[Name]):
    """So many people went from one node to another; ``name`` tells the count apart from all others."""

    name: Name
    start: Hashable
    end: Hashable
    count: int


def hidden_with_rings(flows: Sequence[Flow[Name]], hidden: Collection[Name]) -> set[Name]:
    """The names in ``hidden`` and of all that has to be hidden with them."""
    found = set(hidden)
    ways: dict[Hashable, list[tuple[Flow[Name], Hashable]]] = {}
    for flow in flows:
        ways.setdefault(flow.start, []).append((flow, flow.end))
        ways.setdefault(flow.end, []).append((flow, flow.start))
    for flow in flows:
        if flow.name in hidden:
            found |= _way_round(flow, ways, found)
    return found


def _way_round(
    flow: Flow[Name], ways: Mapping[Hashable, list[tuple[Flow[Name], Hashable]]], hidden: Collection[Name]
) -> set[Name]:
    """The names on the cheapest way from one end of a flow to its other (Dijkstra); none where there is no way."""
    best: dict[Hashable, int] = {flow.start: 0}
    came_by: dict[Hashable, tuple[Flow[Name], Hashable]] = {}
    waiting: list[tuple[int, int, Hashable]] = [(0, 0, flow.start)]
    while waiting:
        cost, _, here = heappop(waiting)
        if here == flow.end:
            break
        for step, there in ways[here]:
            total = cost + (0 if step.name in hidden else step.count or _COST_OF_EMPTY)
            if step is not flow and total < best.get(there, total + 1):
                best[there], came_by[there] = total, (step, here)
                heappush(waiting, (total, len(came_by), there))
    names: set[Name] = set()
    here = flow.end
    while here in came_by and here != flow.start:
        step, here = came_by[here]
        names.add(step.name)
    return names
