"""A desk at the demo's own machine: a second process on its database that lets days pass and prepares agreements.

A browser shows one state of a page; to come there by hand takes a dozen people and half a year. The desk takes the same
acts as the pages do (``tests/agreement/driving.py``), one line of JSON for each wish, and answers with one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_ANSWER = "desk: "


class Desk:
    """The tests' end of it. ``shown_branches``: which branches of our templates it rendered, once it is closed."""

    def __init__(self, folder: Path) -> None:
        self.shown_branches = folder / "desk.json"
        environment = {
            **os.environ,
            "WORKMENTOR_DEMO_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "workmentor_xblocks.demo.settings",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.branches", str(self.shown_branches), "tests.e2e.agreement_desk"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, wish: str, **data: Any) -> Any:
        """Have something done; raises what went wrong there."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"wish": wish, **data}) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith(_ANSWER):
                answer = json.loads(line.removeprefix(_ANSWER))
                assert "problem" not in answer, answer["problem"]
                return answer["answer"]
        raise AssertionError("The desk has closed; its output stands above.")

    def close(self) -> None:
        """Go home; a second time does nothing."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _days_pass(*, until: str = "") -> list[str]:
    """What cron does once a day, as of noon of a day; today by default. Answers the jobs that failed."""
    from datetime import UTC, date, datetime, time

    from django.utils import timezone

    from workmentor_xblocks.core.output import daily

    now = datetime.combine(date.fromisoformat(until), time(12), UTC) if until else timezone.now()
    return [outcome.name for outcome in daily.run(now=now) if outcome.failed]


def _serve(wishes: Mapping[str, Callable[..., Any]]) -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"answer": wishes[asked.pop("wish")](**asked)}
        except Exception as error:  # noqa: BLE001  # told to the test that asked, which then fails with it
            answer = {"problem": f"{type(error).__name__}: {error}"}
        sys.stdout.write(f"{_ANSWER}{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    import django

    django.setup()
    from tests.e2e import agreement_stages

    _serve({"days_pass": _days_pass, **agreement_stages.WISHES})
