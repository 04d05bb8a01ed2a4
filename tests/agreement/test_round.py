"""An agreement from the first draft to its end, as people go through it."""

from __future__ import annotations

import pytest

from tests.agreement.driving import Story
from workmentor_xblocks.agreement.lifecycle import Amendment, State
from workmentor_xblocks.core.block.errors import BadInput, Changed, NotAllowed, NotFound


def test_it_begins_as_a_draft_and_becomes_negotiated_with_the_first_invitation(story: Story) -> None:
    assert story.row.state == State.DRAFT

    story.does("school", "invite", party="employer", email="egle@ohm.example")

    assert story.row.state == State.NEGOTIATING


def test_three_people_sign_one_text_and_with_the_last_signature_it_holds(story: Story) -> None:
    story.ready()
    assert story.row.state == State.SIGNING

    story.signs("learner", "Liga Ozola")
    story.signs("school", "Tove Nilsen")
    assert story.row.state == State.SIGNING
    story.signs("employer", "Egle Petrauskaite")

    assert story.row.state == State.SIGNED
    thread = story.thread
    assert thread.in_force is not None
    assert len(thread.signatures_of(thread.in_force)) == 3
    assert {s.version_id for s in thread.signatures} == {thread.in_force.id}
