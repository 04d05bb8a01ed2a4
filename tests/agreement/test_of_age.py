"""A learner comes of age while the agreement goes on: from that day no guardian is waited for, and the day is forgotten."""

from __future__ import annotations

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from tests.agreement.driving import Story, begin, begun, page_for
from tests.agreement.everyone import NAMES, STAGES, everyone
from tests.agreement.small import small
from tests.agreement.visiting import delivered
from tests.cast import COURSE_KEY, GRETA
from tests.html import Page
from workmentor_xblocks.agreement.actions import coming_of_age, erasure, timer
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output import history_export
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.tables import Agreement, HistoryEvent, Party
from workmentor_xblocks.agreement.rules import of_age
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event, State
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.pages.form_target import FormTarget

TODAY = date(2026, 11, 20)
CHORES = {chore.name: chore for chore in timer.CHORES}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def party_of(story: Story, role: str) -> Party:
    return Party.objects.get(agreement__uuid=story.uuid, role=role)


def learner(story: Story) -> Party:
    return party_of(story, "learner")


def is_of_age_from(story: Story, day: date) -> None:
    Party.objects.filter(pk=learner(story).pk).update(of_age_from=day)


def comes_of_age(story: Story, days: int = 30) -> bool:
    """The day is reached, and the daily job runs."""
    is_of_age_from(story, in_days(days))
    moment = timezone.now() + timedelta(days=days)
    return bool(timer.run(CHORES["come of age"], moment))


def places_waited_for(story: Story) -> set[str]:
    found = snapshot.waited_for(story.thread, timezone.localdate())
    return {place for wait in found for place in wait.places}


def newest(story: Story) -> HistoryEvent:
    return story.thread.events[-1]


@pytest.fixture
def minor(cast: SimpleNamespace, usage_key: str) -> Story:
    """Liga is not of age, and Greta is her guardian."""
    return everyone(cast, usage_key)


class TestWhichDay:
    """The rule, as plain Python."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("2027-03-01", date(2027, 3, 1)),
            ("1.3.2027", date(2027, 3, 1)),
            ("  2026-11-21 ", date(2026, 11, 21)),
            ("", None),
            ("   ", None),
        ],
    )
    def test_is_read_as_people_write_it(self, text: str, found: date | None) -> None:
        assert of_age.read(text, TODAY) == found

    @pytest.mark.parametrize("text", ["2026-11-20", "2008-03-01", "2060-01-01", "soon", "3/4/2027", "18"])
    def test_is_one_to_come_and_no_date_of_birth(self, text: str) -> None:
        with pytest.raises(BadInput) as refused:
            of_age.read(text, TODAY)
        assert set(refused.value.fields) == {"of_age_from"}

    def test_is_reached_on_the_day_itself(self) -> None:
        day = date(2027, 3, 1)
        assert not of_age.is_reached(day, date(2027, 2, 28))
        assert of_age.is_reached(day, day)
        assert not of_age.is_reached(None, day)


class TestPuttingItDown:
    def says(self, story: Story, who: str = "school", **more: str) -> Party:
        story.does(who, "name_person", party="learner", **{"is_minor": "yes", **more})
        return learner(story)

    def test_stands_beside_the_tick_for_who_wants_it(self, minor: Story) -> None:
        day = in_days(40)
        assert self.says(minor, of_age_from=day.isoformat()).of_age_from == day
        assert self.says(minor).of_age_from == day, "a form without it leaves it"
        assert self.says(minor, of_age_from="").of_age_from is None

    def test_goes_with_the_tick(self, minor: Story) -> None:
        self.says(minor, of_age_from=in_days(40).isoformat())
        assert self.says(minor, is_minor="no").of_age_from is None

    def test_is_nothing_without_the_tick(self, minor: Story) -> None:
        with pytest.raises(BadInput) as refused:
            self.says(minor, is_minor="no", of_age_from=in_days(40).isoformat())
        assert set(refused.value.fields) == {"of_age_from"}
        assert learner(minor).is_minor

    def test_is_not_the_learner_s_to_say(self, minor: Story) -> None:
        """Nobody puts their own guardian aside, today or tomorrow."""
        self.says(minor, of_age_from=in_days(40).isoformat())
        for day in (in_days(1).isoformat(), ""):
            assert self.says(minor, "learner", of_age_from=day).of_age_from == in_days(40)

    def test_the_form_has_it_for_the_school_and_not_for_the_learner(self, minor: Story) -> None:
        self.says(minor, of_age_from=in_days(40).isoformat())
        form = {
            role: Page(page_for(minor.person(role), minor.thread, FormTarget(suffix="-a"), "en"))
            .form("name_person-learner")
            .fields
            for role in ("school", "learner")
        }
        assert form["school"]["of_age_from"] == in_days(40).isoformat()
        assert "of_age_from" not in form["learner"]

    def test_nobody_else_is_shown_it(self, minor: Story) -> None:
        self.says(minor, of_age_from=in_days(40).isoformat())
        for role in NAMES.keys() - {"school"}:
            told = page_for(
                minor.person(role), minor.thread, FormTarget(suffix="-a"), "en", with_history=True
            )
            assert in_days(40).isoformat() not in told, role

    def test_no_history_holds_it(self, minor: Story) -> None:
        self.says(minor, of_age_from=in_days(40).isoformat())
        assert in_days(40).isoformat() not in json.dumps(history_export.history(minor.thread))


class TestTheDayComes:
    def test_nobody_is_of_age_a_day_early(self, minor: Story) -> None:
        is_of_age_from(minor, in_days(30))
        assert timer.run(CHORES["come of age"], timezone.now() + timedelta(days=29)) == 0
        assert learner(minor).is_minor

    @pytest.mark.parametrize("stage", STAGES)
    def test_the_day_is_forgotten_at_every_stage(self, minor: Story, stage: str) -> None:
        STAGES[stage](minor)
        rev = minor.row.rev
        assert comes_of_age(minor)
        party = learner(minor)
        assert (party.is_minor, party.of_age_from) == (False, None)
        assert minor.row.rev == rev + 1
        event = json.loads(newest(minor).record)
        assert event["kind"] == Event.OF_AGE
        assert event["data"].keys() <= {"party", "role", "in_force"}
        assert verify(history_export.history(minor.thread)) == []

    def test_twice_is_once(self, minor: Story) -> None:
        is_of_age_from(minor, in_days(0))
        due = list(coming_of_age.due(timezone.localdate())) * 2
        assert [coming_of_age.come_of_age(uuid, timezone.localdate()) for uuid in due] == [True, False]

    def test_a_day_that_was_moved_meanwhile_is_not_come(self, minor: Story) -> None:
        is_of_age_from(minor, in_days(0))
        due = list(coming_of_age.due(timezone.localdate()))
        is_of_age_from(minor, in_days(5))
        assert [coming_of_age.come_of_age(uuid, timezone.localdate()) for uuid in due] == [False]
        assert learner(minor).of_age_from == in_days(5)

    def test_what_is_talked_about_needs_no_guardian_any_more(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = begin(cast, usage_key, COURSE_KEY, small())
        story.does("school", "name_person", party="learner", is_minor="yes")
        story.does("school", "name_person", party="employer", name="Egle", email="egle@ohm.example")
        assert "party/guardian" in places_waited_for(story)

        comes_of_age(story)

        assert "party/guardian" not in places_waited_for(story)
        told = page_for(
            story.person("learner"), story.thread, FormTarget(suffix="-a"), "en", with_history=True
        )
        assert "The learner is of age now" in Page(told).texts("wm-history")[0]


class TestUnderSignature:
    def sign(self, story: Story, *roles: str) -> None:
        for role in roles:
            story.signs(role, NAMES[role])

    def test_a_guardian_who_has_not_signed_is_not_waited_for(self, minor: Story) -> None:
        STAGES["signing"](minor)
        self.sign(minor, "learner")
        assert ",guardian," in minor.row.waiting_for
        comes_of_age(minor, 5)
        assert minor.row.state == State.SIGNING
        assert ",guardian," not in minor.row.waiting_for
        assert ",employer," in minor.row.waiting_for

    @pytest.mark.parametrize("is_of_age", [False, True])
    def test_and_gets_no_letter_that_asks_for_a_signature(self, minor: Story, is_of_age: bool) -> None:
        STAGES["signing"](minor)
        if is_of_age:
            comes_of_age(minor, 0)
        delivered()
        asked = [letter.subject for letter in django_mail.outbox if GRETA in letter.to]
        assert any("turn to sign" in subject for subject in asked) is not is_of_age

    def test_a_guardian_s_signature_stays(self, minor: Story) -> None:
        STAGES["signing"](minor)
        self.sign(minor, "learner", "guardian")
        comes_of_age(minor, 5)
        kept = minor.thread.signatures_of(minor.thread.open_version)
        assert {signature.party.role for signature in kept} == {"learner", "guardian"}
        self.sign(minor, "employer", "school")
        assert ",approver," in minor.row.waiting_for

    def test_where_only_the_guardian_was_missing_the_text_holds(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = _without_approver(cast, usage_key)
        self.sign(story, "learner", "employer", "school")
        assert story.row.waiting_for == ",guardian,"

        comes_of_age(story, 5)

        assert story.row.state == State.SIGNED
        assert story.thread.in_force is not None
        assert json.loads(newest(story).record)["data"]["in_force"] is True
        delivered()
        assert [letter for letter in django_mail.outbox if letter.to == ["egle@ohm.example"]]
        assert verify(history_export.history(story.thread)) == []

    def test_where_somebody_approves_that_person_is_asked(self, minor: Story) -> None:
        STAGES["signing"](minor)
        self.sign(minor, "learner", "employer", "school")
        comes_of_age(minor, 5)
        assert minor.row.state == State.SIGNING
        assert minor.row.waiting_for == ",approver,"

    def test_in_order_the_next_is_asked(self, cast: SimpleNamespace, usage_key: str) -> None:
        story = everyone(cast, usage_key, in_order=True)
        STAGES["negotiating"](story)
        story.does("school", "freeze")
        self.sign(story, "learner")
        delivered()
        before = len(django_mail.outbox)
        comes_of_age(story, 0)
        assert story.row.waiting_for == ",employer,"
        delivered()
        assert [letter.to for letter in django_mail.outbox[before:]] == [[party_of(story, "employer").email]]

    def test_nothing_holds_without_a_learner_in_the_course(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        """Nobody could sign last either."""
        story = _without_approver(cast, usage_key)
        self.sign(story, "learner", "employer", "school")
        cast.liga.enrolments.all().delete()
        assert comes_of_age(story, 5)
        assert story.row.state == State.SIGNING
        assert not learner(story).is_minor

    def test_a_change_of_what_holds_comes_into_force_too(self, minor: Story) -> None:
        STAGES["proposed"](minor)
        minor.does("school", "freeze")
        Party.objects.filter(agreement__uuid=minor.uuid, role="approver").update(state="left")
        self.sign(minor, "learner", "employer", "school")
        state = minor.row.state
        comes_of_age(minor, 5)
        assert (minor.row.state, minor.row.amendment) == (state, Amendment.NONE)
        assert minor.thread.in_force is not None
        assert minor.thread.in_force.number == 2


def _without_approver(cast: SimpleNamespace, usage_key: str) -> Story:
    """A minor's agreement, fixed for signing by learner, guardian, employer and school."""
    story = begin(cast, usage_key, COURSE_KEY, small())
    story.does("school", "name_person", party="learner", is_minor="yes")
    story.does("school", "name_person", party="guardian", name="Greta Mertens", email=GRETA)
    return story.ready()


class TestForgetting:
    @pytest.mark.parametrize("how", ["account", "time"])
    def test_takes_the_day_along(self, minor: Story, cast: SimpleNamespace, how: str) -> None:
        STAGES["cancelled"](minor)
        is_of_age_from(minor, in_days(30))
        if how == "account":
            erasure.retire_user(cast.liga.id)
        else:
            erasure.erase_text(minor.uuid)
        assert learner(minor).of_age_from is None

    def test_the_next_run_of_the_course_takes_it_along(self, minor: Story, cast: SimpleNamespace) -> None:
        is_of_age_from(minor, in_days(30))
        Agreement.objects.filter(uuid=minor.uuid).update(open_key=None)
        tove = Requester(cast.tove.id, is_staff=True)
        ground = Ground(minor.row.usage_key + "2", COURSE_KEY, small(), "en")
        made = begun(tove, ground, {"learner": "liga"}, other_run=minor.row)
        told = Party.objects.get(agreement__uuid=made.uuid, role="learner")
        assert (told.is_minor, told.of_age_from) == (True, in_days(30))
