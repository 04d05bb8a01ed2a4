"""Reads what test programs write down while they run: one line of JSON per test, so that what ran before an end is known.

``{"collected": [ids]}`` · ``{"began": id}`` · ``{"id": id, "outcome": "passed", "why": ""}``. Pytest writes it by
``tools.testrun.pytest_results``, vitest by ``frontend/build/results.mjs``; ids are those by which goals are counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOT_RUN = "not run"


@dataclass(frozen=True)
class Case:
    """One test. ``outcome`` is passed, failed, skipped or "not run"."""

    id: str
    outcome: str
    why: str = ""


@dataclass
class Results:
    """What a program wrote down so far."""

    collected: dict[str, None] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    running: dict[str, None] = field(default_factory=dict)

    def add(self, line: dict[str, Any]) -> None:
        """Take one line in. A test that passed and then failed while it was cleared away has failed."""
        if "collected" in line:
            self.collected |= dict.fromkeys(line["collected"])
        elif "began" in line:
            self.running[line["began"]] = None
        else:
            case = Case(line["id"], line["outcome"], line["why"])
            before = self.cases.get(case.id)
            if before is None or before.outcome != "failed":
                self.cases[case.id] = case
            self.running.pop(case.id, None)

    def all(self) -> list[Case]:
        """Every test that ran or was to run."""
        waiting = (name for name in self.collected if name not in self.cases)
        return [*self.cases.values(), *(Case(name, NOT_RUN) for name in waiting)]

    def count(self, outcome: str) -> int:
        """How many came to this so far."""
        return sum(case.outcome == outcome for case in self.cases.values())


def read(report: Path) -> Results:
    """What stands in a report; nothing where there is none."""
    found = Results()
    for line in _lines(report):
        found.add(line)
    return found


def _lines(report: Path) -> Iterator[dict[str, Any]]:
    try:
        text = report.read_text("utf-8", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:  # cut off in the middle: the program was ended while it wrote
            continue
