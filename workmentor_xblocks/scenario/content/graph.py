"""The shape of a scenario: what leads where, what is reached, what can still end.

Plain breadth-first searches and Tarjan's strongly connected components (1972), all without recursion, so that a
scenario of any size is safe.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from functools import lru_cache

from workmentor_xblocks.scenario.content.definition import Definition, Scene

Edges = Mapping[str, tuple[str, ...]]


def edges(definition: Definition) -> Edges:
    """Scene id → the places that its choices lead to (existing ones only, today's ids)."""
    found: dict[str, tuple[str, ...]] = {}
    for scene in definition.scene_by_id.values():
        targets = (definition.place(choice.to) for choice in scene.choices)
        found[scene.id] = tuple(place.id for place in targets if place is not None)
    return found


def distances(forward: Edges, starts: Iterable[str]) -> dict[str, int]:
    """How many choices away each reached place is from the nearest start."""
    queue = deque(starts)
    steps = dict.fromkeys(queue, 0)
    while queue:
        here = queue.popleft()
        for there in forward.get(here, ()):
            if there not in steps:
                steps[there] = steps[here] + 1
                queue.append(there)
    return steps


def reverse(forward: Edges) -> Edges:
    """The same graph with every arrow turned round."""
    back: dict[str, list[str]] = {}
    for here, targets in forward.items():
        for there in targets:
            back.setdefault(there, []).append(here)
    return {place: tuple(sources) for place, sources in back.items()}


@lru_cache(maxsize=256)
def reached(definition: Definition) -> frozenset[str]:
    """Every place that a player can come to."""
    start = definition.place(definition.start)
    return frozenset(distances(edges(definition), [start.id])) if start else frozenset()


@lru_cache(maxsize=256)
def steps_to_end(definition: Definition) -> Mapping[str, int]:
    """For each place from which an ending can be reached: the fewest choices to get there."""
    ends = [ending.id for ending in definition.endings if ending.id not in definition.scene_by_id]
    return distances(reverse(edges(definition)), ends)


def shortest_run(definition: Definition) -> int:
    """The fewest decisions from the start to an ending; 0 when there is no way."""
    start = definition.place(definition.start)
    return steps_to_end(definition).get(start.id, 0) if start else 0


def loops(forward: Edges) -> list[tuple[str, ...]]:
    """Groups of places that lead to one another (Tarjan's components that hold a loop)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in forward:
        if root in index:
            continue
        work = [(root, iter(forward.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            here, targets = work[-1]
            step = next(targets, None)
            if step is not None:
                if step not in index:
                    index[step] = low[step] = len(index)
                    stack.append(step)
                    on_stack.add(step)
                    work.append((step, iter(forward.get(step, ()))))
                elif step in on_stack:
                    low[here] = min(low[here], index[step])
                continue
            work.pop()
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[here])
            if low[here] == index[here]:
                cut = stack.index(here)
                group = tuple(stack[cut:])
                del stack[cut:]
                on_stack.difference_update(group)
                if len(group) > 1 or here in forward.get(here, ()):
                    found.append(group)
    return found


def by_first_visit(definition: Definition) -> list[Scene]:
    """Scenes in the order in which a breadth-first walk meets them, the unreached after them as written."""
    start = definition.place(definition.start)
    met = distances(edges(definition), [start.id]) if start else {}
    order = {place: number for number, place in enumerate(met)}
    return sorted(definition.scenes, key=lambda scene: order.get(scene.id, len(order)))
