"""What follows an ending: the debrief, another try, the plan, leaving, and the due date."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Course, logged
from tests.playing import Player
from tests.scenario.stories import (
    APRON,
    ASK,
    BEST,
    GREET,
    LECTURE,
    ROUND,
    SHOUT,
    STOP,
    WORST,
)
from workmentor_xblocks.demo.models import Completion, Event, LearnerState
from workmentor_xblocks.scenario.pages.request import is_past
from workmentor_xblocks.scenario.records.tables import Note, RunRecord

GRADED = {"scoring": "decisions"}
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).isoformat()


class TestDebrief:
    @pytest.mark.shows("scenario pitfall 19")
    def test_is_opened_from_the_ending_and_completes_the_block(self, marta: Player):
        marta.walk(*BEST)
        assert not Completion.objects.exists()
        answer = marta.look_back()
        assert (answer.status, answer.data["announce"]) == (200, "Looking back")
        assert Completion.objects.get().value == 1.0
        assert RunRecord.objects.get().status == "debriefed"

    def test_opened_twice_tells_nobody_a_second_time(self, marta: Player):
        marta.walk(*BEST)
        other_tab = marta.again()
        marta.look_back()
        Completion.objects.all().delete()
        answer = other_tab.look_back()
        assert (answer.status, answer.page.text) == (200, marta.page.text)
        assert not Completion.objects.exists()
        assert logged("workmentor.scenario.").count("debriefed") == 1

    def test_is_not_open_before_the_ending(self, marta: Player):
        marta.walk(GREET)
        run = marta.page.form("choose").fields["run"]
        answer = marta.send("open_debrief", {"run": run})
        assert (answer.status, answer.error["code"]) == (409, "moved_on")
        assert answer.page.offers("choose")
        assert not Completion.objects.exists()

    @pytest.mark.shows("scenario goal 4a")
    def test_shows_the_own_way_the_figures_and_the_questions(self, marta: Player):
        marta.walk(GREET, SHOUT, ASK)
        marta.look_back()
        assert "It ended with: A good first hour" in marta.page.text
        assert marta.page.texts("wm-option-label").count(SHOUT) == 1
        assert "Welcome and bond 100 % 1" in marta.page.text
        assert "Safety and protection 0 % 1" in marta.page.text
        assert "What would you do tomorrow?" in marta.page.text

    def test_shows_the_result_only_where_it_counts(self, marta: Player, course: Course):
        marta.walk(*BEST)
        marta.look_back()
        assert "Your result" not in marta.page.text
        course.publish(marta.usage_key, **GRADED)
        marta.begin()
        for label in WORST:
            marta.choose(label)
        marta.look_back()
        assert "Your result: 0 %" in marta.page.text

    def test_feedback_that_the_author_keeps_for_the_end_comes_only_then(self, marta: Player, course: Course):
        course.publish(marta.usage_key, feedback="end")
        marta.walk(*BEST)
        assert marta.page.texts("wm-coach") == marta.page.texts("wm-consequence") == []
        marta.look_back()
        assert len(marta.page.texts("wm-consequence")) == 3
        assert len(marta.page.texts("wm-coach")) == 7

    def test_feedback_that_the_author_never_shows_never_comes(self, marta: Player, course: Course):
        course.publish(marta.usage_key, feedback="never")
        marta.walk(*BEST)
        marta.look_back()
        assert "Why " not in marta.page.text
        assert "What follows" not in marta.page.text


@pytest.mark.shows("scenario goal 17a")
class TestRetry:
    def test_practises_from_a_decision_beside_the_result(self, marta: Player, course: Course):
        course.publish(marta.usage_key, **GRADED)
        marta.begin()
        marta.choose(APRON, reason="I was in a hurry.")
        marta.choose(SHOUT)
        marta.choose(LECTURE)
        marta.look_back()
        assert LearnerState.objects.get().grade == 0.0
        forms = [form for form in marta.page.forms if form.action == "retry"]
        marta.send("retry", forms[1].fields)
        assert marta.page.notices == {"practice"}
        assert set(marta.page.options) == {STOP, SHOUT, ROUND}
        for label in (STOP, ASK):
            marta.choose(label)
        marta.look_back()
        assert LearnerState.objects.get().grade == 0.0
        assert "Your reason: I was in a hurry." in marta.page.text
        assert json.loads(LearnerState.objects.get().state)["attempts"] == 1
        assert [(row.kind, row.place) for row in RunRecord.objects.order_by("id")] == [
            ("main", "luck"),
            ("practice", "trust"),
        ]

    def test_pressed_twice_begins_one_practice_run(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        form = marta.page.form("retry").fields
        first, second = marta.send("retry", form), marta.send("retry", form)
        assert (first.status, second.status, second.page.text) == (200, 200, first.page.text)
        assert RunRecord.objects.count() == 2
        marta.choose(APRON)
        assert marta.send("retry", form).status == 200  # a very late repeat shows where one is
        assert set(marta.page.options) == {STOP, SHOUT, ROUND}

    def test_from_another_decision_in_another_tab_is_told(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        other_tab = marta.again()
        marta.press("retry")
        other = [form.fields for form in other_tab.page.forms if form.action == "retry"][2]
        answer = other_tab.send("retry", other)
        assert (answer.status, answer.error["code"]) == (409, "other_run")
        assert other_tab.page.text == marta.page.text

    @pytest.mark.parametrize("step", [-1, 3, 10**6])
    def test_from_a_decision_that_was_never_made_is_not_there(self, marta: Player, step: int):
        marta.walk(*BEST)
        marta.look_back()
        assert marta.press("retry", step=step).status == 404

    def test_of_a_run_that_is_being_played_is_refused(self, marta: Player):
        marta.walk(GREET)
        run = marta.page.form("choose").fields["run"]
        assert marta.send("retry", {"run": run, "step": 0}).status == 409


class TestPlan:
    def test_is_kept_changed_and_taken_back(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        answer = marta.press("plan", plan="Lock the switch first.\nThen talk.")
        assert (answer.status, answer.data["focus"]) == (200, "plan")
        assert marta.again().page.form("plan").fields["plan"] == "Lock the switch first.\nThen talk."
        marta.press("plan", plan="Talk first.")
        assert Note.objects.get().text == "Talk first."
        marta.press("plan", plan="  ")
        assert not Note.objects.exists()

    def test_in_an_old_tab_is_kept_with_its_own_run_whose_debrief_is_shown(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        old_tab = marta.again()
        marta.walk(*WORST)
        marta.look_back()
        marta.press("plan", plan="Of the second run.")
        assert old_tab.press("plan", plan="Of the first run.").status == 200
        assert old_tab.page.form("plan").fields["plan"] == "Of the first run."
        assert "Of the second run." in old_tab.page.text
        assert [note.text for note in Note.objects.order_by("run_id")] == [
            "Of the first run.",
            "Of the second run.",
        ]

    def test_of_a_run_that_nobody_knows_is_told_so(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        assert marta.send("plan", {"run": "0" * 32, "plan": "x"}).status == 409
        assert not Note.objects.exists()

    def test_that_is_too_long_stays_with_the_person(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        answer = marta.press("plan", plan="x" * 1001)
        assert (answer.status, list(answer.error["fields"])) == (413, ["plan"])

    def test_before_the_ending_there_is_nothing_to_plan(self, marta: Player):
        marta.begin()
        assert marta.send("plan", {"run": marta.page.form("choose").fields["run"], "plan": "x"}).status == 409


@pytest.mark.shows("scenario pitfall 14")
class TestLeave:
    @pytest.fixture
    def stranded(self, marta: Player, course: Course) -> Player:
        marta.walk(GREET)
        course.publish(marta.usage_key, "")
        marta.open()
        return marta

    def test_is_offered_where_nothing_leads_on_and_counts_for_nothing(self, stranded: Player):
        assert stranded.page.notices == {"stranded"}
        assert stranded.press("leave").status == 200
        assert "You left the scenario" in stranded.page.text
        assert stranded.look_back().status == 200
        assert (RunRecord.objects.get().place, LearnerState.objects.get().grade) == ("", None)
        assert logged("workmentor.scenario.")[-2:] == ["stranded", "debriefed"]

    def test_pressed_twice_leaves_once(self, stranded: Player):
        other_tab = stranded.again()
        stranded.press("leave")
        answer = other_tab.press("leave")
        assert (answer.status, answer.page.text) == (200, stranded.page.text)
        assert logged("workmentor.scenario.").count("stranded") == 1

    def test_is_refused_where_the_story_goes_on(self, marta: Player):
        marta.walk(GREET)
        run = marta.page.form("choose").fields["run"]
        assert marta.send("leave", {"run": run}).status == 409
        assert RunRecord.objects.get().status == "playing"


@pytest.mark.shows("scenario lesson 13", "scenario pitfall 26")
class TestDueDate:
    def test_a_run_begun_after_it_is_practice(self, marta: Player, course: Course):
        course.publish(marta.usage_key, due=YESTERDAY, **GRADED)
        marta.open()
        assert "closed" in marta.page.notices
        marta.walk(*BEST)
        marta.look_back()
        assert LearnerState.objects.get().grade is None
        assert RunRecord.objects.get().kind == "practice"
        assert Completion.objects.get().value == 1.0

    def test_a_run_that_was_not_finished_in_time_goes_on_as_practice(self, marta: Player, course: Course):
        course.publish(marta.usage_key, **GRADED)
        marta.walk(GREET, STOP)
        course.publish(marta.usage_key, due=YESTERDAY)
        marta.choose(ASK)
        assert "practice" in marta.page.notices
        assert LearnerState.objects.get().grade is None
        assert RunRecord.objects.get().kind == "practice"

    def test_a_run_that_was_finished_in_time_counts_also_when_it_is_looked_back_on_later(
        self, marta: Player, course: Course
    ):
        course.publish(marta.usage_key, **GRADED)
        marta.walk(*BEST)
        assert LearnerState.objects.get().grade == 1.0
        course.publish(marta.usage_key, due=YESTERDAY)
        marta.look_back()
        assert RunRecord.objects.get().kind == "main"
        assert "Your result: 100 %" in marta.page.text

    def test_means_nothing_where_nothing_is_graded(self, marta: Player, course: Course):
        course.publish(marta.usage_key, due=YESTERDAY)
        marta.walk(*BEST)
        assert RunRecord.objects.get().kind == "main"

    def test_waits_for_the_grace_period(self, marta: Player, course: Course):
        course.publish(marta.usage_key, due=(datetime.now(UTC) - timedelta(minutes=5)).isoformat())
        block = marta.door.block(marta.usage_key)
        assert is_past(block)
        block.graceperiod = timedelta(minutes=10)
        assert not is_past(block)

    @pytest.mark.shows("platform fact 21")
    def test_is_the_block_s_own_that_a_person_s_extension_changes(self, marta: Player, course: Course):
        """The platform puts an extension into ``due`` of that person's block; now and then it has no zone."""
        course.set_section(due=YESTERDAY)
        block = marta.door.block(marta.usage_key)
        assert is_past(block)
        for extended in (datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)):
            for due in (extended, extended.replace(tzinfo=None)):
                block.due = due
                assert is_past(block) == (extended < datetime.now(UTC))


@pytest.mark.shows("scenario goal 18")
def test_what_is_told_to_the_log_holds_ids_and_no_words(marta: Player):
    marta.begin()
    marta.choose(GREET, reason="secret words")
    for label in (STOP, ASK):
        marta.choose(label)
    marta.look_back()
    marta.press("plan", plan="secret plan")
    assert logged("workmentor.scenario.") == ["started", "choice", "choice", "choice", "ending", "debriefed"]
    told = " ".join(event.payload for event in Event.objects.all())
    assert "secret" not in told
    run = RunRecord.objects.get().uuid
    assert json.loads(Event.objects.get(name__endswith="ending").payload) == {
        "run": run,
        "kind": "main",
        "ending": "trust",
    }
