"""The guide for institutions says what the code does: numbers, commands and settings are looked up, not remembered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.module_loading import import_string

from workmentor_xblocks.agreement.actions import scans as scanning
from workmentor_xblocks.agreement.content.definition import Definition, Retention
from workmentor_xblocks.agreement.rules import reminders, retention
from workmentor_xblocks.core.records import codes, files
from workmentor_xblocks.core.rules import code_lock, scans
from workmentor_xblocks.settings.common import UNTRACKED

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/agreement.md").read_text("utf-8")
TEXT = " ".join(GUIDE.split())


@pytest.mark.parametrize("name", [name for name in Retention.model_fields if name != "unread"])
def test_how_long_it_is_kept(name):
    (row,) = re.findall(rf"\| ([^|]+) \| `{name}` \|", GUIDE)
    unit = name.rsplit("_", 1)[1]
    assert row.startswith(f"{getattr(Retention(), name)} {unit}")


def test_how_long_links_and_codes_work():
    usual = Definition()
    assert f"works for {usual.link_days} days" in TEXT
    assert f"may object for {usual.objection_days} days" in TEXT
    assert (codes.MINUTES, code_lock.TRIES) == (10, 5)
    assert "work for ten minutes" in TEXT
    assert "typed wrong five times" in TEXT


def test_what_may_be_handed_in():
    assert f"A scan has at most {scans.LARGEST // 1024**2} MB" in TEXT
    assert f"At most {scanning.MOST_WAITING} scans of a version may wait" in TEXT
    assert f"what nobody used is deleted after {retention.UNUSED_SCAN_DAYS} days" in TEXT


def test_every_command_and_task_is_there():
    named = set(re.findall(r"workmentor_(?:send_mail|daily)\b", GUIDE))
    assert named == {"workmentor_send_mail", "workmentor_daily"}
    assert named <= set(get_commands())
    (task,) = set(re.findall(r"`(workmentor_xblocks\.tasks\.\w+)`", GUIDE))
    assert import_string(task)


def test_every_setting_is_one_that_the_code_asks_for(settings, tmp_path):
    assert f'STORAGES["{files.ALIAS}"]' in GUIDE
    settings.WORKMENTOR_FILES_ROOT = tmp_path
    assert files.storage().path("here") == str(tmp_path / "here")
    assert "`WORKMENTOR_FILES_ROOT`" in GUIDE


def test_when_people_are_reminded():
    assert f"between {reminders.FIRST_HOUR} and {reminders.LAST_HOUR} o'clock" in TEXT
    assert f"After {reminders.STOP_AFTER} days nobody is reminded" in TEXT


def test_pages_of_guests_are_where_it_says_and_are_not_tracked():
    assert "`TRACKING_IGNORE_URL_PATTERNS`" in GUIDE
    (page,) = re.findall(r"`(/workmentor/[\w/]+)`", GUIDE)
    assert any(re.match(pattern, page) for pattern in UNTRACKED)


def test_every_page_that_it_leads_to_is_there():
    linked = re.findall(r"\]\(([\w./-]+\.md)\)", GUIDE)
    assert linked
    assert all((ROOT / "docs" / name).is_file() for name in linked)
