"""What stories begin with is done once and copied afterwards: hundreds of tests begin with the same signed agreement.

``@remembered`` stands before a preparation that works on tables only. The first time it is done, act by act; the next
time its rows are put back, if all is as it was then: every row of every table, the arguments, the language, the
settings, and the time within three minutes, so that what happened "just now" still did. In any other case it is done anew.
Not for what writes files, and not for what a test patched before it: only the database and the mail are looked at.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.core import mail as django_mail
from django.db import connection, transaction
from django.utils import timezone, translation

P = ParamSpec("P")
R = TypeVar("R")
Rows = list[tuple[Any, ...]]

FRESH = timedelta(minutes=3)


@dataclass(frozen=True)
class Memory:
    """What a preparation left behind: its answer, the tables that it changed, letters, and what waits for the commit."""

    at: datetime
    answer: Any
    tables: Mapping[str, Rows]
    letters: tuple[Any, ...]
    after_commit: tuple[tuple[Callable[[], object], bool], ...]

    def is_fresh(self) -> bool:
        return timedelta(0) <= timezone.now() - self.at < FRESH


_KEPT: dict[str, Memory] = {}


def remembered(prepare: Callable[P, R]) -> Callable[P, R]:
    """Let a preparation be copied where it can be; tests notice nothing but the speed."""

    @wraps(prepare)
    def prepared(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _can_be_copied():
            return prepare(*args, **kwargs)
        before = _all_rows()
        key = _key(prepare, before, args, kwargs)
        memory = _KEPT.get(key)
        if memory is None or not memory.is_fresh():
            return _done_now(key, before, lambda: prepare(*args, **kwargs))
        _put_back(memory)
        return deepcopy(memory.answer)

    return prepared


def _can_be_copied() -> bool:
    """Only within the transaction of one test, which takes everything back; races commit for good."""
    return connection.vendor == "sqlite" and connection.in_atomic_block


def _done_now(key: str, before: Mapping[str, Rows], prepare: Callable[[], R]) -> R:
    letters, waiting = len(_outbox()), len(connection.run_on_commit)
    at = timezone.now()
    answer = prepare()
    for old in [name for name, memory in _KEPT.items() if not memory.is_fresh()]:
        del _KEPT[old]
    _KEPT[key] = Memory(
        at,
        deepcopy(answer),
        {table: rows for table, rows in _all_rows().items() if rows != before[table]},
        tuple(_outbox()[letters:]),
        tuple((entry[1], bool(entry[2])) for entry in connection.run_on_commit[waiting:]),
    )
    return answer


def _put_back(memory: Memory) -> None:
    for table, rows in memory.tables.items():
        marks = ", ".join("?" * len(_columns(table)))
        connection.connection.execute(" ".join(("DELETE FROM", table)))
        connection.connection.executemany(" ".join(("INSERT INTO", table, "VALUES (", marks, ")")), rows)
    _outbox().extend(deepcopy(list(memory.letters)))
    for call, robust in memory.after_commit:
        transaction.on_commit(call, robust=robust)


def _outbox() -> list[Any]:
    return getattr(django_mail, "outbox", [])


def _key(prepare: Callable[..., Any], rows: Mapping[str, Rows], *arguments: Any) -> str:
    here = (prepare.__module__, prepare.__qualname__, translation.get_language(), _changed_settings())
    digest = hashlib.sha256(repr((here, rows)).encode("utf-8", "surrogatepass"))
    digest.update(pickle.dumps(arguments))
    return digest.hexdigest()


def _changed_settings() -> list[tuple[str, str]]:
    """The settings of this test alone."""
    found, holder = [], settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        found += [(name, repr(value)) for name, value in vars(holder).items() if name.isupper()]
        holder = holder.default_settings
    return found


@cache
def _columns(table: str) -> tuple[str, ...]:
    """The columns in their order. A sign before a name keeps the driver from turning what is stored into objects."""
    found = connection.connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return tuple(f'+"{row[1]}"' for row in found)


@cache
def _tables() -> tuple[str, ...]:
    models = apps.get_models(include_auto_created=True)
    return (*sorted(model._meta.db_table for model in models if model._meta.managed), "sqlite_sequence")


def _all_rows() -> dict[str, Rows]:
    read = connection.connection.execute
    return {
        table: read(" ".join(("SELECT", ", ".join(_columns(table)), "FROM", table))).fetchall()
        for table in _tables()
    }
