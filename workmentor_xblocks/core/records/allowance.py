"""What was asked for lately, by whom and to which address: kept by keyed hashes, so that the table names nobody.

Two who ask at the same moment are counted one after the other: the row is held until the surrounding transaction ends,
and whoever is refused leaves nothing behind.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models
from django.utils.crypto import salted_hmac

from workmentor_xblocks.core.rules import letter_rate as rates
from workmentor_xblocks.core.rules.letter_rate import Rate


class Asked(models.Model):
    """When something was asked for, for one keyed name.

    .. no_pii: keyed hashes and moments
    """

    key = models.CharField(max_length=64, unique=True)
    times = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_asked"
        indexes = [models.Index(fields=["changed_at"], name="workmentor_asked_changed")]

    def __str__(self) -> str:
        return f"asked {self.key[:8]}"


def spend(name: str, rate: Rate, *, now: datetime) -> datetime | None:
    """Count one more for a name, or say when the next one may be asked for; None when it was counted.

    Needs ``transaction.atomic()``; several names are spent in one order everywhere, so that nobody waits for ever.
    """
    row = _held(name, now)
    times = [datetime.fromisoformat(time) for time in row.times]
    until = rates.free_at(times, rate, now)
    if until is None:
        row.times = [time.isoformat() for time in (*rates.recent(times, rate, now), now)]
        row.changed_at = now
        row.save(update_fields=["times", "changed_at"])
    return until


def forget_old(now: datetime) -> int:
    """Forget what counts no more; how many names."""
    return Asked.objects.filter(changed_at__lt=now - 2 * rates.DAY).delete()[0]


def _held(name: str, now: datetime) -> Asked:
    """The row of a name, made where there is none, and held.

    Written first and read then: a read that finds nothing would let two through to the writing, where each waits for
    the other.
    """
    key = salted_hmac("workmentor.asked", name, algorithm="sha256").hexdigest()
    found = Asked.objects.filter(key=key)
    if not found.update(key=key):
        unique = ["key"] if connection.features.supports_update_conflicts_with_target else None
        Asked.objects.bulk_create(
            [Asked(key=key, changed_at=now)],
            update_conflicts=True,
            update_fields=["key"],
            unique_fields=unique,
        )
    return found.select_for_update().get()
