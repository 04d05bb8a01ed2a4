"""The figures that were published last of a source, so that two looks at them never tell of fewer than five people.

Figures without names stay as they are until at least five people (or agreements, or whatever is counted) have come, or
have gone on or left, since they were made. What was published is kept, not worked out anew: what somebody did in
between, also that somebody was forgotten, is not seen in it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from workmentor_xblocks.core.output.figures.suppression import SMALLEST_SHOWN

_MARK = 12  # letters of a mark: 48 bits tell a hundred thousand apart


class PublishedFigures(models.Model):
    """What was published last of one block. ``marks`` are salted hashes of what was counted, to count what changed.

    .. no_pii: counts in steps of five; of a row that is gone nobody can tell which mark was made of it
    """

    kind = models.CharField(max_length=20)
    usage_key = models.CharField(max_length=255)
    salt = models.CharField(max_length=32)
    marks = models.TextField()
    figures = models.TextField()  # as JSON; a database that sorts names would lose their order
    published_at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_published_figures"
        constraints = [
            models.UniqueConstraint(fields=["kind", "usage_key"], name="workmentor_figures_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} figures of {self.usage_key}"


def figures(kind: str, usage_key: str, units: Mapping[str, str], make: Callable[[], Any]) -> Any:
    """The figures to show, as JSON data: those published last, or new ones that ``make`` gives.

    ``units`` names everything that is counted (by a name that means nothing elsewhere), with what it counts as now.
    """
    row = _find(kind, usage_key)
    if row is not None and not _has_moved(row, units):
        return json.loads(row.figures)
    if row is None and len(units) < SMALLEST_SHOWN:
        return make()  # all of it hidden: there is nothing yet that a later look could be compared with
    with transaction.atomic():
        row = _locked(kind, usage_key)
        if not row.figures or _has_moved(row, units):
            row.salt = secrets.token_hex(16)
            row.marks = " ".join(sorted(_marks(row.salt, units)))
            row.figures = json.dumps(make())
            row.published_at = timezone.now()
            row.save()
        return json.loads(row.figures)


def _locked(kind: str, usage_key: str) -> PublishedFigures:
    """The row of a block, made if there is none, held until the transaction ends.

    One statement makes and holds it: who looks first for a row that is not there, and then makes it, waits for others
    who wait for them (a deadlock on MariaDB).
    """
    blank = PublishedFigures(kind=kind, usage_key=usage_key, published_at=timezone.now())
    names_target = connection.features.supports_update_conflicts_with_target
    PublishedFigures.objects.bulk_create(
        [blank],
        update_conflicts=True,
        update_fields=["kind"],
        unique_fields=["kind", "usage_key"] if names_target else None,
    )
    return PublishedFigures.objects.select_for_update().get(kind=kind, usage_key=usage_key)


def _find(kind: str, usage_key: str) -> PublishedFigures | None:
    return PublishedFigures.objects.filter(kind=kind, usage_key=usage_key).first()


def _has_moved(row: PublishedFigures, units: Mapping[str, str]) -> bool:
    """Whether enough is new, or enough of what was counted is as it was no more."""
    then, now = set(row.marks.split()), _marks(row.salt, units)
    return max(len(now - then), len(then - now)) >= SMALLEST_SHOWN


def _marks(salt: str, units: Mapping[str, str]) -> set[str]:
    return {
        hashlib.sha256(f"{salt} {name} {state}".encode()).hexdigest()[:_MARK] for name, state in units.items()
    }
