"""A goal counts as reached only when a test that shows it ran and passed."""

from __future__ import annotations

import json
import tomllib

import pytest

from tools.testrun import goals

RESULTS = {
    "tests/a.py::test_one": {"passed"},
    "tests/a.py::test_many[1]": {"passed"},
    "tests/a.py::test_many[2]": {"passed"},
    "tests/a.py::test_flaky": {"passed", "failed"},
    "tests/b.py::test_skipped": {"skipped"},
    "learner/x.test.ts > drafts > come back": {"passed"},
    "tests/c.py::test_ended": {"not run"},
    "tests/c.py::test_ended_on_one_host": {"passed", "not run"},
    "tests/c.py::test_failed_on_the_other": {"failed", "not run"},
}


def fault(**entry) -> str:
    return goals.faults({"step": {}, "g": {"k": entry}}, RESULTS).get("g.k", "")


@pytest.mark.parametrize(
    "name",
    [
        "tests/a.py::test_one",
        "tests/a.py::test_many",
        "tests/a.py::test_many[2]",
        "learner/x.test.ts > drafts",
        "learner/x.test.ts",
    ],
)
def test_a_passed_test_reaches_a_goal_by_name_parameter_or_file(name):
    assert fault(says="…", tests=[name]) == ""


def test_a_test_that_was_not_collected_is_a_fault():
    assert fault(tests=["tests/a.py::test_on"]) == "tests/a.py::test_on was not collected"


def test_a_test_that_failed_on_one_host_is_a_fault():
    assert fault(tests=["tests/a.py::test_flaky"]) == "tests/a.py::test_flaky was failed"


def test_a_skipped_test_is_a_fault():
    assert (
        fault(tests=["tests/a.py::test_one", "tests/b.py::test_skipped"])
        == "tests/b.py::test_skipped was skipped"
    )


@pytest.mark.parametrize(
    "name",
    [
        "tests/c.py::test_ended",
        "tests/c.py::test_ended_on_one_host",
        "tests/d.py::test_of_a_part_that_is_not_here",
    ],
)
def test_a_test_that_did_not_get_to_run_is_said_to_be_so_and_is_no_failure(name):
    document = {"step": {}, "g": {"k": {"tests": ["tests/a.py::test_one", name]}}}
    assert goals.not_run(document, RESULTS) == {"g.k": name}


@pytest.mark.parametrize(
    "name", ["tests/c.py::test_failed_on_the_other", "tests/a.py", "tests/b.py::test_skipped"]
)
def test_a_test_that_failed_or_was_skipped_did_run(name):
    document = {"step": {}, "g": {"k": {"tests": ["tests/d.py::test_gone", name]}}}
    assert goals.not_run(document, RESULTS) == {}


def write_down(folder, **outcomes: str) -> None:
    lines = [
        json.dumps({"id": f"tests/a.py::{name}", "outcome": how, "why": ""}) for name, how in outcomes.items()
    ]
    lines.append(json.dumps({"collected": ["tests/a.py::test_last"]}))
    (folder / "py311.jsonl").write_text("\n".join(lines))


def test_goals_of_a_part_that_was_ended_are_counted_apart(tmp_path, monkeypatch):
    (tmp_path / "goals.toml").write_text(
        "[step]\nenforced = true\n[g]\n"
        'good = { says = "…", tests = ["tests/a.py::test_good"] }\n'
        'bad = { says = "…", tests = ["tests/a.py::test_bad"] }\n'
        'last = { says = "…", tests = ["tests/a.py::test_last"] }\n'
    )
    write_down(tmp_path, test_good="passed", test_bad="failed")
    monkeypatch.setattr(goals, "GOALS", tmp_path / "goals.toml")
    monkeypatch.setattr(goals, "REPORTS", tmp_path)
    outcome = goals.check(is_whole=False)
    assert (outcome.passed, outcome.failed, outcome.not_run) == (1, 1, 1)
    assert outcome.notes == [
        "g.bad: tests/a.py::test_bad was failed",
        "g.last: not run: tests/a.py::test_last",
    ]
    assert goals.check(is_whole=True).failed == 2


def test_a_whole_file_needs_all_of_its_tests():
    assert fault(tests=["tests/a.py"]) == "tests/a.py was failed"


def test_a_goal_without_a_test_is_a_fault():
    assert fault(says="…") == "no test is named"


def test_a_goal_that_is_not_here_says_why_and_has_no_tests():
    assert fault(not_here="belongs to the journal") == ""
    assert fault(not_here="belongs to the journal", tests=["tests/a.py::test_one"]) != ""


def test_every_entry_of_the_real_file_says_what_it_is():
    document = tomllib.loads(goals.GOALS.read_text("utf-8"))
    for key, entry in goals.entries(document):
        assert entry["says"], key
        assert set(entry) <= {"says", "tests", "not_here"}, key
        assert not (entry.get("tests") and entry.get("not_here")), key
