"""A pytest plugin: tests run on the database that ``tools.mariadb`` started, when there is one, else on SQLite.

    python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb

SQLite has one writer at a time and so hides the races that happen on real sites.
"""

from __future__ import annotations

import json
import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before Django is set up: connections read the settings when they are first used."""
    told = os.environ.get("WORKMENTOR_DATABASE")
    if told:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")
        from django.conf import settings

        settings.DATABASES["default"] = json.loads(told)
