"""Somebody whose place was written down and who was never invited: asked for the first time with the text to sign."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, code_in, delivered, letter_to, link_in
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.records.tables import PartyState

MARTA = "marta@ohm.example"


@pytest.fixture
def signing(cast: SimpleNamespace, usage_key: str) -> Story:
    """Marta is named as the mentor, who signs where there is one; nobody has pressed "Invite"."""
    asked = [
        {"role": "learner", "order": 1},
        {"role": "mentor", "when": "if_named", "order": 2},
        {"role": "employer", "order": 3},
        {"role": "school", "order": 4},
    ]
    story = begin(cast, usage_key, COURSE_KEY, small(signers=asked, in_order=True))
    story.does("school", "name_person", party="mentor", name="Marta Lind", email=MARTA)
    return story.ready()


def state(story: Story) -> str:
    party = story.thread.party("mentor")
    assert party is not None
    return str(party.state)


def test_the_letter_to_sign_invites(signing: Story) -> None:
    assert state(signing) == PartyState.NAMED, "others sign before: nobody has written to Marta"
    signing.signs("learner", "Liga Ozola")
    assert state(signing) == PartyState.INVITED
    delivered()
    assert "turn to sign" in letter_to(MARTA).subject


def test_the_digits_come_and_the_signature_holds(signing: Story) -> None:
    signing.signs("learner", "Liga Ozola")
    delivered()
    marta = Visitor().enters(link_in(letter_to(MARTA)))
    marta.presses("Send me the code")
    delivered()
    marta.does("sign", code=code_in(letter_to(MARTA)), consent="on", name="Marta Lind")
    assert [signature.party.role for signature in signing.thread.signatures] == ["learner", "mentor"]


def test_and_the_letters_after_that_come_too(signing: Story) -> None:
    signing.signs("learner", "Liga Ozola")
    delivered()
    signing.does("school", "unfreeze", text="The dates are wrong.")
    assert any(MARTA in letter.to for letter in delivered())
