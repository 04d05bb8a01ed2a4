"""The papers of an agreement as pages: for who takes part, 404 for everybody else, and looking changes nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from tests.agreement.driving import Story
from tests.agreement.visiting import everything
from tests.doors import Browser
from tests.remembered import remembered
from workmentor_xblocks.agreement.actions import erasure
from workmentor_xblocks.agreement.output import stored_pdfs
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.records import files

PNG = b"\x89PNG\r\n\x1a\n" + b"scan" * 20
NAMES = ("Liga", "Ozola", "Egle", "Petrauskaite", "Tove", "Nilsen", "Ohm")


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Path) -> Path:
    settings.WORKMENTOR_FILES_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def signed(story: Story) -> Story:
    return story.ready().signed()


def browser(user: Any = None) -> Client:
    return Browser(user).client


def address(story: Story, page: str = "agreement.pdf") -> str:
    return f"/workmentor/agreement/{story.uuid}/{page}"


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@remembered
def _under_review(signed: Story) -> None:
    Agreement.objects.update(state="active")
    signed.does("school", "open_review")


class TestWho:
    PAGES = ("agreement.pdf", "version-1.pdf", "history.json", "review-1.pdf")

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.shows("agreement lesson 1")
    def test_takes_part_reads_and_nobody_else_learns_that_it_is_there(
        self, signed: Story, cast: SimpleNamespace, page: str
    ) -> None:
        _under_review(signed)
        strangers, readers = ("mikael", "runa", "olaf", ""), ("liga", "tove", "aad")
        for who in (*strangers, *readers, *strangers):  # also when it has been printed for somebody
            answer = browser(getattr(cast, who, None)).get(address(signed, page))
            assert answer.status_code == (200 if who in readers else 404), who

    @pytest.mark.parametrize("uuid", ["x", "0" * 32, "%00", "verify"])
    @pytest.mark.shows("agreement lesson 12")
    def test_what_is_no_agreement_is_not_there(self, cast: SimpleNamespace, uuid: str) -> None:
        assert browser(cast.tove).get(f"/workmentor/agreement/{uuid}/agreement.pdf").status_code == 404

    def test_papers_that_are_not_there(self, signed: Story, cast: SimpleNamespace) -> None:
        for page in ("version-0.pdf", "version-2.pdf", "review-7.pdf", "completion.pdf", "scans/x/"):
            status = browser(cast.liga).get(address(signed, page)).status_code
            assert status == (200 if page == "version-0.pdf" else 404), page

    @pytest.mark.shows("agreement misuse 7")
    def test_who_left_reads_no_more(self, story: Story, cast: SimpleNamespace) -> None:
        story.does("school", "name_person", party="mentor", name="Marta Lind")
        story.does("school", "invite", party="mentor", email=cast.marta.email)
        mentor = story.thread.party("mentor")
        assert mentor is not None
        from workmentor_xblocks.agreement.actions.acts import act
        from workmentor_xblocks.agreement.actions.requester import Requester

        act("accept", Requester(cast.marta.id), story.uuid, {"party": mentor.uuid})
        assert browser(cast.marta).get(address(story)).status_code == 200
        story.does("school", "replace", party="mentor", name="Ona", email="ona@ohm.example")
        assert browser(cast.marta).get(address(story)).status_code == 404

    @pytest.mark.parametrize("page", PAGES)
    def test_is_asked_of_every_browser_again(self, signed: Story, cast: SimpleNamespace, page: str) -> None:
        answer = browser(cast.liga).get(address(signed, page))
        if answer.status_code == 200:
            assert "no-store" in answer["Cache-Control"]
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
        assert browser(cast.liga).post(address(signed, page)).status_code == 405


class TestPrint:
    @pytest.mark.shows("agreement promise 17")
    def test_holds_the_agreement_its_signatures_and_how_to_check_it(
        self, signed: Story, cast: SimpleNamespace
    ) -> None:
        answer = browser(cast.liga).get(address(signed))
        text = text_of(answer.content)
        version = signed.thread.in_force
        assert version is not None
        for words in (
            "Wiring under supervision.", "Egle Petrauskaite", "Ohm & Co", "Follows the safety rules.", "You promise",
            "a personal link and a code by e-mail", version.sha256, signed.row.head, "simple electronic signature",
        ):  # fmt: skip
            assert words in text, words
        assert answer["Content-Type"] == "application/pdf"

    def test_leaves_out_what_not_everybody_may_read(self, story: Story, cast: SimpleNamespace) -> None:
        story.fills("learner", support="I read slowly.")
        story.ready().signed()
        for who in (cast.liga, cast.tove):
            text = text_of(browser(who).get(address(story)).content)
            assert "I read slowly." not in text
            assert "Kept apart, to be read by: Learner, School contact" in text

    @pytest.mark.shows("agreement pitfall 19")
    def test_is_made_once_and_handed_out_as_it_was_made(self, signed: Story, cast: SimpleNamespace) -> None:
        assert stored_pdfs.keep(signed.uuid) == 1
        assert stored_pdfs.keep(signed.uuid) == 0
        row = StoredFile.objects.get()
        first = browser(cast.liga).get(address(signed)).content
        assert first == files.read(row.name)

        signed.does("employer", "propose", reason="hours")
        signed.fills("employer", hours="30")
        signed.does("school", "freeze")
        signed.signed()
        assert browser(cast.liga).get(address(signed, "version-1.pdf")).content == first
        changed = text_of(browser(cast.liga).get(address(signed)).content)
        assert "Change of the agreement: version 2" in changed
        assert "Hours a week" in changed

    def test_is_the_same_without_being_kept(self, signed: Story) -> None:
        thread = signed.thread
        assert thread.in_force is not None
        made = stored_pdfs.read(thread, thread.in_force)
        stored_pdfs.keep(signed.uuid)
        with override("nl"):
            assert (
                stored_pdfs.read(signed.thread, thread.in_force)
                == made
                == stored_pdfs.make(signed.thread, thread.in_force)
            )

    @pytest.mark.shows("agreement pitfall 20")
    def test_that_was_lost_is_made_again_under_its_own_hash(
        self, signed: Story, cast: SimpleNamespace, private_files: Path
    ) -> None:
        stored_pdfs.keep(signed.uuid)
        row = StoredFile.objects.get()
        (private_files / row.name).unlink()
        assert stored_pdfs.keep(signed.uuid) == 1
        again = StoredFile.objects.get()
        assert (again.pk, again.sha256) == (row.pk, row.sha256)
        assert again.name != row.name

    @pytest.mark.shows("agreement pitfall 19")
    def test_that_somebody_changed_is_not_handed_out(
        self, signed: Story, cast: SimpleNamespace, private_files: Path
    ) -> None:
        stored_pdfs.keep(signed.uuid)
        row = StoredFile.objects.get()
        good = files.read(row.name)
        (private_files / row.name).write_bytes(good.replace(b"%PDF", b"%XXX"))
        answer = browser(cast.liga).get(address(signed))
        assert answer.content.startswith(b"%PDF")
        assert "Wiring under supervision." in text_of(answer.content)

    def test_of_a_draft_says_that_it_is_not_in_force(self, story: Story, cast: SimpleNamespace) -> None:
        assert "Not in force" in text_of(browser(cast.liga).get(address(story)).content)
        assert stored_pdfs.keep(story.uuid) == 0

    @pytest.mark.shows("agreement goal 13")
    def test_after_a_person_was_forgotten_names_them_no_more(
        self, signed: Story, cast: SimpleNamespace
    ) -> None:
        stored_pdfs.keep(signed.uuid)
        erasure.retire_address("egle@ohm.example")
        stored_pdfs.keep(signed.uuid)
        text = text_of(browser(cast.liga).get(address(signed)).content)
        assert "Petrauskaite" not in text
        assert "Liga Ozola" in text

    def test_daily_makes_up_for_what_is_missing(self, signed: Story) -> None:
        from django.utils import timezone

        assert stored_pdfs.tell(timezone.now()) == 1
        assert StoredFile.objects.count() == 0
        assert stored_pdfs.job(timezone.now()) == 1
        assert stored_pdfs.job(timezone.now()) == 0

    @pytest.mark.shows("agreement promise 20")
    def test_of_a_review_keeps_the_disagreement(self, signed: Story, cast: SimpleNamespace) -> None:
        Agreement.objects.update(state="active")
        signed.does("school", "open_review")
        signed.does("learner", "submit_part", **{"f-own_voice": "More time at the board."}, send="1")
        signed.does("employer", "submit_part", **{"f-seen": "Only a draft."})
        text = text_of(browser(cast.liga).get(address(signed, "review-1.pdf")).content)
        assert "More time at the board." in text
        assert "Only a draft." not in text
        signed.does("employer", "submit_part", **{"f-seen": "Careful work."}, send="1")
        signed.does("school", "submit_part", **{"f-school_view": "All fine."}, send="1")
        signed.does("learner", "acknowledge", decision="disagree", text="The board was promised in May.")
        text = text_of(browser(cast.liga).get(address(signed, "review-1.pdf")).content)
        assert "Does not agree: The board was promised in May." in text

    @pytest.mark.shows("agreement step 27")
    def test_of_the_end_tells_what_was_reached(self, signed: Story, cast: SimpleNamespace) -> None:
        Agreement.objects.update(state="active")
        signed.does("school", "complete", **{"f-hours_done": "700"}, text="All outcomes were reached early.")
        text = text_of(browser(cast.liga).get(address(signed, "completion.pdf")).content)
        assert "Completion record" in text
        assert "700" in text


def test_reading_writes_nothing(signed: Story, cast: SimpleNamespace) -> None:
    stored_pdfs.keep(signed.uuid)
    client = browser(cast.liga)
    client.get(address(signed))
    before = everything()
    for page in ("agreement.pdf", "version-1.pdf", "history.json"):
        client.get(address(signed, page))
    client.get(f"/workmentor/agreement/verify/{signed.uuid}/")
    assert everything() == before


def test_the_history_can_be_checked_and_shows_nobody_more(story: Story, cast: SimpleNamespace) -> None:
    story.fills("learner", support="I read slowly.")
    story.ready().signed()
    for who, sees in ((cast.liga, True), (cast.tove, True), (cast.aad, True)):
        told = json.loads(browser(who).get(address(story, "history.json")).content)
        assert verify(told, story.row.head) == []
        assert ("I read slowly." in json.dumps(told)) is sees


def test_the_program_that_checks_is_for_everybody(db: None) -> None:
    answer = browser().get("/workmentor/agreement/verify_agreement.py")
    assert answer.status_code == 200
    assert b"Check an exported agreement" in answer.content


class TestScan:
    @pytest.fixture
    def signing(self, story: Story) -> Story:
        return story.ready()

    def send(self, story: Story, user: Any, data: bytes, name: str = "paper.png") -> Any:
        client = browser(user)
        version = story.thread.shown
        path = address(story, f"scans/?sha256={version.sha256}")
        return client.post(path, {"scan": SimpleUploadedFile(name, data)})

    @pytest.mark.shows("agreement step 15", "agreement pitfall 26")
    def test_is_taken_from_the_school_and_proves_a_signature_on_paper(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        answer = self.send(signing, cast.tove, PNG)
        assert answer.status_code == 200
        scan = answer.json()["scan"]
        egle = signing.thread.party("employer")
        assert egle is not None
        data = {**signing.version(), "party": egle.uuid, "scan": scan, "name": "Egle Petrauskaite"}
        signing.does("school", "record_offline", **data, code=school_code(signing, cast))
        assert signing.thread.signatures[-1].kind == "offline"

        kept = browser(cast.tove).get(address(signing, f"scans/{scan}/"))
        assert kept.content == PNG
        assert kept["Content-Type"] == "image/png"
        assert kept["Content-Security-Policy"].startswith("sandbox")
        assert browser(cast.liga).get(address(signing, f"scans/{scan}/")).status_code == 404
        text = text_of(browser(cast.liga).get(address(signing)).content)
        assert "on paper" in text
        assert "attested by Tove Nilsen" in text

    @pytest.mark.parametrize(
        ("who", "status"), [("liga", 403), ("mikael", 404), ("olaf", 404), ("runa", 404), ("", 404)]
    )
    def test_is_taken_from_nobody_else(
        self, signing: Story, cast: SimpleNamespace, who: str, status: int, private_files: Path
    ) -> None:
        assert self.send(signing, getattr(cast, who, None), PNG).status_code == status
        assert not StoredFile.objects.exists()
        assert not list(private_files.rglob("*/*"))

    @pytest.mark.parametrize(
        ("name", "data", "status", "code"),
        [
            ("big.png", PNG + b"0" * (20 * 1024 * 1024), 413, "scan_too_large"),
            ("contract.docm", b"PK\x03\x04word/vbaProject.bin", 400, "scan_is_office"),
            ("paper.pdf", b"<script>alert(1)</script>", 400, "scan_unknown"),
            ("empty.pdf", b"", 400, "scan_empty"),
        ],
    )
    @pytest.mark.shows("agreement misuse 9", "agreement misuse 10")
    def test_that_is_none_is_refused_with_a_sentence(
        self, signing: Story, cast: SimpleNamespace, name: str, data: bytes, status: int, code: str
    ) -> None:
        answer = self.send(signing, cast.tove, data, name)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
        assert not StoredFile.objects.exists()

    def test_needs_a_file(self, signing: Story, cast: SimpleNamespace) -> None:
        answer = browser(cast.tove).post(address(signing, "scans/"))
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "no_file")

    def test_is_taken_only_while_people_sign(self, story: Story, cast: SimpleNamespace) -> None:
        assert self.send(story, cast.tove, PNG).status_code == 409

    @pytest.mark.shows("agreement place 24")
    def test_is_not_taken_while_somebody_looks_as_a_learner(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        site = Browser(cast.tove)
        site.masquerade(cast.liga)
        answer = site.client.post(address(signing, "scans/"), {"scan": SimpleUploadedFile("a.png", PNG)})
        assert answer.status_code == 403
        assert not StoredFile.objects.exists()


def school_code(story: Story, cast: SimpleNamespace) -> str:
    from django.utils import timezone

    from workmentor_xblocks.agreement.records import keys

    school = story.thread.party("school")
    assert school is not None
    return keys.codes(story.row, school, user_id=cast.tove.id).make(timezone.now())


class TestCheck:
    """The page behind the code on a print."""

    def ask(self, story: Story, **told: str) -> Any:
        return browser().get(f"/workmentor/agreement/verify/{story.uuid}/", told)

    @pytest.mark.shows("agreement pitfall 19")
    def test_says_what_a_version_is_today(self, signed: Story) -> None:
        first = {"version": "1", "sha256": signed.thread.versions[0].sha256}
        assert "which is in force." in self.ask(signed, **first).content.decode()

        signed.does("employer", "propose", reason="hours")
        signed.fills("employer", hours="30")
        signed.does("school", "freeze")
        second = {"version": "2", "sha256": signed.thread.versions[1].sha256}
        assert "still being signed" in self.ask(signed, **second).content.decode()
        signed.signed()
        assert "replaced by a newer version" in self.ask(signed, **first).content.decode()
        assert "which is in force." in self.ask(signed, **second).content.decode()

    def test_says_no_more_than_it_compares(self, signed: Story) -> None:
        """Somebody can print other words above the fingerprint of an honest version."""
        told = {"version": "1", "sha256": signed.thread.versions[0].sha256}
        page = self.ask(signed, **told).content.decode()
        assert "Number and fingerprint are those of version 1" in page
        assert "The words on the paper are not compared here" in page
        assert "was printed from this record" not in page

    def test_names_nobody(self, signed: Story) -> None:
        told = {"version": "1", "sha256": signed.thread.versions[0].sha256}
        page = self.ask(signed, **told).content.decode() + self.ask(signed).content.decode()
        for name in NAMES:
            assert name not in page

    @pytest.mark.parametrize("sha256", ["0" * 64, "", "<script>", "' or 1=1"])
    def test_a_changed_paper_does_not_match(self, signed: Story, sha256: str) -> None:
        answer = self.ask(signed, version="1", sha256=sha256)
        assert answer.status_code == 404
        assert "does not match" in answer.content.decode()
        assert "<script>" not in answer.content.decode()

    def test_another_version_s_fingerprint_does_not_match(self, signed: Story) -> None:
        digest = signed.thread.versions[0].sha256
        assert self.ask(signed, version="2", sha256=digest).status_code == 404

    def test_an_unknown_agreement_says_the_same_as_a_wrong_number(self, signed: Story) -> None:
        told = {"version": "1", "sha256": "0" * 64}
        wrong = self.ask(signed, **told).content
        unknown = browser().get(f"/workmentor/agreement/verify/{'f' * 32}/", told).content
        assert wrong == unknown

    def test_the_print_leads_there(self, signed: Story, cast: SimpleNamespace) -> None:
        text = text_of(browser(cast.liga).get(address(signed)).content).replace("\n", "")
        assert f"/workmentor/agreement/verify/{signed.uuid}/?version=1&sha256=" in text.replace(" ", "")
