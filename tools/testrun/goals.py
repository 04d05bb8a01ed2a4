"""Compares ``tests/goals.toml`` with what really ran: a goal without a passed test is not reached.

A goal whose tests did not get to run, because a part was ended or could not run, is neither reached nor missed.

Each entry names the tests that show it, or says in ``not_here`` why this package has none. A name matches a test with
all its parameters (``tests/a.py::test_b``), one of them (``…::test_b[two]``), or a whole file.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.testrun import results
from tools.testrun.outcome import Outcome
from tools.testrun.places import REPORTS, ROOT

GOALS = ROOT / "tests" / "goals.toml"


def ran(reports: Path) -> dict[str, set[str]]:
    """Every test that a report knows, with its outcomes (one test may run on several hosts)."""
    found: dict[str, set[str]] = {}
    for report in sorted(reports.glob("*.jsonl")):
        for case in results.read(report).all():
            found.setdefault(case.id, set()).add(case.outcome)
    return found


def _matching(name: str, ran: dict[str, set[str]]) -> list[set[str]]:
    starts = tuple(name + end for end in ("::", "[", " > "))
    return [outcomes for test, outcomes in ran.items() if test == name or test.startswith(starts)]


def entries(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every goal with its key."""
    for group, goals in document.items():
        if group != "step":
            yield from ((f"{group}.{key}", entry) for key, entry in goals.items())


def _fault(entry: dict[str, Any], ran: dict[str, set[str]]) -> str:
    """What is wrong with a goal that every part had its chance to show."""
    if entry.get("not_here"):
        return "has both tests and a reason for having none" if entry.get("tests") else ""
    tests: Iterable[str] = entry.get("tests", ())
    if not tests:
        return "no test is named"
    for name in tests:
        outcomes = _matching(name, ran)
        if not outcomes:
            return f"{name} was not collected"
        for outcome in outcomes:
            if outcome != {"passed"}:
                return f"{name} was {', '.join(sorted(outcome - {'passed'}))}"
    return ""


def _was_not_run(entry: dict[str, Any], ran: dict[str, set[str]]) -> str:
    """The first test of a goal that did not get to run; empty where one of them failed, or there is none."""
    waiting = ""
    for name in entry.get("tests", ()):
        outcomes = _matching(name, ran)
        if any(outcome - {"passed", results.NOT_RUN} for outcome in outcomes):
            return ""
        if not outcomes or any(results.NOT_RUN in outcome for outcome in outcomes):
            waiting = waiting or name
    return waiting


def faults(document: dict[str, Any], ran: dict[str, set[str]]) -> dict[str, str]:
    """What is wrong, by goal."""
    found = {key: _fault(entry, ran) for key, entry in entries(document)}
    return {key: fault for key, fault in found.items() if fault}


def not_run(document: dict[str, Any], ran: dict[str, set[str]]) -> dict[str, str]:
    """The goals that a run which did not come to its end says nothing about, each with a test that did not run."""
    found = {key: _was_not_run(entry, ran) for key, entry in entries(document)}
    return {key: name for key, name in found.items() if name}


def check(is_whole: bool = True) -> Outcome:
    """The step after all parts; it counts one test per goal. ``is_whole``: every part ran to its end."""
    started = time.monotonic()
    document = tomllib.loads(GOALS.read_text("utf-8"))
    happened = ran(REPORTS)
    waiting = {} if is_whole else not_run(document, happened)
    wrong = {key: why for key, why in faults(document, happened).items() if key not in waiting}
    total = sum(1 for _ in entries(document))
    outcome = Outcome("goals", passed=total - len(wrong) - len(waiting), not_run=len(waiting))
    outcome.notes = [f"{key}: {why}" for key, why in wrong.items()]
    outcome.notes += [f"{key}: not run: {name}" for key, name in waiting.items()]
    if document["step"]["enforced"]:
        outcome.failed = len(wrong)
        print(*(f"  goal {note}" for note in outcome.notes), sep="\n", flush=True)
    outcome.seconds = time.monotonic() - started
    return outcome
