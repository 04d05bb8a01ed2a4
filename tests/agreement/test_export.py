"""The history as a file: whole, checkable by anybody, and for each reader without what others may not show them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.agreement.driving import Story
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.pages import downloads
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.rules import verify_agreement
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.agreement.rules.verify_agreement import IN_PART, examine, verify


@pytest.fixture
def full(story: Story) -> Story:
    """An agreement with remarks, a decline, a restricted field, a review with a disagreement, and an amendment."""
    start = timezone.localdate() + timedelta(days=30)
    story.fills("school", start=start.isoformat(), end=(start + timedelta(days=180)).isoformat())
    story.does("school", "name_person", party="employer", name="Egle Petrauskaite", organisation="Ohm & Co")
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("learner", support="I read slowly.", wishes="More time at the board.")
    story.does("learner", "comment", path="support", text="Only for the school, please.")
    story.does("employer", "comment", path="hours", text="Thirty-eight is too many.")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")
    story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")
    story.does("school", "freeze")
    story.signed()
    Agreement.objects.update(state="active")
    story.does("school", "open_review")
    story.does("learner", "submit_part", **{"f-own_voice": "I want more time at the board."}, send="1")
    story.does("employer", "submit_part", **{"f-seen": "A draft that nobody else should read."})
    return story


def test_it_is_clean_for_every_reader(full: Story) -> None:
    for roles in (None, ["learner"], ["employer"], ["staff"], ["employer", "school"]):
        assert verify(history(full.thread, for_roles=roles), full.row.head) == []


def test_what_only_some_may_read_is_sealed_for_the_others(full: Story) -> None:
    for roles, sees in ((["learner"], True), (["school"], True), (["employer"], False), (["staff"], False)):
        told = json.dumps(history(full.thread, for_roles=roles))
        assert ("I read slowly." in told) is sees
        assert ("Only for the school, please." in told) is sees
        assert "Thirty-eight is too many." in told


def test_what_was_not_handed_in_yet_is_nobody_s_to_read(full: Story) -> None:
    assert "A draft that nobody else should read." not in json.dumps(history(full.thread))
    full.does("employer", "submit_part", **{"f-seen": "Careful work."}, send="1")
    told = json.dumps(history(full.thread))
    assert "Careful work." in told
    assert verify(history(full.thread), full.row.head) == []


def test_it_holds_no_address_telephone_or_account(full: Story) -> None:
    full.does(
        "school", "correct_contact", party="employer", email="new@ohm.example", phone="+371 22 33 44 55"
    )
    told = json.dumps(history(full.thread))
    for secret in ("@", "22 33 44 55", "127.0.0.1", "user_id", "liga@"):
        assert secret not in told


@pytest.mark.shows("agreement promise 18")
def test_the_file_and_the_program_check_each_other_without_us(full: Story, tmp_path: Path) -> None:
    """As somebody would do it at home: two downloads and a command from the receipt."""
    roles = [(Actor.LEARNER, None), (Actor.SCHOOL, None)]
    (tmp_path / "history.json").write_bytes(downloads.history(full.thread, roles).content)
    (tmp_path / "verify_agreement.py").write_bytes(downloads.verifier().content)
    command = [sys.executable, "-I", "verify_agreement.py", "history.json", "--head", full.row.head]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "All is well" in ran.stdout

    damaged = (tmp_path / "history.json").read_text().replace('"typed"', '"drawn"', 1)
    (tmp_path / "history.json").write_text(damaged)
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "signature" in again.stdout


def test_who_may_not_read_all_learns_how_much_is_not_proven(full: Story) -> None:
    told = history(full.thread, for_roles=["employer"])
    sealed = sum(one["state"] != "open" for one in told["openings"])
    assert sealed
    verdict = examine(told, full.row.head)
    assert verdict.status == IN_PART
    assert f"{sealed} of {len(told['openings'])} texts cannot be read here" in verdict.unread[0]


@pytest.mark.shows("agreement goal 6a")
def test_the_program_is_the_very_one_that_seals() -> None:
    assert downloads.verifier().content == Path(verify_agreement.__file__).read_bytes()
