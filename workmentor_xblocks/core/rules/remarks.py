"""Which remarks stand on a page: at each place the newest, what is open before what is settled; others when asked for.

However many remarks somebody leaves, the page stays one that a telephone can load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OPEN_AT_A_PLACE, SETTLED_AT_A_PLACE, ON_A_PAGE = 5, 3, 40
AT_ONCE = 20  # of those from before
MOST_OPEN = 50  # that one person leaves for the others to answer


@dataclass(frozen=True)
class Remark:
    """One remark: ``number`` grows with each, ``path`` is the place at which it stands."""

    number: int
    path: str
    is_open: bool


def newest(remarks: Iterable[Remark]) -> frozenset[int]:
    """The numbers of those that stand on the page."""
    count: Counter[tuple[str, bool]] = Counter()
    chosen: list[int] = []
    for remark in sorted(remarks, key=lambda one: (not one.is_open, -one.number)):
        count[remark.path, remark.is_open] += 1
        most = OPEN_AT_A_PLACE if remark.is_open else SETTLED_AT_A_PLACE
        if count[remark.path, remark.is_open] <= most:
            chosen.append(remark.number)
    return frozenset(chosen[:ON_A_PAGE])


def before(others: Sequence[int], limit: int | None) -> tuple[Sequence[int], int]:
    """Of those that do not stand on the page, in their order: the next ones before ``limit``, and how many are left."""
    older = [number for number in others if limit is None or number < limit]
    return older[-AT_ONCE:], max(len(older) - AT_ONCE, 0)
