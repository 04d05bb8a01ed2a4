"""Nothing is kept longer than the template says, nothing is erased while it is needed or held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workmentor_xblocks.agreement.content.definition import Retention
from workmentor_xblocks.agreement.rules.lifecycle import TABLE, Event, State
from workmentor_xblocks.agreement.rules.retention import Due, Kind, address_due, planned, what_is_due

RULES = Retention()
BEGUN, CHANGED, ENDED = date(2026, 2, 3), date(2026, 8, 31), date(2026, 11, 20)


def due(state, today, **more):
    told = {"created_on": BEGUN, "changed_on": CHANGED, "ended_on": ENDED, "rules": RULES, "today": today}
    return what_is_due(state=state, **(told | more))


DAYS = [
    (State.DRAFT, date(2027, 8, 31), Kind.ERASE),
    (State.CANCELLED, date(2027, 11, 20), Kind.ERASE),
    (State.EXPIRED, date(2028, 11, 20), Kind.ERASE),
    (State.COMPLETED, date(2030, 1, 1), Kind.ERASE),
    (State.TERMINATED, date(2030, 1, 1), Kind.ERASE),
    (State.ERASED, date(2036, 11, 20), Kind.END_TOMBSTONE),
]


@pytest.mark.parametrize(("state", "on", "kind"), DAYS)
@pytest.mark.shows("agreement step 31")
class TestWhatIsOver:
    @pytest.mark.shows("agreement pitfall 24")
    def test_is_due_on_its_day_and_not_before(self, state, on, kind):
        assert due(state, on - timedelta(days=1)) is None
        assert due(state, on) == Due(kind, on)
        assert due(state, on + timedelta(days=400)) == Due(kind, on), "also when nobody looked for a year"

    def test_is_kept_under_a_legal_hold(self, state, on, kind):
        assert due(state, on + timedelta(days=9_999), legal_hold=True) is None


GOING_ON = {State.NEGOTIATING, State.SIGNING, State.SIGNED, State.ACTIVE, State.SUSPENDED}


@pytest.mark.parametrize("state", sorted(GOING_ON))
def test_what_is_going_on_is_never_due(state):
    assert due(state, date(2099, 1, 1)) is None


def test_the_rules_and_the_lifecycle_agree_on_what_can_be_erased():
    erasable = {state for row in TABLE if row.event is Event.ERASE for state in row.sources}
    assert erasable == {state for state, _on, kind in DAYS if kind is Kind.ERASE}


@pytest.mark.shows("agreement pitfall 24")
def test_an_end_in_january_counts_for_its_whole_year():
    january, december = date(2026, 1, 1), date(2026, 12, 31)
    on = {
        due(State.COMPLETED, date(2099, 1, 1), ended_on=day, rules=Retention(ended_years=0)).on
        for day in (january, december)
    }
    assert on == {date(2027, 1, 1)}


def test_a_short_month_ends_earlier():
    rules = Retention(draft_months=6)
    assert due(State.DRAFT, date(2027, 2, 28), rules=rules) == Due(Kind.ERASE, date(2027, 2, 28))


def test_a_leap_day_is_no_trap():
    assert planned(
        state=State.ERASED,
        created_on=BEGUN,
        changed_on=CHANGED,
        ended_on=date(2028, 2, 29),
        rules=Retention(tombstone_years=1),
    ) == Due(Kind.END_TOMBSTONE, date(2029, 2, 28))


def test_what_is_left_of_a_draft_counts_from_its_beginning():
    erased = planned(state=State.ERASED, created_on=BEGUN, changed_on=CHANGED, ended_on=None, rules=RULES)
    assert erased == Due(Kind.END_TOMBSTONE, date(2036, 2, 3))


def test_from_where_somebody_signed_is_forgotten_after_ninety_days():
    assert address_due(BEGUN, rules=RULES, today=BEGUN + timedelta(days=89)) is None
    found = address_due(BEGUN, rules=RULES, today=BEGUN + timedelta(days=95))
    assert found == Due(Kind.FORGET_ADDRESS, BEGUN + timedelta(days=90))
    assert address_due(BEGUN, rules=RULES, today=BEGUN + timedelta(days=95), legal_hold=True) is None
