"""What the stories about scenarios stand on: the cast, a course, and the kitchen as a block in it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.cast import Course
from tests.doors import Direct
from tests.playing import Player
from tests.scenario.stories import kitchen


@pytest.fixture
def block_key(course: Course) -> str:
    return course.scenario(kitchen())


@pytest.fixture
def marta(cast: SimpleNamespace, block_key: str) -> Player:
    """Marta in front of the kitchen."""
    return Player(Direct(cast.marta), block_key)
