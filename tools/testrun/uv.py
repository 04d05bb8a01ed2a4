"""The installer: uv where there is one or pip can fetch it, because it is ten times as fast; else pip itself."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from tools.testrun.places import VENVS, clean_environment


def _works(command: Path) -> bool:
    try:
        probe = subprocess.run(
            [str(command), "--version"],
            capture_output=True,
            check=False,
            timeout=20,
            stdin=subprocess.DEVNULL,
            env=clean_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


def _candidates() -> list[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    return [
        VENVS / "uv" / "bin" / "uv",
        *(Path(folder) / "uv" for folder in os.get_exec_path()),
        Path.home() / ".local/bin/uv",
        *pyenv.glob("*/bin/uv"),
    ]


def _fetched() -> Path | None:
    """Uv from the package index, in an environment of its own."""
    home = VENVS / "uv"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv>=0.4"],
    ):
        if subprocess.run(command, check=False, env=clean_environment(), **quiet).returncode:
            return None
    return home / "bin" / "uv"


@lru_cache(maxsize=1)
def find() -> Path | None:
    """A working uv, or None: then pip does it."""
    if os.environ.get("NO_UV"):
        return None
    return next((found for found in _candidates() if found.exists() and _works(found)), None) or _fetched()
