"""Files that hold what the package gave out before: a test compares, and one command writes them anew.

``WORKMENTOR_GOLDEN=write pytest tests/golden`` writes; what changed is then for ``git diff`` to show and for the message of
the commit to explain.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FILES = Path(__file__).with_name("files")
_SHOWN = 80  # lines of a difference


def _is_writing() -> bool:
    return os.environ.get("WORKMENTOR_GOLDEN") == "write"


def hold(name: str, text: str) -> None:
    """Fail with the difference where the file of that name holds something else."""
    file = FILES / name
    if _is_writing():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return
    kept = file.read_bytes().decode("utf-8") if file.exists() else ""
    if kept == text:
        return
    lines = list(
        difflib.unified_diff(kept.splitlines(), text.splitlines(), f"kept: {name}", "today", lineterm="", n=2)
    )
    more = [f"… and {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    said = "\n".join([*lines[:_SHOWN], *more]) or "only the ends of lines differ"
    raise AssertionError(f"{name} is not what it was. If that is meant: WORKMENTOR_GOLDEN=write\n{said}")
