"""What is to be done once a day: reminders, deadlines, forgetting. Each slice registers its own jobs.

A job may run twice a day or miss some days without harm; one that fails keeps no other from running.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils import timezone

log = logging.getLogger(__name__)


class Job(Protocol):
    """Does its work as of ``now`` and answers how much it did."""

    def __call__(self, now: datetime) -> int:
        """Run."""


@dataclass(frozen=True)
class Outcome:
    """What became of one job. ``failed`` is the class of the error; its text may hold names."""

    name: str
    done: int = 0
    failed: str = ""


@dataclass(frozen=True)
class _Kind:
    job: Job
    tell: Job


_jobs: dict[str, _Kind] = {}


def register(name: str, job: Job, *, tell: Job | None = None) -> None:
    """Add a job (``agreement.reminders``); they run in the order in which they came. A name again replaces.

    ``tell`` says in a dry run how much there is to do, for a job that changes more than the database.
    """
    _jobs[name] = _Kind(job, tell or job)


def run(
    *, dry_run: bool = False, now: datetime | None = None, said: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """Run every job; ``said`` hears of each as it ends.

    A dry run does the very same in one transaction, each job after what the one before has done, and undoes it all.
    """
    moment = now or timezone.now()
    if not dry_run:
        return [_outcome(name, kind.job, moment, said) for name, kind in _jobs.items()]
    with transaction.atomic():
        found = [_outcome(name, _contained(kind.tell), moment, said) for name, kind in _jobs.items()]
        transaction.set_rollback(True)
    return found


def _outcome(name: str, job: Job, moment: datetime, said: Callable[[Outcome], None]) -> Outcome:
    try:
        outcome = Outcome(name, job(moment))
    except Exception as error:  # noqa: BLE001  # the jobs of other slices must still run; it is logged and told
        log.error("The daily job %s failed: %s", name, type(error).__name__)
        outcome = Outcome(name, failed=type(error).__name__)
    said(outcome)
    return outcome


def _contained(job: Job) -> Job:
    """A job whose failing leaves the transaction around it usable."""

    def run_inside(now: datetime) -> int:
        with transaction.atomic():
            return job(now)

    return run_inside
