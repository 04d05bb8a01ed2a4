"""How rows are named to the world: by something that cannot be guessed from another, never by their number."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """A new name."""
    return uuid.uuid4().hex
