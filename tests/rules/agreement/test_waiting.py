"""In every state the page says for whom it waits, and names nobody who could not do the next thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.agreement.plain import (
    BEGUN,
    COUNTY,
    EGLE,
    END,
    FILLED,
    FROZEN,
    GRETA,
    INVITED,
    LIGA,
    MARTA,
    MIKAEL,
    START,
    TODAY,
    TOMAS,
    being_signed,
    talked_about,
    template,
    under_way,
)
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.facts import (
    CommentFacts,
    Decision,
    PartFacts,
    PartyFacts,
    ReviewFacts,
    VersionFacts,
)
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, State, VersionState
from workmentor_xblocks.agreement.rules.waiting import answer_by, nobody, waiting

SIGNED = date(2026, 11, 18)
EXPIRES = date(2026, 11, 30)


def who(facts, today=TODAY):
    return [(entry.role.value, entry.what.value) for entry in waiting(facts, today)]


def only(facts, today=TODAY):
    (entry,) = waiting(facts, today)
    return entry


class TestDraft:
    def draft(self, **more):
        return talked_about(state=State.DRAFT, expires_on=None, **more)

    def test_whoever_began_names_and_invites_the_others(self):
        alone = self.draft(parties=(TOMAS,), values={"start": "2027-01-11", "end": "2027-06-25", "hours": 38})
        found = waiting(alone, TODAY)
        assert {entry.role for entry in found} == {Actor.SCHOOL}
        assert [str(entry.for_what) for entry in found] == [
            "names and invites: Learner",
            "names and invites: Employer signatory",
        ]
        assert [entry.places for entry in found] == [("party/learner",), ("party/employer",)]

    def test_a_learner_who_began_invites_the_school(self):
        mine = self.draft(
            creator=Actor.LEARNER, parties=(LIGA, replace(TOMAS, user_id=None, members=()), EGLE, MARTA)
        )
        assert who(mine) == [("learner", "invite")]

    def test_empty_fields_wait_for_who_writes_them(self):
        entry = only(self.draft(values={name: FILLED[name] for name in ("tasks", "night", "end")}))
        assert (entry.role, entry.what, entry.party) == (Actor.SCHOOL, What.FILL_IN, "tomas")
        assert entry.places == ("frame/start", "frame/hours")
        assert (entry.since, entry.due) == (BEGUN, START)

    def test_a_field_of_somebody_not_yet_asked_waits_for_the_invitation(self):
        unasked = replace(MARTA, invited_on=None), replace(EGLE, invited_on=None)
        entry = only(
            self.draft(
                parties=(LIGA, TOMAS, *unasked), values={k: v for k, v in FILLED.items() if k != "tasks"}
            )
        )
        assert (entry.role, entry.what, entry.places) == (Actor.SCHOOL, What.INVITE, ("party/mentor",))

    def test_when_all_is_filled_in_the_links_go_out(self):
        assert who(self.draft()) == [("school", "send_links")]

    def test_a_placement_that_had_begun_before_gives_nobody_a_day(self):
        begun_before = BEGUN - timedelta(days=60)
        entry = only(
            self.draft(starts_on=begun_before, values={"tasks": "x", "night": False, "end": "2027-06-25"})
        )
        assert (entry.what, entry.due, entry.overdue) == (What.FILL_IN, None, False)
        assert answer_by(INVITED, begun_before) == INVITED + timedelta(days=14)


class TestNegotiating:
    def test_an_empty_field_waits_for_its_first_owner_who_is_there(self):
        empty = {name: value for name, value in FILLED.items() if name != "tasks"}
        entry = only(talked_about(values=empty))
        assert (entry.role, entry.since) == (Actor.MENTOR, INVITED)
        assert only(talked_about(values=empty, parties=(LIGA, TOMAS, EGLE))).role is Actor.EMPLOYER

    def test_somebody_who_is_reached_and_has_no_name_yet_waits_for_the_name(self):
        """Nothing can be fixed without it, so nobody is told to fix it."""
        minor = replace(LIGA, is_minor=True)
        unnamed = talked_about(parties=(minor, TOMAS, EGLE, MARTA, replace(GRETA, name=" ")))
        assert who(replace(unnamed, values={**FILLED, "phone": "1"})) == [("school", "invite")]
        assert only(replace(unnamed, values={**FILLED, "phone": "1"})).places == ("party/guardian",)

    def test_a_new_version_starts_the_clock_again(self):
        empty = {name: value for name, value in FILLED.items() if name != "tasks"}
        again = VersionFacts(2, VersionState.WORKING, date(2026, 11, 12))
        assert only(talked_about(values=empty, version=again)).since == date(2026, 11, 12)

    @pytest.mark.shows("agreement step 6")
    def test_a_wish_waits_for_who_owns_the_field(self):
        wish = CommentFacts("tasks", Role.LEARNER, date(2026, 11, 9), is_blocking=True)
        entry = only(talked_about(comments=(wish,)))
        assert (entry.role, entry.what, entry.since, entry.places) == (
            Actor.MENTOR,
            What.SETTLE,
            date(2026, 11, 9),
            ("work/tasks",),
        )

    def test_nobody_answers_the_own_wish_while_another_can(self):
        wish = CommentFacts("tasks", Role.MENTOR, TODAY, is_blocking=True)
        assert only(talked_about(comments=(wish,))).role is Actor.EMPLOYER

    @pytest.mark.parametrize("path", ["", "gone", "start", "note"])
    def test_a_wish_about_the_whole_waits_for_the_school(self, path):
        wish = CommentFacts(path, Role.LEARNER, TODAY, is_blocking=True)
        assert only(talked_about(comments=(wish,))).role is Actor.SCHOOL

    def test_remarks_and_settled_wishes_wait_for_nobody(self):
        settled = CommentFacts("tasks", Role.LEARNER, TODAY, is_blocking=True, is_resolved=True)
        remark = CommentFacts("tasks", Role.LEARNER, TODAY)
        assert who(talked_about(comments=(settled, remark))) == [("school", "freeze")]

    def test_two_wishes_to_one_owner_are_one_entry_since_the_first(self):
        wishes = tuple(
            CommentFacts(path, Role.LEARNER, on, is_blocking=True)
            for path, on in (("night", TODAY), ("tasks", date(2026, 11, 10)))
        )
        entry = only(talked_about(comments=wishes, parties=(LIGA, TOMAS, EGLE)))
        assert (entry.since, entry.places) == (date(2026, 11, 10), ("work/night", "work/tasks"))

    def test_then_the_school_makes_it_ready(self):
        entry = only(talked_about(changed_on=date(2026, 11, 13)))
        assert (entry.role, entry.what, entry.since, entry.due) == (
            Actor.SCHOOL,
            What.FREEZE,
            date(2026, 11, 13),
            EXPIRES,
        )

    def test_the_day_of_the_start_is_the_latest(self):
        soon = talked_about(starts_on=date(2026, 11, 19))
        assert only(soon).overdue
        assert not only(soon, date(2026, 11, 19)).overdue

    def test_a_minor_without_guardian_waits_for_the_school(self):
        minor = replace(LIGA, is_minor=True)
        assert ("school", "invite") in who(talked_about(parties=(minor, TOMAS, EGLE, MARTA)))


class TestSigning:
    def test_all_at_once(self):
        found = waiting(being_signed("egle"), TODAY)
        assert [entry.party for entry in found] == ["liga", "marta", "tomas"]
        assert {(entry.what, entry.since, entry.due) for entry in found} == {(What.SIGN, FROZEN, EXPIRES)}

    def test_in_order_since_the_signature_before(self):
        in_order = template(in_order=True)
        assert only(being_signed(definition=in_order)).since == FROZEN
        found = waiting(being_signed("liga", definition=in_order), TODAY)
        assert [(entry.party, entry.since) for entry in found] == [("egle", SIGNED), ("marta", SIGNED)]

    def test_the_approver_at_last(self):
        everybody = (LIGA, TOMAS, EGLE, COUNTY)
        entry = only(being_signed("liga", "tomas", "egle", parties=everybody))
        assert (entry.role, entry.what, entry.since) == (Actor.APPROVER, What.APPROVE, SIGNED)

    @pytest.mark.parametrize("role", [Role.MENTOR, Role.APPROVER])
    def test_an_empty_place_of_who_signs_only_if_named_waits_for_nobody(self, role):
        place = PartyFacts("empty", role)
        facts = being_signed("liga", "tomas", "egle", parties=(LIGA, TOMAS, EGLE, place))
        assert waiting(facts, TODAY) == ()
        assert signing_order.is_complete(facts)

    def test_who_is_no_longer_there_is_the_schools_matter(self):
        gone = replace(MARTA, is_retired=True)
        entry = only(being_signed("liga", "tomas", "egle", parties=(LIGA, TOMAS, EGLE, gone)))
        assert (entry.role, entry.what, entry.places) == (Actor.SCHOOL, What.REPLACE, ("party/mentor",))


def test_signed_waits_for_nobody_until_it_begins():
    signed = under_way(state=State.SIGNED)
    assert waiting(signed, TODAY) == ()
    assert str(nobody(signed, TODAY)) == "Nobody has to do anything until 2027-01-11."
    assert str(nobody(signed, START)) == "Nobody has to do anything now."


OPENED = date(2027, 1, 17)


class TestReviews:
    def review(self, *parts, **more):
        return under_way(reviews=(ReviewFacts(1, "first", OPENED, OPENED, parts=parts, **more),))

    def parts(self, *submitted):
        roles = (Role.LEARNER, Role.MENTOR, Role.SCHOOL)
        return tuple(
            PartFacts(role, OPENED + timedelta(days=3) if role in submitted else None) for role in roles
        )

    def test_the_learner_first(self):
        found = waiting(self.review(*self.parts()), OPENED + timedelta(days=6))
        assert [(entry.role, entry.what, entry.since, entry.due) for entry in found] == [
            (Actor.LEARNER, What.WRITE_PART, OPENED, OPENED + timedelta(days=7))
        ]
        assert str(found[0].for_what) == "writes the own part of review 1"

    def test_then_the_others(self):
        found = waiting(self.review(*self.parts(Role.LEARNER)), OPENED + timedelta(days=4))
        assert [(entry.party, entry.since) for entry in found] == [
            ("marta", OPENED + timedelta(days=3)),
            ("tomas", OPENED + timedelta(days=3)),
        ]

    def test_after_a_week_nobody_waits_for_the_learner(self):
        found = waiting(self.review(*self.parts()), OPENED + timedelta(days=8))
        assert [(entry.party, entry.overdue) for entry in found] == [
            ("liga", True),
            ("marta", False),
            ("tomas", False),
        ]

    def test_then_everybody_says_whether_they_agree(self):
        parts = self.parts(*Role)
        agreed = (
            replace(parts[0], decision=Decision.AGREE, decided_on=OPENED + timedelta(days=5)),
            *parts[1:],
        )
        found = waiting(self.review(*agreed), OPENED + timedelta(days=5))
        assert [(entry.party, entry.what, entry.since) for entry in found] == [
            ("marta", What.DECIDE, OPENED + timedelta(days=3)),
            ("tomas", What.DECIDE, OPENED + timedelta(days=3)),
        ]

    @pytest.mark.shows("agreement pitfall 46")
    def test_after_two_weeks_the_school_is_told(self):
        parts = self.parts(Role.LEARNER, Role.SCHOOL)
        assert ("school", "close_review") not in who(self.review(*parts), OPENED + timedelta(days=14))
        found = waiting(self.review(*parts), OPENED + timedelta(days=15))
        assert [(entry.party, entry.what) for entry in found] == [
            ("marta", What.WRITE_PART),
            ("tomas", What.CLOSE_REVIEW),
        ]

    def test_when_only_people_are_missing_who_are_gone_the_school_closes(self):
        facts = replace(self.review(*self.parts(Role.LEARNER, Role.SCHOOL)), parties=(LIGA, TOMAS, EGLE))
        entry = only(facts, OPENED + timedelta(days=4))
        assert (entry.role, entry.what, entry.since) == (
            Actor.SCHOOL,
            What.CLOSE_REVIEW,
            OPENED + timedelta(days=3),
        )

    def test_a_closed_one_waits_for_nobody(self):
        assert who(self.review(*self.parts(), closed_on=OPENED), date(2027, 3, 1)) == []

    def test_the_last_one_goes_on_after_an_early_end(self):
        ended = replace(self.review(*self.parts()), state=State.TERMINATED)
        assert who(ended, OPENED) == [("learner", "write_part")]


class TestUnderWay:
    def test_nothing_to_do(self):
        assert waiting(under_way(), date(2027, 2, 1)) == ()
        assert str(nobody(under_way(), TODAY)) == "Nobody has to do anything now."

    def test_a_proposed_change_is_talked_about_and_signed_beside_it(self):
        working = under_way(amendment=Amendment.WORKING, version=VersionFacts(2, VersionState.WORKING, TODAY))
        assert who(working) == [("school", "freeze")]
        assert only(working).due is None, "the placement has begun: its start is no limit"
        frozen = replace(
            being_signed("liga", "tomas", "egle"),
            state=State.ACTIVE,
            amendment=Amendment.FROZEN,
            expires_on=None,
        )
        assert who(frozen) == [("mentor", "sign")]

    def test_who_comes_with_a_change_has_to_be_asked(self):
        coming = replace(MIKAEL, is_coming=True)
        working = under_way(amendment=Amendment.WORKING, parties=(LIGA, TOMAS, EGLE, MARTA, coming))
        assert who(working) == [("school", "invite")]

    def test_who_comes_and_who_leaves_are_two_who_sign(self):
        coming = replace(MIKAEL, is_coming=True, invited_on=TODAY)
        frozen = replace(
            being_signed("liga", "tomas", "egle", parties=(LIGA, TOMAS, EGLE, MARTA, coming)),
            state=State.ACTIVE,
            amendment=Amendment.FROZEN,
        )
        assert [entry.party for entry in waiting(frozen, TODAY)] == ["marta", "mikael"]

    def test_a_proposed_end_waits_for_the_school(self):
        entry = only(under_way(ending_proposed_on=date(2027, 2, 1)), date(2027, 2, 16))
        assert (entry.role, entry.what, entry.due, entry.overdue) == (
            Actor.SCHOOL,
            What.CONFIRM_END,
            date(2027, 2, 15),
            True,
        )

    def test_a_retired_account_waits_for_the_school(self):
        entry = only(under_way(school_acts_by=date(2027, 2, 15)), date(2027, 2, 3))
        assert (entry.role, entry.what, entry.since) == (Actor.SCHOOL, What.REPLACE, date(2027, 2, 1))

    def test_after_the_end_it_is_completed(self):
        assert who(under_way(), END) == []
        assert who(under_way(), END + timedelta(days=1)) == [("school", "complete")]

    @pytest.mark.shows("agreement step 27")
    def test_not_before_the_last_review_is_closed(self):
        last = ReviewFacts(4, "last", END, END, parts=(PartFacts(Role.LEARNER),))
        assert who(under_way(reviews=(last,)), END + timedelta(days=1)) == [("learner", "write_part")]

    def test_a_suspended_one_is_asked_about_when_its_end_has_passed(self):
        pausing = under_way(state=State.SUSPENDED, suspended_on=date(2027, 3, 1))
        assert waiting(pausing, date(2027, 4, 1)) == ()
        assert str(nobody(pausing, TODAY)).startswith("Nobody: the placement pauses")
        assert who(pausing, END + timedelta(days=1)) == [("school", "resume")]


@pytest.mark.parametrize(
    "state", [State.COMPLETED, State.CANCELLED, State.EXPIRED, State.ERASED, State.TERMINATED]
)
def test_what_has_ended_waits_for_nobody_and_says_so(state):
    ended = under_way(state=state, ending_proposed_on=TODAY, school_acts_by=TODAY)
    assert waiting(ended, date(2028, 1, 1)) == ()
    assert str(nobody(ended, TODAY)).startswith("Nobody")


@pytest.mark.parametrize("facts", [talked_about(state=State.DRAFT), talked_about(), being_signed()])
@pytest.mark.shows("agreement promise 3")
def test_while_nothing_is_in_force_somebody_is_always_waited_for(facts):
    for values in ({}, FILLED):
        for parties in ((TOMAS,), (LIGA, TOMAS, EGLE), (replace(LIGA, is_minor=True), TOMAS, EGLE, GRETA)):
            assert waiting(replace(facts, values=values, parties=parties), TODAY)
