"""A pytest plugin: tests run on the database that ``tools.mariadb`` started, when there is one, else on SQLite.

    python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb

SQLite has one writer at a time and so hides the races that happen on real sites.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before Django is set up: connections read the settings when they are first used."""
    told = os.environ.get("WORKMENTOR_DATABASE")
    if told:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")
        from django.conf import settings

        settings.DATABASES["default"] = json.loads(told)


@pytest.fixture(params=["read committed", "repeatable read"])
def level(request: pytest.FixtureRequest) -> Iterator[str]:
    """The isolation level of every connection that is opened from now on: both are found on sites."""
    from django.db import connections

    options = connections.settings["default"]["OPTIONS"]
    before = options.get("isolation_level")
    options["isolation_level"] = request.param
    yield request.param
    options["isolation_level"] = before
    if before is None:
        del options["isolation_level"]
