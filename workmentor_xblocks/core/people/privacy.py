"""Erasing what we hold of a person: at retirement everything, at "delete state" what belongs to that block.

Each slice registers what it erases. All of it can be called twice, and nothing personal goes into exceptions: the
platform prints those into answers (seen on a running LMS).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Eraser:
    """What one slice erases. ``state_deleted`` gets (user id, usage key), ``retired`` the user id; both give counts."""

    name: str
    state_deleted: Callable[[int, str], int]
    retired: Callable[[int], int]


_erasers: dict[str, Eraser] = {}


def register(eraser: Eraser) -> None:
    """Add a slice's eraser; registering a name again replaces it."""
    _erasers[eraser.name] = eraser


def state_deleted(*, user_id: int, usage_key: str) -> int:
    """Erase what belongs to one person's state of one block; the number of rows erased."""
    return sum(eraser.state_deleted(user_id, usage_key) for eraser in _erasers.values())


def retire_user(*, user_id: int) -> int:
    """Erase everything that we hold of a person; the number of rows erased."""
    return sum(eraser.retired(user_id) for eraser in _erasers.values())
