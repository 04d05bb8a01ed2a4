"""Each state of an agreement's pages, looked at: nothing for axe to find, nothing sticks out, nothing fails quietly."""

from __future__ import annotations

import pytest

from tests.e2e.agreement_desk import Desk
from tests.e2e.agreement_states import STATES, State
from tests.e2e.looking import look_at, named
from tests.e2e.visitor import DESKTOP, House


@pytest.mark.parametrize("state", STATES, ids=lambda state: named(state.name))
@pytest.mark.shows("agreement goal 15a", "agreement promise 32")
def test_a_state_can_be_used_by_everybody(house: House, desk: Desk, state: State) -> None:
    visitor, page = state.reach(house, desk, DESKTOP)
    look_at(page, state.part, f"agreement-{state.name}", by_ibm=STATES.index(state) % 4 == 0)
    assert visitor.errors == []
