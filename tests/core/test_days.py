"""A day is written as the reader's country writes it, and nowhere as another one reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.pages.rendering import PACKAGE

DAY = date(2026, 11, 30)
AFTERNOON = datetime(2026, 11, 30, 14, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "30 November 2026"), ("en-gb", "30 November 2026"), ("en-us", "Nov. 30, 2026"),
        ("nb", "30. november 2026"), ("nl", "30 november 2026"), ("fi", "30. marraskuuta 2026"),
        ("fr", "30 novembre 2026"), ("de", "30. November 2026"),
    ],
)  # fmt: skip
def test_a_day(language: str, written: str):
    with translation.override(language):
        assert days.day(DAY) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "30 November 2026, 15:18 CET"), ("nb", "30. november 2026, 15:18 CET"), ("nl", "30 november 2026, 15:18 CET"),
        ("en-us", "Nov. 30, 2026, 3:18 p.m. CET"),
    ],
)  # fmt: skip
def test_a_moment_has_its_zone(language: str, written: str):
    with translation.override(language):
        assert days.moment(AFTERNOON, zone=ZoneInfo("Europe/Oslo")) == written


def test_nothing_is_nothing():
    assert (days.day(None), days.moment(None)) == ("", "")


def test_a_moment_s_day_is_the_day_where_the_site_is(settings):
    settings.TIME_ZONE = "Europe/Oslo"
    with translation.override("en"):
        assert days.day(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == "1 December 2026"


def test_no_template_writes_a_day_in_its_own_way():
    own_way = [
        path.name
        for path in PACKAGE.glob("*/templates/**/*.html")
        if "demo" not in path.parts
        and ("|date" in path.read_text("utf-8") or "|time" in path.read_text("utf-8"))
    ]
    assert own_way == []
