"""How rows are named to the world: by something that cannot be guessed from another, never by their number."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    OnceKey = models.CharField[str | None, str | None]


def new_id() -> str:
    """A new name."""
    return uuid.uuid4().hex


def once_key(length: int) -> OnceKey:
    """A key that no two rows share and a row may lack: only NULLs, never empty texts, are beside each other then."""
    return models.CharField(max_length=length, unique=True, null=True)


class NamedRow(models.Model):
    """A row that the world knows by its ``uuid``."""

    uuid = models.CharField(max_length=32, unique=True, default=new_id)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.uuid}"
