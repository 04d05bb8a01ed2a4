"""What lets somebody in without an account: a link of 256 random bits, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models


class LinkRow(models.Model):
    """A link that was given out; the slice adds for whom."""

    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def is_good(self, at: datetime) -> bool:
        """Whether it is neither closed nor too old."""
        return self.revoked_at is None and self.expires_at > at


Row = TypeVar("Row", bound=LinkRow)


def issue(rows: type[LinkRow], *, at: datetime, days: int, **whose: Any) -> str:
    """A new link's token, to be told once and never stored."""
    token = secrets.token_urlsafe(32)
    until = at + timedelta(days=days)
    rows._default_manager.create(sha256=_digest(token), created_at=at, expires_at=until, **whose)
    return token


def find(rows: models.QuerySet[Row], token: str) -> Row | None:
    """The link of a token, whether it still works or not."""
    return rows.filter(sha256=_digest(token)).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
