"""What a person can do in a scenario, and what becomes of it when it is done twice, too late or in another tab."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.cast import Course, logged
from tests.doors import Direct
from tests.playing import Player
from tests.scenario.stories import (
    APRON,
    ASK,
    BEST,
    GREET,
    LECTURE,
    ROUND,
    STOP,
    kitchen,
    without,
)
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.scenario.records.tables import Note, RunRecord
from workmentor_xblocks.scenario.rules.state import load


def kept(player: Player) -> dict:
    """The person's state as it lies in the table."""
    return json.loads(LearnerState.objects.get(usage_key=player.usage_key).state)["run"]


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
        other_tab = marta.again()
        marta.begin()
        page = marta.page.text
        answer = other_tab.begin()
        assert answer.status == 200
        assert answer.page.text == page
        assert RunRecord.objects.count() == 1
        assert logged("workmentor.scenario.") == ["started"]

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
        late = marta.again()
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
        assert logged("workmentor.scenario.") == ["started", "ending", "debriefed"]


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
        assert logged("workmentor.scenario.") == ["started", "choice"]

    def test_in_two_tabs_the_second_is_told_and_shown_where_it_stands(self, marta: Player):
        marta.begin()
        other_tab = marta.again()
        marta.choose(GREET)
        answer = other_tab.choose(APRON)
        assert (answer.status, answer.error["code"]) == (409, "moved_on")
        assert other_tab.page.text == marta.page.text
        assert RunRecord.objects.get().path == [["door", "greet"]]
        assert other_tab.choose(STOP).status == 200  # and goes on from there

    @pytest.mark.shows("scenario goal 8")
    def test_an_old_tab_that_is_three_scenes_behind_skips_nothing(self, marta: Player):
        marta.begin()
        old_tab = marta.again()
        for label in (GREET, ROUND, APRON):
            marta.choose(label)
        assert old_tab.choose(APRON).status == 409
        assert old_tab.page.form("choose").fields["step"] == "3"
        assert len(RunRecord.objects.get().path) == 3

    @pytest.mark.shows("scenario lesson 3")
    def test_the_same_choice_from_an_old_tab_is_a_repeat(self, marta: Player):
        marta.begin()
        old_tab = marta.again()
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
