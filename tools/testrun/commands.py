"""Asks and starts other programs: what they print, or whether they succeeded, without a word on the terminal."""

from __future__ import annotations

import subprocess

from tools.testrun.places import clean_environment

_PATIENCE = 120  # seconds for a program to say who it is, on a busy machine too


def answer_of(*command: str) -> str | None:
    """What a program prints; None when it is not there, hangs or fails."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
            env=clean_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def all_succeed(*commands: list[str]) -> bool:
    """Run them one after the other; False at the first that fails."""
    for command in commands:
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=clean_environment()
            )
        except OSError:
            return False
        if done.returncode:
            return False
    return True
