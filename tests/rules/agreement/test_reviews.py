"""The parties meet by plan; the learner speaks first, nobody is waited for for ever, and late is shown as late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from tests.agreement.plain import COUNTY, EGLE, GRETA, LIGA, MARTA, MIKAEL, TEMPLATE, TOMAS, template
from workmentor_xblocks.agreement.content.definition import ReviewStep, Role
from workmentor_xblocks.agreement.rules import review_plan
from workmentor_xblocks.agreement.rules.facts import Decision, PartFacts, PartyFacts, ReviewFacts
from workmentor_xblocks.agreement.rules.review_plan import Planned, plan

STEPS = TEMPLATE.review_plan
START = date(2027, 1, 11)  # a Monday
OPENED = date(2027, 1, 17)


def weeks(count, days=0):
    return START + timedelta(weeks=count, days=days)


class TestPlan:
    @pytest.mark.shows("agreement promise 20")
    def test_by_default_week_1_week_3_every_eighth_and_the_end(self):
        end = date(2027, 6, 25)
        assert plan(STEPS, START, end) == (
            Planned("first", date(2027, 1, 16)),  # the Saturday: week 1 ends on a Sunday
            Planned("early", date(2027, 1, 30)),
            Planned("regular", date(2027, 3, 8)),
            Planned("regular", date(2027, 5, 3)),
            Planned("last", end),
        )

    def test_the_end_wins_over_what_is_near(self):
        steps = [step.step for step in plan(STEPS, START, weeks(8, 6))]
        assert steps == ["first", "early", "last"]
        assert [step.step for step in plan(STEPS, START, weeks(9))] == ["first", "early", "regular", "last"]

    def test_the_earlier_of_two_stays(self):
        steps = (ReviewStep(id="a", week=8), ReviewStep(id="b", every=8))
        assert plan(steps, START, weeks(9)) == (Planned("a", weeks(8, -2)),)

    def test_a_short_placement_has_only_its_end(self):
        assert plan(STEPS, START, START + timedelta(days=4)) == (Planned("last", START + timedelta(days=4)),)
        assert plan(STEPS, START, START) == (Planned("last", START),)

    def test_without_a_period_there_is_none(self):
        assert plan(STEPS, START, START - timedelta(days=1)) == ()
        assert plan((), START, weeks(20)) == ()

    @pytest.mark.shows("agreement pitfall 34")
    def test_a_change_of_the_clock_moves_nothing(self):
        over_march = plan((ReviewStep(id="r", every=1),), date(2027, 3, 22), date(2027, 4, 5))
        assert [item.due for item in over_march] == [date(2027, 3, 29), date(2027, 4, 5)]

    def test_on_a_holiday_nobody_meets(self):
        weekly = (ReviewStep(id="r", every=8), ReviewStep(id="end"))
        free = {date(2027, 3, 8), date(2027, 3, 9), date(2027, 6, 25), date(2027, 6, 24)}
        days = [item.due for item in plan(weekly, START, date(2027, 6, 25), closed=free)]
        assert days == [date(2027, 3, 10), date(2027, 5, 3), date(2027, 6, 23)]

    def test_where_every_day_is_closed_the_day_stays(self):
        every_day = {START + timedelta(days=n) for n in range(10)}
        assert plan((ReviewStep(id="end"),), START, START + timedelta(days=5), closed=every_day) == (
            Planned("end", START + timedelta(days=5)),
        )

    @given(
        st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        st.integers(7, 900),
        st.sets(st.integers(0, 900), max_size=20),
    )
    def test_no_review_falls_on_a_sunday_or_a_holiday(self, start, length, off):
        free = {start + timedelta(days=n) for n in off}
        end = start + timedelta(days=length)
        for item in plan(STEPS, start, end, closed=free):
            is_shut = item.due.isoweekday() == 7 or item.due in free
            open_days = [
                day
                for n in range(length + 1)
                if (day := start + timedelta(days=n)) not in free and day.isoweekday() != 7
            ]
            assert start <= item.due <= end
            assert not is_shut or not [
                day for day in open_days if (day <= item.due) == (item.step != "regular")
            ]

    @given(
        st.lists(
            st.builds(ReviewStep, id=st.just("s"), week=st.integers(0, 60), every=st.integers(0, 20)),
            max_size=6,
        ),
        st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        st.integers(0, 900),
    )
    @pytest.mark.shows("agreement pitfall 34")
    def test_any_plan_stays_inside_in_order_and_a_week_apart(self, steps, start, length):
        found = [item.due for item in plan(steps, start, start + timedelta(days=length))]
        assert found == sorted(found)
        assert all(start <= due <= start + timedelta(days=length) for due in found)
        assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(found))


def held(due, **more):
    return ReviewFacts(1, "first", due, due, closed_on=due, **more)


@pytest.mark.shows("agreement step 19")
class TestWhatComesNext:
    PLANNED = plan(STEPS, START, date(2027, 6, 25))

    def test_the_first_to_begin_with(self):
        assert review_plan.next_due(self.PLANNED, ()) == self.PLANNED[0]

    def test_then_the_one_after_the_last(self):
        assert review_plan.next_due(self.PLANNED, (held(self.PLANNED[1].due),)) == self.PLANNED[2]
        assert review_plan.next_due(self.PLANNED, (held(self.PLANNED[-1].due),)) is None

    def test_one_that_was_called_just_before_counts(self):
        called = held(self.PLANNED[2].due - timedelta(days=6))
        assert review_plan.next_due(self.PLANNED, (called,)) == self.PLANNED[3]
        called = held(self.PLANNED[2].due - timedelta(days=7))
        assert review_plan.next_due(self.PLANNED, (called,)) == self.PLANNED[2]

    def test_it_opens_on_its_day(self):
        first = self.PLANNED[0]
        assert review_plan.to_open(self.PLANNED, (), first.due - timedelta(days=1)) is None
        assert review_plan.to_open(self.PLANNED, (), first.due) == first

    def test_of_several_missed_ones_only_the_newest(self):
        assert review_plan.to_open(self.PLANNED, (), date(2027, 3, 20)) == self.PLANNED[2]

    def test_none_while_another_is_open(self):
        still = replace(held(self.PLANNED[0].due), closed_on=None)
        assert review_plan.to_open(self.PLANNED, (still,), date(2027, 3, 20)) is None

    def test_none_after_the_last(self):
        done = tuple(held(item.due) for item in self.PLANNED)
        assert review_plan.to_open(self.PLANNED, done, date(2028, 1, 1)) is None


class TestWhoseParts:
    ASKED = template(review_fields=[
        {"id": "voice", "owners": ["learner"]},
        {"id": "seen", "owners": ["mentor", "employer"]},
        {"id": "school", "owners": ["school"]},
    ])  # fmt: skip
    NOBODY = PartyFacts("place", Role.MENTOR)

    def writers(self, *parties, definition=ASKED):
        return review_plan.writers(definition, parties)

    def test_the_workplace_speaks_with_one_voice_and_that_is_marta_s(self):
        assert self.writers(LIGA, TOMAS, EGLE, MARTA) == (Role.LEARNER, Role.SCHOOL, Role.MENTOR)

    def test_where_nobody_is_named_as_mentor_egle_speaks_for_the_workplace(self):
        assert self.writers(LIGA, TOMAS, EGLE, self.NOBODY) == (Role.LEARNER, Role.SCHOOL, Role.EMPLOYER)
        only_named = replace(self.NOBODY, name="Marta")
        assert Role.EMPLOYER in self.writers(LIGA, EGLE, only_named), "who cannot be reached cannot answer"

    def test_egle_also_where_the_form_asks_the_mentor_alone(self):
        mentor_only = template(review_fields=[{"id": "seen", "owners": ["mentor"]}])
        assert self.writers(LIGA, EGLE, self.NOBODY, definition=mentor_only) == (Role.EMPLOYER,)
        assert self.writers(LIGA, EGLE, MARTA, definition=mentor_only) == (Role.MENTOR,)

    def test_where_it_asks_the_employer_alone_marta_only_steps_in(self):
        employer_only = template(review_fields=[{"id": "seen", "owners": ["employer"]}])
        assert self.writers(EGLE, MARTA, definition=employer_only) == (Role.EMPLOYER,)
        gone = replace(EGLE, is_retired=True)
        assert self.writers(gone, MARTA, definition=employer_only) == (Role.MENTOR,)

    def test_who_signed_on_paper_is_better_than_nobody_and_an_empty_place_is_nobody(self):
        on_paper = PartyFacts("egle", Role.EMPLOYER, "Egle")
        assert self.writers(LIGA, on_paper, self.NOBODY) == (Role.LEARNER, Role.EMPLOYER)
        assert self.writers(LIGA, self.NOBODY, PartyFacts("place", Role.EMPLOYER)) == (Role.LEARNER,)

    def test_guardian_approver_and_who_only_comes_have_no_part(self):
        coming = replace(MIKAEL, is_coming=True)
        assert self.writers(LIGA, GRETA, COUNTY, coming) == (Role.LEARNER,)

    def test_where_the_form_is_empty_everybody_says_whether_they_agree(self):
        assert self.writers(LIGA, TOMAS, EGLE, MARTA, definition=template(review_fields=[])) == (
            Role.LEARNER, Role.SCHOOL, Role.MENTOR,
        )  # fmt: skip


def review(*submitted, opened=OPENED, **more):
    parts = tuple(
        PartFacts(role, OPENED + timedelta(days=3) if role in submitted else None)
        for role in (Role.LEARNER, Role.MENTOR, Role.SCHOOL)
    )
    return ReviewFacts(1, "first", OPENED, opened, parts=parts, **more)


@pytest.mark.shows("agreement promise 20")
class TestWhoWrites:
    def test_liga_at_once_and_the_others_not(self):
        assert review_plan.may_fill(Role.LEARNER, review(), OPENED)
        assert not review_plan.may_fill(Role.MENTOR, review(), OPENED + timedelta(days=6))

    def test_the_others_after_her_part(self):
        assert review_plan.may_fill(Role.MENTOR, review(Role.LEARNER), OPENED + timedelta(days=3))

    def test_or_after_a_week_without_it(self):
        assert review_plan.may_fill(Role.SCHOOL, review(), OPENED + timedelta(days=7))
        assert review_plan.may_fill(Role.LEARNER, review(), OPENED + timedelta(days=30)), "and she may still"

    def test_nobody_twice_nobody_without_a_part_and_nobody_in_a_closed_one(self):
        late = OPENED + timedelta(days=10)
        assert not review_plan.may_fill(Role.LEARNER, review(Role.LEARNER), late)
        assert not review_plan.may_fill(Role.GUARDIAN, review(), late)
        assert not review_plan.may_fill(Role.LEARNER, review(closed_on=OPENED), OPENED)

    def test_where_the_learner_has_no_part_the_others_begin(self):
        two = replace(review(), parts=(PartFacts(Role.MENTOR), PartFacts(Role.SCHOOL)))
        assert review_plan.may_fill(Role.MENTOR, two, OPENED)

    def test_a_part_that_came_after_the_week_holds_nobody_back(self):
        slow = replace(
            review(), parts=(PartFacts(Role.LEARNER, OPENED + timedelta(days=20)), PartFacts(Role.MENTOR))
        )
        assert review_plan.others_from(slow) == OPENED + timedelta(days=7)


class TestAgreeing:
    ALL = review(Role.LEARNER, Role.MENTOR, Role.SCHOOL)

    def decided(self, *decisions):
        parts = zip(self.ALL.parts, decisions, strict=True)
        return replace(
            self.ALL, parts=tuple(replace(part, decision=said, decided_on=OPENED) for part, said in parts)
        )

    def test_only_when_all_parts_are_there(self):
        assert review_plan.may_decide(Role.MENTOR, self.ALL)
        assert not review_plan.may_decide(Role.LEARNER, review(Role.LEARNER, Role.MENTOR))

    def test_once_and_only_with_a_part(self):
        some = self.decided(Decision.AGREE, Decision.NONE, Decision.NONE)
        assert not review_plan.may_decide(Role.LEARNER, some)
        assert review_plan.may_decide(Role.SCHOOL, some)
        assert not review_plan.may_decide(Role.GUARDIAN, some)
        assert not review_plan.may_decide(Role.SCHOOL, replace(some, closed_on=OPENED))

    def test_when_somebody_last_spoke(self):
        assert review_plan.spoken_on(review()) is None
        assert review_plan.spoken_on(review(Role.LEARNER)) == OPENED + timedelta(days=3)


@pytest.mark.parametrize(
    ("days", "level", "escalates"),
    [(-2, "in_time", False), (0, "in_time", False), (7, "in_time", False), (8, "late", False), (14, "late", False),
     (15, "very_late", True)],
)  # fmt: skip
@pytest.mark.shows("agreement pitfall 46")
def test_lateness_is_counted_from_the_day_they_met(days, level, escalates):
    found = review_plan.lateness(OPENED, OPENED + timedelta(days=days))
    assert (found.days, found.level, found.escalates) == (max(days, 0), level, escalates)
