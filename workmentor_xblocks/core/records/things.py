"""The row of a thing that people do something to in a block; the slice adds what stands in it."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from workmentor_xblocks.core.records.names import NamedRow, once_key


class ThingRow(NamedRow):
    """``rev`` grows with every change; all changes hold this row first. ``request_key``: what is sent twice is begun once."""

    usage_key = models.CharField(max_length=255)
    course_key = models.CharField(max_length=255)
    rev = models.IntegerField(default=0)
    request_key = once_key(64)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    def changed(self, at: datetime) -> None:
        """Save it as an act left it."""
        self.rev += 1
        self.changed_at = at
        self.save()


class OwnRow(ThingRow):
    """A thing of the one person who began it."""

    user_id = models.IntegerField()

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=ThingRow)


def locked(rows: models.QuerySet[Row], uuid: str) -> Row | None:
    """The thing of that name, held until the surrounding transaction ends. Needs ``transaction.atomic()``."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("locked() needs transaction.atomic() around it.")
    return rows.select_for_update().filter(uuid=uuid).first()
