"""Lets one module measure inside a Django of its own, with a new database that is gone afterwards.

DJANGO_SETTINGS_MODULE=… python -m tools.bench.inside tools.bench.demo rows.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import django
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def own_django() -> Iterator[None]:
    """Django as the environment names its settings. What has models is imported within only."""
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


def main(module: str, out: Path) -> None:
    """Write what ``module.rows()`` measured, as JSON."""
    with own_django():
        rows = import_module(module).rows()
        out.write_text(json.dumps([asdict(row) for row in rows]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
