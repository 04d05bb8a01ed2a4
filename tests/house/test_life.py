"""A program that works or speaks is left alone on a machine however slow; one that only waits is ended."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.testrun import life
from tools.testrun.life import Life

WAITS = "import time; time.sleep(3600)"
ASKS = "import time\nwhile True: time.sleep(0.01)"
BURNS = "while True: pass"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURNS!r}])"


@contextmanager
def program(folder: Path, text: str) -> Iterator[Life]:
    """A program that runs, and what is seen of it; ten minutes without a move are too long."""
    log = folder / "log"
    with log.open("w") as output:
        running = subprocess.Popen([sys.executable, "-c", text], stdout=output, start_new_session=True)
    try:
        yield Life(running.pid, log, quiet=600)
    finally:
        life.end(running.pid)
        running.wait()


def until(so: Callable[[], bool]) -> None:
    while not so():
        time.sleep(0.02)


@pytest.mark.parametrize("work", [BURNS, IN_A_CHILD], ids=["itself", "in a child"])
def test_a_silent_program_that_uses_the_processor_is_left_alone_however_long_it_takes(tmp_path, work):
    with program(tmp_path, work) as seen:
        until(lambda: life.seconds_used(seen.session) > 0)
        assert not seen.is_gone(0)
        seen.quiet = 1  # so that a hundredth of it is used at once
        used = life.seconds_used(seen.session)
        until(lambda: life.seconds_used(seen.session) > used + 0.02)
        assert not seen.is_gone(3600)


def test_a_program_that_speaks_is_left_alone(tmp_path):
    with program(tmp_path, "print('.', flush=True); " + WAITS) as seen:
        assert not seen.is_gone(0)
        until(lambda: seen.log.stat().st_size > 0)
        assert not seen.is_gone(3600)


@pytest.mark.parametrize("text", [WAITS, ASKS], ids=["sleeps", "asks"])
def test_a_program_that_waits_is_gone_after_so_long_and_not_before(tmp_path, text):
    with program(tmp_path, text) as seen:
        assert not seen.is_gone(0)
        assert not seen.is_gone(599)
        assert seen.is_gone(601)
