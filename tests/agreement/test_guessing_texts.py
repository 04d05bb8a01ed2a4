"""What somebody may not read cannot be found by guessing: a right guess is answered as a wrong one."""

from __future__ import annotations

import pytest

from tests.agreement.driving import Story
from tests.agreement.visiting import Visitor, comes
from workmentor_xblocks.agreement.pages.agreement_page import AgreementPage
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.core.content.errors import NotAllowed, Refusal
from workmentor_xblocks.core.forms.merge import digest
from workmentor_xblocks.core.pages.form_target import FormTarget

HELD, WRONG = "Large print.", "Nothing."
GUESSES = (HELD, WRONG)


@pytest.fixture
def story(story: Story) -> Story:
    """Liga has told the school which support she needs; the others may not read it."""
    story.fills("learner", support=HELD)
    return story


def test_what_is_given_back_with_a_refusal_tells_nothing(story: Story) -> None:
    egle = comes(story, "employer", "egle@ohm.example")
    given_back = [_sends(egle, guess) for guess in GUESSES]
    assert given_back == [True, True]


def _sends(egle: Visitor, guess: str) -> bool:
    """Whether the page that refuses the guess gives it back."""
    (form, *_rest) = [one for one in egle.root.iter("form") if one.xpath('.//*[@name="act"][@value="edit"]')]
    return guess in egle.sends(form, **{"f-support": guess}).text


@pytest.mark.parametrize("guess", GUESSES)
def test_a_quiet_save_of_anything_else_tells_nothing(story: Story, guess: str) -> None:
    comes(story, "employer", "egle@ohm.example")
    done = story.does("employer", "seen")
    view = AgreementView.of(story.person("employer"), story.thread, FormTarget(suffix="-x"), "en")
    answer = AgreementPage(view).answer(done, {"quiet": True, "f-support": guess})
    assert answer["reads"] == {}


@pytest.mark.parametrize("what", ["edit", "notice"])
@pytest.mark.parametrize("read", ["", digest(HELD)])
def test_an_act_tells_nothing(story: Story, what: str, read: str) -> None:
    comes(story, "employer", "egle@ohm.example")
    if what == "notice":
        story.ready().signed()
    told = [_refused(story, what, guess, read) for guess in GUESSES]
    assert told[0] == told[1]
    assert told[0][0] is NotAllowed


def _refused(story: Story, what: str, guess: str, read: str) -> tuple[type[Refusal], str, list[str]]:
    with pytest.raises(Refusal) as refused:
        story.does("employer", what, **{"f-support": guess, "r-support": read})
    return type(refused.value), refused.value.message.code, list(refused.value.fields)
