"""Older forms of a stored definition, carried over to today's: one pure function per step.

A definition names its ``schema``; one that is newer than this version is read as far as it is understood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LATEST = 1

# From schema n to n + 1.
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrate(data: dict[str, Any]) -> dict[str, Any]:
    """``data`` in today's schema; never changes its argument."""
    version = data.get("schema", LATEST)
    if not isinstance(version, int):
        return data
    while version in STEPS:
        data = STEPS[version](data)
        version = data["schema"]
    return data
