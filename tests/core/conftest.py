"""The block of notes, installed as a package would install it, with its tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from typing import Any

import pytest


@pytest.fixture(scope="session")
def _notes_block(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from xblock import plugin
    from xblock.core import XBlock

    from tests.core.notes import block

    name = "workmentor_notes"
    entry = (name, EntryPoint(name, "tests.core.notes.block:NotesBlock", XBlock.entry_point))
    XBlock.extra_entry_points.append(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, name), None)
    with django_db_blocker.unblock(), block.tables():
        yield
    XBlock.extra_entry_points.remove(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, name), None)


@pytest.fixture
def notes(_notes_block: None, cast: Any, course: Any) -> str:
    """A block of notes in the course of the stories; its usage key."""
    usage_key: str = course.put("workmentor_notes")
    return usage_key
