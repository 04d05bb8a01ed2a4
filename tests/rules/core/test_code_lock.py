"""Guessing six digits leads nowhere, and who holds an old link can't shut the signer out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workmentor_xblocks.core.rules.code_lock import CodeLock, after_wrong, is_locked, left

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def guesses(length: timedelta, *, every: timedelta = timedelta(seconds=20)) -> int:
    """How many wrong codes somebody gets to type who tries without a rest."""
    lock, count, now = CodeLock(), 0, NOON
    while now < NOON + length:
        if not is_locked(lock, now):
            lock, count = after_wrong(lock, now), count + 1
        now += every
    return count


@pytest.mark.parametrize(
    ("length", "at_most"),
    [
        (timedelta(minutes=15), 5),
        (timedelta(hours=1), 10),
        (timedelta(hours=5), 15),
        (timedelta(days=1), 20),
        (timedelta(days=30), 170),
    ],
)
def test_who_tries_without_a_rest_gets_few_guesses(length: timedelta, at_most: int) -> None:
    # Before, a new code each minute with five tries each: 300 an hour, 216 000 in thirty days.
    assert 5 <= guesses(length) <= at_most


def test_each_lock_is_as_long_as_the_one_before_or_longer() -> None:
    lock, now, lengths = CodeLock(), NOON, []
    for _lock in range(7):
        for _guess in range(5):
            assert not is_locked(lock, now)
            lock = after_wrong(lock, now)
        assert lock.until is not None
        lengths.append(lock.until - now)
        now = lock.until
    assert lengths == sorted(lengths)
    assert lengths[0] < timedelta(hours=1)
    assert lengths[-1] == timedelta(hours=24)


def test_it_counts_down_and_locks_at_the_last_one() -> None:
    lock, seen = CodeLock(), []
    for _guess in range(5):
        seen.append((left(lock), is_locked(lock, NOON)))
        lock = after_wrong(lock, NOON)
    assert seen == [(5, False), (4, False), (3, False), (2, False), (1, False)]
    assert is_locked(lock, NOON)


def test_the_number_of_tries_is_the_site_s_to_set() -> None:
    assert is_locked(after_wrong(CodeLock(), NOON, tries=1), NOON)
    assert left(after_wrong(CodeLock(), NOON, tries=9), tries=9) == 8


def test_a_link_that_came_after_the_lock_begins_afresh_and_an_older_one_stays_locked() -> None:
    lock = CodeLock()
    for _guess in range(5):
        lock = after_wrong(lock, NOON)
    soon = NOON + timedelta(minutes=1)
    assert is_locked(lock, soon, link_from=NOON - timedelta(days=3))
    assert is_locked(lock, soon, link_from=NOON)
    assert not is_locked(lock, soon, link_from=NOON + timedelta(seconds=1))
    assert left(lock) == 5
