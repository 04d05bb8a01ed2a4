"""A day as spreadsheets and people of different countries write it, read where it can mean one day only.

Year first means year, month, day (ISO 8601; Sweden, Hungary, China). With dots the day comes first, everywhere. With
slashes or dashes Britain puts the day first and the United States the month: read where one of the two can be no month
or both are the same, otherwise asked. A number of five digits is a day as Excel counts it, from the last day of 1899.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})(?: 0{1,2}:00(?::00)?)?")
_SHORT_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})")
_EXCEL = re.compile(r"\d{5}")
_EXCEL_BEGINS = date(1899, 12, 30)
# What may be meant by a bare number: days of this century.
_FROM, _UNTIL = date(2000, 1, 1), date(2100, 1, 1)


class TwoDays(ValueError):
    """What was written can mean one day or another."""

    def __init__(self, one: date, other: date) -> None:
        self.one, self.other = one, other
        super().__init__(f"{one} or {other}")


def as_date(value: Any) -> date | None:
    """The day that a value holds as a form sends it (year-month-day), None when it holds none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _ISO.fullmatch(value) else None
    except ValueError:
        return None


def read(text: str) -> date | None:
    """The day that is written, None where it is none. Raises ``TwoDays``."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        return _day(year, second, first) if found[2] == "." else _one_of(year, first, second)
    if found := _SHORT_YEAR.fullmatch(text):
        return _day(2000 + int(found[3]), int(found[2]), int(found[1]))
    if _EXCEL.fullmatch(text):
        counted = _EXCEL_BEGINS + timedelta(days=int(text))
        return counted if _FROM <= counted < _UNTIL else None
    return None


def days_in(texts: Iterable[str]) -> Iterator[date]:
    """The days among some texts; what is none, or may be two, is left out."""
    for text in texts:
        try:
            found = read(text)
        except TwoDays:
            continue
        if found is not None:
            yield found


def _one_of(year: int, first: int, second: int) -> date | None:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first:
        raise TwoDays(day_first, month_first)
    return day_first or month_first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
