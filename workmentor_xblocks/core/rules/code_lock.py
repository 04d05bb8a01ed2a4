"""How often six digits may be typed wrong: the limit is the place's, whoever types and however many codes are sent.

After so many wrong ones no code is taken for a while, and each time for longer. A right code and an unlocking by the
school begin anew. Who comes by a link that was sent after the lock is not held by it: so whoever has an older link
can't keep the signer out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

TRIES = 5
# How long the first, second … lock lasts; the last one counts for all that follow.
WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=24))


@dataclass(frozen=True)
class CodeLock:
    """What was typed wrong for one place. ``wrong`` counts since the last lock, ``locks`` since a right code."""

    wrong: int = 0
    locks: int = 0
    locked_at: datetime | None = None
    until: datetime | None = None


def is_locked(lock: CodeLock, now: datetime, *, link_from: datetime | None = None) -> bool:
    """Whether no code is taken from this person now; ``link_from`` is when a guest's link was made."""
    if lock.until is None or lock.locked_at is None or now >= lock.until:
        return False
    return link_from is None or link_from <= lock.locked_at


def after_wrong(lock: CodeLock, now: datetime, *, tries: int = TRIES) -> CodeLock:
    """The lock after one more wrong code."""
    wrong = lock.wrong + 1
    if wrong < tries:
        return replace(lock, wrong=wrong)
    wait = WAITS[min(lock.locks, len(WAITS) - 1)]
    return CodeLock(wrong=0, locks=lock.locks + 1, locked_at=now, until=now + wait)


def left(lock: CodeLock, *, tries: int = TRIES) -> int:
    """How many wrong ones it takes until the next lock."""
    return max(tries - lock.wrong, 0)
