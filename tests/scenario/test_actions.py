"""What a person can do in a scenario, and what becomes of it when it is done twice, too late or in another tab."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.cast import Course
from tests.doors import Direct
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
    kitchen,
    without,
)
from workmentor_xblocks.demo.models import Completion, Event, LearnerState
from workmentor_xblocks.scenario.pages.request import is_past
from workmentor_xblocks.scenario.records.tables import Note, RunRecord
from workmentor_xblocks.scenario.rules.state import load

GRADED = {"scoring": "decisions"}
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).isoformat()


def kept(player: Player) -> dict:
    """The person's state as it lies in the table."""
    return json.loads(LearnerState.objects.get(usage_key=player.usage_key).state)["run"]


def events() -> list[str]:
    return [event.name.removeprefix("workmentor.scenario.") for event in Event.objects.order_by("id")]


def again(player: Player) -> Player:
    """The same person on another device, or in another tab."""
    return Player(player.door, player.usage_key)


class TestBegin:
    def test_leads_to_the_first_scene(self, marta: Player):
        answer = marta.begin()
        assert (answer.status, answer.data["focus"], answer.data["announce"]) == (
            200,
            "scene",
            "Liga at the door",
        )
        assert set(marta.page.options) == {GREET, APRON}
        row = RunRecord.objects.get()
        assert (row.status, row.place, row.path, row.kind, row.is_trial) == (
            "playing",
            "door",
            [],
            "main",
            False,
        )

    def test_pressed_twice_begins_one_run(self, marta: Player):
        other_tab = again(marta)
        marta.begin()
        page = marta.page.text
        answer = other_tab.begin()
        assert answer.status == 200
        assert answer.page.text == page
        assert RunRecord.objects.count() == 1
        assert events() == ["started"]

    def test_does_not_throw_away_a_run_that_is_being_played(self, marta: Player):
        marta.walk(GREET, STOP)
        run = marta.page.form("choose").fields["run"]
        answer = marta.send("begin", {"run": run})
        assert answer.status == 200
        assert marta.page.form("choose").fields == {"run": run, "step": "2", "reason": ""}
        assert RunRecord.objects.count() == 1

    @pytest.mark.shows("scenario lesson 26")
    def test_again_keeps_the_finished_run_and_counts_another_attempt(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        late = again(marta)
        marta.walk(GREET)
        assert json.loads(LearnerState.objects.get().state)["attempts"] == 2
        assert [run.place for run in load(kept(marta)).past] == ["trust"]
        assert late.begin().status == 200  # the other tab's button shows the run that was begun
        assert late.page.form("choose").fields["step"] == "1"
        assert RunRecord.objects.count() == 2

    def test_of_an_empty_scenario_is_refused_with_a_sentence(self, cast: SimpleNamespace, course: Course):
        player = Player(Direct(cast.marta), course.scenario(""))
        assert player.page.notices == {"empty"}
        answer = player.send("begin", {"run": ""})
        assert (answer.status, answer.error["code"]) == (409, "no_scenes")
        assert not RunRecord.objects.exists()

    def test_where_the_start_is_an_ending_ends_at_once(self, cast: SimpleNamespace, course: Course):
        only_end = kitchen(scenes=[], start="trust")
        player = Player(Direct(cast.marta), course.scenario(only_end, scoring="outcome"))
        player.begin()
        assert player.look_back().status == 200
        assert LearnerState.objects.get().grade == 0.9
        assert events() == ["started", "ending", "debriefed"]


class TestChoose:
    def test_shows_what_follows_and_the_next_scene(self, marta: Player):
        marta.begin()
        answer = marta.choose(GREET)
        assert answer.data["announce"] == "The slicer"
        assert "You chose: Greet her by name What follows greet." in marta.page.text
        assert marta.page.texts("wm-coach") == ["Coach note Why greet matters."]

    @pytest.mark.shows("scenario lesson 3")
    def test_sent_twice_gives_the_same_page_and_is_counted_once(self, marta: Player):
        marta.begin()
        form = {**marta.page.form("choose").fields, "choice": marta.token(GREET), "reason": "She is new."}
        first, second = marta.send("choose", form), marta.send("choose", form)
        assert (first.status, second.status) == (200, 200)
        assert first.raw == second.raw
        assert RunRecord.objects.get().path == [["door", "greet"]]
        assert Note.objects.count() == 1
        assert events() == ["started", "choice"]

    def test_in_two_tabs_the_second_is_told_and_shown_where_it_stands(self, marta: Player):
        marta.begin()
        other_tab = again(marta)
        marta.choose(GREET)
        answer = other_tab.choose(APRON)
        assert (answer.status, answer.error["code"]) == (409, "moved_on")
        assert other_tab.page.text == marta.page.text
        assert RunRecord.objects.get().path == [["door", "greet"]]
        assert other_tab.choose(STOP).status == 200  # and goes on from there

    @pytest.mark.shows("scenario goal 8")
    def test_an_old_tab_that_is_three_scenes_behind_skips_nothing(self, marta: Player):
        marta.begin()
        old_tab = again(marta)
        for label in (GREET, ROUND, APRON):
            marta.choose(label)
        assert old_tab.choose(APRON).status == 409
        assert old_tab.page.form("choose").fields["step"] == "3"
        assert len(RunRecord.objects.get().path) == 3

    @pytest.mark.shows("scenario lesson 3")
    def test_the_same_choice_from_an_old_tab_is_a_repeat(self, marta: Player):
        marta.begin()
        old_tab = again(marta)
        marta.choose(GREET)
        marta.choose(STOP)
        assert old_tab.choose(GREET).status == 200
        assert set(old_tab.page.options) == {ASK, LECTURE}

    @pytest.mark.shows("scenario goal 8")
    def test_posts_that_arrive_in_the_wrong_order_skip_no_scene(self, marta: Player):
        """The second step's post overtakes the first one's."""
        marta.begin()
        first = {**marta.page.form("choose").fields, "choice": marta.token(GREET)}
        ahead = Player(marta.door, marta.usage_key)
        second = {**first, "step": "1", "choice": "0123456789ab"}
        assert ahead.send("choose", second).status == 409
        assert marta.send("choose", first).status == 200
        assert RunRecord.objects.get().path == [["door", "greet"]]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"choice": "greet"}, "not_offered"),  # the author's id is no key
            ({"choice": "ffffffffffff"}, "not_offered"),
            ({"step": 1}, "moved_on"),
            ({"step": -1}, "moved_on"),
            ({"step": 10**9}, "moved_on"),
            ({"run": "0" * 32}, "other_run"),
            ({"run": ""}, "other_run"),
        ],
    )
    @pytest.mark.shows("scenario pitfall 2", "platform fact 13")
    def test_what_does_not_fit_gets_today_s_page_and_changes_nothing(
        self, marta: Player, changes: dict, code: str
    ):
        marta.begin()
        page, state = marta.page.text, kept(marta)
        form = {**marta.page.form("choose").fields, "choice": marta.token(GREET), **changes}
        answer = marta.send("choose", form)
        assert (answer.status, answer.error["code"]) == (409, code)
        assert (answer.page.text, kept(marta)) == (page, state)

    @pytest.mark.shows("scenario pitfall 2")
    def test_a_choice_of_another_scene_is_not_offered(self, marta: Player):
        marta.walk(GREET)
        form, token = marta.page.form("choose").fields, marta.token(STOP)
        marta.choose(ROUND)
        answer = marta.send("choose", {**form, "step": "2", "choice": token})
        assert (answer.status, answer.error["code"]) == (409, "not_offered")

    @pytest.mark.shows("scenario pitfall 2")
    def test_a_token_of_another_person_opens_nothing(self, marta: Player, cast: SimpleNamespace):
        mikael = Player(Direct(cast.mikael), marta.usage_key)
        mikael.begin()
        marta.begin()
        answer = marta.press("choose", choice=mikael.token(GREET))
        assert (answer.status, answer.error["code"]) == (409, "not_offered")
        assert marta.send("choose", {**mikael.page.form("choose").fields, "choice": "x"}).status == 409
        assert [row.path for row in RunRecord.objects.all()] == [[], []]

    def test_nothing_chosen_is_said_beside_the_options(self, marta: Player):
        marta.begin()
        answer = marta.press("choose")
        assert (answer.status, list(answer.error["fields"])) == (400, ["choice"])

    def test_a_choice_that_was_taken_out_between_page_and_click(self, marta: Player, course: Course):
        marta.walk(GREET)
        course.publish(marta.usage_key, without("break"))
        answer = marta.choose(STOP)
        assert (answer.status, answer.error["code"]) == (409, "not_offered")
        assert answer.page.options == [ROUND]

    def test_a_post_after_the_ending_is_told_so(self, marta: Player):
        marta.walk(GREET, STOP)
        form = {**marta.page.form("choose").fields, "choice": marta.token(LECTURE)}
        marta.choose(ASK)
        answer = marta.send("choose", form)
        assert answer.status == 409
        assert answer.page.offers("open_debrief")
        assert RunRecord.objects.get().place == "trust"


class TestReason:
    @pytest.mark.shows("platform fact 36")
    def test_is_kept_beside_the_run_and_not_in_the_state(self, marta: Player):
        marta.begin()
        marta.choose(GREET, reason="  A name helps.\r\n ")
        assert Note.objects.get().text == "A name helps."
        assert "A name helps" not in LearnerState.objects.get().state

    def test_is_read_again_in_the_debrief(self, marta: Player):
        marta.begin()
        marta.choose(GREET, reason="A <b>name</b> helps.")
        marta.choose(STOP)
        marta.choose(ASK)
        marta.look_back()
        assert marta.page.texts("wm-reason") == ["Your reason: A <b>name</b> helps."]

    def test_that_is_too_long_is_said_at_its_field_and_the_step_is_not_made(self, marta: Player):
        marta.begin()
        answer = marta.choose(GREET, reason="x" * 301)
        assert (answer.status, list(answer.error["fields"])) == (413, ["reason"])
        assert RunRecord.objects.get().path == []

    def test_for_a_step_that_a_restored_state_leads_through_again_does_no_harm(self, marta: Player):
        marta.begin()
        before = LearnerState.objects.get().state
        marta.choose(GREET, reason="First thought.")
        LearnerState.objects.update(state=before)
        marta.open()
        assert marta.choose(APRON, reason="Second thought.").status == 200
        assert Note.objects.get().text == "First thought."

    def test_is_not_asked_for_where_the_author_does_not_want_it(self, marta: Player, course: Course):
        course.publish(marta.usage_key, ask_reason=False)
        marta.begin()
        assert set(marta.page.form("choose").fields) == {"run", "step"}


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
        other_tab = again(marta)
        marta.look_back()
        Completion.objects.all().delete()
        answer = other_tab.look_back()
        assert (answer.status, answer.page.text) == (200, marta.page.text)
        assert not Completion.objects.exists()
        assert events().count("debriefed") == 1

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
        other_tab = again(marta)
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
        assert again(marta).page.form("plan").fields["plan"] == "Lock the switch first.\nThen talk."
        marta.press("plan", plan="Talk first.")
        assert Note.objects.get().text == "Talk first."
        marta.press("plan", plan="  ")
        assert not Note.objects.exists()

    def test_in_an_old_tab_is_kept_with_its_own_run_whose_debrief_is_shown(self, marta: Player):
        marta.walk(*BEST)
        marta.look_back()
        old_tab = again(marta)
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
        assert events()[-2:] == ["stranded", "debriefed"]

    def test_pressed_twice_leaves_once(self, stranded: Player):
        other_tab = again(stranded)
        stranded.press("leave")
        answer = other_tab.press("leave")
        assert (answer.status, answer.page.text) == (200, stranded.page.text)
        assert events().count("stranded") == 1

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
    assert events() == ["started", "choice", "choice", "choice", "ending", "debriefed"]
    told = " ".join(event.payload for event in Event.objects.all())
    assert "secret" not in told
    run = RunRecord.objects.get().uuid
    assert json.loads(Event.objects.get(name__endswith="ending").payload) == {
        "run": run,
        "kind": "main",
        "ending": "trust",
    }
