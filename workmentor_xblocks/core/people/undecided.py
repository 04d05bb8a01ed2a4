"""What erasing a person left open: records that may name them still, for whoever runs the site to look at.

A first name alone may be somebody else's, and no program reads a scan. So the record is listed by its table and id,
never with a word of its text, and somebody decides: erased, or kept. The list of a person ends when all is decided or
the operator closes it; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from workmentor_xblocks.core.content.errors import NoSuch

Erase = Callable[[int], None]

_erasers: dict[str, Erase] = {}


class UndecidedErasure(models.Model):
    """A record that may name a retired person. ``user_id`` is 0 for somebody who had no account.

    .. pii: Which account was retired, by user id, until the operator has decided about the record.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    user_id = models.IntegerField(default=0)
    table = models.CharField(max_length=64)
    row_id = models.BigIntegerField()
    listed_at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_undecided_erasure"
        constraints = [
            models.UniqueConstraint(fields=["user_id", "table", "row_id"], name="workmentor_undecided_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"


class NoSuchRecord(NoSuch):
    """There is no such entry, or nothing of ours erases a record of its table."""


@dataclass(frozen=True)
class Job:
    """What is open after one person was retired."""

    user_id: int
    records: tuple[UndecidedErasure, ...]


def register(model: type[models.Model], erase: Erase) -> None:
    """Say how the text of a record of this table is erased, by its id; what is gone already is no error."""
    _erasers[model._meta.db_table] = erase


def note(user_id: int | None, rows: Iterable[models.Model]) -> None:
    """List records to be decided about. One that is listed already is listed once."""
    now = timezone.now()
    listed = [
        UndecidedErasure(user_id=user_id or 0, table=row._meta.db_table, row_id=row.pk, listed_at=now)
        for row in rows
    ]
    UndecidedErasure.objects.bulk_create(listed, ignore_conflicts=True)


def settle(rows: models.QuerySet[Any]) -> None:
    """Take records off all lists, because their text was erased for another reason."""
    ids = list(rows.values_list("pk", flat=True))
    UndecidedErasure.objects.filter(table=rows.model._meta.db_table, row_id__in=ids).delete()


def jobs() -> list[Job]:
    """Everything that is open, person by person. A record that is gone meanwhile needs no decision any more."""
    found: dict[int, list[UndecidedErasure]] = {}
    for entry in UndecidedErasure.objects.order_by("user_id", "table", "row_id"):
        if _is_there(entry):
            found.setdefault(entry.user_id, []).append(entry)
        else:
            entry.delete()
    return [Job(user_id, tuple(entries)) for user_id, entries in found.items()]


def erase(entry_id: int) -> None:
    """Erase the text of a record, and take it from all lists. Raises ``NoSuchRecord``."""
    with transaction.atomic():
        entry = _entry(entry_id)
        if entry.table not in _erasers:
            raise NoSuchRecord(f"Nothing erases records of {entry.table}.")
        _erasers[entry.table](entry.row_id)
        # The same record may be on the lists of two.
        UndecidedErasure.objects.filter(table=entry.table, row_id=entry.row_id).delete()


def keep(entry_id: int) -> None:
    """The record names somebody else, or nobody: leave it as it is. Raises ``NoSuchRecord``."""
    _entry(entry_id).delete()


def close(user_id: int) -> int:
    """End the list of a person, whatever is on it still; how many entries there were."""
    return UndecidedErasure.objects.filter(user_id=user_id).delete()[0]


def _entry(entry_id: int) -> UndecidedErasure:
    entry = UndecidedErasure.objects.filter(pk=entry_id).first()
    if entry is None:
        raise NoSuchRecord(f"There is no entry {entry_id}.")
    return entry


def _is_there(entry: UndecidedErasure) -> bool:
    model = next(
        (m for m in apps.get_app_config("workmentor").get_models() if m._meta.db_table == entry.table), None
    )
    return model is not None and model._default_manager.filter(pk=entry.row_id).exists()
