"""How many letters may be asked for: a few at once, fewer and fewer after that, and never more than so many a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from workmentor_xblocks.core.rules.letter_rate import Rate, free_at

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def got(rate: Rate, length: timedelta, *, every: timedelta = MINUTE) -> list[datetime]:
    """When somebody is let who asks without a rest."""
    times: list[datetime] = []
    now = NOON
    while now < NOON + length:
        if free_at(times, rate, now) is None:
            times.append(now)
        now += every
    return times


def test_so_many_a_day_and_one_more_when_the_first_is_a_day_old() -> None:
    rate = Rate(most=20)
    assert len(got(rate, HOUR)) == 20
    times = [NOON + MINUTE * n for n in range(20)]
    assert free_at(times, rate, NOON + HOUR) == NOON + DAY
    assert free_at(times, rate, NOON + DAY) is None


def test_the_pause_doubles_with_each_further_one() -> None:
    times = got(Rate(most=100, pause=10 * MINUTE), DAY)
    pauses = [(later - earlier) / MINUTE for earlier, later in pairwise(times)]
    assert pauses == [10, 20, 40, 80, 160, 320, 640]


def test_nothing_asked_nothing_to_wait_for() -> None:
    assert free_at([], Rate(most=1, pause=HOUR), NOON) is None


def test_what_is_forgotten_counts_no_more() -> None:
    old = [NOON - DAY - MINUTE * n for n in range(50)]
    assert free_at(old, Rate(most=3, pause=HOUR), NOON) is None


@pytest.mark.parametrize("count", [1, 40, 5_000])
def test_nobody_waits_longer_than_the_time_that_is_looked_at(count: int) -> None:
    times = [NOON - timedelta(seconds=n) for n in range(count)]
    until = free_at(times, Rate(most=3, pause=HOUR, growth=9), NOON)
    assert until is not None
    assert until <= NOON + DAY


@settings(max_examples=50)
@given(
    most=st.integers(1, 12),
    pause=st.integers(0, 90),
    growth=st.integers(1, 3),
    asked=st.lists(st.integers(0, 4_000), max_size=80),
)
def test_in_no_day_more_than_the_most_and_never_before_the_first_pause(
    most: int, pause: int, growth: int, asked: list[int]
) -> None:
    """Counted anew, by looking at every day that ends with a letter."""
    rate = Rate(most=most, pause=timedelta(minutes=pause), growth=growth)
    times: list[datetime] = []
    for minute in sorted(asked):
        now = NOON + MINUTE * minute
        if free_at(times, rate, now) is None:
            times.append(now)
    for last in times:
        assert sum(last - DAY < time <= last for time in times) <= most
    for earlier, later in pairwise(times):
        assert later - earlier >= min(rate.pause, DAY)
