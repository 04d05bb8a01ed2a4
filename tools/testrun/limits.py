"""How long the run waits and how often it speaks: settings of the environment, in minutes.

QUIET=10       a step that neither wrote a line nor used the processor for so long is ended
LONGEST=120    a step that is still busy after so long is ended, in case it goes round in a circle
PROGRESS=1     how often a line says how far each part is
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

_MINUTES = {"QUIET": 10.0, "LONGEST": 120.0, "PROGRESS": 1.0}


@dataclass(frozen=True)
class Limits:
    """All in seconds."""

    quiet: float = _MINUTES["QUIET"] * 60
    longest: float = _MINUTES["LONGEST"] * 60
    progress: float = _MINUTES["PROGRESS"] * 60


def of_environment(environment: Mapping[str, str] = os.environ) -> Limits:
    """What whoever runs it set, else the usual. A value that is no number above 0 is told at once."""
    return Limits(*(_minutes(name, environment.get(name, "")) * 60 for name in _MINUTES))


def _minutes(name: str, told: str) -> float:
    try:
        minutes = float(told) if told else _MINUTES[name]
    except ValueError:
        minutes = 0
    if not minutes > 0:
        raise SystemExit(
            f"{name}={told}: give a number of minutes above 0, for example {name}={_MINUTES[name]:g}"
        )
    return minutes
