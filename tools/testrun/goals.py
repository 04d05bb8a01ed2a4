"""Compares what the package promises (``tests/goals.txt``) with what really ran: a goal without a passed test is not reached.

A test says which goals it shows: in Python by a mark, ``@pytest.mark.shows("agreement pitfall 25")`` on a function, a
class or a whole file (``pytestmark``), in TypeScript by its title, ``"… [shows studio fact 2; page fact 1]"``. A goal is
reached when every test that names it passed, with all its parameters and on every host. One whose tests did not get to
run, because a part was ended or could not run, is neither reached nor missed.

The marks are read from the sources, so that a test that was not even collected is missed.
"""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.testrun import results
from tools.testrun.outcome import Outcome
from tools.testrun.places import FRONTEND, REPORTS, ROOT

GOALS = ROOT / "tests" / "goals.txt"
WITHOUT_A_TEST = ROOT / "tests" / "goals_without_a_test.txt"
_FACTS = "tests/contract/facts/"  # each is a case of one test
_IN_A_TITLE = re.compile(r"\[shows ([^\]]+)\]")

Goals = dict[str, list[str]]


def told(path: Path) -> dict[str, str]:
    """The sentence of each goal in a list of them, or the reason."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return dict(line.split(": ", 1) for line in lines)


def named(root: Path) -> Goals:
    """The tests that name a goal, by goal."""
    found: Goals = {}
    for path in sorted(root.glob("tests/**/*.py")):
        for test, goals in _marks(str(path.relative_to(root)), path.read_text("utf-8")):
            for goal in goals:
                found.setdefault(goal, []).append(test)
    frontend = root / FRONTEND.name
    for path in sorted(
        path for folder in ("build", "editor", "learner") for path in (frontend / folder).rglob("*.test.*")
    ):
        for goal in sorted(in_titles(path.read_text("utf-8"))):
            found.setdefault(goal, []).append(f"{path.relative_to(frontend)} > [shows {goal}]")
    return found


def in_titles(text: str) -> set[str]:
    """The goals that titles of tests name."""
    return {goal for names in _IN_A_TITLE.findall(text) for goal in names.split("; ")}


def _marks(path: str, source: str) -> Iterator[tuple[str, list[str]]]:
    if ".shows(" in source:
        yield from _in(ast.parse(source).body, path)


def _in(nodes: Iterable[ast.stmt], path: str) -> Iterator[tuple[str, list[str]]]:
    for node in nodes:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield path, _goals(ast.walk(node.value))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield _id(path, node.name), _goals(node.decorator_list)
            if isinstance(node, ast.ClassDef):
                yield from _in(node.body, _id(path, node.name))


def _id(path: str, name: str) -> str:
    if path.startswith(_FACTS):
        return f"tests/contract/test_contract.py::test_fact[demo-{Path(path).stem}.{name}]"
    return f"{path}::{name}"


def _goals(nodes: Iterable[ast.AST]) -> list[str]:
    marks = [
        node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.shows"
    ]
    return [ast.literal_eval(goal) for mark in marks for goal in mark.args]


def ran(reports: Path) -> dict[str, set[str]]:
    """Every test that a report knows, with its outcomes (one test may run on several hosts)."""
    found: dict[str, set[str]] = {}
    for report in sorted(reports.glob("*.jsonl")):
        for case in results.read(report).all():
            found.setdefault(case.id, set()).add(case.outcome)
    return found


def _matching(name: str, ran: dict[str, set[str]]) -> list[set[str]]:
    file, _, goal = name.partition(" > [shows ")
    if goal:
        return [
            outcomes
            for test, outcomes in ran.items()
            if test.startswith(f"{file} > ") and goal.removesuffix("]") in in_titles(test)
        ]
    starts = (f"{name}::", f"{name}[")
    return [outcomes for test, outcomes in ran.items() if test == name or test.startswith(starts)]


def faults(goals: Goals, ran: dict[str, set[str]]) -> dict[str, str]:
    """What is wrong with a goal that every part had its chance to show, by goal."""
    found = {goal: _fault(tests, ran) for goal, tests in goals.items()}
    return {goal: fault for goal, fault in found.items() if fault}


def _fault(tests: list[str], ran: dict[str, set[str]]) -> str:
    if not tests:
        return "no test names it"
    for name in tests:
        outcomes = _matching(name, ran)
        if not outcomes:
            return f"{name} was not collected"
        for outcome in outcomes:
            if outcome != {"passed"}:
                return f"{name} was {', '.join(sorted(outcome - {'passed'}))}"
    return ""


def not_run(goals: Goals, ran: dict[str, set[str]]) -> dict[str, str]:
    """The goals that a run which did not come to its end says nothing about, each with a test that did not run."""
    found = {goal: _was_not_run(tests, ran) for goal, tests in goals.items()}
    return {goal: name for goal, name in found.items() if name}


def _was_not_run(tests: list[str], ran: dict[str, set[str]]) -> str:
    """The first test of a goal that did not get to run; empty where one of them failed, or there is none."""
    waiting = ""
    for name in tests:
        outcomes = _matching(name, ran)
        if any(outcome - {"passed", results.NOT_RUN} for outcome in outcomes):
            return ""
        if not outcomes or any(results.NOT_RUN in outcome for outcome in outcomes):
            waiting = waiting or name
    return waiting


def check(is_whole: bool = True) -> Outcome:
    """The step after all parts; it counts one test per goal. ``is_whole``: every part ran to its end."""
    started = time.monotonic()
    by_test = named(ROOT)
    goals = {goal: by_test.get(goal, []) for goal in told(GOALS) if goal not in told(WITHOUT_A_TEST)}
    happened = ran(REPORTS)
    waiting = {} if is_whole else not_run(goals, happened)
    wrong = {goal: why for goal, why in faults(goals, happened).items() if goal not in waiting}
    outcome = Outcome("goals", len(goals) - len(wrong) - len(waiting), len(wrong), not_run=len(waiting))
    outcome.notes = [f"{goal}: {why}" for goal, why in wrong.items()]
    outcome.notes += [f"{goal}: not run: {name}" for goal, name in waiting.items()]
    print("".join(f"  goal {note}\n" for note in outcome.notes), end="", flush=True)
    outcome.seconds = time.monotonic() - started
    return outcome
