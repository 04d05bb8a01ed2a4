"""Single promises of an agreement that no other story tells: what it keeps, who is told, and what leaves it as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from xblock.fields import Scope

from tests.agreement.driving import Story, begin
from tests.agreement.everyone import NAMES, STAGES, WHY, everyone
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, invited
from tests.cast import COURSE_KEY, EGLE_AT_WORK, GRETA, IVAR, Course, recorded
from tests.doors import Direct
from tests.playing import Player
from workmentor_xblocks.agreement.actions import erasure, timer
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.pages.block import AgreementBlock
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, Signature, StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement, HistoryEvent, Party, PartyMember, Template
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import BadInput, Changed
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.demo.models import Block, Branch, CourseRole, Enrolment

pytestmark = pytest.mark.thorough

NEXT_RUN = COURSE_KEY.replace("2026", "2027")


@pytest.fixture
def active(story: Story) -> Story:
    """Signed by all, and the placement has begun."""
    story.ready().signed()
    Agreement.objects.update(state=State.ACTIVE.value)
    return story


def asked(kind: str) -> set[str]:
    """The roles to whom a letter of this kind goes."""
    rows = OutgoingMail.objects.filter(kind=f"agreement.{kind}").values_list("to_party", flat=True)
    return set(Party.objects.filter(uuid__in=list(rows)).values_list("role", flat=True))


class TestBeginning:
    @pytest.mark.shows("agreement step 1")
    def test_the_first_link_of_the_chain_names_the_template_by_its_hash(self, story: Story) -> None:
        first = json.loads(story.thread.events[0].record)
        assert (first["seq"], first["kind"], first["previous"]) == (0, "create", "")
        assert first["data"]["template"] == story.row.template.sha256 == Template.objects.get().sha256

    @pytest.mark.shows("agreement pitfall 43", "agreement promise 25")
    def test_a_template_that_changes_touches_no_agreement_that_has_begun(
        self, cast: SimpleNamespace, course: Course
    ) -> None:
        block = course.agreement(small())
        story = begin(cast, block, COURSE_KEY, small())
        before = recorded()

        course.publish(block, small(consent="I agree to something else."))

        assert recorded() == before
        assert story.thread.definition.consent == "I have read this and agree."


class TestTheBlock:
    @pytest.mark.shows("agreement place 1")
    def test_keeps_what_is_open_on_a_person_s_screen_and_nothing_that_people_share(self) -> None:
        scopes = {name: field.scope for name, field in AgreementBlock.fields.items()}
        assert {name for name, scope in scopes.items() if scope == Scope.user_state} == {
            "last_opened",
            "reads",
        }
        assert Scope.user_state_summary not in scopes.values()

    @pytest.mark.parametrize("service", ["user_state", "user_tags", "submissions"])
    @pytest.mark.shows("agreement place 2")
    def test_asks_for_nothing_that_opens_other_people_s_state(self, service: str) -> None:
        assert AgreementBlock.service_declaration(service) is None
        assert not hasattr(AgreementBlock, "clear_student_state")


class TestSigning:
    @pytest.mark.shows("agreement step 10")
    def test_with_the_last_signature_the_print_is_kept(
        self,
        story: Story,
        settings: Any,
        tmp_path: Path,
        django_capture_on_commit_callbacks: Callable[..., Any],
    ) -> None:
        settings.WORKMENTOR_FILES_ROOT = str(tmp_path)
        story.ready().signs("learner", "Liga Ozola")
        story.signs("employer", "Egle Petrauskaite")
        with django_capture_on_commit_callbacks(execute=True):
            story.signs("school", "Tove Nilsen")
        assert StoredFile.objects.get().version == story.thread.in_force

    @pytest.mark.shows("agreement step 12", "agreement lesson 6")
    def test_after_a_decline_nobody_signs_what_was_declined(self, story: Story) -> None:
        story.ready()
        read = {**story.version(), "consent": "on", "name": "Liga Ozola"}
        story.does("employer", "decline", **story.version(), reason="dates", text=WHY)
        with pytest.raises(Changed):
            story.does("learner", "sign", **read)
        assert not story.thread.signatures

    @pytest.mark.parametrize("what", ["decline", "unfreeze"])
    @pytest.mark.shows("agreement step 12", "agreement step 13")
    def test_nobody_says_no_without_a_reason(self, story: Story, what: str) -> None:
        story.ready()
        before = recorded()
        for text in ("", "No.", " " * 20):
            with pytest.raises(BadInput) as refused:
                story.does("school", what, **story.version(), reason="dates", text=text)
            assert refused.value.message.code == "reason_needed"
        assert recorded() == before

    @pytest.mark.shows("agreement lesson 12", "agreement pitfall 18a")
    def test_no_moment_and_no_address_is_taken_from_a_page(self, story: Story) -> None:
        story.ready().signs(
            "learner", "Liga Ozola", at="2001-01-01T00:00:00Z", address="203.0.113.9", agent="x"
        )
        (signature,) = story.thread.signatures
        assert timezone.localdate(signature.at) == timezone.localdate()
        assert (signature.address, signature.agent) == ("", "")


_ADMIN = """
import django
from django.conf import settings

names = ("auth", "contenttypes", "sessions", "messages", "admin")
ours = "workmentor_xblocks.apps.WorkmentorConfig"
settings.configure(INSTALLED_APPS=[*(f"django.contrib.{name}" for name in names), ours])
django.setup()
from django.contrib import admin

for model, table in admin.site._registry.items():
    if model._meta.app_label == "workmentor":
        assert not table.has_add_permission(None), model
        assert not table.has_change_permission(None), model
        assert not table.has_delete_permission(None), model
        print(model.__name__)
"""


class TestHistory:
    @pytest.mark.shows(
        "agreement place 4", "agreement place 8", "agreement pitfall 14", "agreement pitfall 15"
    )
    def test_what_cannot_be_recorded_is_not_done_and_nobody_is_told(self, story: Story) -> None:
        """Another link stands already where this one belongs: the table takes one, and all else is undone."""
        story.ready()
        data = {**story.version(), "consent": "on", "name": "Liga Ozola"}
        taken = {"agreement": story.row, "seq": story.row.events_count, "at": timezone.now()}
        HistoryEvent.objects.create(**taken, kind="view", record="{}", hash="0" * 64)
        before = recorded()

        with pytest.raises(IntegrityError), transaction.atomic():
            story.does("learner", "sign", **data)

        assert recorded() == before

    @pytest.mark.shows("agreement place 8")
    def test_a_party_signs_a_version_once_whatever_was_asked_before(self, story: Story) -> None:
        story.ready().signs("learner", "Liga Ozola")
        kept = Signature.objects.values().get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.create(**{**kept, "id": None, "uuid": "1" * 32})

    @pytest.mark.shows("agreement step 29", "agreement lesson 5")
    def test_looking_again_takes_nothing_away_and_is_recorded_once_a_day(self, story: Story) -> None:
        story.ready().signs("learner", "Liga Ozola")
        Party.objects.update(seen_on=None)
        before = list(HistoryEvent.objects.values())
        for _time in range(3):
            story.does("learner", "seen")
        after = list(HistoryEvent.objects.values())
        assert after[: len(before)] == before
        assert [event["kind"] for event in after[len(before) :]] == ["view"]

    @pytest.mark.shows("agreement place 4")
    def test_nothing_is_held_outside_a_transaction(self, transactional_db: None) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            threads.locked("0" * 32)

    @pytest.mark.shows("agreement step 32", "agreement pitfall 31")
    def test_operators_look_and_change_nothing(self) -> None:
        """Whatever they may do on the site. The demo has no such pages, so a process of its own is asked."""
        ran = subprocess.run([sys.executable, "-c", _ADMIN], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        assert "Agreement" in ran.stdout.split()


class TestTelling:
    @pytest.mark.shows("agreement pitfall 28")
    def test_who_wants_no_reminders_is_told_of_decisions_all_the_same(self, story: Story) -> None:
        story.does("learner", "reminders", no_reminders="on")
        story.ready()
        story.does("employer", "decline", **story.version(), reason="dates", text=WHY)
        assert asked("declined") >= {"learner", "school"}


class TestUnderWay:
    @pytest.mark.shows("agreement step 24")
    def test_who_objects_in_time_makes_a_notice_a_proposal(self, active: Story) -> None:
        active.does("school", "notice", **{"f-rhythm": "Fridays", "r-rhythm": ""})
        assert active.thread.values_today()["rhythm"] == "Fridays"
        notice = active.thread.notices[0]
        assert notice.object_until == timezone.localdate() + timedelta(days=7)

        active.does("learner", "object", notice=notice.uuid, text="On Fridays I am at school.")

        assert "rhythm" not in active.thread.values_today(), "what held before holds"
        assert active.row.amendment == "working"
        assert active.thread.values(active.thread.open_version)["rhythm"] == "Fridays"

    @pytest.mark.shows("agreement step 24")
    def test_who_objects_too_late_is_told_so(self, active: Story) -> None:
        active.does("school", "notice", **{"f-rhythm": "Fridays", "r-rhythm": ""})
        notice = active.thread.notices[0]
        type(notice).objects.update(object_until=timezone.localdate() - timedelta(days=1))
        before = recorded()
        with pytest.raises(Changed) as refused:
            active.does("learner", "object", notice=notice.uuid, text="On Fridays I am at school.")
        assert refused.value.message.code == "objection_late"
        assert recorded() == before

    @pytest.mark.shows("agreement step 25", "agreement promise 21")
    def test_a_pause_is_counted_in_days_and_lies_inside_the_placement(self, active: Story) -> None:
        start = active.row.starts_on
        assert start is not None
        with pytest.raises(BadInput):
            active.does("school", "suspend", on=(start - timedelta(days=1)).isoformat(), text=WHY)
        active.does("school", "suspend", on=start.isoformat(), text=WHY)
        assert active.row.state == State.SUSPENDED

        active.does("school", "resume", on=(start + timedelta(days=12)).isoformat())

        assert (active.row.state, active.row.suspended_days) == (State.ACTIVE, 12)
        assert asked("suspended") == {"learner", "employer", "mentor"}

    @pytest.mark.shows("agreement step 26")
    def test_one_side_ends_it_where_the_template_says_so(self, cast: SimpleNamespace, usage_key: str) -> None:
        story = begin(cast, usage_key, COURSE_KEY, small(one_side_may_end=True)).ready().signed()
        story.does("employer", "terminate", reason="left", on=str(story.row.ends_on))
        assert (story.row.state, story.row.end_reason) == (State.TERMINATED, "left")

    @pytest.mark.shows("agreement step 20")
    def test_the_school_closes_a_review_in_which_somebody_is_missing_and_says_why(
        self, active: Story
    ) -> None:
        active.does("school", "open_review")
        active.does("learner", "submit_part", **{"f-own_voice": "More time at the board."}, send="1")
        with pytest.raises(BadInput):
            active.does("school", "close_review", text="")

        active.does("school", "close_review", text="The company did not answer.")

        review = active.thread.reviews[0]
        assert review.closed_at is not None
        assert active.thread.value_of(review.closing) == "The company did not answer."
        assert review.parts.get(role="learner").submitted_at is not None

    @pytest.mark.shows("agreement step 20", "agreement pitfall 46")
    def test_a_review_that_is_signed_late_keeps_both_days(self, active: Story) -> None:
        active.does("school", "open_review")
        three_weeks_ago = timezone.localdate() - timedelta(days=21)
        active.thread.reviews[0].__class__.objects.update(opened_on=three_weeks_ago)
        active.does("learner", "submit_part", held_on=three_weeks_ago.isoformat(), send="1")
        review = active.thread.reviews[0]
        submitted = review.parts.get(role="learner").submitted_at
        assert review.held_on == three_weeks_ago
        assert timezone.localdate(submitted) == timezone.localdate()

    @pytest.mark.shows("agreement step 28")
    def test_what_holds_is_not_put_aside_nor_begun_again(self, active: Story) -> None:
        before = recorded()
        for what in ("cancel", "reopen", "freeze", "record_offline"):
            with pytest.raises(Changed):
                active.does("school", what, text=WHY)
        assert recorded() == before


class TestThePlatform:
    """What it does with accounts, files and runs of a course, and what becomes of an agreement."""

    @pytest.fixture
    def block(self, cast: SimpleNamespace, course: Course) -> str:
        return course.agreement(small())

    @pytest.fixture
    def made(self, cast: SimpleNamespace, block: str) -> Story:
        return begin(cast, block, COURSE_KEY, small())

    @pytest.mark.shows("agreement place 19", "agreement goal 19")
    def test_a_file_of_the_course_holds_the_template_and_nothing_of_an_agreement(
        self, made: Story, cast: SimpleNamespace, block: str
    ) -> None:
        made.ready().signed()
        node = etree.Element("unknown")
        Direct(cast.tove).block(block).add_xml_to_node(node)
        written = etree.tostring(node, encoding="unicode")
        assert "Follows the safety rules." in written
        for word in (made.uuid, "Ozola", "Petrauskaite", "Ohm", "Wiring under supervision."):
            assert word not in written

    @pytest.mark.shows("agreement place 16", "agreement pitfall 33", "agreement goal 19")
    def test_in_the_next_run_one_goes_on_with_what_one_has_and_everybody_signs_anew(
        self, made: Story, cast: SimpleNamespace, course: Course, block: str
    ) -> None:
        made.ready(hours="38").signed()
        there = next_run(course, block, cast)
        page = Player(Direct(cast.liga), there).page
        assert "2026" in page.text, "it says that one is in force in the run before"
        assert Agreement.objects.count() == 1, "nothing is copied by looking"

        goes_on = next(form for form in page.forms if form.fields.get("continues"))
        answer = Player(Direct(cast.liga), there).send("begin", goes_on.fields)

        assert answer.status == 200, answer.raw
        linked = Agreement.objects.get(usage_key=there)
        assert linked.continues == made.row
        found = Story(linked.uuid, {}).thread
        assert (found.row.state, found.signatures) == (State.DRAFT, [])
        assert found.values()["hours"] == 38
        assert made.row.state == State.SIGNED, "the one before is as it was"

    @pytest.mark.shows("agreement pitfall 35")
    def test_an_account_that_is_deleted_takes_nothing_from_the_others(
        self, made: Story, cast: SimpleNamespace
    ) -> None:
        made.ready().signed()
        before = recorded()["Signature"]
        cast.liga.delete()
        assert recorded()["Signature"] == before
        assert verify(history(made.thread), made.row.head) == []
        assert made.thread.party("learner").name == "Liga Ozola"

    @pytest.mark.shows("agreement pitfall 37")
    def test_an_account_that_is_switched_off_is_not_erased_yet(
        self, made: Story, cast: SimpleNamespace
    ) -> None:
        """Whoever asks to be forgotten may change their mind for some days; only then we hear of it."""
        made.ready().signed()
        before = recorded()
        cast.liga.is_active = False
        cast.liga.save()
        for chore in (*timer.CHORES, timer.RETENTION):
            timer.run(chore, timezone.now())
        assert recorded() == before


def next_run(course: Course, block: str, cast: SimpleNamespace) -> str:
    """The same block in the next run of the course, which Liga takes and Tove trains."""
    there = block.replace("2026", "2027")
    for branch in Branch.values:
        Block.objects.create(
            branch=branch, course_key=NEXT_RUN, usage_key=f"{NEXT_RUN}+course", block_type="course"
        )
        Block.objects.create(
            branch=branch,
            course_key=NEXT_RUN,
            usage_key=there,
            block_type="workmentor_agreement",
            parent_key=f"{NEXT_RUN}+course",
        )
    course.publish(there, small())
    Enrolment.objects.create(user=cast.liga, course_key=NEXT_RUN)
    CourseRole.objects.create(user=cast.tove, course_key=NEXT_RUN, role=CourseRole.STAFF)
    return there


class TestNews:
    @pytest.mark.shows("agreement step 5", "agreement pitfall 45", "agreement promise 4")
    def test_whoever_comes_back_sees_what_the_others_changed(
        self, cast: SimpleNamespace, course: Course
    ) -> None:
        block = course.agreement(small())
        story = begin(cast, block, COURSE_KEY, small())
        story.does("school", "invite", party="employer", email="egle@ohm.example")
        story.fills("employer", tasks="One hour a week.")
        story.does("learner", "seen")
        story.fills("employer", tasks="Two hours a week.")
        story.fills("learner", wishes="The lift shaft.")

        liga = Player(Direct(cast.liga), block)

        (redline,) = liga.page.texts("wm-redline")
        assert redline.startswith("Tasks")
        assert "One hour" in redline
        assert "Two hours" in redline
        assert "The lift shaft." not in redline, "what she wrote herself is not new to her"
        liga.send("act", {"act": "seen", "agreement": story.uuid})
        assert not liga.page.texts("wm-redline")


class TestCost:
    @pytest.mark.shows("agreement goal 18a")
    def test_a_page_asks_as_much_however_long_the_history_is(
        self, cast: SimpleNamespace, course: Course
    ) -> None:
        block = course.agreement(small())
        story = begin(cast, block, COURSE_KEY, small())
        story.does("learner", "comment", path="hours", text="Thirty is enough.")
        liga = Direct(cast.liga)
        with CaptureQueriesContext(connection) as few:
            liga.view(block)
        for hour in range(20):
            story.fills("school", hours=str(hour))
            story.does("school", "comment", path="hours", text=f"Or {hour}?")
        with CaptureQueriesContext(connection) as many:
            liga.view(block)
        assert len(many) <= len(few) + 1, "the history is read once for what is new"


class TestLinks:
    @pytest.mark.shows("agreement lesson 7")
    def test_a_link_lives_as_long_as_it_was_said_whatever_is_done_with_it(self, story: Story) -> None:
        link = invited(story)
        until = GuestKey.objects.get().expires_at
        egle = Visitor().enters(link)
        egle.does("comment", text="Can we begin a week later?")
        Visitor().enters(link)
        assert GuestKey.objects.get().expires_at == until
        assert until - timezone.now() > timedelta(days=30)


# Forgetting, at every stage and in every role

WHO = {
    "learner": "liga",
    "school": "tomas",
    "mentor": "marta",
    "deputy_mentor": "mikael",
    "guardian": GRETA,
    "employer": EGLE_AT_WORK,
    "approver": IVAR,
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.shows("agreement step 30", "agreement place 20", "agreement goal 13")
def test_whoever_is_forgotten_at_whatever_stage_is_found_nowhere(
    cast: SimpleNamespace, usage_key: str, stage: str
) -> None:
    story = everyone(cast, usage_key)
    STAGES[stage](story)
    for role, who in WHO.items():
        account = getattr(cast, who, None)
        for _time in range(2):
            if account is not None:
                erasure.retire_user(account.id)
            erasure.retire_address(account.email if account else who, account.id if account else None)
        held = repr(recorded()).casefold()
        told = [NAMES[role], account.email if account else who]
        assert not [word for word in told if word.casefold() in held], (role, told)
        assert verify(history(story.thread), story.row.head) == []
    assert not PartyMember.objects.filter(user_id=cast.tomas.id).exists()
    assert act("seen", Requester(cast.tove.id, is_staff=True), story.uuid, {}).uuid == story.uuid
