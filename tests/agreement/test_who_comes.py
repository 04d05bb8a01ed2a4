"""Who only comes with a proposed change takes part in that change: what holds is not theirs yet."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY, OWN_DATES, Course
from tests.doors import Direct
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.attached_tables import Comment
from workmentor_xblocks.core.content.errors import Changed


@pytest.fixture
def coming(cast: SimpleNamespace, usage_key: str) -> Story:
    """In force; Rasa is proposed in Egle's place, and has signed nothing."""
    story = begin(cast, usage_key, COURSE_KEY, small(one_side_may_end=True)).ready().signed()
    story.does("school", "propose", reason="hours")
    story.does("school", "replace", party="employer", name="Rasa", email="rasa@ohm.example")
    return Story(story.uuid, {**story.people, "rasa": Requester(None, party=story.thread.incoming[0].uuid)})


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("terminate", {"reason": "left"}),
        ("propose_termination", {"reason": "left"}),
        ("notice", {"f-emergency": "0000", "r-emergency": ""}),
    ],
)
def test_what_holds_is_not_theirs(coming: Story, act: str, typed: dict[str, Any]) -> None:
    assert coming.row.starts_on is not None
    before = (coming.row.state, coming.row.ending, coming.thread.values_today())

    with pytest.raises(Changed):
        coming.does("rasa", act, on=coming.row.starts_on.isoformat(), **typed)

    assert (coming.row.state, coming.row.ending, coming.thread.values_today()) == before


def test_the_change_itself_is(coming: Story) -> None:
    coming.fills("rasa", tasks="Wiring, and the boards of the yard.")
    assert coming.thread.values()["tasks"] == "Wiring, and the boards of the yard."


def test_half_a_letter_in_a_form_ends_in_an_answer(cast: SimpleNamespace, course: Course) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    story = begin(cast, usage_key, COURSE_KEY, small())
    sent = {"act": "comment", "agreement": story.uuid, "text": "Is it \ud800 so?", "path": ""}

    answer = Direct(cast.liga).post(usage_key, "act", json.dumps(sent).encode())

    assert answer.status == 200
    assert story.thread.value_of(Comment.objects.get().text) == "Is it  so?"
