"""The lifecycle, told a second time in another shape: every cell of state × amendment × event × actor must agree."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from tools.lifecycle import PAGE, page
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules import lifecycle, state_names
from workmentor_xblocks.agreement.rules.lifecycle import (
    TABLE,
    Actor,
    Amendment,
    Event,
    State,
    Transition,
    VersionState,
)
from workmentor_xblocks.agreement.rules.transitions import Verdict, may_now, transition, verdict

WHO = {
    "L": "learner",
    "I": "school",
    "E": "employer",
    "M": "mentor",
    "D": "deputy_mentor",
    "G": "guardian",
    "A": "approver",
    "S": "staff",
    "T": "timer",
    "P": "platform",
}

# number  event  who  where > outcome. A state stands for itself with no amendment under way; +w is one being worked on,
# +f one that is frozen, * however it stands. "same" changes neither. Several outcomes: "a | b".
STORY = """
 1 create              SILM     none                                          > draft
 2 bulk_create         SI       none                                          > draft
 3 edit                LIMS     draft                                         > same
 4 invite              LIMS     draft negotiating                             > negotiating
 5 edit                LIEMDGA  negotiating                                   > same
 6 comment             LIEMDGA  draft negotiating                             > same
 7 replace_party       I        draft negotiating                             > same
 8 freeze              I        negotiating                                   > signing
 9 sign                LIEMDG   signing                                       > same | signed
10 record_offline      I        signing                                       > same | signed
11 approve             A        signing                                       > signed
12 decline             LIEMDGA  signing                                       > negotiating
13 unfreeze            I        signing                                       > negotiating
14 correct_contact     LIEMDGAS draft* negotiating* signing* signed* active* suspended*   > same
14 contest             P        draft* negotiating* signing* signed* active* suspended* completed* terminated* cancelled* expired*   > same
16 expire              T        negotiating signing                           > expired
16 reopen              I        expired                                       > negotiating
17 start               T        signed*                                       > active
18 flag_unsigned       T        negotiating signing                           > same
19 open_review         IT       active*                                       > same
20 submit_part         LIEM     active* suspended* terminated*                > same
20 acknowledge         LIEM     active* suspended* terminated*                > same
20 close_review        I        active* suspended* terminated*                > same
21 propose_amendment   LIEMDGA  signed active                                 > +w
22 edit                LIEMDGA  signed+w active+w                             > same
22 comment             LIEMDGA  signed+w active+w                             > same
22 replace_party       I        signed+w active+w                             > same
22 freeze              I        signed+w active+w                             > +f
22 sign                LIEMDG   signed+f active+f                             > same | +n
22 record_offline      I        signed+f active+f                             > same | +n
22 approve             A        signed+f active+f                             > +n
22 attest_leaving      I        signed+f active+f                             > same | +n
23 expire              T        signed+f active+f                             > +n
23 decline             LIEMDGA  signed+f active+f                             > +n
23 withdraw_amendment  LIEMDGA  signed+w active+w                             > +n
23 unfreeze            I        signed+f active+f                             > +w
24 notice              IEM      signed* active*                               > same
24 object              LIEMDGA  signed active signed+w active+w                > +w
25 suspend             I        active                                        > suspended
25 resume              I        suspended                                     > active
26 propose_termination LIEMDGA  signed* active* suspended*                    > same
26 terminate           LIEMDGA  signed* active* suspended*                    > terminated+n
27 complete            I        active*                                       > completed+n
28 cancel              ILMS     draft negotiating signing                     > cancelled
29 view                LIEMDGA  draft* negotiating* signing* signed* active* suspended* completed* terminated* cancelled* expired*  > same
30 party_retired       P        draft* negotiating* signing* signed* active* suspended* completed* terminated* cancelled* expired*  > same
31 erase               T        draft completed terminated cancelled expired  > erased
32 of_age              T        draft* negotiating* signing* signed* active* suspended* completed* terminated* cancelled* expired*  > same
32 of_age              T        signing                                       > signed
32 of_age              T        signed+f active+f                             > +n
"""
AMENDMENTS = {"n": "none", "w": "working", "f": "frozen"}
Cell = tuple[str, str, str, str]
Stand = tuple[str, str]


def stands(word: str) -> list[Stand]:
    """``active*`` → active, however an amendment stands."""
    if word.endswith("*"):
        return [(word[:-1], amendment) for amendment in AMENDMENTS.values()]
    state, _plus, letter = word.partition("+")
    return [(state, AMENDMENTS[letter or "n"])]


def after(word: str, before: Stand) -> Stand:
    if word == "same":
        return before
    state, _plus, letter = word.partition("+")
    return state or before[0], AMENDMENTS[letter] if letter else before[1]


def told() -> dict[Cell, set[Stand]]:
    """Every allowed cell of the story with what may come of it."""
    cells: dict[Cell, set[Stand]] = defaultdict(set)
    for line in STORY.strip().splitlines():
        _number, event, who, rest = line.split(maxsplit=3)
        where, _arrow, outcome = rest.partition(" > ")
        for word, letter in product(where.split(), who):
            for before in stands(word):
                for outcome_word in outcome.split("|"):
                    cells[(*before, event, WHO[letter])].add(after(outcome_word.strip(), before))
    return cells


TOLD = told()
SPOKEN = {(event, actor) for _state, _amendment, event, actor in TOLD}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("actor", list(Actor))
@pytest.mark.shows(
    "agreement step 1",
    "agreement step 2",
    "agreement step 13",
    "agreement step 19",
    "agreement step 28",
    "agreement lesson 9",
    "agreement goal 1",
    "agreement promise 1",
)
def test_every_cell_is_as_told(event, actor):
    for state, amendment in product(State, Amendment):
        cell = (state.value, amendment.value, event.value, actor.value)
        expected = Verdict.ALLOWED
        if cell not in TOLD:
            expected = Verdict.NOT_NOW if (event.value, actor.value) in SPOKEN else Verdict.NEVER
        assert verdict(state, amendment, event, actor) is expected, cell
        assert (event in may_now(state, amendment, actor)) is (cell in TOLD), cell
        assert outcomes(state, amendment, event, actor) == TOLD.get(cell, set()), cell


def fitting(state: State, amendment: Amendment) -> list[Transition]:
    return [row for row in TABLE if state in row.sources and row.amendment in (None, amendment)]


def result(row: Transition, state: State, amendment: Amendment) -> tuple[State, Amendment]:
    return row.target or state, row.amendment_after or amendment


def outcomes(state: State, amendment: Amendment, event: Event, actor: Actor) -> set[Stand]:
    rows = [row for row in fitting(state, amendment) if row.event is event and actor in row.actors]
    return {tuple(part.value for part in result(row, state, amendment)) for row in rows}


@pytest.mark.shows("agreement promise 1")
def test_all_numbers_are_there():
    assert {row.number for row in TABLE} == set(range(1, 33))
    assert [row.number for row in TABLE] == sorted(row.number for row in TABLE)


def reachable() -> set[tuple[State, Amendment]]:
    seen: set[tuple[State, Amendment]] = set()
    ahead = [(State.NONE, Amendment.NONE)]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead += [result(row, *here) for row in fitting(*here)]
    return seen


def test_every_state_is_reached():
    assert {state for state, _amendment in reachable()} == set(State)
    assert {amendment for _state, amendment in reachable()} == set(Amendment)


def test_an_amendment_is_under_way_only_beside_a_version_in_force():
    assert {state for state, amendment in reachable() if amendment is not Amendment.NONE} == {
        State.SIGNED,
        State.ACTIVE,
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.number}-{row.event}-{row.target or 'same'}")
def test_each_row_can_happen_from_each_of_its_states(row):
    there = {state for state, amendment in reachable() if row.amendment in (None, amendment)}
    assert set(row.sources) <= there
    assert row.actors


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.number}-{row.event}-{row.target or 'same'}")
def test_each_row_says_what_comes_of_it(row):
    assert row.effect.endswith(".")
    assert row.guards, "somebody has to be asked something"


def test_no_row_is_there_twice():
    said: dict[tuple, Transition] = {}
    for row in TABLE:
        for state, amendment, actor in product(row.sources, Amendment, row.actors):
            if row.amendment in (None, amendment):
                key = (state, amendment, row.event, actor, *result(row, state, amendment))
                assert key not in said, f"{row} and {said[key]}"
                said[key] = row


@pytest.mark.parametrize("event", list(Event))
def test_of_each_cell_one_row_is_carried_out_and_another_one_only_for_what_the_act_says(event):
    for state, amendment, actor in product(State, Amendment, Actor):
        rows = [row for row in fitting(state, amendment) if row.event is event and actor in row.actors]
        assert {row.when for row in rows if row.when} <= {guard for row in rows for guard in row.guards}
        assert len({row.when for row in rows}) == len(rows), (state, amendment, actor)
        for row in rows:
            assert transition(state, amendment, event, actor, when=row.when) is row
        assert not rows or "" in {row.when for row in rows}
        with pytest.raises(LookupError):
            transition(state, amendment, event, actor, when="" if not rows else "never said")


def test_every_event_and_every_actor_has_a_row():
    assert {row.event for row in TABLE} == set(Event)
    assert {actor for row in TABLE for actor in row.actors} == set(Actor)


def test_versions_come_into_every_state_and_into_force_only_when_no_signature_is_missing():
    assert {version for row in TABLE for version in row.versions} == set(VersionState)
    in_force = [row for row in TABLE if VersionState.IN_FORCE in row.versions]
    assert {row.event for row in in_force} == {
        Event.SIGN,
        Event.RECORD_OFFLINE,
        Event.APPROVE,
        Event.ATTEST_LEAVING,
        Event.OF_AGE,  # the last whom nobody waits for any more
    }
    assert all({"last_signature", "all_signed"} & set(row.guards) for row in in_force)
    assert all(
        (VersionState.SUPERSEDED in row.versions) is (row.amendment is Amendment.FROZEN) for row in in_force
    )


@pytest.mark.shows("agreement step 32")
class TestWhatMayNeverBe:
    def test_course_staff_do_not_sign(self):
        for event in (Event.SIGN, Event.APPROVE, Event.DECLINE, Event.RECORD_OFFLINE):
            assert verdict(State.SIGNING, Amendment.NONE, event, Actor.STAFF) is Verdict.NEVER

    def test_the_employer_comes_too_early_but_may_write_later(self):
        assert verdict(State.DRAFT, Amendment.NONE, Event.EDIT, Actor.EMPLOYER) is Verdict.NOT_NOW
        assert verdict(State.NEGOTIATING, Amendment.NONE, Event.EDIT, Actor.EMPLOYER) is Verdict.ALLOWED

    @pytest.mark.parametrize("actor", list(Actor))
    def test_a_fixed_text_is_edited_by_nobody(self, actor):
        fixed = [(State.SIGNING, Amendment.NONE), *product((State.SIGNED, State.ACTIVE), Amendment)]
        for state, amendment in fixed:
            if amendment is not Amendment.WORKING:
                assert verdict(state, amendment, Event.EDIT, actor) is not Verdict.ALLOWED

    @pytest.mark.parametrize("actor", list(Actor))
    def test_what_is_erased_stays_so(self, actor):
        assert not may_now(State.ERASED, Amendment.NONE, actor)

    @pytest.mark.shows("agreement step 28")
    def test_what_was_in_force_is_not_cancelled(self):
        for state in lifecycle.IN_FORCE_STATES:
            for actor in Actor:
                assert verdict(state, Amendment.NONE, Event.CANCEL, actor) is not Verdict.ALLOWED

    @pytest.mark.shows("agreement promise 2")
    def test_a_decline_is_no_end(self):
        targets = {row.target for row in TABLE if row.event is Event.DECLINE}
        assert not targets & (lifecycle.ENDED_STATES | {State.ERASED})


def test_every_state_and_actor_has_a_name():
    assert {*state_names.STATE_NAMES, State.NONE} == set(State)
    assert set(ROLE_NAMES) == {actor.value for actor in Actor}


@pytest.mark.shows("agreement promise 1")
def test_the_page_of_the_documentation_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make lifecycle_page`"
