"""``make test`` tells the truth: what ran, what failed, what could not run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import both_pythons
from tools.testrun import debian, limits, parts, pythons, results, run
from tools.testrun.limits import Limits
from tools.testrun.needs import Need
from tools.testrun.outcome import Outcome, last_line, table
from tools.testrun.parts import Part, Step, chosen
from tools.testrun.places import ROOT
from tools.testrun.venvs import Recipe

RESULTS = """\
{"collected": ["tests/a.py::test_plain", "tests/a.py::test_many[two]", "tests/a.py::test_bad", "tests/a.py::test_not", \
"tests/a.py::test_hangs", "tests/a.py::test_later"]}
{"began": "tests/a.py::test_plain"}
{"id": "tests/a.py::test_plain", "outcome": "passed", "why": ""}
{"began": "tests/a.py::test_many[two]"}
{"id": "tests/a.py::test_many[two]", "outcome": "passed", "why": ""}
{"began": "tests/a.py::test_bad"}
{"id": "tests/a.py::test_bad", "outcome": "failed", "why": ""}
{"began": "tests/a.py::test_not"}
{"id": "tests/a.py::test_not", "outcome": "skipped", "why": "no tool"}
{"began": "tests/a.py::test_hangs"}
{"id": "tests/a.py::te"""
ALL = {
    "tests/a.py::test_plain": "passed",
    "tests/a.py::test_many[two]": "passed",
    "tests/a.py::test_bad": "failed",
    "tests/a.py::test_not": "skipped",
    "tests/a.py::test_hangs": "not run",
    "tests/a.py::test_later": "not run",
}
# Ends what does nothing after some seconds, and looks often.
HASTY = Limits(quiet=5, longest=600, progress=600)


@pytest.fixture
def reports(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    return tmp_path


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def part(*steps: Step, needs: tuple[Need, ...] = (), name: str = "sample") -> Part:
    return Part(name, "something", needs, (), lambda _workers: list(steps))


def test_a_report_gives_every_test_its_outcome_also_when_it_was_cut_off(tmp_path):
    (tmp_path / "a.jsonl").write_text(RESULTS)
    found = results.read(tmp_path / "a.jsonl")
    assert {case.id: case.outcome for case in found.all()} == ALL
    assert list(found.running) == ["tests/a.py::test_hangs"]
    assert results.read(tmp_path / "missing.jsonl").all() == []


def test_a_test_that_fails_while_it_is_cleared_away_has_failed(tmp_path):
    lines = ['{"id": "a", "outcome": "passed", "why": ""}', '{"id": "a", "outcome": "failed", "why": ""}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert [case.outcome for case in results.read(tmp_path / "a.jsonl").all()] == ["failed"]


STORIES = """
import time
import pytest
from pytest import mark

@pytest.fixture
def breaks(): raise ValueError
@pytest.fixture
def breaks_later():
    yield
    raise ValueError
def test_good(): pass
@pytest.mark.parametrize("n", ["1", "2"])
def test_many(n): assert n == "1"
def test_unready(breaks): pass
def test_untidy(breaks_later): pass
@mark.skip(reason="no moon")
def test_not(): pass
class TestGroup:
    def test_hangs(self): time.sleep(3600)
def test_later(): pass
"""


def pytest_step(folder: Path, *more: str) -> Step:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tools.testrun.pytest_results"]
    command += [f"--results={folder / 'sample.jsonl'}", f"--rootdir={folder}", *more, "test_stories.py"]
    return Step("sample", command, folder / "sample.jsonl", folder, {"PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "shared"])
def test_what_pytest_ran_before_it_was_ended_is_known(reports, more):
    (reports / "test_stories.py").write_text(STORIES)
    (reports / "pytest.ini").write_text("[pytest]")
    outcome = run.run_part(part(pytest_step(reports, *more)), 1, HASTY)
    ran = {case.id.partition("::")[2]: case.outcome for case in results.read(reports / "sample.jsonl").all()}
    assert ran.pop("test_later") in ("not run", "passed")  # another worker may have come to it
    assert ran == {
        "test_good": "passed",
        "test_many[1]": "passed",
        "test_many[2]": "failed",
        "test_unready": "failed",
        "test_untidy": "failed",
        "test_not": "skipped",
        "TestGroup::test_hangs": "not run",
    }
    assert (outcome.failed, outcome.skipped) == (3, 1)
    assert outcome.not_run >= 1
    assert not outcome.is_whole
    assert "in test_stories.py::TestGroup::test_hangs" in outcome.notes[-1]


def test_a_step_without_a_report_counts_as_one_test(reports):
    outcome = run.run_part(part(Step("good", script("")), Step("bad", script("raise SystemExit(3)"))), 1)
    assert (outcome.passed, outcome.failed) == (1, 1)
    assert outcome.notes == ["failed: bad (exit code 3)"]


def test_a_report_is_counted_test_by_test(reports):
    target = reports / "x.jsonl"
    write = f"import pathlib; pathlib.Path({str(target)!r}).write_text({RESULTS!r}); raise SystemExit(1)"
    outcome = run.run_part(part(Step("tests", script(write), target)), 1)
    assert (outcome.passed, outcome.failed, outcome.skipped, outcome.not_run) == (2, 1, 1, 2)


def test_a_program_that_dies_before_its_report_is_a_failure(reports):
    target = reports / "x.jsonl"
    target.write_text(RESULTS)  # left over from an earlier run
    outcome = run.run_part(part(Step("tests", script("raise SystemExit(2)"), target)), 1)
    assert (outcome.passed, outcome.failed) == (0, 1)
    assert not outcome.is_whole


def test_no_tests_at_all_is_a_failure(reports):
    # pytest answers 5 when it collected nothing.
    outcome = run.run_part(part(Step("tests", script("raise SystemExit(5)"), reports / "x.jsonl")), 1)
    assert outcome.failed == 1


def test_a_program_that_is_not_there_is_a_failure(reports):
    assert run.run_part(part(Step("gone", ["/no/such/program"])), 1).failed == 1


HANGS = "import time; time.sleep(3600)"


def test_a_step_that_hangs_is_ended_with_its_children(reports):
    child = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HANGS!r}], start_new_session=False)"
    )
    outcome = run.run_part(part(Step("hangs", script(child))), 1, HASTY)
    assert outcome.failed == 1
    assert outcome.notes == [f"ended: hangs, since nothing moved for {5 / 60:g} minutes (QUIET)"]
    assert outcome.seconds < 600
    assert "ended: hangs" in (reports / "sample.log").read_text()


def test_a_step_that_goes_round_in_a_circle_is_ended_at_last(reports):
    outcome = run.run_part(
        part(Step("circle", script("while True: pass"))), 1, Limits(quiet=600, longest=1, progress=0.2)
    )
    assert outcome.notes == [f"ended: circle, since it took more than {1 / 60:g} minutes (LONGEST)"]


def test_what_a_part_is_at_is_said_while_it_goes(reports, capsys):
    target = reports / "x.jsonl"
    work = f"import pathlib, time; pathlib.Path({str(target)!r}).write_text({RESULTS!r}); time.sleep(3600)"
    run.run_part(part(Step("tests", script(work), target)), 1, Limits(quiet=5, longest=600, progress=0.1))
    assert "  sample: tests, 4 of 6 tests, 1 failed, 0 min" in capsys.readouterr().out


def test_limits_are_settings():
    assert limits.of_environment({}) == Limits(quiet=600, longest=7200, progress=60)
    assert limits.of_environment({"QUIET": "30", "PROGRESS": "0.5"}) == Limits(1800, 7200, 30)
    for wrong in ("soon", "0", "-1", "nan"):
        with pytest.raises(SystemExit, match="QUIET"):
            limits.of_environment({"QUIET": wrong})


def test_the_log_of_a_part_that_failed_is_printed_and_that_of_a_good_one_is_not(reports, capsys):
    run.run_part(part(Step("good", script("print('quiet')")), name="good"), 1)
    run.run_part(part(Step("bad", script("print('loud'); raise SystemExit(1)")), name="bad"), 1)
    printed = capsys.readouterr().out
    assert "bad | loud" in printed
    assert "quiet" not in printed
    assert "quiet" in (reports / "good.log").read_text()


GONE = Need("a moon", lambda: False, apt=("moon",))


def test_a_missing_tool_is_no_failure_unless_the_part_is_required(reports, monkeypatch):
    monkeypatch.setenv("INSTALL", "0")
    lacking = part(Step("good", script("")), needs=(GONE,))
    (outcome,) = run.run_all([lacking], set(), 2)
    assert (outcome.failed, outcome.skipped) == (0, 1)
    assert outcome.mend == "apt-get install -y --no-install-recommends moon"
    (outcome,) = run.run_all([lacking], {"sample"}, 2)
    assert (outcome.failed, outcome.skipped) == (1, 0)


def test_outcomes_keep_the_order_of_the_parts(reports):
    parts_in_order = [part(Step("s", script("")), name=name) for name in ("c", "a", "b")]
    assert [outcome.part for outcome in run.run_all(parts_in_order, set(), 2)] == ["c", "a", "b"]


def test_the_last_line_is_plain_numbers():
    outcomes = [Outcome("a", passed=3), Outcome("b", passed=2, failed=1)]
    assert last_line(outcomes) == "5 passed, 1 failed"
    assert last_line([*outcomes, Outcome("c", skipped=2)]) == "5 passed, 1 failed, 2 skipped"
    assert last_line([*outcomes, Outcome("c", not_run=3)]) == "5 passed, 1 failed, 3 skipped"


def test_the_table_says_what_to_do():
    shown = table(
        [
            Outcome("house", passed=8, seconds=41),
            Outcome("browser", skipped=1, mend="apt-get install chromium"),
        ]
    )
    heading, _, house, browser = shown.splitlines()
    assert heading.split("  ")[0] == "part"
    assert house.split() == ["house", "8", "41"]
    assert "the whole part" in browser
    assert browser.endswith("apt-get install chromium")


def test_parts_are_chosen_by_name():
    assert [one.name for one in chosen("node, house")] == ["node", "house"]
    assert len(chosen("")) == len(parts.PARTS)
    with pytest.raises(SystemExit, match="no such part: moon"):
        chosen("moon")


def test_a_shim_that_answers_not_found_is_no_python(tmp_path, monkeypatch):
    shims, real = tmp_path / "shims", tmp_path / "real"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for folder, text in (
        (shims, "#!/bin/sh\nexit 127\n"),
        (real, f'#!/bin/sh\nexec {sys.executable} "$@"\n'),
    ):
        folder.mkdir()
        program = folder / f"python{version}"
        program.write_text(text)
        program.chmod(0o755)
    monkeypatch.setattr(os, "get_exec_path", lambda: [str(shims), str(real)])
    monkeypatch.setattr(pythons.sys, "executable", str(shims / f"python{version}"))
    pythons.find.cache_clear()
    try:
        assert pythons.find(version) == Path(sys._base_executable)
        assert pythons.find("2.0") is None
    finally:
        pythons.find.cache_clear()


@pytest.mark.parametrize(("asked", "may"), [("1", True), ("0", False)])
def test_whoever_runs_it_decides_about_debian_packages(monkeypatch, asked, may):
    monkeypatch.setenv("INSTALL", asked)
    assert debian.may_install() is may


def test_without_a_word_packages_are_installed_by_root_in_a_container_only(monkeypatch):
    monkeypatch.delenv("INSTALL", raising=False)
    monkeypatch.setattr(debian, "_is_container", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not debian.may_install()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert debian.may_install()
    monkeypatch.setattr(debian, "_is_container", lambda: False)
    assert not debian.may_install()


def test_an_environment_is_made_anew_when_its_requirements_change():
    recipe = Recipe("py311", "3.11", ("-e", ".[test]"))
    assert recipe.digest() == Recipe("py311", "3.11", ("-e", ".[test]")).digest()
    assert recipe.digest() != Recipe("py311", "3.11", ("-e", ".[test]", "more")).digest()
    assert recipe.digest() != Recipe("py312", "3.12", ("-e", ".[test]")).digest()


def test_what_is_put_on_top_of_an_environment_stands_in_it():
    under = Recipe("py311", "3.11", ("-e", "."))
    on_top = Recipe("mariadb", "3.11", ("mysqlclient",), on_top=under)
    assert on_top.executable == under.executable
    assert on_top.digest() != under.digest()


def test_the_files_that_run_on_both_pythons_are_there():
    named = {f"{folder}/{file}" for folder, files in both_pythons.BOTH.items() for file in files}
    tests = ROOT / "tests"
    there = {path.relative_to(tests).with_suffix("").as_posix() for path in tests.rglob("test_*.py")}
    assert there >= named
