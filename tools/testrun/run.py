"""Runs parts, two at a time, each with a full log of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

from tools.testrun import junit, node, venvs
from tools.testrun.debian import provide
from tools.testrun.needs import mend_all
from tools.testrun.outcome import Outcome
from tools.testrun.parts import Part, Step, workers_per_part
from tools.testrun.places import REPORTS, clean_environment

LONGEST_STEP = 15 * 60  # seconds; something hangs when a step takes longer
_SHOWN = 400  # lines of a failed part's log; the file has all of them


def _execute(step: Step, log: TextIO) -> int:
    """Run one command to its end, or end it with everything that it started."""
    log.write(f"\n$ {' '.join(step.command)}\n")
    log.flush()
    try:
        process = subprocess.Popen(
            step.command,
            cwd=step.folder,
            env=clean_environment(step.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as why:
        log.write(f"{why}\n")
        return 127
    try:
        return process.wait(LONGEST_STEP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        log.write(f"ended after {LONGEST_STEP} seconds\n")
        return process.wait()


def _count(step: Step, code: int, outcome: Outcome) -> None:
    """Add a step to the part's numbers. A report that says less than the exit code does not hide a failure."""
    found = list(junit.cases(step.report)) if step.report else []
    failed = [case for case in found if case.outcome == "failed"]
    outcome.passed += sum(case.outcome == "passed" for case in found) if step.report else int(code == 0)
    outcome.failed += len(failed) or int(code != 0)
    skipped = [case for case in found if case.outcome == "skipped"]
    outcome.skipped += len(skipped)
    outcome.notes += [f"failed: {case.id}" for case in failed]
    outcome.notes += [f"could not run: {case.id}: {case.why}" for case in skipped]
    if code and not failed:
        outcome.notes.append(f"failed: {step.name} (exit code {code})")


def missing(part: Part) -> str:
    """The command that mends what the machine lacks for this part; empty when nothing is missing."""
    lacking = [need for need in part.needs if not need.is_there()]
    for need in lacking:
        provide(need)
    return mend_all([need for need in lacking if not need.is_there()])


def _steps_of(part: Part, workers: int, log: TextIO, outcome: Outcome) -> list[Step]:
    """The part's steps once its environments stand; none when they cannot be made."""
    try:
        for recipe in part.venvs:
            venvs.ensure(recipe, log)
    except venvs.CouldNotBuild as why:
        outcome.failed += 1
        outcome.notes.append(f"failed: {why}")
        return []
    if part.npm and not node.install_packages(log):
        outcome.failed += 1
        outcome.notes.append("failed: npm ci")
        return []
    return part.steps(workers)


def run_part(part: Part, workers: int) -> Outcome:
    """One part from its environments to its numbers."""
    outcome, started = Outcome(part.name), time.monotonic()
    print(f"… {part.name}: {part.proves}", flush=True)
    log_path = REPORTS / f"{part.name}.log"
    with log_path.open("w", encoding="utf-8") as log:
        for step in _steps_of(part, workers, log, outcome):
            if step.report:
                step.report.unlink(missing_ok=True)
            _count(step, _execute(step, log), outcome)
    outcome.seconds = time.monotonic() - started
    _tell(outcome, log_path)
    return outcome


def _tell(outcome: Outcome, log_path: Path) -> None:
    """One line when it went well, the log when not, in one piece."""
    lines = [f"{'✗' if outcome.failed else '✓'} {outcome.part}: {outcome.ran} run, {outcome.failed} failed"]
    lines[0] += f", {outcome.seconds:.0f} s"
    if outcome.failed:
        log = log_path.read_text("utf-8", errors="replace").splitlines()
        if len(log) > _SHOWN:
            lines.append(f"  … {len(log) - _SHOWN} lines before these stand in {log_path}")
        lines += [f"  {outcome.part} | {line}" for line in log[-_SHOWN:]]
    print("\n".join([*lines, *(f"  {note}" for note in outcome.notes)]), flush=True)


def run_all(parts: list[Part], required: set[str], parallel: int) -> list[Outcome]:
    """Every part, the longest first; the outcomes come in the order of ``parts``."""
    outcomes: dict[str, Outcome] = {}
    able: list[Part] = []
    for part in parts:
        mend = missing(part)
        if mend:
            is_failure = part.name in required
            outcomes[part.name] = Outcome(
                part.name, failed=int(is_failure), skipped=int(not is_failure), mend=mend
            )
        else:
            able.append(part)
    able.sort(key=lambda part: -part.minutes)
    workers = workers_per_part(min(parallel, len(able)))
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        for outcome in pool.map(lambda part: run_part(part, workers), able):
            outcomes[outcome.part] = outcome
    return [outcomes[part.name] for part in parts]
