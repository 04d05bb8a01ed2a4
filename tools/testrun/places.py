"""Where the run keeps its things: environments to reuse, reports to read."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENVS = ROOT / ".venvs"
REPORTS = ROOT / "reports"
CONSTRAINTS = ROOT / "tools" / "constraints"
FRONTEND = ROOT / "frontend"

# What the caller's shell may have set and would reach into our own environments.
# Without its kept bytecode each of our many processes would compile some two thousand modules anew: seconds, every time.
_FOREIGN = (
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "DJANGO_SETTINGS_MODULE",
    "PYTEST_ADDOPTS",
)


def clean_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without its Python settings, plus ``extra``."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **(extra or {})}
