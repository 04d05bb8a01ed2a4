"""Where an agreement lives: in no block, no account and no course run, whatever the platform's tools do with these.

Driven by the demo's own tools, which do what those of the platform were seen to do.
"""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.everyone import WHY
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, delivered, invited, letter_to, link_in
from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Browser, Direct
from tests.playing import Player
from workmentor_xblocks.agreement.actions import timer
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.demo.course import authoring
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.demo.staff import tools

OURS = ("Agreement", "Version", "Party", "Opening", "Signature", "HistoryEvent", "Comment", "Template")


@pytest.fixture
def block(cast: SimpleNamespace, course: Course) -> str:
    return course.agreement(small())


@pytest.fixture
def story(cast: SimpleNamespace, block: str) -> Story:
    return begin(cast, block, COURSE_KEY, small())


def kept() -> dict[str, list[dict[str, object]]]:
    """What is held of agreements."""
    return {name: rows for name, rows in recorded().items() if name in OURS}


class TestDeleteState:
    @pytest.mark.parametrize("stage", ["draft", "signing", "signed"])
    @pytest.mark.shows("agreement place 22")
    def test_of_the_dashboard_clears_nothing(
        self, cast: SimpleNamespace, story: Story, block: str, stage: str
    ) -> None:
        """Only what the block keeps for the person alone goes: which agreement was open last."""
        if stage != "draft":
            story.ready()
        if stage == "signed":
            story.signed()
        data = json.dumps({"agreement": story.uuid}).encode()
        assert Direct(cast.liga).post(block, "open", data).status == 200
        assert LearnerState.objects.filter(user_id=cast.liga.id, usage_key=block).exists()
        before = kept()

        tools.delete_state(cast.liga, block)

        assert not LearnerState.objects.filter(user_id=cast.liga.id, usage_key=block).exists()
        assert kept() == before
        assert "Agreement of Liga Ozola" in Player(Direct(cast.liga), block).page.text


@pytest.mark.shows("agreement place 17")
class TestTheBlockIsDeleted:
    @pytest.fixture
    def detached(self, story: Story, course: Course, block: str) -> Story:
        story.ready()
        course.delete(block)
        return story

    @pytest.mark.shows("agreement goal 19")
    def test_and_nothing_of_the_agreement_goes_with_it(
        self, story: Story, course: Course, block: str
    ) -> None:
        before = kept()
        course.delete(block)
        assert kept() == before

    @pytest.mark.parametrize("who", ["liga", "tove"])
    def test_and_papers_and_history_stay_readable(
        self, cast: SimpleNamespace, detached: Story, who: str
    ) -> None:
        client = Browser(getattr(cast, who)).client
        for page in ("agreement.pdf", "history.json"):
            assert client.get(f"/workmentor/agreement/{detached.uuid}/{page}").status_code == 200

    def test_and_guests_read_and_sign_as_before(self, detached: Story) -> None:
        delivered()
        guest = Visitor().enters(link_in(letter_to("egle@ohm.example")))
        assert "sign" in guest.page.acts
        detached.signed()
        assert detached.row.state == State.SIGNED

    def test_and_staff_open_it_from_another_block_of_the_course(
        self, cast: SimpleNamespace, detached: Story, course: Course
    ) -> None:
        other = course.agreement(small())
        page = Direct(cast.tove).post(other, "board", b"{}").page
        assert "Liga Ozola" in page.text
        data = json.dumps({"agreement": detached.uuid}).encode()
        assert "Agreement of Liga Ozola" in Direct(cast.tove).post(other, "open", data).page.text
        assert Direct(cast.marta).post(other, "open", data).status == 404

    def test_and_it_can_be_forgotten_all_the_same(self, cast: SimpleNamespace, detached: Story) -> None:
        tools.retire(cast.liga)
        assert "Ozola" not in repr(kept())


class TestACopyOfTheBlock:
    @pytest.mark.shows("agreement place 18", "agreement goal 19")
    def test_in_the_same_course_begins_empty(self, cast: SimpleNamespace, story: Story, block: str) -> None:
        """Its template came along, and nobody's agreement did."""
        before = kept()
        copy = authoring.duplicate(block)
        assert copy != block
        assert kept() == before
        assert not Agreement.objects.filter(usage_key=copy).exists()


@pytest.mark.shows("agreement place 21")
class TestUnenrolment:
    @pytest.mark.shows("agreement goal 19")
    def test_is_shown_to_the_school_and_blocks_signing(
        self, cast: SimpleNamespace, story: Story, block: str
    ) -> None:
        story.ready()
        tools.unenrol(cast.liga, COURSE_KEY)

        page = Player(Direct(cast.tove), block).page
        answer = Direct(cast.tove).post(
            block,
            "act",
            json.dumps(
                {"agreement": story.uuid, "act": "sign", **story.version(), "consent": True, "name": "Tove"}
            ).encode(),
        )

        assert "not_enrolled" in page.notices
        assert (answer.status, answer.error["code"]) == (409, "learner_left")
        assert "does not take part in this course" in answer.error["message"]
        assert story.row.state == State.SIGNING

    def test_leaves_the_learner_their_copy(self, cast: SimpleNamespace, story: Story) -> None:
        story.ready().signed()
        tools.unenrol(cast.liga, COURSE_KEY)
        client = Browser(cast.liga).client
        assert client.get(f"/workmentor/agreement/{story.uuid}/agreement.pdf").status_code == 200


@pytest.mark.shows("agreement goal 19")
class TestAnotherAddress:
    @pytest.mark.shows("agreement place 9", "agreement place 23")
    def test_of_an_account_changes_nothing_and_letters_go_there(
        self, cast: SimpleNamespace, story: Story
    ) -> None:
        story.ready().signs("learner", "Liga Ozola")
        delivered()
        before = kept()

        tools.change_email(cast.liga, "liga.kalnina@example.org")

        assert kept() == before
        story.does("school", "unfreeze", text=WHY)
        assert ["liga.kalnina@example.org"] in [letter.to for letter in delivered()]

    @pytest.mark.shows("agreement place 23")
    def test_of_a_guest_is_a_new_link_and_the_old_one_is_over(self, story: Story) -> None:
        old = invited(story)
        story.ready()
        story.does("school", "correct_contact", party="employer", email="egle.new@ohm.example")
        delivered()
        new = link_in(letter_to("egle.new@ohm.example"))
        assert "sign" not in Visitor().enters(old).page.acts
        assert "sign" in Visitor().enters(new).page.acts


class TestRetirement:
    @pytest.mark.parametrize("who", ["liga", "tove"])
    @pytest.mark.shows("agreement goal 13")
    def test_twice_is_the_same_as_once(self, cast: SimpleNamespace, story: Story, who: str) -> None:
        story.ready().signed()
        account = getattr(cast, who)
        words = (account.email, account.last_name)

        tools.retire(account)
        once = kept()
        account.refresh_from_db()
        tools.retire(account)

        for word in words:
            assert word not in repr(once)
        changing = {"Agreement", "HistoryEvent"}  # that it was asked for again may be recorded
        again = kept()
        assert {name: rows for name, rows in again.items() if name not in changing} == {
            name: rows for name, rows in once.items() if name not in changing
        }


class TestRetention:
    def command(self, *options: str) -> str:
        said = StringIO()
        call_command("workmentor_daily", *options, stdout=said)
        return said.getvalue()

    @pytest.mark.shows("agreement promise 28")
    def test_in_a_dry_run_says_how_many_and_erases_nothing(self, story: Story) -> None:
        story.does("school", "cancel", text=WHY)
        Agreement.objects.update(ended_on=timezone.localdate() - timedelta(days=800))
        before = recorded()

        said = self.command("--dry-run")

        assert recorded() == before
        assert "agreement: erase" in said
        (line,) = [line for line in said.splitlines() if "agreement: erase" in line]
        assert "1" in line

        self.command()
        assert story.row.state == State.ERASED

    def test_leaves_what_is_in_force_however_old(self, story: Story) -> None:
        story.ready().signed()
        assert timer.run(timer.RETENTION, timezone.now() + timedelta(days=9_000)) == 0
