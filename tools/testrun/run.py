"""Runs parts, two at a time, each with a full log of its own."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

from tools.testrun import life, node, results, venvs
from tools.testrun.debian import provide
from tools.testrun.limits import Limits
from tools.testrun.needs import mend_all
from tools.testrun.outcome import Outcome, progress_line
from tools.testrun.parts import Part, Step, workers_per_part
from tools.testrun.places import REPORTS, clean_environment

_SHOWN = 400  # lines of a failed part's log; the file has all of them
_LOOKS = 5  # seconds between two looks at a step


def _execute(step: Step, log: TextIO, log_path: Path, outcome: Outcome, limits: Limits) -> tuple[int, str]:
    """Run one command to its end; end it with everything that it started when nothing moves any more.

    Answers its exit code, and why it was ended if it was.
    """
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
        return 127, ""
    why_ended = _watch(process, step, log_path, outcome, limits)
    if why_ended:
        life.end(process.pid)
        process.wait()
        running = results.read(step.report).running if step.report else {}
        why_ended = f"ended: {step.name}, {why_ended}" + "".join(f", in {name}" for name in running)
        log.write(f"{why_ended}\n")
    return process.returncode, why_ended


def _watch(
    process: subprocess.Popen[bytes], step: Step, log_path: Path, outcome: Outcome, limits: Limits
) -> str:
    """Look at a step until it is over, and say now and then how far it is; why it has to be ended, if so."""
    seen = life.Life(process.pid, log_path, limits.quiet)
    started = told = time.monotonic()
    while True:
        try:
            process.wait(min(_LOOKS, limits.quiet / 4, limits.progress))
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        else:
            return ""
        if seen.is_gone(now):
            return f"since nothing moved for {limits.quiet / 60:g} minutes (QUIET)"
        if now - started > limits.longest:
            return f"since it took more than {limits.longest / 60:g} minutes (LONGEST)"
        if now - told >= limits.progress:
            told = now
            so_far = results.read(step.report) if step.report else None
            print(progress_line(outcome, step.name, so_far, now - started), flush=True)


def _count(step: Step, code: int, why_ended: str, outcome: Outcome) -> None:
    """Add a step to the part's numbers. A report that says less than the exit code does not hide a failure."""
    found = results.read(step.report).all() if step.report else []
    failed = [case for case in found if case.outcome == "failed"]
    skipped = [case for case in found if case.outcome == "skipped"]
    not_run = sum(case.outcome == results.NOT_RUN for case in found)
    outcome.passed += sum(case.outcome == "passed" for case in found) if step.report else int(code == 0)
    outcome.failed += len(failed) or int(code != 0)
    outcome.skipped += len(skipped)
    outcome.not_run += not_run
    outcome.is_whole = outcome.is_whole and not (not_run or (step.report and not found))
    outcome.notes += [f"failed: {case.id}" for case in failed]
    outcome.notes += [f"could not run: {case.id}: {case.why}" for case in skipped]
    if why_ended or (code and not failed):
        outcome.notes.append(why_ended or f"failed: {step.name} (exit code {code})")


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
        if part.npm and not node.install_packages(log):
            raise venvs.CouldNotBuild("npm ci")
    except venvs.CouldNotBuild as why:
        outcome.failed += 1
        outcome.is_whole = False
        outcome.notes.append(f"failed: {why}")
        return []
    return part.steps(workers)


def run_part(part: Part, workers: int, limits: Limits | None = None) -> Outcome:
    """One part from its environments to its numbers."""
    outcome, started = Outcome(part.name), time.monotonic()
    print(f"… {part.name}: {part.proves}", flush=True)
    log_path = REPORTS / f"{part.name}.log"
    with log_path.open("w", encoding="utf-8") as log:
        for step in _steps_of(part, workers, log, outcome):
            if step.report:
                step.report.unlink(missing_ok=True)
            code, why_ended = _execute(step, log, log_path, outcome, limits or Limits())
            _count(step, code, why_ended, outcome)
    outcome.seconds = time.monotonic() - started
    _tell(outcome, log_path)
    return outcome


def _tell(outcome: Outcome, log_path: Path) -> None:
    """One line when it went well, the log when not, in one piece."""
    lines = [f"{'✗' if outcome.failed else '✓'} {outcome.part}: {outcome.ran} run, {outcome.failed} failed"]
    lines[0] += f", {outcome.not_run} not run" if outcome.not_run else ""
    lines[0] += f", {outcome.seconds:.0f} s"
    if outcome.failed:
        log = log_path.read_text("utf-8", errors="replace").splitlines()
        if len(log) > _SHOWN:
            lines.append(f"  … {len(log) - _SHOWN} lines before these stand in {log_path}")
        lines += [f"  {outcome.part} | {line}" for line in log[-_SHOWN:]]
    print("\n".join([*lines, *(f"  {note}" for note in outcome.notes)]), flush=True)


def run_all(
    parts: list[Part], required: set[str], parallel: int, limits: Limits | None = None
) -> list[Outcome]:
    """Every part, the longest first; the outcomes come in the order of ``parts``."""
    outcomes: dict[str, Outcome] = {}
    able: list[Part] = []
    for part in parts:
        mend = missing(part)
        if mend:
            is_failure = part.name in required
            outcomes[part.name] = Outcome(
                part.name,
                failed=int(is_failure),
                skipped=int(not is_failure),
                mend=mend,
                is_whole=False,
            )
        else:
            able.append(part)
    able.sort(key=lambda part: -part.minutes)
    workers = workers_per_part(min(parallel, len(able)))
    with ThreadPoolExecutor(max_workers=parallel) as pool:
        for outcome in pool.map(lambda part: run_part(part, workers, limits), able):
            outcomes[outcome.part] = outcome
    return [outcomes[part.name] for part in parts]
