"""``make test`` tells the truth: what ran, what failed, what could not run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tools.testrun import debian, junit, parts, pythons, run
from tools.testrun.needs import Need
from tools.testrun.outcome import Outcome, last_line, table
from tools.testrun.parts import Part, Step, chosen
from tools.testrun.venvs import Recipe

PYTEST = """<testsuites><testsuite>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_plain"/>
<testcase classname="tests.a.test_b.TestC" file="tests/a/test_b.py" name="test_in_class[two]"/>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_bad"><failure message="no">…</failure></testcase>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_broken"><error message="oh">…</error></testcase>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_not"><skipped message="no tool"/></testcase>
</testsuite></testsuites>"""
VITEST = """<testsuites><testsuite>
<testcase classname="learner/tests/drafts.test.ts" name="a draft &gt; comes back"/></testsuite></testsuites>"""


@pytest.fixture
def reports(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    return tmp_path


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def part(*steps: Step, needs: tuple[Need, ...] = (), name: str = "sample") -> Part:
    return Part(name, "something", needs, (), lambda _workers: list(steps))


def test_a_report_gives_pytest_node_ids_and_outcomes(tmp_path):
    (tmp_path / "a.xml").write_text(PYTEST)
    assert {case.id: case.outcome for case in junit.cases(tmp_path / "a.xml")} == {
        "tests/a/test_b.py::test_plain": "passed",
        "tests/a/test_b.py::TestC::test_in_class[two]": "passed",
        "tests/a/test_b.py::test_bad": "failed",
        "tests/a/test_b.py::test_broken": "failed",
        "tests/a/test_b.py::test_not": "skipped",
    }


def test_a_report_of_vitest_gives_file_suite_and_name(tmp_path):
    (tmp_path / "a.xml").write_text(VITEST)
    (case,) = junit.cases(tmp_path / "a.xml")
    assert case.id == "learner/tests/drafts.test.ts > a draft > comes back"


def test_a_report_that_was_cut_off_has_no_tests(tmp_path):
    (tmp_path / "a.xml").write_text(PYTEST[:80])
    assert list(junit.cases(tmp_path / "a.xml")) == []
    assert list(junit.cases(tmp_path / "missing.xml")) == []


def test_a_step_without_a_report_counts_as_one_test(reports):
    outcome = run.run_part(part(Step("good", script("")), Step("bad", script("raise SystemExit(3)"))), 1)
    assert (outcome.passed, outcome.failed) == (1, 1)
    assert outcome.notes == ["failed: bad (exit code 3)"]


def test_a_report_is_counted_test_by_test(reports):
    target = reports / "x.xml"
    write = f"import pathlib; pathlib.Path({str(target)!r}).write_text({PYTEST!r}); raise SystemExit(1)"
    outcome = run.run_part(part(Step("tests", script(write), target)), 1)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (2, 2, 1)


def test_a_program_that_dies_before_its_report_is_a_failure(reports):
    target = reports / "x.xml"
    target.write_text(PYTEST)  # left over from an earlier run
    outcome = run.run_part(part(Step("tests", script("raise SystemExit(2)"), target)), 1)
    assert (outcome.passed, outcome.failed) == (0, 1)


def test_no_tests_at_all_is_a_failure(reports):
    # pytest answers 5 when it collected nothing.
    outcome = run.run_part(part(Step("tests", script("raise SystemExit(5)"), reports / "x.xml")), 1)
    assert outcome.failed == 1


def test_a_program_that_is_not_there_is_a_failure(reports):
    assert run.run_part(part(Step("gone", ["/no/such/program"])), 1).failed == 1


def test_a_step_that_hangs_is_ended_with_its_children(reports, monkeypatch):
    monkeypatch.setattr(run, "LONGEST_STEP", 1)
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    outcome = run.run_part(part(Step("hangs", script(child))), 1)
    assert outcome.failed == 1
    assert outcome.seconds < 20


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
