"""What the stories about agreements stand on: the cast, a course with a block, and one agreement under way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.everyone import everyone
from tests.agreement.small import small
from tests.agreement.visiting import EGLE, Visitor, delivered, invited
from tests.cast import COURSE_KEY
from tests.remembered import remembered
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester


@pytest.fixture
def usage_key() -> str:
    """The key of a block; what acts on agreements never asks for the block itself."""
    return COURSE_KEY.replace("course-v1:", "block-v1:") + "+type@workmentor_agreement+block@a1"


@pytest.fixture
def tove(cast: SimpleNamespace) -> Requester:
    """Tove, of the course team."""
    return Requester(cast.tove.id, is_staff=True)


@pytest.fixture
def ground(usage_key: str) -> Ground:
    """What an agreement of this block is made on."""
    return Ground(usage_key, COURSE_KEY, small(), "en")


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    """A draft for Liga, begun by Tove for the school."""
    return begin(cast, usage_key, COURSE_KEY, small())


@pytest.fixture
def talking(story: Story) -> Story:
    """The employer has been invited."""
    story.does("school", "invite", party="employer", email=EGLE)
    return story


@pytest.fixture
def link(story: Story) -> str:
    """The link that Egle, who signs for the employer, was sent."""
    return invited(story)


@pytest.fixture
def egle(link: str) -> Visitor:
    """Egle, who has opened it."""
    return Visitor().enters(link)


@pytest.fixture
def signing(story: Story, link: str) -> Story:
    """The text is fixed, and it is everybody's turn."""
    _fix(story)
    return story


@remembered
def _fix(story: Story) -> None:
    story.fills("school", start="2027-01-11", end="2027-06-30")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")
    delivered()


@pytest.fixture
def all_of_them(cast: SimpleNamespace, usage_key: str) -> Story:
    """One in which every role is taken."""
    return everyone(cast, usage_key)
