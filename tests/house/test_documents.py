"""What the documents promise to operators and readers is so."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from tools.testrun.places import ROOT

DATA = (ROOT / "docs/data.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def our_tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_app_config("workmentor").get_models()}


def test_every_table_is_on_the_page_about_what_is_held_of_people_and_no_other():
    assert set(re.findall(r"`(workmentor_\w+)`", DATA)) == our_tables()


def test_every_tracking_event_is_on_that_page_and_no_other():
    sources = (ROOT / "workmentor_xblocks/scenario").rglob("*.py")
    emitted = {name for path in sources for name in re.findall(r'_event\("(\w+)"', path.read_text("utf-8"))}
    assert emitted
    assert set(re.findall(r"`workmentor\.scenario\.(\w+)`", DATA)) == emitted


@pytest.mark.parametrize("path", re.findall(r"`(workmentor_xblocks/[\w/.]+)`", README))
def test_every_room_that_the_readme_names_is_there(path):
    assert (ROOT / path).exists()


def test_every_block_type_that_the_readme_names_is_registered_and_no_other():
    setup = (ROOT / "setup.py").read_text("utf-8")
    registered = set(re.findall(r'"(workmentor_\w+) = ', setup))
    named = set(re.findall(r"`\"?(workmentor_(?:scenario|agreement|journal|portfolio|survey))\"?`", README))
    assert named == registered
