"""An evaluation learns from many agreements what happened, and nothing about anybody."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from tests.agreement.plain import TEMPLATE, template
from tests.attacker import by_subtraction
from workmentor_xblocks.agreement.rules.history_figures import Happened, History
from workmentor_xblocks.agreement.rules.indicators import Spread, dumped, indicators, loaded
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event

FIRST = datetime(2026, 9, 1, 8, tzinfo=UTC)
TODAY = date(2027, 7, 1)
L, I, E, M = Actor.LEARNER, Actor.SCHOOL, Actor.EMPLOYER, Actor.MENTOR  # noqa: E741  # as in the table of the lifecycle


def on(day, kind, actor=I, **data):
    return Happened(kind, FIRST + timedelta(days=day), actor, data)


def signing(freeze, *answers):
    """A text is fixed; (day, who) sign, the last of them puts it into force."""
    signed = [on(day, Event.SIGN, who) for day, who in answers]
    last = on(answers[-1][0], Event.SIGN, answers[-1][1], in_force=True)
    return [on(freeze, Event.FREEZE), *signed[:-1], last]


def history(*events, definition=TEMPLATE, waiting=()):
    return History(definition, [on(0, Event.CREATE), *events], waiting)


def of(*histories):
    return indicators(histories, TODAY, with_small_groups=True)


@pytest.mark.shows("agreement goal 21")
class TestSigning:
    def test_days_from_the_first_draft_to_the_last_signature(self):
        days = (10, 11, 12, 13, 14, 15, 16, 17, 18, 90)
        found = of(*(history(*signing(5, (6, L), (day, E))) for day in days)).days_to_signature
        assert found == Spread(10, 14.5, 18)

    def test_what_is_not_signed_yet_counts_not(self):
        assert of(history(on(5, Event.FREEZE))).days_to_signature == Spread(0, None, None)

    def test_an_amendment_is_no_second_first_signature(self):
        both = history(*signing(5, (8, E)), *signing(100, (120, E)))
        assert of(both).days_to_signature.median == 8

    def test_an_approval_and_a_signature_on_paper_count_as_well(self):
        paper = history(on(5, Event.FREEZE), on(7.5, Event.RECORD_OFFLINE, I, role="employer", in_force=True))
        county = history(
            on(5, Event.FREEZE), on(6, Event.SIGN, E), on(9, Event.APPROVE, Actor.APPROVER, in_force=True)
        )
        assert [of(found).days_to_signature.median for found in (paper, county)] == [7.5, 9]

    def test_rounds_are_how_often_a_text_was_fixed_until_all_had_signed(self):
        once = history(*signing(5, (8, E)), on(90, Event.FREEZE))
        thrice = history(
            on(5, Event.FREEZE), on(6, Event.DECLINE, E, reason="tasks_wrong"),
            on(7, Event.FREEZE), on(8, Event.UNFREEZE), *signing(9, (10, E)),
        )  # fmt: skip
        open_still = history(on(5, Event.FREEZE), on(6, Event.DECLINE, E), on(7, Event.FREEZE))
        never = history()
        assert of(once, thrice, open_still, never).rounds == Spread(3, 2, 3)

    def test_why_it_was_declined(self):
        told = history(
            on(1, Event.DECLINE, E, reason="tasks_wrong"), on(2, Event.DECLINE, E, reason="tasks_wrong")
        )
        assert of(told, history(on(1, Event.DECLINE, L))).declines.counts == {"tasks_wrong": 2, "other": 1}


@pytest.mark.shows("agreement goal 21")
class TestWhoWaited:
    def waited(self, *histories):
        return {role: spread.median for role, spread in of(*histories).waited}

    def test_all_at_once_since_the_text_was_fixed(self):
        assert self.waited(history(*signing(5, (6, L), (15, E), (20, I)))) == {I: 15, E: 10, L: 1}

    def test_in_order_since_the_signature_before(self):
        in_order = history(*signing(5, (6, L), (15, E), (20, I)), definition=template(in_order=True))
        assert self.waited(in_order) == {E: 9, I: 5, L: 1}

    def test_the_longest_comes_first(self):
        found = of(history(*signing(5, (6, L), (15, E), (20, I)))).waited
        assert [role for role, _spread in found] == [I, E, L]

    def test_a_decline_is_an_answer_too_and_rounds_add_up(self):
        rounds = history(on(5, Event.FREEZE), on(9, Event.DECLINE, E), *signing(20, (23, E)))
        assert self.waited(rounds) == {E: 7}

    def test_a_signature_on_paper_is_that_of_who_signed(self):
        assert self.waited(
            history(on(5, Event.FREEZE), on(12, Event.RECORD_OFFLINE, I, role="employer"))
        ) == {E: 7}

    def test_who_approves_is_waited_for_since_the_last_signature(self):
        told = history(on(5, Event.FREEZE), on(9, Event.SIGN, E), on(19, Event.APPROVE, Actor.APPROVER))
        assert self.waited(told) == {Actor.APPROVER: 10, E: 4}

    def test_in_reviews_the_others_only_since_the_learners_part(self):
        told = history(
            on(10, Event.OPEN_REVIEW, Actor.TIMER, review="r1"),
            on(14, Event.SUBMIT_PART, L, review="r1"),
            on(20, Event.SUBMIT_PART, M, review="r1"),
        )
        assert self.waited(told) == {M: 6, L: 4}

    def test_who_is_waited_for_today_as_well(self):
        assert self.waited(history(waiting=((M, TODAY - timedelta(days=12)),))) == {M: 12}

    def test_the_median_over_agreements(self):
        many = [history(*signing(0, (days, E))) for days in (1, 3, 20)]
        assert of(*many).waited == ((E, Spread(3, 3, 20)),)


@pytest.mark.shows("agreement goal 21")
class TestFollowUp:
    def review(self, name, due, *, opened=None, closed=None, kind=Event.ACKNOWLEDGE):
        day = (FIRST + timedelta(days=due)).date().isoformat()
        events = [on(due if opened is None else opened, Event.OPEN_REVIEW, Actor.TIMER, review=name, due=day)]
        if closed is not None:
            events += [on(closed - 1, Event.ACKNOWLEDGE, M, review=name, closed=False)]
            events += [on(closed, kind, I, review=name, closed=kind is Event.ACKNOWLEDGE)]
        return events

    def test_reviews_on_time_are_those_closed_within_two_weeks(self):
        told = history(
            *self.review("r1", 10, closed=24),
            *self.review("r2", 40, closed=55),
            *self.review("r3", 70, closed=80, kind=Event.CLOSE_REVIEW),
            *self.review("r4", 100),
        )
        assert of(told).reviews.counts == {"on_time": 2, "late": 2}

    def test_one_that_is_open_and_not_late_is_neither(self):
        due = (TODAY - FIRST.date()).days - 14
        assert of(history(*self.review("r1", due))).reviews.counts == {"on_time": 0, "late": 0}
        assert of(history(*self.review("r1", due - 1))).reviews.counts == {"on_time": 0, "late": 1}

    def test_amendments_are_changes_that_came_into_force(self):
        none = history(*signing(5, (8, E)))
        proposed = history(
            *signing(5, (8, E)), on(50, Event.PROPOSE_AMENDMENT, M), on(60, Event.WITHDRAW_AMENDMENT, M)
        )
        twice = history(*signing(5, (8, E)), *signing(50, (51, E)), *signing(60, (61, E)))
        assert of(none, proposed, twice, history()).amendments.counts == {"0": 3, "2+": 1}

    @pytest.mark.shows("agreement promise 21")
    def test_who_changed_the_company_did_not_leave_the_training(self):
        ended = [
            history(on(9, Event.TERMINATE, I, reason=reason))
            for reason in ("moved", "gave_up", "sickness", "moved", "new")
        ]
        found = of(*ended)
        assert found.ends.counts == {"moved": 2, "gave_up": 1, "sickness": 1, "new": 1}
        assert found.meanings.counts == {"changed_company": 2, "left_training": 1, "other": 2}

    def test_a_proposed_end_is_no_end(self):
        assert of(history(on(9, Event.PROPOSE_TERMINATION, M, reason="moved"))).ends.counts == {}


@pytest.mark.shows("agreement goal 21")
class TestInSteps:
    """Without the right to open single agreements: in steps of five, and no figure of one of them."""

    def group(self, size, *, reason="moved", days=8):
        return [
            history(*signing(5, (6, L), (days, E)), on(90, Event.TERMINATE, I, reason=reason))
            for _number in range(size)
        ]

    def test_four_are_not_told_apart(self):
        found = indicators(self.group(4), TODAY)
        assert found.agreements is None
        assert found.days_to_signature == found.rounds == Spread(None, None, None)
        assert found.waited == ()
        assert set(found.ends.counts.values()) == set(found.meanings.counts.values()) == {None}
        assert indicators(self.group(1), TODAY) == found, "one looks the same"

    def test_seven_look_like_five(self):
        found = indicators(self.group(7), TODAY)
        assert found.agreements == 5
        assert found.days_to_signature == Spread(5, None, None), (
            "a median of seven is a figure of one of them"
        )
        assert {code: count for code, count in found.ends.counts.items() if count} == {"moved": 5}
        assert found.meanings.counts["changed_company"] == 5

    def test_a_median_is_the_mean_of_five_and_a_percentile_needs_five_beyond(self):
        ten = [one for days in range(10, 20) for one in self.group(1, days=days)]
        assert indicators(ten, TODAY).days_to_signature == Spread(10, 14, None)
        fifty = [one for days in range(10, 60) for one in self.group(1, days=days)]
        assert indicators(fifty, TODAY).days_to_signature == Spread(50, 34, 54)

    def test_one_of_another_kind_is_hidden_and_the_others_do_not_tell_of_it(self):
        other = history(on(90, Event.TERMINATE, I, reason="gave_up"))
        found, without = indicators([*self.group(9), other], TODAY), indicators(self.group(9), TODAY)
        assert found.ends.counts["gave_up"] is without.ends.counts["gave_up"] is None
        assert found.ends.counts["moved"] == 5
        assert found.meanings.counts == without.meanings.counts

    def test_many_events_of_one_agreement_are_one_agreement(self):
        """Twelve declines of one employer are no twelve employers."""
        one = history(*(on(day, Event.DECLINE, E, reason="tasks_wrong") for day in range(12)))
        assert of(one).declines.counts == {"tasks_wrong": 12}
        found = indicators([one, *self.group(20)], TODAY)
        assert found.declines.counts["tasks_wrong"] is None
        assert found.declines.total is None

    def test_a_reason_that_only_old_templates_know_names_nobody(self):
        found = indicators([*self.group(9), history(on(90, Event.TERMINATE, I, reason="old_code"))], TODAY)
        assert "old_code" not in found.ends.counts

    def test_reviews_and_rounds_hang_together_with_nothing_exact(self):
        """What issue 7 subtracted: rounds count who never signed, days count who did."""
        never = history(on(5, Event.FREEZE), on(6, Event.DECLINE, E))
        found = indicators([*self.group(12), never], TODAY)
        assert (found.rounds.n, found.days_to_signature.n) == (10, 10)

    def test_who_may_open_each_agreement_sees_all(self):
        assert of(*self.group(1)).agreements == 1
        assert of(*self.group(1)).days_to_signature.n == 1

    def test_of_none_there_is_nothing(self):
        assert of().agreements == 0
        assert of().days_to_signature == Spread(0, None, None)
        assert of().ends.counts == {}

    def test_they_are_kept_as_data(self):
        for size in (0, 4, 12, 60):
            found = indicators(self.group(size), TODAY)
            assert loaded(json.loads(json.dumps(dumped(found)))) == found


REASONS = {"moved": "changed_company", "gave_up": "left_training", "sickness": "other", "other": "other"}


def random_history(chance: Random):
    events = []
    if chance.random() < 0.9:
        events += signing(5, (6, L), (chance.randint(7, 40), E))
        for number in range(chance.choice([0, 0, 1, 2])):
            events += signing(50 + 10 * number, (51 + 10 * number, E))
        if chance.random() < 0.6:
            events.append(
                on(200, Event.TERMINATE, I, reason=chance.choice(["moved", "moved", "gave_up", "sickness"]))
            )
    else:
        events += [on(5, Event.FREEZE), on(6, Event.DECLINE, E, reason="tasks_wrong")]
    return history(*events)


def equations(found, looks):
    """All that is published, as if it were exact, and how it hangs together; a count of now is then and new."""
    tables = {"ends": found.ends, "meanings": found.meanings, "amendments": found.amendments}
    for table, cells in tables.items():
        for name, count in cells.counts.items():
            if count is not None:
                yield {(look, table, name): 1 for look in looks}, count
        if cells.total is not None:
            yield {(look, table, name): 1 for look in looks for name in cells.counts}, cells.total
    if found.agreements is not None:
        yield (
            {(look, "amendments", name): 1 for look in looks for name in found.amendments.counts},
            found.agreements,
        )
    for means in set(REASONS.values()):
        reasons = {
            (look, "ends", name): 1 for look in looks for name, meant in REASONS.items() if meant == means
        }
        yield {**reasons, **{(look, "meanings", means): -1 for look in looks}}, 0
    for n, look_for in ((found.days_to_signature.n, "signed"), (found.rounds.n, "fixed")):
        if n is not None:
            yield {(look, "agreements", look_for): 1 for look in looks}, n


def test_by_subtraction_only_fives_follow_from_all_figures_then_and_now():
    """200 blocks, and as many again when five to nine more agreements were made and a few were erased."""
    followed = exact = 0
    for seed in range(200):
        chance = Random(seed)
        then = [random_history(chance) for _ in range(chance.choice([6, 13, 30, 80]))]
        now = then[chance.randint(0, 3) :] + [random_history(chance) for _ in range(chance.randint(5, 9))]
        looks = [(indicators(then, TODAY), ("then",)), (indicators(now, TODAY), ("then", "new"))]
        for seen in (looks[:1], looks[1:], looks):
            known = by_subtraction(one for found, names in seen for one in equations(found, names))
            followed += len(known)
            assert not [cell for cell, value in known.items() if value % 5], seed
        open_figures = indicators(then, TODAY, with_small_groups=True)
        exact += any(value % 5 for value in by_subtraction(equations(open_figures, ("then",))).values())
    assert followed > 1000
    assert exact == 200, "the attacker finds what can be found"
