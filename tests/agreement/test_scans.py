"""The scan of a signed paper: for the very text that was signed, not hoarded, and kept as long as a signer needs it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.agreement.driving import Story, page_for
from workmentor_xblocks.agreement.actions import erasure, scans
from workmentor_xblocks.agreement.actions.scans import MOST_WAITING
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.pages.agreement_view import Links
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.rules import retention
from workmentor_xblocks.agreement.rules.retention import UNUSED_SCAN_DAYS, Due, Kind
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.pages.form_target import FormTarget

PNG = b"\x89PNG\r\n\x1a\n" + b"scan"


@pytest.fixture
def private_files(settings: Any, tmp_path: Path) -> Path:
    settings.WORKMENTOR_FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def signing(story: Story, private_files: Path) -> Story:
    return story.ready(hours="30")


def kept(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def send(story: Story, data: bytes, *, sha256: str | None = None) -> Any:
    """The school hands in a scan from the page that it has open."""
    client = Client()
    client.force_login(_account(story))
    text = story.version()["sha256"] if sha256 is None else sha256
    path = f"/workmentor/agreement/{story.uuid}/scans/?sha256={text}"
    return client.post(path, {"scan": SimpleUploadedFile("a.png", data)})


def _account(story: Story) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=story.people["school"].user_id)


def scan_of(story: Story, data: bytes = PNG) -> str:
    answer = send(story, data)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["scan"])


def record(story: Story, role: str, scan: str, name: str = "Somebody") -> Any:
    party, school = story.thread.party(role), story.thread.party("school")
    assert party is not None
    assert school is not None
    code = keys.codes(story.row, school, user_id=story.people["school"].user_id).make(timezone.now())
    return story.does(
        "school", "record_offline", **story.version(), party=party.uuid, scan=scan, name=name, code=code
    )


def again_with(story: Story, **values: str) -> None:
    """The text is opened, changed, and fixed once more."""
    story.does("school", "unfreeze", text="The hours were wrong.")
    story.fills("school", **values)
    story.does("school", "freeze")


class TestVersion:
    def test_a_scan_of_the_text_of_yesterday_signs_nothing_today(self, signing: Story) -> None:
        scan = scan_of(signing)
        again_with(signing, hours="20")
        with pytest.raises(BadInput) as refused:
            record(signing, "employer", scan)
        assert refused.value.message.code == "scan_of_other_text"
        assert not signing.thread.signatures_of(signing.thread.open_version)

    def test_a_scan_that_signed_version_1_signs_no_version_2(self, signing: Story) -> None:
        scan = scan_of(signing)
        record(signing, "employer", scan)
        again_with(signing, hours="20")
        with pytest.raises(BadInput):
            record(signing, "employer", scan)

    def test_the_same_text_under_another_number_is_another_version(self, signing: Story) -> None:
        scan = scan_of(signing)
        again_with(signing)
        with pytest.raises(BadInput):
            record(signing, "employer", scan)

    def test_a_page_that_was_left_open_hands_in_nothing_for_a_text_that_it_does_not_show(
        self, signing: Story, private_files: Path
    ) -> None:
        before = signing.version()["sha256"]
        again_with(signing, hours="20")
        for sha256 in (before, "", "0" * 64):
            answer = send(signing, PNG, sha256=sha256)
            assert (answer.status_code, answer.json()["error"]["code"]) == (409, "scan_text_changed")
        assert not StoredFile.objects.filter(kind="scan").exists()
        assert not kept(private_files)

    def test_the_page_names_the_text_that_it_shows_and_offers_what_was_handed_in_for_it(
        self, signing: Story
    ) -> None:
        before = scan_of(signing)
        again_with(signing, hours="20")
        scan = scan_of(signing)
        record(signing, "learner", scan)
        links = Links(scan="/scans/")
        html = page_for(signing.person("school"), signing.thread, FormTarget(suffix="-a1"), "en", links=links)
        assert f'"/scans/?sha256={signing.version()["sha256"]}"' in html
        assert f'<option value="{scan}">' in html, "also for the next who signed the same sheet"
        assert before not in html


class TestLimit:
    def test_of_sixty_uploads_some_are_kept_and_the_others_are_told_why(
        self, signing: Story, private_files: Path
    ) -> None:
        answers = [send(signing, PNG + bytes([number])) for number in range(60)]
        assert [answer.status_code for answer in answers] == [200] * MOST_WAITING + [409] * (
            60 - MOST_WAITING
        )
        assert answers[-1].json()["error"]["code"] == "scans_waiting"
        assert f"{MOST_WAITING} scans" in answers[-1].json()["error"]["message"]
        assert len(kept(private_files)) == MOST_WAITING

    def test_scans_that_signed_do_not_count(self, signing: Story) -> None:
        record(signing, "employer", scan_of(signing))
        for number in range(MOST_WAITING):
            assert send(signing, PNG + bytes([number])).status_code == 200

    def test_another_version_begins_to_count_anew(self, signing: Story) -> None:
        for number in range(MOST_WAITING):
            scan_of(signing, PNG + bytes([number]))
        again_with(signing, hours="20")
        assert send(signing, PNG).status_code == 200

    def test_the_same_file_again_is_the_same_scan(
        self, signing: Story, private_files: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        first = scan_of(signing)
        record(signing, "employer", first)
        with django_capture_on_commit_callbacks(execute=True):
            assert {scan_of(signing) for _ in range(MOST_WAITING + 5)} == {first}
        assert len(kept(private_files)) == 1


class TestCleaning:
    def test_what_nobody_used_goes_after_two_weeks_and_what_signed_stays(
        self, signing: Story, private_files: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        used, unused = scan_of(signing), scan_of(signing, PNG + b"blurred")
        record(signing, "employer", used)
        for days, left in ((UNUSED_SCAN_DAYS - 1, {used, unused}), (UNUSED_SCAN_DAYS, {used})):
            with django_capture_on_commit_callbacks(execute=True):
                clear(days)
            assert uuids() == left
        assert len(kept(private_files)) == 1

    def test_when_the_text_is_no_more_to_be_signed_it_goes_the_next_day(self, signing: Story) -> None:
        scan_of(signing)
        again_with(signing, hours="20")
        clear(0)
        assert uuids() == set()

    def test_a_legal_hold_keeps_it(self, signing: Story) -> None:
        scan = scan_of(signing)
        row = signing.row
        row.legal_hold = True
        row.save()
        clear(400)
        assert uuids() == {scan}

    def test_it_is_among_what_is_done_daily(self, signing: Story) -> None:
        scan_of(signing)
        outcomes = daily.run(now=timezone.now() + timedelta(days=UNUSED_SCAN_DAYS))
        assert [one.done for one in outcomes if one.name == "agreement: clear unused scans"] == [1]

    def test_the_rule(self) -> None:
        day = date(2026, 11, 20)
        due = Due(Kind.CLEAR_SCAN, day + timedelta(days=UNUSED_SCAN_DAYS))
        assert retention.scan_due(day, to_be_signed=True, today=due.on) == due
        assert retention.scan_due(day, to_be_signed=True, today=due.on - timedelta(days=1)) is None
        assert retention.scan_due(day, to_be_signed=False, today=day) == Due(Kind.CLEAR_SCAN, day)
        assert retention.scan_due(day, to_be_signed=False, today=due.on, legal_hold=True) is None


def clear(days: int) -> None:
    """The daily work, some days from now."""
    today = timezone.localdate() + timedelta(days=days)
    for uuid in scans.with_unused(today):
        scans.clear_unused(uuid, today)


def uuids() -> set[str]:
    return set(StoredFile.objects.filter(kind="scan").values_list("uuid", flat=True))


class TestRetirement:
    @pytest.fixture
    def both(self, signing: Story) -> Story:
        """Liga and Egle signed one sheet of paper."""
        scan = scan_of(signing)
        record(signing, "learner", scan, "Liga Ozola")
        record(signing, "employer", scan, "Egle Petrauskaite")
        signing.signs("school", "Tove Nilsen")
        return signing

    def test_one_sheet_of_two_stays_for_the_other(
        self, both: Story, cast: SimpleNamespace, private_files: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            erasure.retire_user(cast.liga.id)
        held = {s.party.role: s.file for s in both.thread.signatures if s.kind == "offline"}
        assert held["learner"] is None
        assert held["employer"] is not None
        assert len(kept(private_files)) == 1
        assert not verify(history(both.thread), both.row.head)

        with django_capture_on_commit_callbacks(execute=True):
            erasure.retire_address("egle@ohm.example")
        assert not kept(private_files)
        assert not uuids()
        assert not verify(history(both.thread), both.row.head)

    def test_a_sheet_of_ones_own_goes(
        self,
        signing: Story,
        cast: SimpleNamespace,
        private_files: Path,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        record(signing, "learner", scan_of(signing), "Liga Ozola")
        with django_capture_on_commit_callbacks(execute=True):
            erasure.retire_user(cast.liga.id)
        assert not kept(private_files)

    def test_what_was_handed_in_and_not_used_goes_with_whoever_retires(
        self,
        signing: Story,
        cast: SimpleNamespace,
        private_files: Path,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        scan_of(signing)
        with django_capture_on_commit_callbacks(execute=True):
            erasure.retire_user(cast.liga.id)
        assert not uuids()
        assert not kept(private_files)


@pytest.mark.parametrize(
    ("data", "kind", "ending"),
    [
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff", ".tiff"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif", "image/avif", ".avif"),
        (b"\x1b%-12345X@PJL JOB\r\n%PDF-1.7\n", "application/pdf", ".pdf"),
    ],
)
def test_what_scanners_and_phones_make_is_handed_out_as_what_it_is(
    signing: Story, data: bytes, kind: str, ending: str
) -> None:
    client = Client()
    client.force_login(_account(signing))
    answer = client.get(f"/workmentor/agreement/{signing.uuid}/scans/{scan_of(signing, data)}/")
    assert answer.content == data
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].endswith(f'{ending}"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
