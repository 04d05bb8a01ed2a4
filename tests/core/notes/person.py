"""Somebody of the cast before the block of notes."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from tests.doors import Browser
from tests.people import Answer


class Writer:
    """One person with a session; "tove as liga" looks with the eyes of another."""

    def __init__(self, cast: SimpleNamespace, notes: str, person: str) -> None:
        self.door, self.notes = Browser.of(cast, person), notes

    def sends(self, handler: str, **data: Any) -> Answer:
        """Send something to a handler."""
        return self.door.post(self.notes, handler, json.dumps(data).encode())

    def acts(self, act: str, thing: str, **data: Any) -> Answer:
        """Do something to a note."""
        return self.sends("act", act=act, thing=thing, **data)

    def begins(self) -> str:
        """A note of one's own, by its name."""
        thing: str = self.sends("begin").data["thing"]
        return thing
