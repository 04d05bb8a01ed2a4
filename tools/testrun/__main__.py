"""Runs what ``make test`` asks for and ends with the table and one line of numbers.

make test                                  everything that can run here
make test PARTS="house py311"              only these parts
make test REQUIRE=browser,node             a part of these that cannot run is a failure
make test INSTALL=1                        Debian packages may be installed (default: as root in a container)
make test JOBS=1                           one part after the other (default: two at a time)
make test QUIET=30 PROGRESS=5              wait longer for a step that does nothing, speak less often (minutes)
"""

from __future__ import annotations

import os
import sys

from tools.testrun import goals, limits
from tools.testrun.outcome import last_line, table
from tools.testrun.parts import chosen
from tools.testrun.places import REPORTS
from tools.testrun.run import run_all


def main() -> int:
    """The exit code: 0 when nothing failed."""
    parts = chosen(os.environ.get("PARTS", ""))
    required = set(os.environ.get("REQUIRE", "").replace(",", " ").split())
    parallel = int(os.environ.get("JOBS") or min(2, os.cpu_count() or 1))
    REPORTS.mkdir(exist_ok=True)
    whole = parts == chosen("")
    if whole:
        # A part that cannot run today must not reach a goal with yesterday's report.
        for old in REPORTS.glob("*.jsonl"):
            old.unlink()
    outcomes = run_all(parts, required, parallel, limits.of_environment())
    if whole:
        outcomes.append(goals.check(is_whole=all(outcome.is_whole for outcome in outcomes)))
    print()
    print(table(outcomes))
    print()
    print(last_line(outcomes))
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
