"""What is to be done once a day: reminders, deadlines, forgetting. Each slice registers its own jobs.

A job may run twice a day or miss some days without harm; one that fails keeps no other from running.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils import timezone

log = logging.getLogger(__name__)


class Job(Protocol):
    """Does its work as of ``now`` and answers how much it did; in a dry run how much it would do."""

    def __call__(self, now: datetime, *, dry_run: bool) -> int:
        """Run."""


@dataclass(frozen=True)
class Outcome:
    """What became of one job. ``failed`` is the class of the error; its text may hold names."""

    name: str
    done: int = 0
    failed: str = ""


_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    """Add a job (``agreement.reminders``); they run in the order in which they came. A name again replaces."""
    _jobs[name] = job


def run(
    *, dry_run: bool = False, now: datetime | None = None, said: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """Run every job; ``said`` hears of each as it ends."""
    moment = now or timezone.now()
    outcomes = []
    for name, job in _jobs.items():
        try:
            outcome = Outcome(name, job(moment, dry_run=dry_run))
        except Exception as error:  # noqa: BLE001  # the jobs of other slices must still run; it is logged and told
            log.error("The daily job %s failed: %s", name, type(error).__name__)
            outcome = Outcome(name, failed=type(error).__name__)
        outcomes.append(outcome)
        said(outcome)
    return outcomes
