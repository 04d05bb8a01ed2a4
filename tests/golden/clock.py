"""A clock that stands still, for what is written down with its hour in it."""

from __future__ import annotations

import datetime as dates
import sys
import time
from typing import Any

import pytest
from django.urls import get_resolver

MORNING = dates.datetime(2026, 3, 2, 9, 30, tzinfo=dates.UTC)  # a Monday
_CLOCKED = ("workmentor_xblocks", "tests.", "django.utils.timezone")


class _Kind(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, dates.datetime)


def stop(monkeypatch: pytest.MonkeyPatch, at: dates.datetime) -> None:
    """Let it be ``at`` for our own code and for Django, for one test.

    Modules take ``datetime`` by name, so each that did is given one that stands, whatever the module is called.
    """

    class Still(dates.datetime, metaclass=_Kind):
        def __new__(cls, *args: Any, **more: Any) -> Any:
            return dates.datetime.__new__(dates.datetime, *args, **more)

        @classmethod
        def now(cls, tz: dates.tzinfo | None = None) -> Any:
            return at.astimezone(tz) if tz else at.replace(tzinfo=None)

    _ = (
        get_resolver().url_patterns
    )  # loads what pages need; a module loaded later would have the clock of the wall
    for name, module in list(sys.modules.items()):
        if name.startswith(_CLOCKED) and vars(module).get("datetime") is dates.datetime:
            monkeypatch.setattr(module, "datetime", Still)
    monkeypatch.setattr(time, "time", at.timestamp)
