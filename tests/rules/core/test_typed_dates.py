"""A day is read where it can mean one day only, and asked for where it can mean two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from workmentor_xblocks.core.content.typed_dates import TwoDays, read

FIRST_OF_SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-01", "2026/09/01", "2026.09.01.", "2026-9-1", " 2026-09-01 ",
        "01.09.2026", "1.9.2026", "1. 9. 2026", "01.09.26",
        "2026-09-01 00:00:00", "2026-09-01T00:00:00", "01.09.2026 00:00", "46266",
    ],
)  # fmt: skip
def test_one_day_in_the_ways_in_which_it_is_written(written: str):
    assert read(written) == FIRST_OF_SEPTEMBER


@pytest.mark.parametrize(
    ("written", "day"), [("31/12/2026", 31), ("12/31/2026", 31), ("31-12-2026", 31), ("12-12-2026", 12)]
)
def test_the_order_is_plain_where_one_of_the_two_is_no_month(written: str, day: int):
    assert read(written) == date(2026, 12, day)


@pytest.mark.parametrize("written", ["01/09/2026", "1-9-2026", "9/1/2026"])
def test_what_may_be_two_days_is_asked(written: str):
    with pytest.raises(TwoDays) as asked:
        read(written)
    assert {asked.value.one, asked.value.other} == {date(2026, 9, 1), date(2026, 1, 9)}


@pytest.mark.parametrize(
    "written",
    ["", "soon", "31.02.2026", "2026-13-01", "1/9/26", "38", "99999", "36525", "01.09.2026 08:15", "1.9-2026",
     "٠١.٠٩.٢٠٢٦x"],
)  # fmt: skip
def test_what_is_no_day_is_none(written: str):
    assert read(written) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_comes_back_from_each_plain_form(day: date):
    excel = str((day - date(1899, 12, 30)).days)
    for written in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", excel):
        assert read(written) == day
