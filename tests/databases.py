"""The database of a test run: SQLite in memory, or the one that ``tools.mariadb`` started for it."""

from __future__ import annotations

import json
import os
from typing import Any


def default() -> dict[str, Any]:
    """Django's ``DATABASES["default"]``."""
    told = os.environ.get("WORKMENTOR_DATABASE")
    if told:
        return json.loads(told)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
