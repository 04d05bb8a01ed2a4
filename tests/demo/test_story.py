"""The first day of the demo: what happened before anybody came is there to be seen, and is true."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.demo import reset, story
from workmentor_xblocks.demo.course import files
from workmentor_xblocks.demo.models import Completion, Mail
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.demo.place import PACKAGE
from workmentor_xblocks.scenario.records.tables import RunRecord

STATES = {"draft", "negotiating", "signing", "active", "completed", "terminated"}


@pytest.fixture
def first_day(settings, transactional_db, tmp_path):
    """The demo as ``make demo`` opens it."""
    settings.WORKMENTOR_DEMO_EMPTY = False
    settings.COURSE_FOLDERS = [PACKAGE / "sample_course/mentor"]
    settings.WORKMENTOR_FILES_ROOT = tmp_path / "files"
    settings.EMAIL_BACKEND = "workmentor_xblocks.demo.mailbox.OutboxBackend"
    assert reset.load_if_empty()


def key(kind, name):
    return f"block-v1:WorkMentor+M1+2026+type@workmentor_{kind}+block@{name}"


def sent(client, kind, name, handler, **data):
    address = f"/handler/{key(kind, name)}/{handler}"
    return client.post(address, json.dumps(data), content_type="application/json").json()["html"]


def test_the_story_is_told_in_the_course_that_the_demo_shows():
    assert files.key_of(PACKAGE / "sample_course/mentor") == story.COURSE


def test_report_board_and_figures_show_something_and_all_of_it_is_true(first_day):
    tove = Client()
    tove.post("/sign-in/", {"person": "tove"})
    board = sent(tove, "agreement", "agreement", "board")
    for name in ("Jonas Kalns", "Sofia Duarte", "Emil Hagen", "Noor Bakker", "Aino Laine", "Luc Moreau"):
        assert f"{name} (made up)" in board
    report = sent(tove, "scenario", "s1", "report")
    assert "Ruth Adler (made up)" in report
    assert {row.state for row in Agreement.objects.all()} == STATES
    for row in Agreement.objects.all():
        assert verify(history(Thread(row)), row.head) == []
        assert row.created_at < timezone.now() - timedelta(days=1)
    assert {*RunRecord.objects.values_list("status", flat=True)} == {"debriefed", "playing"}
    assert Completion.objects.filter(usage_key=key("scenario", "s1"), value=1.0).count() == 10
    oldest, newest = Mail.objects.order_by("sent_at").first(), Mail.objects.order_by("id").last()
    assert oldest.sent_at < timezone.now() - timedelta(days=100)
    assert newest.sent_at < timezone.now() - timedelta(days=1)


def test_who_is_not_of_the_cast_is_marked_and_reset_brings_them_back(first_day):
    def others():
        return User.objects.exclude(username__in=cast.BY_NAME)

    names = {user.username: user.get_full_name() for user in others()}
    assert all(name.endswith("(made up)") for name in names.values())
    agreements = Agreement.objects.count()
    others().delete()
    Agreement.objects.update(state="cancelled")
    tove = Client()
    tove.post("/sign-in/", {"person": "tove"})
    tove.post("/reset/")
    assert {user.username: user.get_full_name() for user in others()} == names
    assert Agreement.objects.count() == agreements
    assert {row.state for row in Agreement.objects.all()} == STATES
    page = tove.get("/sign-in/").content.decode()
    assert "made up" not in page


def test_nothing_is_told_where_another_course_is_shown(first_day, settings, tmp_path):
    for path, text in {
        "course.xml": '<course url_name="2026" org="WorkMentor" course="T1"/>',
        "course/2026.xml": "<course/>",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    settings.COURSE_FOLDERS = [tmp_path]
    reset.everything()
    assert not Agreement.objects.exists()
    assert not User.objects.exclude(username__in=cast.BY_NAME).exists()
