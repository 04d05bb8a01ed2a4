"""A letter to one account: in its language, once, and only while it is true."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from tests.cast import Course
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.output.account_letters import AccountLetter, Holds
from workmentor_xblocks.core.output.letters import Only, Reader, Words
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.records.outbox import OutgoingMail, Problem

BLOCK = "block-v1:WorkMentor+Stories+2026+type@workmentor_scenario+block@s1"


def is_remembered(user_id: int, about: Mapping[str, Any]) -> Holds | None:
    """Whether the place of work that the letter tells of is still written down."""
    slots = profile.slots_of(user_id)
    return Holds(str(about["block"]), {**slots, "is_alone": "learner" not in slots}) if slots else None


LETTER = AccountLetter(
    "story.place",
    Words(
        "Your place of work is written down",
        ("You work at {company}.", "You supervise {learner}.", Only("is_alone", "You supervise nobody.")),
    ),
    why_you="You get this letter because you told us where you work.",
    link_label="Open the course",
    holds=is_remembered,
)


@pytest.fixture(autouse=True)
def _letters_are_known() -> Iterator[None]:
    LETTER.register()
    yield
    mail.register(LETTER.kind, lambda _about: None)


def remembers(user: User, **names: str) -> None:
    with transaction.atomic():
        profile.remember(user.id, **{"learner": "", "company": "", **names})
        LETTER.post(user.id, {"block": BLOCK}, once_key="place")


def test_says_what_is_so_when_it_goes_out_and_nothing_of_it_rests(
    cast: SimpleNamespace, course: Course, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remembers(cast.marta, company="Lind AS")
        remembers(cast.tove, company="Tverrgate videregående", learner="Liga")
        profile.remember(cast.marta.id, learner="", company="Lind & Sønner")
    marta, tove = mailoutbox
    assert (marta.to, tove.to) == ([cast.marta.email], [cast.tove.email])
    assert "You work at Lind & Sønner." in marta.body
    assert "You supervise nobody." in marta.body
    assert "You supervise Liga." in tove.body
    assert "You supervise nobody." not in tove.body
    for said in ("Hello ", LETTER.why_you, "Open the course:", "/jump_to_id/s1"):
        assert said in marta.body
    assert "Lind" not in str([row.about for row in OutgoingMail.objects.all()])


def test_goes_once_to_each_who_is_told(
    cast: SimpleNamespace, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for user in (cast.marta, cast.marta, cast.tove):
            remembers(user, company="Lind AS")
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted([cast.marta.email, cast.tove.email])


@pytest.mark.parametrize("gone", ["what it tells", "the account"])
def test_is_not_sent_where_it_is_not_true_any_more(
    cast: SimpleNamespace, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any, gone: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        remembers(cast.marta, company="Lind AS")
        if gone == "the account":
            User.objects.filter(id=cast.marta.id).update(is_active=False)
        else:
            profile.erase(cast.marta.id)
    assert mailoutbox == []
    assert OutgoingMail.objects.get().problem == Problem.NOBODY


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Riga", "2 March 2027, 11:30 (Europe/Riga), 2027-03-02 09:30 UTC"),
        ("UTC", "2 March 2027, 09:30 (UTC)"),
        ("", "2 March 2027, 10:30 (Europe/Oslo), 2027-03-02 09:30 UTC"),
        ("Nowhere/Land", "2 March 2027, 10:30 (Europe/Oslo), 2027-03-02 09:30 UTC"),
        ("../etc", "2 March 2027, 10:30 (Europe/Oslo), 2027-03-02 09:30 UTC"),
    ],
)
def test_tells_a_moment_where_the_reader_is(settings: Any, zone: str, told: str) -> None:
    settings.TIME_ZONE = "Europe/Oslo"
    reader = Reader("liga@example.org", "en", "Liga", time_zone=zone)
    assert reader.moment(datetime(2027, 3, 2, 9, 30, tzinfo=UTC)) == told


def test_a_folder_of_zones_is_no_zone(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the zones come as a package (tzdata), asking for a folder of it is an error of the file system."""
    folder = tmp_path / "tzdata" / "zoneinfo" / "Zonal"
    folder.mkdir(parents=True)
    for package in (folder.parents[1], folder.parent, folder):
        (package / "__init__.py").touch()
    for name in [name for name in sys.modules if name.split(".")[0] == "tzdata"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    settings.TIME_ZONE = "UTC"
    moment = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)
    assert Reader("liga@example.org", "en", "Liga", time_zone="Zonal").moment(moment).endswith("(UTC)")
