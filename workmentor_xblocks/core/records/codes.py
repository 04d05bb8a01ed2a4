"""Six digits sent by mail, so that a forwarded link alone proves nothing: of those sent last, and how many were wrong.

Only a keyed hash is kept. A code has ten minutes, helps only who holds the link or the account already, and may be
typed wrong a few times only (``core.rules.code_lock``).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models

from workmentor_xblocks.core.rules import code_lock
from workmentor_xblocks.core.rules.code_lock import CodeLock

MINUTES = 10


class CodeRow(models.Model):
    """A code that was sent; the slice adds for what, and who may type it."""

    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class TriesRow(models.Model):
    """What was typed wrong at one place, kept whatever becomes of the act that brought it; the slice adds the place."""

    wrong = models.IntegerField(default=0)
    locks = models.IntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def lock(self) -> CodeLock:
        """The same for the rule."""
        return CodeLock(self.wrong, self.locks, self.locked_at, self.until)


Tries = TypeVar("Tries", bound=TriesRow)


def keep(rows: type[Tries], lock: CodeLock, **place: Any) -> Tries:
    """Keep what was typed wrong at a place."""
    return rows._default_manager.update_or_create(**place, defaults=asdict(lock))[0]


def tries() -> int:
    """How many wrong codes lock a place: WORKMENTOR_CODE_TRIES."""
    return max(int(getattr(settings, "WORKMENTOR_CODE_TRIES", code_lock.TRIES)), 1)


Row = TypeVar("Row", bound=CodeRow)


@dataclass(frozen=True)
class Codes(Generic[Row]):
    """The codes of one person for one thing: ``whose`` finds them, and ``name`` binds them to both."""

    rows: type[Row]
    name: str
    whose: Mapping[str, Any]

    def make(self, at: datetime) -> str:
        """A new code, to be told once; those before stop working."""
        self._all().filter(used_at=None).update(expires_at=at)
        digits = f"{secrets.randbelow(1_000_000):06d}"
        until = at + timedelta(minutes=MINUTES)
        self.rows._default_manager.create(
            sha256=self._digest(digits), created_at=at, expires_at=until, **self.whose
        )
        return digits

    def is_out(self, at: datetime) -> bool:
        """Whether a code was sent that can still be used."""
        return self._live(at).exists()

    def made_since(self, at: datetime) -> bool:
        """Whether a code was made after this moment."""
        return self._all().filter(created_at__gt=at).exists()

    def is_right(self, digits: str, at: datetime) -> bool:
        """Whether the digits are those that were sent last. Wrong ones are counted by who asks."""
        code = self._live(at).order_by("-id").first()
        return code is not None and hmac.compare_digest(code.sha256, self._digest(digits))

    def use_up(self, digits: str, at: datetime) -> bool:
        """Let a right code work this once. To be called in the transaction of what it proves."""
        return bool(self._live(at).filter(sha256=self._digest(digits)).update(used_at=at))

    def _all(self) -> models.QuerySet[Row]:
        return self.rows._default_manager.filter(**self.whose)

    def _live(self, at: datetime) -> models.QuerySet[Row]:
        return self._all().filter(used_at=None, expires_at__gt=at)

    def _digest(self, digits: str) -> str:
        # A plain hash of six digits is found in a blink; the site's secret makes it useless to who reads the table.
        told = f"{self.name} {digits.strip()}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
