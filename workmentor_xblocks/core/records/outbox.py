"""The table of letters that are to be sent: what each is about, never what it says or to which address it goes.

A row is written in the transaction of the act that it tells of. Two senders never take the same row: taking it is one
compare-and-swap on the number of tries, which also sets when it may be tried again, should the sender die over it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import models, transaction
from django.utils import timezone

from workmentor_xblocks.core.records import names

# How long after the first, second … try the next one waits; after the last one nobody tries again.
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=2),
)
KEPT_FOR = timedelta(days=180)

# An id, a code, a key of a block: what people write has spaces, and no table of ours keeps it here.
_ID = re.compile(r"[^\s]{0,255}")

Value = str | int | bool | None


class Problem(StrEnum):
    """Why a letter will not be sent any more."""

    NOBODY = "nobody"  # there is nobody left to tell
    REFUSED = "refused"  # the address does not exist, says the mail server
    UNSENT = "unsent"  # it was tried often enough


def _new_uuid() -> str:
    return uuid.uuid4().hex


class OutgoingMail(models.Model):
    """A letter of a kind about something, to a user or a party. It waits while it has neither day nor problem.

    .. pii: Which user or party gets which letters, by id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    uuid = models.CharField(max_length=32, unique=True, default=_new_uuid)
    kind = models.CharField(max_length=60)
    about = models.JSONField(default=dict)  # ids and codes only
    to_user_id = models.IntegerField(null=True)
    to_party = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    problem = models.CharField(max_length=20, blank=True)
    once_key = names.once_key(120)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_outgoing_mail"
        indexes = [
            models.Index(fields=["sent_at", "problem", "not_before"], name="workmentor_mail_due"),
            models.Index(fields=["to_user_id"], name="workmentor_mail_user"),
            models.Index(fields=["to_party"], name="workmentor_mail_party"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


def add(
    kind: str, about: Mapping[str, Value], *, once_key: str | None = None, not_before: datetime | None = None
) -> OutgoingMail:
    """Keep a letter to be sent; with a ``once_key`` that is there already nothing is added.

    ``about`` names whom it is for: ``party`` by uuid, ``user`` by id.
    """
    now = timezone.now()
    user = about.get("user")
    row = OutgoingMail(
        kind=kind,
        about=_ids(about),
        to_user_id=int(user) if user is not None else None,
        to_party=str(about.get("party") or ""),
        created_at=now,
        not_before=not_before or now,
        once_key=once_key,
    )
    if once_key is not None and len(once_key) > 120:
        raise ValueError("A once_key has at most 120 characters.")
    # Where the key is taken the row is left out by the database itself: no race, and no transaction spoilt.
    OutgoingMail.objects.bulk_create([row], ignore_conflicts=once_key is not None)
    return row


def waiting() -> models.QuerySet[OutgoingMail]:
    """Letters that are neither sent nor given up."""
    return OutgoingMail.objects.filter(sent_at=None, problem="")


def due(now: datetime) -> models.QuerySet[OutgoingMail]:
    """Letters that may be sent now, the longest waiting first."""
    return waiting().filter(not_before__lte=now).order_by("not_before", "id")


def take(row: OutgoingMail, *, now: datetime) -> bool:
    """Take a letter to send it; False when somebody else took it meanwhile.

    The taking is committed at once, whatever becomes of the sending: a mail cannot be called back.
    """
    wait = WAITS[min(row.tries, len(WAITS) - 1)]
    with transaction.atomic(durable=True):
        taken = (
            waiting().filter(pk=row.pk, tries=row.tries).update(tries=row.tries + 1, not_before=now + wait)
        )
    if taken:
        row.tries += 1
    return bool(taken)


def settle(row: OutgoingMail, *, now: datetime, problem: Problem | None = None) -> None:
    """The letter was sent, or will not be."""
    row.sent_at, row.problem = (None, problem.value) if problem else (now, "")
    row.save(update_fields=["sent_at", "problem"])


def erase(user_id: int) -> int:
    """Forget which letters a person got, and send none that waits."""
    return OutgoingMail.objects.filter(to_user_id=user_id).delete()[0]


def forget_old(now: datetime) -> int:
    """Delete the rows of letters that were settled long ago; the number of them."""
    old = OutgoingMail.objects.filter(created_at__lt=now - KEPT_FOR).exclude(sent_at=None, problem="")
    return old.delete()[0]


def _ids(about: Mapping[str, Value]) -> dict[str, Value]:
    for name, value in about.items():
        if isinstance(value, str) and not _ID.fullmatch(value):
            raise ValueError(f"{name!r} is no id or code: words are made when a letter is sent.")
    return dict(about)
