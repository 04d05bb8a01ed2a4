"""Counts that run from one table into the next, so that several tables together tell what none of them tells alone.

Who came to a place has left it again or stands there still: the counts are a flow through a network whose tables are
its nodes. Of each count a reader knows the bounds. It is told when all flows within the bounds agree on it, and that is
so exactly when nobody can be sent round a ring with it, forwards or backwards (Ahuja, Magnanti, Orlin, Network Flows,
1993, ch. 6; Cox, "Network Models for Complementary Cell Suppression", JASA 90, 1995).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Bounds = tuple[int, int | None]  # None: no upper one


@dataclass(frozen=True)
class Flow(Generic[Name]):
    """So many people went from one node to another; ``name`` tells the count apart from all others."""

    name: Name
    start: Hashable
    end: Hashable
    count: int


def told(flows: Sequence[Flow[Name]], bounds: Mapping[Name, Bounds]) -> set[Name]:
    """The names of the counts that the bounds leave no choice."""
    ways: dict[Hashable, list[tuple[Hashable, Flow[Name]]]] = {}
    for flow in flows:
        if _may_grow(flow, bounds):
            ways.setdefault(flow.start, []).append((flow.end, flow))
        if _may_shrink(flow, bounds):
            ways.setdefault(flow.end, []).append((flow.start, flow))
    return {
        flow.name
        for flow in flows
        if not (_may_grow(flow, bounds) and _leads(ways, flow.end, flow.start, flow))
        and not (_may_shrink(flow, bounds) and _leads(ways, flow.start, flow.end, flow))
    }


def _may_grow(flow: Flow[Name], bounds: Mapping[Name, Bounds]) -> bool:
    most = bounds[flow.name][1]
    return most is None or flow.count < most


def _may_shrink(flow: Flow[Name], bounds: Mapping[Name, Bounds]) -> bool:
    return flow.count > bounds[flow.name][0]


def _leads(
    ways: Mapping[Hashable, list[tuple[Hashable, Flow[Name]]]],
    start: Hashable,
    end: Hashable,
    without: Flow[Name],
) -> bool:
    """Whether somebody can be sent from one node to another, not by this flow."""
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            return True
        for there, flow in ways.get(here, ()):
            if flow is not without and there not in seen:
                seen.add(there)
                waiting.append(there)
    return False
