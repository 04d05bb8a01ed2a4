"""What the stories about the common parts stand on: the cast and a course."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tests import cast as people
from tests.cast import Course


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request leaves its language behind in the thread; each story begins in English."""
    with override("en"):
        yield


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return people.everybody()


@pytest.fixture
def course(db: None) -> Course:
    return Course()
