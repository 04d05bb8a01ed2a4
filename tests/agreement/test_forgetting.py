"""Forgetting a person: nothing of them is found anywhere, the others keep what is theirs, the chain holds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.apps import apps

from tests.agreement.driving import Story
from workmentor_xblocks.agreement.actions import erasure
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.verify_agreement import verify


def everything_held() -> str:
    """Every value of every table of the package, as one text."""
    models = apps.get_app_config("workmentor").get_models()
    return repr([list(model._default_manager.values()) for model in models])


def hits(*words: str) -> list[str]:
    held = everything_held().casefold()
    return [word for word in words if word.casefold() in held]


def in_state(story: Story, state: str) -> Story:
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills(
        "learner", wishes="I, Liga Ozola, want to wire a board.", support="Large print, says Liga Ozola."
    )
    story.does("learner", "comment", path="tasks", text="Liga Ozola asks for the lift shaft.")
    story.does("school", "name_person", party="employer", name="Egle Petrauskaite", organisation="Ohm & Co")
    if state == "negotiating":
        return story
    story.ready()
    if state == "signing":
        story.signs("learner", "Liga Ozola")
        story.signs("employer", "Egle Petrauskaite")
        return story
    return story.signed()


@pytest.mark.parametrize("state", ["negotiating", "signing", "signed"])
def test_a_learner_who_retires_is_found_nowhere(story: Story, cast: SimpleNamespace, state: str) -> None:
    in_state(story, state)
    assert hits("Liga Ozola")

    erasure.retire_user(cast.liga.id)
    erasure.retire_address(cast.liga.email)
    erasure.retire_user(cast.liga.id)  # the platform may ask again

    assert not hits("Liga", "Ozola", cast.liga.email)
    assert story.row.learner_id is None
    assert not verify(history(story.thread), story.row.head)


@pytest.mark.parametrize("state", ["negotiating", "signing", "signed"])
@pytest.mark.shows("agreement place 20")
def test_a_guest_is_forgotten_by_address(story: Story, state: str) -> None:
    in_state(story, state)
    assert hits("egle@ohm.example", "Petrauskaite")

    erasure.retire_address("Egle@ohm.example")

    assert not hits("egle@ohm.example", "Petrauskaite")
    assert "Ohm & Co" in everything_held()
    assert not verify(history(story.thread), story.row.head)


def test_the_schools_person_is_forgotten_and_the_school_stays(story: Story, cast: SimpleNamespace) -> None:
    story.ready()
    story.signs("learner", "Liga Ozola")
    story.signs("employer", "Egle Petrauskaite")
    story.signs("school", "T. Nilsen-Berg")

    erasure.retire_user(cast.tove.id)

    assert not hits("Tove", "Nilsen", cast.tove.email)
    assert "Riga Technical School" in everything_held()
    assert not verify(history(story.thread), story.row.head)


@pytest.mark.shows("agreement step 30")
def test_when_somebody_is_gone_from_what_holds_the_school_has_two_weeks(
    story: Story, cast: SimpleNamespace
) -> None:
    in_state(story, "signed")

    erasure.retire_user(cast.liga.id)

    assert story.row.school_acts_by is not None
    assert ",school," in story.row.waiting_for
    assert story.row.state == State.SIGNED


@pytest.mark.shows("agreement goal 13")
def test_the_others_keep_what_they_wrote(story: Story, cast: SimpleNamespace) -> None:
    in_state(story, "signed")

    erasure.retire_user(cast.liga.id)

    assert story.thread.values()["tasks"] == "Wiring under supervision."


def test_who_was_never_there_is_nothing_to_forget(story: Story) -> None:
    events = story.row.events_count

    assert erasure.retire_user(4_711) == 0
    assert erasure.retire_address("nobody@example.org") == 0
    assert erasure.retire_address(" ") == 0

    assert story.row.events_count == events
