"""Tests in xblock-sdk's workbench, which needs an environment of its own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

# In every other environment there is nothing to collect; the part "sdk" fails when it finds no tests.
collect_ignore_glob = [] if find_spec("workbench") else ["*"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.sdk)
