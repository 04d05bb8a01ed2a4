"""What the stories about agreements stand on: the cast, a course with a block, and one agreement under way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY


@pytest.fixture
def usage_key() -> str:
    """The key of a block; what acts on agreements never asks for the block itself."""
    return COURSE_KEY.replace("course-v1:", "block-v1:") + "+type@workmentor_agreement+block@a1"


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    """A draft for Liga, begun by Tove for the school."""
    return begin(cast, usage_key, COURSE_KEY, small())
