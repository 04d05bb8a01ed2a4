"""How deep decoded JSON is nested, counted without recursion: what is deeper than anybody writes would break what reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

DEEPEST = 40


def is_too_deep(data: object) -> bool:
    """True when lists and objects stand in one another more than ``DEEPEST`` times."""
    level: list[Any] = [data]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
