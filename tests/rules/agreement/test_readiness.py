"""Nothing is signed with a gap, by one person on two sides, or with a wish left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from tests.agreement.plain import (
    COUNTY,
    EGLE,
    END,
    FILLED,
    GRETA,
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
from workmentor_xblocks.agreement.rules.conflict_of_interest import conflicts, opposed, stands_against
from workmentor_xblocks.agreement.rules.facts import CommentFacts, ReviewFacts, compared
from workmentor_xblocks.agreement.rules.readiness import day, is_filled, is_ready, readiness
from workmentor_xblocks.core.content.messages import Level

MINOR = replace(LIGA, is_minor=True)


def said(facts, today=TODAY):
    return [(finding.code, finding.path) for finding in readiness(facts, today)]


def without(*names):
    return {name: value for name, value in FILLED.items() if name not in names}


def test_what_is_complete_is_ready():
    assert said(talked_about()) == []
    assert is_ready(talked_about(), TODAY)


class TestFields:
    @pytest.mark.parametrize("name", ["start", "end", "hours", "tasks", "night"])
    @pytest.mark.shows("agreement step 8")
    def test_a_required_one_must_be_filled_in(self, name):
        ((code, path),) = said(talked_about(values=without(name)))
        assert (code, path.split("/")[1]) == ("required_empty", name)
        assert not is_ready(talked_about(values=without(name)), TODAY)

    def test_they_are_named_in_reading_order_with_their_labels(self):
        found = readiness(talked_about(values={}), TODAY)
        assert [finding.path for finding in found] == [
            "frame/start",
            "frame/end",
            "frame/hours",
            "work/tasks",
            "work/night",
        ]
        assert str(found[0].message) == "“Start” is empty and has to be filled in."

    @pytest.mark.parametrize("value", [None, "", "  \n", [], [{"id": "", "text": " "}]])
    def test_blanks_do_not_fill_it(self, value):
        assert not is_filled(value)

    @pytest.mark.parametrize("value", [0, False, True, "x", [{"id": ""}, {"id": "o1"}]])
    def test_a_no_and_a_zero_do(self, value):
        assert is_filled(value)

    def test_one_of_somebody_who_takes_no_part_is_not_asked_for(self):
        assert said(talked_about()) == []
        assert said(talked_about(parties=(MINOR, TOMAS, EGLE, GRETA))) == [("required_empty", "work/phone")]

    def test_the_dates_are_needed_whether_or_not_the_author_said_so(self):
        fields = [
            {"id": "start", "kind": "date", "owners": ["school"]},
            {"id": "end", "kind": "date", "owners": ["school"]},
        ]
        lax = template(sections=[{"id": "frame", "fields": fields}])
        assert said(talked_about(definition=lax, values={})) == [
            ("required_empty", "frame/start"),
            ("required_empty", "frame/end"),
        ]


class TestDates:
    def placement(self, start, end, **more):
        return talked_about(values=FILLED | {"start": start, "end": end}, **more)

    @pytest.mark.shows("agreement step 8", "agreement pitfall 34")
    def test_the_end_does_not_come_before_the_start(self):
        assert said(self.placement("2027-02-01", "2027-01-31")) == [("ends_before_start", "frame/end")]
        assert said(self.placement("2027-02-01", "2027-02-01")) == []

    def test_what_is_over_is_not_signed_any_more(self):
        assert said(self.placement("2026-09-01", "2026-11-19")) == [("period_over", "frame/end")]
        assert said(self.placement("2026-09-01", "2026-11-20")) == [("period_begun", "frame/start")]

    def test_what_has_begun_is_only_warned_of(self):
        begun = self.placement("2026-11-19", "2027-06-25")
        assert said(begun) == [("period_begun", "frame/start")]
        assert is_ready(begun, TODAY)
        assert said(self.placement("2026-11-20", "2027-06-25")) == []

    def test_a_change_of_what_is_in_force_may_be_of_something_begun(self):
        assert said(under_way(), date(2027, 2, 1)) == []

    @pytest.mark.parametrize(
        ("held", "path"), [(date(2027, 6, 26), "frame/end"), (date(2027, 1, 10), "frame/start")]
    )
    def test_a_review_that_was_held_stays_inside(self, held, path):
        review = ReviewFacts(3, "regular", held, held, held_on=held)
        assert said(under_way(reviews=(review,))) == [("review_outside", path)]

    def test_reviews_on_the_first_and_the_last_day_are_inside(self):
        reviews = tuple(ReviewFacts(1, "first", on, on) for on in (START, END))
        assert said(under_way(reviews=reviews)) == []

    def test_what_is_no_date_is_none(self):
        assert day("next spring") is None
        assert day(20270101) is None
        assert day("2027-01-11") == START


class TestPeople:
    @pytest.mark.parametrize("missing", [LIGA, TOMAS, EGLE])
    def test_everybody_who_signs_is_named(self, missing):
        left = tuple(party for party in (LIGA, TOMAS, EGLE, MARTA) if party is not missing)
        assert ("nobody_named", f"party/{missing.role}") in said(talked_about(parties=left))

    def test_a_row_without_a_name_names_nobody(self):
        unnamed = replace(EGLE, name=" ")
        assert said(talked_about(parties=(LIGA, TOMAS, unnamed, MARTA))) == [
            ("nobody_named", "party/employer")
        ]

    def test_who_signs_only_if_named_may_be_missing(self):
        mine = template(sections=[])
        assert said(talked_about(definition=mine, parties=(LIGA, TOMAS, EGLE))) == []

    @pytest.mark.parametrize("party", [EGLE, COUNTY])
    @pytest.mark.shows("agreement step 8")
    def test_everybody_who_signs_or_approves_can_be_reached(self, party):
        lost = replace(party, address=" ")
        parties = (LIGA, TOMAS, MARTA, *(lost if p.role == party.role else p for p in (EGLE, COUNTY)))
        assert said(talked_about(parties=parties)) == [("not_reachable", f"party/{party.role}")]

    def test_a_school_is_reached_by_any_of_its_people(self):
        school = replace(TOMAS, user_id=None, members=(20,))
        assert said(talked_about(parties=(LIGA, school, EGLE, MARTA))) == []

    def test_a_person_whose_account_is_gone_is_not_reached(self):
        gone = replace(MARTA, is_retired=True)
        assert said(talked_about(parties=(LIGA, TOMAS, EGLE, gone))) == [("not_reachable", "party/mentor")]

    def test_a_minor_needs_a_guardian(self):
        assert said(talked_about(parties=(MINOR, TOMAS, EGLE, MARTA)))[-1] == (
            "no_guardian",
            "party/guardian",
        )
        with_greta = talked_about(parties=(MINOR, TOMAS, EGLE, MARTA, GRETA), values=FILLED | {"phone": "1"})
        assert said(with_greta) == []

    @pytest.mark.shows("agreement pitfall 25")
    def test_where_the_template_asks_for_no_guardian_none_is_needed(self):
        norway = template(signers=[{"role": "learner"}, {"role": "employer"}], sections=[])
        assert said(talked_about(definition=norway, parties=(MINOR, TOMAS, EGLE))) == []

    def test_the_learner_is_enrolled(self):
        left = replace(LIGA, is_enrolled=False)
        assert said(talked_about(parties=(left, TOMAS, EGLE, MARTA))) == [
            ("learner_not_enrolled", "party/learner")
        ]


class TestWishes:
    @pytest.mark.shows("agreement step 8")
    def test_an_open_one_holds_everything_up(self):
        wish = CommentFacts("tasks", Role.LEARNER, TODAY, is_blocking=True)
        (finding,) = readiness(talked_about(comments=(wish,)), TODAY)
        assert (finding.code, finding.path) == ("open_request", "work/tasks")
        assert str(finding.message) == "A change was asked for and is not settled yet: “Tasks” (Learner)."

    def test_one_about_the_whole_is_named_so(self):
        wish = CommentFacts("", Role.MENTOR, TODAY, is_blocking=True)
        (finding,) = readiness(talked_about(comments=(wish,)), TODAY)
        assert finding.path == ""
        assert "the whole agreement" in str(finding.message)

    def test_a_settled_one_and_a_remark_hold_up_nothing(self):
        settled = CommentFacts("tasks", Role.LEARNER, TODAY, is_blocking=True, is_resolved=True)
        remark = CommentFacts("tasks", Role.LEARNER, TODAY)
        assert said(talked_about(comments=(settled, remark))) == []


REFUSED = [
    *(("learner", role.value) for role in Role if role is not Role.LEARNER),
    ("employer", "approver"),
    ("mentor", "approver"),
    ("deputy_mentor", "approver"),
    ("guardian", "approver"),
]
UNUSUAL = [
    ("school", "employer"),
    ("school", "mentor"),
    ("school", "deputy_mentor"),
    ("school", "approver"),
    ("school", "guardian"),
    ("guardian", "employer"),
    ("guardian", "mentor"),
    ("guardian", "deputy_mentor"),
    ("mentor", "deputy_mentor"),
]


class TestOnePersonInTwoRoles:
    @pytest.mark.parametrize(("one", "other"), list(combinations(Role, 2)))
    @pytest.mark.shows("agreement pitfall 10")
    def test_each_pair_is_refused_unusual_or_fine(self, one, other):
        pairs = {frozenset(pair): Level.ERROR for pair in REFUSED}
        pairs |= {frozenset(pair): Level.WARNING for pair in UNUSUAL}
        expected = pairs.get(frozenset((one.value, other.value)))
        assert opposed(one, other) is opposed(other, one) is expected

    def test_fine_are_only_the_employer_who_guides(self):
        fine = [pair for pair in combinations(Role, 2) if opposed(*pair) is None]
        assert fine == [(Role.EMPLOYER, Role.MENTOR), (Role.EMPLOYER, Role.DEPUTY_MENTOR)]
        assert opposed(Role.MENTOR, Role.MENTOR) is None

    def test_by_account(self):
        liga_again = replace(EGLE, user_id=LIGA.user_id)
        found = talked_about(parties=(LIGA, TOMAS, liga_again, MARTA))
        assert said(found) == [("two_roles", "party/employer")]

    def test_by_an_account_that_may_act_for_the_school(self):
        school = replace(TOMAS, members=(2, LIGA.user_id))
        assert said(talked_about(parties=(LIGA, school, EGLE, MARTA))) == [("two_roles", "party/school")]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("liga@home.example", " Liga@HOME.example "),
            ("l\u00edga@home.example", "li\u0301ga@home.example"),
            ("stra\u00dfe@home.example", "STRASSE@home.example"),
            ("\u0130\u0307@x.example", "i\u0307\u0307@x.example"),
        ],
    )
    @pytest.mark.shows("agreement pitfall 11")
    def test_by_address_however_it_is_written(self, one, other):
        assert compared(one) == compared(other)
        parties = (replace(LIGA, address=one), TOMAS, replace(EGLE, address=other), MARTA)
        assert said(talked_about(parties=parties)) == [("two_roles", "party/employer")]

    def test_two_without_an_address_are_not_the_same(self):
        unknown = (replace(LIGA, user_id=None), replace(EGLE, address=""))
        assert list(conflicts(unknown)) == []

    def test_a_school_that_is_the_employer_is_only_warned(self):
        workshop = replace(EGLE, user_id=20)
        found = talked_about(parties=(LIGA, TOMAS, workshop, MARTA))
        assert said(found) == [("two_roles_unusual", "party/employer")]
        assert is_ready(found, TODAY)

    def test_who_comes_with_a_change_counts_too(self):
        coming = replace(MIKAEL, user_id=LIGA.user_id, is_coming=True)
        assert said(under_way(parties=(LIGA, TOMAS, EGLE, MARTA, coming))) == [("two_roles", "party/mentor")]

    def test_it_is_known_before_somebody_is_invited_or_signs(self):
        parties = (replace(LIGA, address="liga@home.example"), TOMAS, EGLE)
        assert stands_against(Role.MENTOR, parties, user_id=1) == parties[0]
        assert stands_against(Role.MENTOR, parties, address="LIGA@home.example") == parties[0]
        assert stands_against(Role.MENTOR, parties, user_id=4) is None
        assert stands_against(Role.MENTOR, parties, user_id=2) is None, "unusual is not refused"
        assert stands_against(Role.LEARNER, parties, user_id=1) is None, "one's own role"


@pytest.mark.shows("agreement promise 15")
class TestTurns:
    def names(self, facts):
        return [party.uuid for party in signing_order.whose_turn(facts)]

    def test_everybody_at_once(self):
        assert self.names(being_signed()) == ["liga", "egle", "marta", "tomas"]
        assert self.names(being_signed("egle")) == ["liga", "marta", "tomas"]

    def test_one_after_another(self):
        in_order = template(in_order=True)
        assert self.names(being_signed(definition=in_order)) == ["liga"]
        assert self.names(being_signed("liga", definition=in_order)) == ["egle", "marta"]
        assert self.names(being_signed("liga", "egle", definition=in_order)) == ["marta"]
        assert self.names(being_signed("liga", "egle", "marta", definition=in_order)) == ["tomas"]

    def test_the_approver_comes_after_everybody(self):
        parties = (LIGA, TOMAS, EGLE, COUNTY)
        assert self.names(being_signed("liga", "tomas", parties=parties)) == ["egle"]
        assert not signing_order.is_complete(being_signed("liga", "tomas", "egle", parties=parties))
        assert self.names(being_signed("liga", "tomas", "egle", parties=parties)) == ["county"]
        assert signing_order.is_complete(being_signed("liga", "tomas", "egle", "county", parties=parties))

    def test_a_guardian_signs_for_a_minor_only(self):
        assert "greta" not in self.names(being_signed(parties=(LIGA, TOMAS, EGLE, GRETA)))
        assert "greta" in self.names(being_signed(parties=(MINOR, TOMAS, EGLE, GRETA)))

    @pytest.mark.shows("agreement step 22")
    def test_who_leaves_and_who_comes_both_sign_a_change(self):
        coming = replace(MIKAEL, is_coming=True)
        assert self.names(
            being_signed("liga", "tomas", "egle", parties=(LIGA, TOMAS, EGLE, MARTA, coming))
        ) == [
            "marta",
            "mikael",
        ]

    def test_nothing_is_complete_without_anybody_who_signs(self):
        assert not signing_order.is_complete(being_signed(definition=template(signers=[])))
