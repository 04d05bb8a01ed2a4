"""What is done once a day, by task and by command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from workmentor_xblocks import tasks
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.records.allowance import Asked


class Jobs:
    """A job that keeps something, and one that breaks on request."""

    def __init__(self) -> None:
        self.runs = 0
        self.broken = False

    def fragile(self, now: datetime) -> int:
        if self.broken:
            raise ValueError("greta.mertens@example.org")
        return 0

    def counting(self, now: datetime) -> int:
        self.runs += 1
        Asked.objects.bulk_create(Asked(key=f"{self.runs} {n}", changed_at=now) for n in range(3))
        return 3


def idle(now: datetime) -> int:
    return 0


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    daily.register("story.fragile", made.fragile)
    daily.register("story.counting", made.counting)
    yield made
    daily.register("story.fragile", idle)
    daily.register("story.counting", idle)


def command(**options: bool) -> str:
    said = StringIO()
    call_command("workmentor_daily", stdout=said, **options)
    return said.getvalue()


def test_every_job_runs_and_says_how_much_it_did(db: None, jobs: Jobs):
    said = command()
    assert "story.counting: 3\n" in said
    assert "mail.forgotten: 0\n" in said
    assert "letters sent: 0" in said
    assert jobs.runs == 1
    assert Asked.objects.count() == 3


@pytest.mark.shows("agreement promise 28")
def test_a_dry_run_says_what_would_be_done_and_sends_nothing(db: None, jobs: Jobs):
    said = command(dry_run=True)
    assert "story.counting: 3\n" in said
    assert "letters" not in said
    assert not Asked.objects.exists()


def test_a_job_that_fails_keeps_no_other_from_running_and_cron_hears_of_it(
    db: None, jobs: Jobs, caplog: pytest.LogCaptureFixture
):
    jobs.broken = True
    with pytest.raises(CommandError, match=r"failed: story\.fragile"):
        command()
    assert jobs.runs == 1
    assert Asked.objects.count() == 3
    assert "ValueError" in caplog.text
    assert "greta" not in caplog.text


@pytest.mark.shows("platform fact 63", "agreement promise 22")
def test_the_task_runs_the_same_jobs(db: None, jobs: Jobs):
    tasks.daily.delay()
    assert jobs.runs == 1
    assert Asked.objects.count() == 3
