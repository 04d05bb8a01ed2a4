"""How many letters somebody may ask for: so many in a time, and a pause after each that grows with every further one.

Plain moments in, a moment out. A site that lets people name addresses is a mail relay, unless it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rate:
    """At most ``most`` in ``within``; after the first of them ``pause``, after each further one ``growth`` times that."""

    most: int
    within: timedelta = DAY
    pause: timedelta = timedelta()
    growth: int = 2


def recent(times: Sequence[datetime], rate: Rate, now: datetime) -> list[datetime]:
    """Those that count still, oldest first."""
    return sorted(time for time in times if now - time < rate.within)


def free_at(times: Sequence[datetime], rate: Rate, now: datetime) -> datetime | None:
    """When the next one may be asked for; None when it may be now."""
    counted = recent(times, rate, now)
    if not counted:
        return None
    # Nobody has to wait longer than the time in which the oldest is forgotten.
    seconds = rate.pause.total_seconds() * float(rate.growth) ** min(len(counted) - 1, 30)
    pause = timedelta(seconds=min(seconds, rate.within.total_seconds()))
    ends = [counted[-1] + pause]
    if len(counted) >= rate.most:
        ends.append(counted[-rate.most] + rate.within)
    last = max(ends)
    return last if last > now else None
