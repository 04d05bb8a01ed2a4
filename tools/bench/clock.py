"""Processor time of this process: what a request costs the server, whoever else uses the machine meanwhile."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Made = TypeVar("Made")

ROUNDS = 40
WARM_UP = 5


@contextmanager
def clocked(times: list[float]) -> Iterator[None]:
    """Add the milliseconds that the block of code took."""
    started = time.process_time()
    yield
    times.append((time.process_time() - started) * 1000)


def repeat(work: Callable[[Made], object], *, make: Callable[[], Made]) -> list[float]:
    """The times of ``work``, warm, on what ``make`` makes anew for each round, unclocked."""
    times: list[float] = []
    for _ in range(WARM_UP + ROUNDS):
        made = make()
        gc.collect()
        with clocked(times):
            work(made)
    return times[WARM_UP:]


def median(times: Sequence[float]) -> float:
    """The usual time."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The time that one of twenty goes over."""
    return statistics.quantiles(times, n=20)[-1]
