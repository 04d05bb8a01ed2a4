"""What the stories about agreements stand on: the cast, a course with a block, and one agreement under way."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tests import cast as people
from tests.agreement.driving import Story, begin, small
from tests.cast import COURSE_KEY, Course


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
def usage_key() -> str:
    """The key of a block; what acts on agreements never asks for the block itself."""
    return COURSE_KEY.replace("course-v1:", "block-v1:") + "+type@workmentor_agreement+block@a1"


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    """A draft for Liga, begun by Tove for the school."""
    return begin(cast, usage_key, COURSE_KEY, small())
