"""The installer: uv where there is one or pip can fetch it, because it is ten times as fast; else pip itself."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

from tools.testrun.commands import all_succeed, answer_of
from tools.testrun.places import VENVS


def _works(command: Path) -> bool:
    return answer_of(str(command), "--version") is not None


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
    fetched = all_succeed(
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv>=0.4"],
    )
    return home / "bin" / "uv" if fetched else None


@lru_cache(maxsize=1)
def find() -> Path | None:
    """A working uv, or None: then pip does it."""
    if os.environ.get("NO_UV"):
        return None
    return next((found for found in _candidates() if found.exists() and _works(found)), None) or _fetched()
