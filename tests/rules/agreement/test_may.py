"""Who may say who somebody is and where to write to them: who × place × how far it is taken, against plain lists.

The lists are written by hand from the decision ("a right to fill an empty place ends when the place is taken"); they
share nothing with the rule that they try.
"""

from __future__ import annotations

from itertools import product

import pytest

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.agreement.rules.may import By, Change, Place, why_not

PEOPLE = ("learner", "school", "employer", "mentor", "deputy_mentor", "guardian", "approver", "staff")
PLACES = ("learner", "school", "employer", "mentor", "deputy_mentor", "guardian", "approver")

STAGES = {
    "empty": Place(Role.LEARNER),
    "written down, or invited": Place(Role.LEARNER, is_filled=True),
    "taken by link": Place(Role.LEARNER, is_filled=True, is_taken=True),
    "taken by account": Place(Role.LEARNER, is_filled=True, is_taken=True, has_account=True),
    "signed on paper": Place(Role.LEARNER, is_taken=True),
    "in force": Place(Role.LEARNER, is_filled=True, is_taken=True, is_in_force=True),
    "in force, never came": Place(Role.LEARNER, is_filled=True, is_in_force=True),
    "empty, new with a proposal": Place(Role.LEARNER),
    "written down with a proposal": Place(Role.LEARNER, is_filled=True),
}
EMPTY = {"empty", "empty, new with a proposal"}
FILLED = {"written down, or invited", "written down with a proposal"}

# Who fills which empty place although somebody else began the agreement.
FILLS = {
    "learner": "guardian employer mentor",
    "employer": "employer mentor deputy_mentor",
    "mentor": "employer mentor deputy_mentor",
    "staff": "learner school employer mentor deputy_mentor guardian approver",
}


def at(stage: str, role: str) -> Place:
    found = STAGES[stage]
    return Place(Role(role), found.is_filled, found.is_taken, found.has_account, found.is_in_force)


def others_may(who: str, place: str, stage: str, *, begun: bool, filled: bool) -> bool:
    """Whether somebody who is neither that person nor the school may say who it is."""
    fills = place in FILLS.get(who, "").split() or (begun and who in ("learner", "mentor"))
    if stage in EMPTY:
        return fills
    return fills and stage in FILLED and (filled or who == "staff")


CELLS = [
    (who, place, stage, begun, filled)
    for who, place, stage, begun, filled in product(PEOPLE, PLACES, STAGES, (False, True), (False, True))
    if who != place
]


@pytest.mark.parametrize("stage", STAGES)
def test_who_it_is_is_said_by_the_person_the_school_and_who_fills_an_empty_place(stage: str) -> None:
    wrong = []
    for who, place, _stage, begun, filled in (cell for cell in CELLS if cell[2] == stage):
        expected = who == "school" or others_may(who, place, stage, begun=begun, filled=filled)
        by = By(Actor(who), has_begun=begun, has_filled=filled)
        if (why_not(Change.DETAILS, by, at(stage, place)) is None) is not expected:
            wrong.append((who, place, begun, filled, expected))
    assert wrong == []


@pytest.mark.parametrize("stage", STAGES)
def test_where_to_write_to_changes_with_it_only_before_it_is_in_force_and_never_for_an_account(
    stage: str,
) -> None:
    never = stage in ("in force", "in force, never came", "taken by account")
    wrong = []
    for who, place, _stage, begun, filled in (cell for cell in CELLS if cell[2] == stage):
        may = who == "school" or others_may(who, place, stage, begun=begun, filled=filled)
        if place == "school":
            may = may and who in ("school", "staff")
        expected = may and not never
        by = By(Actor(who), has_begun=begun, has_filled=filled)
        if (why_not(Change.ADDRESS, by, at(stage, place)) is None) is not expected:
            wrong.append((who, place, begun, filled, expected))
    assert wrong == []


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", PLACES)
def test_everybody_says_who_they_themselves_are(who: str, stage: str) -> None:
    assert why_not(Change.DETAILS, By(Actor(who), is_own=True), at(stage, who)) is None
    assert why_not(Change.CONTACT, By(Actor(who), is_own=True), at(stage, who)) is None


@pytest.mark.parametrize("stage", STAGES)
def test_a_contact_is_put_right_by_the_person_and_the_school_alone(stage: str) -> None:
    for who, place, _stage, begun, filled in (cell for cell in CELLS if cell[2] == stage):
        by = By(Actor(who), has_begun=begun, has_filled=filled)
        assert (why_not(Change.CONTACT, by, at(stage, place)) is None) is (who == "school"), (who, place)


@pytest.mark.parametrize(
    ("change", "by", "place", "code"),
    [
        (Change.DETAILS, By(Actor.LEARNER), at("taken by link", "employer"), "place_taken"),
        (Change.ADDRESS, By(Actor.LEARNER), at("taken by link", "employer"), "place_taken"),
        (Change.INVITE, By(Actor.LEARNER), at("taken by link", "employer"), "place_taken"),
        (Change.DETAILS, By(Actor.LEARNER), at("written down, or invited", "employer"), "filled_by_others"),
        (Change.ADDRESS, By(Actor.SCHOOL), at("in force", "employer"), "address_in_force"),
        (Change.ADDRESS, By(Actor.SCHOOL), at("taken by account", "employer"), "address_of_account"),
        (Change.ADDRESS, By(Actor.LEARNER, has_begun=True), at("empty", "school"), "who_is_school"),
        (Change.DETAILS, By(Actor.GUARDIAN), at("empty", "employer"), "not_your_field"),
    ],
)
def test_who_may_not_is_told_why_and_whom_to_ask(change: Change, by: By, place: Place, code: str) -> None:
    refused = why_not(change, by, place)
    assert refused is not None
    assert refused.code == code
