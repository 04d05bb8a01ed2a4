"""Lets one module measure inside a Django of its own, with a new database that is gone afterwards.

DJANGO_SETTINGS_MODULE=… python -m tools.bench.inside tools.bench.demo rows.json
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import django
from django.test.utils import setup_databases, teardown_databases


def main(module: str, out: Path) -> None:
    """Write what ``module.rows()`` measured, as JSON."""
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        # Imported now only, because models need a Django that is set up.
        rows = import_module(module).rows()
        out.write_text(json.dumps([asdict(row) for row in rows]), "utf-8")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
