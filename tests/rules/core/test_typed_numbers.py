"""A number is read as it is typed in any country, and never as another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from workmentor_xblocks.core.content.typed_numbers import NotANumber, TooPrecise, read


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("37.5", "37.5"), ("37,5", "37.5"), (" 37,50 ", "37.5"), ("٣٧٫٥", "37.5"), ("३७.५", "37.5"), ("３７．５", "37.5"),
        ("38", "38"), ("38.0", "38"), ("007", "7"), ("0,0", "0"), ("0", "0"),
        ("1 234,5", "1234.5"), ("1\u202f234,5", "1234.5"), ("1’234.5", "1234.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"),
        ("1.234.567,25", "1234567.25"),
    ],
)  # fmt: skip
def test_it_is_read_as_it_was_meant(typed: str, number: str):
    assert read(typed, decimals=2) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-1",
        "1e3",
        "many",
        "1,2,3",
        "1.2.3",
        "1.23,4.5",
        "12.34,5",
        ".5",
        "5.",
        "1 23",
        "½",
        "1,234,567",
        "٣٧x",
    ],
)
def test_what_is_none_is_refused(typed: str):
    with pytest.raises(NotANumber):
        read(typed, decimals=2)


@pytest.mark.parametrize(
    ("typed", "decimals"), [("37.5", 0), ("37,55", 1), ("1.234", 2), ("1,234", 0), ("1.200", 1), ("1,000", 0)]
)
def test_more_decimals_than_are_asked_for_are_not_guessed_to_be_thousands(typed: str, decimals: int):
    with pytest.raises(TooPrecise):
        read(typed, decimals=decimals)


@pytest.mark.parametrize(
    ("typed", "decimals", "number"), [("37,50", 1, "37.5"), ("38.0", 0, "38"), ("38,00", 0, "38")]
)
def test_zeros_at_the_end_are_no_precision(typed: str, decimals: int, number: str):
    assert read(typed, decimals=decimals) == number


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_number_comes_back_from_point_and_comma_and_its_own_form(number: Decimal):
    plain = read(str(number), decimals=2)
    assert Decimal(plain) == number
    assert read(str(number).replace(".", ","), decimals=2) == plain
    assert read(plain, decimals=2) == plain
    assert read(f"{number:,}", decimals=2) == plain
