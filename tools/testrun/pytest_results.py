"""A pytest plugin: writes down how each test went in the moment in which it is over (``tools.testrun.results``).

python -m pytest -p tools.testrun.pytest_results --results=reports/py311.jsonl

Pytest's own report is written at the very end, and is lost with everything in it when the run is ended before.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to write."""
    parser.addoption("--results", metavar="FILE", help="write how each test went, line by line")


def pytest_configure(config: pytest.Config) -> None:
    """Workers of xdist tell their head; only the head writes."""
    told = config.getoption("--results")
    if told and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Writer(Path(told)), "house-results")


class _Writer:
    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8", buffering=1)  # each line is on disk at once

    def write(self, **line: Any) -> None:
        self.file.write(json.dumps(line) + "\n")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.write(collected=[item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        self.write(collected=list(ids))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.write(id=report.nodeid, outcome="failed", why="could not be read")

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.write(began=nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test is over with its own part, or earlier when what it needs failed, or later when clearing away did."""
        if report.when == "call" or not report.passed:
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.write(id=report.nodeid, outcome=report.outcome, why=why)
