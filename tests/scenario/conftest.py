"""What the stories about scenarios stand on: the cast, a course, and the kitchen as a block in it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tests import cast as people
from tests.cast import Course
from tests.playing import Direct, Player
from tests.scenario.stories import kitchen


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


@pytest.fixture
def block_key(course: Course) -> str:
    return course.scenario(kitchen())


@pytest.fixture
def marta(cast: SimpleNamespace, block_key: str) -> Player:
    """Marta in front of the kitchen."""
    return Player(Direct(cast.marta), block_key)
