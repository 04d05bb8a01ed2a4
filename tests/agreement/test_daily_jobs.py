"""A dry run says what the real run then does; and the lines of the guide, put into cron, bring reminders in the morning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.visiting import delivered, everything
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.records.attached_tables import LONG_PRINT, Signature, StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.records.outbox import OutgoingMail

OPERATING = (Path(__file__).parents[2] / "docs/operating.md").read_text("utf-8")
CRON = re.compile(r"^ {4}(\S+ \S+ \S+ \S+ \S+) +\./manage\.py lms (\w+)$", re.MULTILINE)


@contextmanager
def on(moment: datetime) -> Iterator[None]:
    """As if it were that moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield


@pytest.fixture
def many(cast: SimpleNamespace, usage_key: str) -> dict[str, Story]:
    """Agreements at several stages, so that each job finds something to do."""
    found = {
        name: begin(cast, f"{usage_key}{name}", COURSE_KEY, small())
        for name in ("late", "unsigned", "signed", "active", "cancelled", "draft")
    }
    found["late"].ready()
    Agreement.objects.filter(uuid=found["late"].uuid).update(
        expires_on=timezone.localdate() - timedelta(days=1), starts_on=timezone.localdate()
    )
    found["unsigned"].ready()
    found["signed"].ready().signed()
    found["active"].ready().signed()
    found["cancelled"].does("school", "cancel", text="The company has no place any more.")
    today = timezone.localdate()
    rows = Agreement.objects
    rows.filter(uuid=found["unsigned"].uuid).update(starts_on=today, expires_on=today + timedelta(days=60))
    rows.filter(uuid=found["signed"].uuid).update(starts_on=today)
    rows.filter(uuid=found["active"].uuid).update(state="active", starts_on=today - timedelta(days=30))
    rows.filter(uuid=found["cancelled"].uuid).update(ended_on=today - timedelta(days=800))
    Signature.objects.filter(version__agreement__uuid=found["active"].uuid).update(
        address="192.0.2.0", at=timezone.now() - timedelta(days=91)
    )
    rows.filter(uuid=found["draft"].uuid).update(waiting_for=",learner,")
    Party.objects.filter(agreement__uuid=found["signed"].uuid, role="learner").update(
        is_minor=True, of_age_from=today
    )
    StoredFile.objects.create(
        agreement=found["draft"].row, kind=LONG_PRINT, size=0, created_at=timezone.now() - timedelta(days=1)
    )
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=400), sent_at=timezone.now())
    return found


def counts(outcomes: list[daily.Outcome]) -> dict[str, int]:
    assert [outcome for outcome in outcomes if outcome.failed] == []
    return {outcome.name: outcome.done for outcome in outcomes}


def test_a_dry_run_tells_for_each_job_what_the_real_run_does(many: dict[str, Story]) -> None:
    moment = timezone.now()
    before = everything()

    told = counts(daily.run(dry_run=True, now=moment))

    assert everything() == before
    assert told == counts(daily.run(now=moment))
    idle = {name for name, count in told.items() if not count}
    assert idle <= {"agreement: clear unused scans", "agreement: remind", "mail.asked", *_of_others()}
    # Before, each job counted candidates: "expire" and "begun unsigned" both named the one that is late.
    assert told["agreement: begun unsigned"] == 1


def _of_others() -> set[str]:
    return {name for name in daily._jobs if not name.startswith(("agreement", "mail"))}


def test_when_all_is_done_both_say_nothing(many: dict[str, Story]) -> None:
    moment = timezone.now()
    daily.run(now=moment)
    again = counts(daily.run(dry_run=True, now=moment))
    assert set(again.values()) == {0}
    assert again == counts(daily.run(now=moment))


def test_reminders_are_told_alike(story: Story) -> None:
    story.ready()
    later = timezone.now() + timedelta(days=8)
    told = counts(daily.run(dry_run=True, now=later))["agreement: remind"]
    assert told == counts(daily.run(now=later))["agreement: remind"] == 3


def test_a_dry_run_undoes_what_a_failing_job_had_begun(story: Story) -> None:
    def breaks(_now: datetime) -> int:
        Agreement.objects.update(legal_hold=True)
        with transaction.atomic():
            Agreement.objects.create(uuid=story.uuid, created_at=None)
        return 1

    daily.register("story.breaks", breaks)
    try:
        outcomes = daily.run(dry_run=True)
        assert [one.name for one in outcomes if one.failed] == ["story.breaks"]
        assert not story.row.legal_hold
    finally:
        daily.register("story.breaks", lambda _now: 0)


def matches(line: str, moment: datetime) -> bool:
    """Whether cron runs a line at a minute (minutes and hours are all that the guide uses)."""
    minute, hour, *rest = line.split()
    assert rest == ["*", "*", "*"]
    return _is(minute, moment.minute) and _is(hour, moment.hour)


def _is(field: str, value: int) -> bool:
    if field.startswith("*/"):
        return value % int(field[2:]) == 0
    return field == "*" or int(field) == value


def test_the_documented_lines_bring_a_reminder_at_eight(story: Story, settings: Any) -> None:
    lines = CRON.findall(OPERATING)
    assert {command for _line, command in lines} == {"workmentor_daily", "workmentor_send_mail"}
    story.ready()
    delivered()
    django_mail.outbox.clear()
    zone = ZoneInfo(settings.TIME_ZONE)
    day = timezone.localdate() + timedelta(days=6)
    day += timedelta(days=(1 - day.weekday()) % 7)  # a Tuesday
    start = datetime(day.year, day.month, day.day, 4, tzinfo=zone)

    left: dict[str, list[str]] = {}
    for minute in range(0, 6 * 60, 5):
        moment = start + timedelta(minutes=minute)
        for line, command in lines:
            if matches(line, moment):
                with on(moment):
                    call_command(command, stdout=StringIO())
        for letter in django_mail.outbox:
            left.setdefault(f"{moment:%H:%M}", []).append(letter.to[0])
        django_mail.outbox.clear()

    assert list(left) == ["08:00"]
    assert sorted(left["08:00"]) == ["egle@ohm.example", "liga@example.org", "tove@example.org"]


def test_the_guide_for_operators_shows_both_lines_and_says_when_reminders_leave() -> None:
    text = " ".join(OPERATING.split())
    assert "at any hour" in text
    assert "08:00" in text
    assert settings.USE_TZ
