"""Who may do what in the text, in reviews and at the end: each rule against a list written by hand, and once by an act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Actor, State

TASKS = Field(id="tasks", owners=("employer", "mentor"))
SUPPORT = Field(id="support", owners=("learner",), readers=("learner", "school"))
OURS = Field(id="room")  # nobody named: the school's
PEOPLE = ("learner", "school", "employer", "mentor", "deputy_mentor", "guardian", "approver", "staff")


def those(rule: Callable[[Actor], bool]) -> str:
    """The people for whom a rule holds."""
    return " ".join(who for who in PEOPLE if rule(Actor(who)))


@pytest.mark.parametrize(
    ("field", "state", "who"),
    [
        (TASKS, State.NEGOTIATING, "employer mentor"),
        (TASKS, State.DRAFT, "school employer mentor staff"),
        (SUPPORT, State.NEGOTIATING, "learner"),
        (SUPPORT, State.DRAFT, "learner school"),  # who may not read it helps with nothing
        (OURS, State.NEGOTIATING, "school"),
        (OURS, State.DRAFT, "school mentor staff"),
    ],
)
def test_owners_fill_in_and_some_help_with_a_draft(field: Field, state: State, who: str) -> None:
    assert those(lambda actor: may.fills_in(field, actor, state)) == who


def test_who_has_two_roles_writes_as_the_owner() -> None:
    roles = [Actor.SCHOOL, Actor.EMPLOYER]
    assert may.written_as(TASKS, roles, State.DRAFT) is Actor.EMPLOYER
    assert may.written_as(TASKS, [Actor.SCHOOL], State.DRAFT) is Actor.SCHOOL
    assert may.written_as(TASKS, [Actor.SCHOOL], State.NEGOTIATING) is None


def test_a_remark_is_settled_by_who_made_it_and_who_owns_the_field() -> None:
    assert those(lambda actor: may.settles(TASKS, actor, is_own=False)) == "employer mentor"
    assert those(lambda actor: may.settles(None, actor, is_own=False)) == "school"
    assert may.settles(TASKS, Actor.GUARDIAN, is_own=True)


@pytest.mark.parametrize(
    ("change", "who"),
    [
        ("material", ""),
        ("no such word", ""),
        ("notice", "school employer mentor"),
        ("contact", "school employer mentor"),
    ],
)
def test_what_is_not_material_is_changed_at_once_by_owners_and_the_school(change: str, who: str) -> None:
    field = TASKS.but(change=change)
    assert those(lambda actor: may.changes_at_once(field, actor)) == who


def test_who_puts_aside_and_who_ends() -> None:
    assert those(lambda actor: may.withdraws(actor, is_own=False)) == "school"
    assert those(lambda actor: may.ends_alone(actor, one_side_may_end=False)) == "school"
    assert those(lambda actor: may.ends_alone(actor, one_side_may_end=True)) == " ".join(PEOPLE)
    assert those(lambda actor: may.cancels(actor, has_begun=False)) == "school staff"
    assert may.cancels(Actor.MENTOR, has_begun=True)


def test_the_workplace_speaks_with_one_voice_in_a_review() -> None:
    assert those(lambda actor: may.speaks_as("mentor", actor)) == "employer mentor"
    assert those(lambda actor: may.speaks_as("learner", actor)) == "learner"
