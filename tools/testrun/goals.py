"""Compares ``tests/goals.toml`` with what really ran: a goal without a passed test is not reached.

Each entry names the tests that show it, or says in ``not_here`` why this package has none. A name matches a test with
all its parameters (``tests/a.py::test_b``), one of them (``…::test_b[two]``), or a whole file.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.testrun import junit
from tools.testrun.outcome import Outcome
from tools.testrun.places import REPORTS, ROOT

GOALS = ROOT / "tests" / "goals.toml"


def ran(reports: Path = REPORTS) -> dict[str, set[str]]:
    """Every test that a report knows, with its outcomes (one test may run on several hosts)."""
    found: dict[str, set[str]] = {}
    for report in sorted(reports.glob("*.xml")):
        for case in junit.cases(report):
            found.setdefault(case.id, set()).add(case.outcome)
    return found


def _matching(name: str, results: dict[str, set[str]]) -> list[set[str]]:
    starts = tuple(name + end for end in ("::", "[", " > "))
    return [outcomes for test, outcomes in results.items() if test == name or test.startswith(starts)]


def entries(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every goal with its key."""
    for group, goals in document.items():
        if group != "step":
            yield from ((f"{group}.{key}", entry) for key, entry in goals.items())


def _fault(entry: dict[str, Any], results: dict[str, set[str]]) -> str:
    if entry.get("not_here"):
        return "has both tests and a reason for having none" if entry.get("tests") else ""
    tests: Iterable[str] = entry.get("tests", ())
    if not tests:
        return "no test is named"
    for name in tests:
        outcomes = _matching(name, results)
        if not outcomes:
            return f"{name} was not collected"
        for outcome in outcomes:
            if outcome != {"passed"}:
                return f"{name} was {', '.join(sorted(outcome - {'passed'}))}"
    return ""


def faults(document: dict[str, Any], results: dict[str, set[str]]) -> dict[str, str]:
    """What is wrong, by goal."""
    found = {key: _fault(entry, results) for key, entry in entries(document)}
    return {key: fault for key, fault in found.items() if fault}


def check() -> Outcome:
    """The step after all parts; it counts one test per goal."""
    started = time.monotonic()
    document = tomllib.loads(GOALS.read_text("utf-8"))
    total, wrong = sum(1 for _ in entries(document)), faults(document, ran())
    outcome = Outcome(
        "goals", passed=total - len(wrong), notes=[f"{key}: {why}" for key, why in wrong.items()]
    )
    if document["step"]["enforced"]:
        outcome.failed = len(wrong)
        print(*(f"  goal {note}" for note in outcome.notes), sep="\n", flush=True)
    outcome.seconds = time.monotonic() - started
    return outcome
