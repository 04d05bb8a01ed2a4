"""Erasing what we hold of a person: at retirement everything, at "delete state" what belongs to that block.

Each slice registers what it erases, and all of it can be done twice. One eraser that fails keeps no other from its
work; in the end the caller hears that not all is gone, so that the site retires this person once more, because
personal data left behind in silence would be worse than a step to be repeated. No error carries a word about the
person: the platform prints errors into answers (seen on a running LMS).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Eraser:
    """What one slice erases; each member answers how many rows.

    ``retired`` gets the user id, ``retired_email`` (the address that the person had, user id): for rows about somebody
    who was invited by address and never linked to their account. ``state_deleted`` gets (user id, usage key); without
    it nothing of this is the state of one person in one block, and "delete state" clears none of it, ever.
    """

    name: str
    retired: Callable[[int], int]
    retired_email: Callable[[str, int], int] | None = None
    state_deleted: Callable[[int, str], int] = lambda _user_id, _usage_key: 0


class NotErased(Exception):
    """Something of a person is still there. Names erasers only; retiring the person again takes up the work."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(f"WorkMentor could not erase: {', '.join(names)}. Retire this person again.")


_erasers: dict[str, Eraser] = {}


def register(eraser: Eraser) -> None:
    """Add a slice's eraser; registering a name again replaces it."""
    _erasers[eraser.name] = eraser


def state_deleted(*, user_id: int, usage_key: str) -> int:
    """Erase what belongs to one person's state of one block; the number of rows erased."""
    return sum(eraser.state_deleted(user_id, usage_key) for eraser in _erasers.values())


def retire_user(*, user_id: int, email: str = "") -> int:
    """Erase everything that we hold of a person, also under the address that they had; the number of rows erased.

    Raises ``NotErased``.
    """
    by_id = {name: partial(eraser.retired, user_id) for name, eraser in _erasers.items()}
    return _each({**_by_address(email, user_id), **by_id})


def retire_email(*, email: str, user_id: int) -> int:
    """Erase what we hold under the address that a person had; the number of rows erased. Raises ``NotErased``."""
    return _each(_by_address(email, user_id))


def _by_address(email: str, user_id: int) -> dict[str, Callable[[], int]]:
    return {
        f"{name} (address)": partial(eraser.retired_email, email, user_id)
        for name, eraser in _erasers.items()
        if email and eraser.retired_email
    }


def _each(erasures: dict[str, Callable[[], int]]) -> int:
    erased, failed = 0, []
    for name, erase in erasures.items():
        try:
            with transaction.atomic():
                erased += erase()
        except Exception as error:  # noqa: BLE001  # the other erasers must still run; raised without its text below
            log.error("Erasing a retired person from %s failed: %s", name, type(error).__name__)
            failed.append(name)
    if failed:
        raise NotErased(failed)
    return erased
