"""The places in which the facts are tried, and a table of what held where.

The demo always; a real site as well when ``WORKMENTOR_LMS`` is set (see ``tests.contract.http.place``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.contract.steps", "tests.contract.facts", "tests.contract.http")

from tests.contract import table  # noqa: E402 - their asserts are to be rewritten first
from tests.contract.demo.place import DemoSite  # noqa: E402
from tests.contract.fact import Fact  # noqa: E402
from tests.contract.facts import FACTS  # noqa: E402
from tests.contract.http.place import HttpSite  # noqa: E402


@cache
def _lacks(place: str) -> Any:
    return DemoSite.lacks if place == "demo" else HttpSite.of_environment().lacks


def _places() -> list[str]:
    return ["demo", "http"] if os.environ.get("WORKMENTOR_LMS") else ["demo"]


def _marks(place: str, fact: Fact) -> tuple[Any, ...]:
    """Its own. In the demo, agreements are walked through once on every host, and to every corner on one."""
    own = tuple(getattr(fact.show, "pytestmark", ()))
    is_corner = fact.name.startswith("agreement_") and not fact.name.startswith("agreement_round.")
    return (*own, pytest.mark.thorough) if place == "demo" and is_corner else own


def pytest_generate_tests(metafunc: Any) -> None:
    """One test for each fact and place, but for what a place cannot show."""
    if "fact" not in metafunc.fixturenames:
        return
    cases = [
        pytest.param(place, fact, id=f"{place}-{fact.name}", marks=_marks(place, fact))
        for place in _places()
        for fact in FACTS
        if not fact.needs & _lacks(place).keys()
    ]
    metafunc.parametrize(("site", "fact"), cases, indirect=["site"])


@pytest.fixture(scope="session")
def real_site() -> Iterator[HttpSite]:
    """The site that the environment names; left as it was found."""
    site = HttpSite.of_environment()
    yield site
    site.close()


@pytest.fixture
def site(request: Any, db: None, settings: Any) -> Iterator[Any]:
    """The place of this test. The demo is new for each, the real site stays."""
    if request.param == "http":
        real: HttpSite = request.getfixturevalue("real_site")
        real.begin_fact()
        yield real
        real.end_fact()
    else:
        settings.COURSE_FOLDERS = list(settings.COURSE_FOLDERS)
        yield DemoSite()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: Any, call: Any) -> Iterator[None]:
    """Keep how each fact went, for the table."""
    outcome = yield
    report = outcome.get_result()
    fact = getattr(item, "callspec", None) and item.callspec.params.get("fact")
    if isinstance(fact, Fact) and (report.when == "call" or report.failed):
        table.note(fact, item.callspec.params["site"], report.outcome, report.duration)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table, after a run that tried facts."""
    if table.RESULTS:
        terminalreporter.section("the contract")
        terminalreporter.write_line(table.written(FACTS, {place: _lacks(place) for place in _places()}))
