"""A person who has played a large scenario often: as many finished runs as are ever kept, and playing again."""

from __future__ import annotations

from collections.abc import Iterator

from tools.bench.clock import clocked
from tools.bench.stage import Visitor
from workmentor_xblocks.scenario.rules.state import KEPT_RUNS


def steps(visitor: Visitor, *, at_least: int) -> list[float]:
    """The times of the steps of one run after the other, in milliseconds, once the past is as long as it gets."""
    visitor.page()
    for _ in range(KEPT_RUNS + 1):
        list(_run(visitor))
    times: list[float] = []
    while len(times) < at_least:
        times += _run(visitor)
    return times


def _run(visitor: Visitor) -> Iterator[float]:
    times: list[float] = []
    visitor.press("begin")
    while options := visitor.options():
        data = visitor.form("choose", choice=next(iter(options.values())))
        with clocked(times):
            visitor.send("choose", data)
        yield times.pop()
    visitor.press("open_debrief")
