"""The blocks of notes, installed as a package would install them, with their tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from typing import Any

import pytest


@contextmanager
def _installed(name: str, where: str, *tables: Any) -> Iterator[None]:
    """A block with its tables, as a migration would make them."""
    from django.db import connection
    from xblock import plugin
    from xblock.core import XBlock

    entry = (name, EntryPoint(name, where, XBlock.entry_point))
    XBlock.extra_entry_points.append(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, name), None)
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    yield
    with connection.schema_editor() as editor:
        for table in reversed(tables):
            editor.delete_model(table)
    XBlock.extra_entry_points.remove(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, name), None)


@pytest.fixture(scope="session")
def _notes_block(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from tests.core.notes.block import Note, Said

    where = "tests.core.notes.block:NotesBlock"
    with django_db_blocker.unblock(), _installed("workmentor_notes", where, Note, Said):
        yield


@pytest.fixture(scope="session")
def _slips_block(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from tests.core.notes.slips import Slip

    where = "tests.core.notes.slips:SlipsBlock"
    with django_db_blocker.unblock(), _installed("workmentor_slips", where, Slip):
        yield


@pytest.fixture
def notes(_notes_block: None, cast: Any, course: Any) -> str:
    """A block of notes in the course of the stories; its usage key."""
    usage_key: str = course.put("workmentor_notes")
    return usage_key


@pytest.fixture
def slips(_slips_block: None, cast: Any, course: Any) -> str:
    """A block of slips there."""
    usage_key: str = course.put("workmentor_slips")
    return usage_key
