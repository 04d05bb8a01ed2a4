"""What the golden files stand on: a clock that stands still, English, the cast, and a course.

All of it is our own, and the trees are those of one parser: one Python is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils.translation import override

from tests.golden import clock

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all of it for one Python."""
    for item in items:
        if item.path.parent == _HERE:
            item.add_marker(pytest.mark.thorough)


@pytest.fixture
def at() -> datetime:
    """The hour at which everything happens."""
    return clock.MORNING


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Iterator[None]:
    clock.stop(monkeypatch, at)
    cache.clear()  # who counts tries would count those of the test before
    with override("en"):
        yield
