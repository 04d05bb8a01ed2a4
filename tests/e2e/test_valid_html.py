"""All pages that the browser tests looked at, read as HTML; and no engine is excused for what it does not say any more.

Runs last of this folder by its name: what it reads was kept by the tests before it.
"""

from __future__ import annotations

import pytest

from tests.e2e import agreement_states, engines, states, test_demo_pages
from tests.e2e.looking import named


def _kept() -> set[str]:
    return {path.stem for path in engines.PAGES.iterdir()}


def test_every_page_is_valid_html() -> None:
    assert engines.invalid() == {}


@pytest.mark.shows("page fact 10")
def test_no_engine_is_excused_for_what_it_does_not_say_any_more() -> None:
    pages = {named(state.name) for state in states.STATES}
    pages |= {named(f"agreement-{state.name}") for state in agreement_states.STATES}
    pages |= {named(f"demo-{name}") for name in test_demo_pages.PAGES}
    looked_at_all = pages <= _kept()
    assert not looked_at_all or {*engines.WRONG} - engines.USED == set()
