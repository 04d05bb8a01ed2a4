"""Private files: scans and prints that only our own pages hand out, after they asked who is asking.

They go through Django's storages: the alias ``workmentor`` of STORAGES, else the folder WORKMENTOR_FILES_ROOT, else
the site's default storage under names of 256 random bits, because that one is often open to whoever knows a name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages
from django.db import transaction

from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

ALIAS = "workmentor"

_GONE = Message("file_gone", _("The file is not there any more. Ask the people who run this site."))


def storage() -> Storage:
    """Where the files lie on this site."""
    if ALIAS in storages.backends:
        return storages[ALIAS]
    root = getattr(settings, "WORKMENTOR_FILES_ROOT", None)
    if root:
        return FileSystemStorage(location=root, file_permissions_mode=0o600, directory_permissions_mode=0o700)
    return default_storage


def save(data: bytes) -> str:
    """Keep a file; the name under which it is read. Whoever may roll back afterwards uses ``saved``."""
    token = secrets.token_hex(32)
    # No ending: nobody who finds the file should be told, or let a web server guess, what it is.
    return storage().save(f"workmentor/{token[:2]}/{token}", ContentFile(data))


@contextmanager
def saved(data: bytes) -> Iterator[str]:
    """A file for as long as nothing fails: what is raised inside takes it away again.

    Stands before the transaction: ``with saved(data) as name, transaction.atomic():``.
    """
    name = save(data)
    try:
        yield name
    except BaseException:
        storage().delete(name)
        raise


def read(name: str) -> bytes:
    """The bytes of a file. Raises ``NotFound`` when it is gone."""
    try:
        with storage().open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise NotFound(_GONE)


def delete(name: str) -> None:
    """Take a file away once the transaction is committed; one that is gone already is no error."""

    def away() -> None:
        storage().delete(name)

    transaction.on_commit(away, robust=True)
