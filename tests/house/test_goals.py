"""A goal counts as reached only when the tests that name it ran and passed, and no goal is forgotten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tools.testrun import goals

RESULTS = {
    "tests/a.py::test_one": {"passed"},
    "tests/a.py::test_many[1]": {"passed"},
    "tests/a.py::test_many[2]": {"passed"},
    "tests/a.py::test_flaky": {"passed", "failed"},
    "tests/b.py::test_skipped": {"skipped"},
    "learner/x.test.ts > drafts [shows page 1; page 2] > come back": {"passed"},
    "learner/x.test.ts > drafts [shows page 1; page 2] > go [shows page 3]": {"failed"},
    "tests/c.py::test_ended": {"not run"},
    "tests/c.py::test_ended_on_one_host": {"passed", "not run"},
    "tests/c.py::test_failed_on_the_other": {"failed", "not run"},
}


def fault(*tests: str) -> str:
    return goals.faults({"step 1": list(tests)}, RESULTS).get("step 1", "")


@pytest.mark.parametrize(
    "name", ["tests/a.py::test_one", "tests/a.py::test_many", "tests/a.py::test_many[2]"]
)
def test_a_passed_test_reaches_a_goal_with_all_its_cases(name):
    assert fault(name) == ""


def test_a_title_reaches_its_goals_with_all_that_stands_below_it():
    assert fault("learner/x.test.ts > [shows page 2]") == "learner/x.test.ts > [shows page 2] was failed"
    passing = {test: {"passed"} for test in RESULTS}
    assert goals.faults({"page 2": ["learner/x.test.ts > [shows page 2]"]}, passing) == {}
    assert (
        fault("learner/y.test.ts > [shows page 2]") == "learner/y.test.ts > [shows page 2] was not collected"
    )
    assert fault("learner/x.test.ts > [shows page]") == "learner/x.test.ts > [shows page] was not collected"


def test_a_test_that_was_not_collected_is_a_fault():
    assert fault("tests/a.py::test_on") == "tests/a.py::test_on was not collected"


def test_a_test_that_failed_on_one_host_is_a_fault():
    assert fault("tests/a.py::test_flaky") == "tests/a.py::test_flaky was failed"


def test_a_skipped_test_is_a_fault():
    assert fault("tests/a.py::test_one", "tests/b.py::test_skipped") == "tests/b.py::test_skipped was skipped"


def test_a_whole_file_needs_all_of_its_tests():
    assert fault("tests/a.py") == "tests/a.py was failed"


def test_a_goal_that_no_test_names_is_a_fault():
    assert fault() == "no test names it"


@pytest.mark.parametrize(
    "name",
    [
        "tests/c.py::test_ended",
        "tests/c.py::test_ended_on_one_host",
        "tests/d.py::test_of_a_part_that_is_not_here",
    ],
)
def test_a_test_that_did_not_get_to_run_is_said_to_be_so_and_is_no_failure(name):
    assert goals.not_run({"step 1": ["tests/a.py::test_one", name]}, RESULTS) == {"step 1": name}


@pytest.mark.parametrize(
    "name", ["tests/c.py::test_failed_on_the_other", "tests/a.py", "tests/b.py::test_skipped"]
)
def test_a_test_that_failed_or_was_skipped_did_run(name):
    assert goals.not_run({"step 1": ["tests/d.py::test_gone", name]}, RESULTS) == {}


def test_marks_are_read_where_they_may_stand(tmp_path):
    facts = tmp_path / "tests/contract/facts"
    facts.mkdir(parents=True)
    (facts / "grades.py").write_text('@fact("…")\n@pytest.mark.shows("step 1")\ndef best(site): ...\n')
    (tmp_path / "tests/test_a.py").write_text(
        'pytestmark = [pytest.mark.house, pytest.mark.shows("step 2")]\n'
        '@pytest.mark.shows("step 1", "step 3")\ndef test_one(): ...\n'
        '@pytest.mark.shows("step 4")\nclass TestOf:\n'
        '    @pytest.mark.shows("step 1")\n    def test_two(self): ...\n'
    )
    scripts = tmp_path / "frontend/learner/tests"
    scripts.mkdir(parents=True)
    (scripts / "x.test.ts").write_text('describe("a copy [shows step 1; step 5]", () => {});\n')
    assert goals.named(tmp_path) == {
        "step 1": [
            "tests/contract/test_contract.py::test_fact[demo-grades.best]",
            "tests/test_a.py::test_one",
            "tests/test_a.py::TestOf::test_two",
            "learner/tests/x.test.ts > [shows step 1]",
        ],
        "step 2": ["tests/test_a.py"],
        "step 3": ["tests/test_a.py::test_one"],
        "step 4": ["tests/test_a.py::TestOf"],
        "step 5": ["learner/tests/x.test.ts > [shows step 5]"],
    }


def test_goals_of_a_part_that_was_ended_are_counted_apart(tmp_path, monkeypatch):
    listed, without, tests = tmp_path / "goals.txt", tmp_path / "without.txt", tmp_path / "tests"
    listed.write_text("# Steps.\n" + "".join(f"{goal}: …\n" for goal in ("good", "bad", "last", "never")))
    without.write_text("never: It has its reason.\n")
    tests.mkdir()
    (tests / "a.py").write_text(
        "".join(f'@pytest.mark.shows("{goal}")\ndef test_{goal}(): ...\n' for goal in ("good", "bad", "last"))
    )
    lines = [
        {"id": "tests/a.py::test_good", "outcome": "passed", "why": ""},
        {"id": "tests/a.py::test_bad", "outcome": "failed", "why": ""},
        {"collected": ["tests/a.py::test_last"]},
    ]
    (tmp_path / "py311.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for name, value in (
        ("GOALS", listed),
        ("WITHOUT_A_TEST", without),
        ("REPORTS", tmp_path),
        ("ROOT", tmp_path),
    ):
        monkeypatch.setattr(goals, name, value)
    outcome = goals.check(is_whole=False)
    assert (outcome.passed, outcome.failed, outcome.not_run) == (1, 1, 1)
    assert outcome.notes == ["bad: tests/a.py::test_bad was failed", "last: not run: tests/a.py::test_last"]
    assert goals.check(is_whole=True).failed == 2


def test_every_goal_is_named_by_a_test_or_has_its_reason_and_no_test_names_another():
    listed, reasons, by_test = (
        goals.told(goals.GOALS),
        goals.told(goals.WITHOUT_A_TEST),
        goals.named(goals.ROOT),
    )
    assert set(by_test) | set(reasons) == set(listed)
    assert not set(by_test) & set(reasons)
    assert all(sentence.strip() for sentence in (*listed.values(), *reasons.values()))


def test_no_number_is_left_out_or_given_twice():
    text = goals.GOALS.read_text("utf-8")
    kinds = {kind: int(last) for kind, last in re.findall(r"^# ([a-z ]+) 1 to (\d+)\. ", text, re.MULTILINE)}
    names = re.findall(r"^([a-z ]+) (\d+)([a-z]?): ", text, re.MULTILINE)
    assert len(set(names)) == len(names) == len(goals.told(goals.GOALS))
    numbers: dict[str, set[int]] = {}
    for kind, number, _part in names:
        numbers.setdefault(kind, set()).add(int(number))
    assert numbers == {kind: set(range(1, last + 1)) for kind, last in kinds.items()}


def test_no_mark_stands_where_it_is_not_read():
    written = 0
    for path in (goals.ROOT / "tests").rglob("*.py"):
        if path != Path(__file__):
            written += len(re.findall(r"^[^#\n]*\bmark\.shows\(", path.read_text("utf-8"), re.MULTILINE))
    read = {test for tests in goals.named(goals.ROOT).values() for test in tests if ".py" in test}
    assert written == len(read)
