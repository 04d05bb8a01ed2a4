"""What the stories about the common parts stand on: the cast and a course."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import cast as people
from tests.cast import Course


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return people.everybody()


@pytest.fixture
def course(db: None) -> Course:
    return Course()
