"""What reaches gradebook and completion: at the right moment, once, and by the key that counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from xblock.scorable import Score

from tests.cast import Course
from tests.doors import Browser, Direct
from tests.playing import Player
from tests.scenario.stories import (
    APRON,
    ASK,
    BEST,
    GREET,
    LECTURE,
    STOP,
    WORST,
    kitchen,
    kitchen_data,
    without,
)
from workmentor_xblocks.core.people import privacy
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.models import Branch, Completion, Event, LearnerState
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key
from workmentor_xblocks.demo.staff import grades, tools
from workmentor_xblocks.scenario.content.definition import from_data
from workmentor_xblocks.scenario.records.tables import Note, RunRecord

HALF = (APRON, STOP, ASK)  # two of three
LEFT, RIGHT = 2 / 3, 1.0


@pytest.fixture
def graded(cast: SimpleNamespace, course: Course) -> Player:
    course.set_section(graded=True)
    return Player(Direct(cast.marta), course.scenario(kitchen(), scoring="decisions", weight=4.0))


def grade() -> float | None:
    row = LearnerState.objects.filter(grade__isnull=False).first()
    return None if row is None else row.grade / row.max_grade


def play(player: Player, *words: str) -> None:
    """A whole run, looked back on."""
    player.walk(*words)
    player.look_back()


def turned() -> Any:
    """The kitchen with the key turned round: what was worst is best."""
    data = kitchen_data()
    for scene in data["scenes"]:
        for choice in scene["choices"]:
            for evidence in choice["evidence"]:
                evidence["points"] = -evidence["points"]
    return from_data(data)


class TestMoment:
    @pytest.mark.shows("scenario pitfall 6")
    def test_the_grade_is_there_at_the_ending_and_completion_at_the_debrief(self, graded: Player):
        graded.begin()
        for label in (APRON, STOP):
            graded.choose(label)
            assert grade() is None
        graded.choose(ASK)
        assert grade() == pytest.approx(2 / 3)
        assert not Completion.objects.exists()
        graded.look_back()
        assert (Completion.objects.get().value, grade()) == (1.0, pytest.approx(2 / 3))

    @pytest.mark.shows("scenario pitfall 6")
    def test_each_is_told_once_however_often_the_page_is_sent(self, graded: Player):
        graded.walk(GREET, STOP)
        form = {**graded.page.form("choose").fields, "choice": graded.token(ASK)}
        graded.send("choose", form)
        LearnerState.objects.update(grade=None)
        graded.send("choose", form)
        graded.look_back()
        graded.send("open_debrief", form)
        graded.press("plan", plan="x")
        assert grade() is None
        assert [e.name for e in Event.objects.all()].count("workmentor.scenario.ending") == 1

    @pytest.mark.shows("scenario pitfall 7")
    def test_the_result_is_that_of_the_day_of_the_ending(self, graded: Player, course: Course):
        """Aad publishes another key between Marta's ending and her debrief: nothing moves silently."""
        graded.walk(*BEST)
        course.publish(graded.usage_key, turned())
        graded.open()
        graded.look_back()
        assert grade() == 1.0
        assert "Your result: 100 %" in graded.page.text

    def test_nothing_is_told_where_nothing_is_graded(self, marta: Player):
        play(marta, *BEST)
        assert grade() is None
        assert Completion.objects.get().value == 1.0

    @pytest.mark.parametrize("settings", [{"weight": 0.0}, {"scoring": "none"}, {"scoring": "unknown"}])
    def test_of_no_weight_or_no_scoring_is_not_graded(self, graded: Player, course: Course, settings: dict):
        course.publish(graded.usage_key, **settings)
        play(graded, *BEST)
        assert grade() is None
        assert "Your decisions count for a grade" not in Player(graded.door, graded.usage_key).page.text

    def test_the_ending_s_level_is_the_grade_where_the_outcome_counts(self, graded: Player, course: Course):
        course.publish(graded.usage_key, scoring="outcome")
        play(graded, APRON, STOP, LECTURE)
        assert grade() == pytest.approx(0.3)

    @pytest.mark.shows("platform fact 19")
    def test_a_scenario_without_any_scored_decision_has_no_grade(self, cast: SimpleNamespace, course: Course):
        data = kitchen_data()
        for scene in data["scenes"]:
            for choice in scene["choices"]:
                choice["evidence"] = []
        player = Player(Direct(cast.marta), course.scenario(from_data(data), scoring="decisions"))
        play(player, *BEST)
        assert grade() is None
        assert "Your result" not in player.page.text


class TestPolicy:
    @pytest.mark.parametrize(
        ("policy", "seen"),
        [("best", [LEFT, RIGHT, RIGHT]), ("first", [LEFT, LEFT, LEFT]), ("last", [LEFT, RIGHT, 0.0]),
         ("mean", [LEFT, (LEFT + RIGHT) / 2, (LEFT + RIGHT) / 3]), ("unknown", [LEFT, RIGHT, RIGHT])],
    )  # fmt: skip
    @pytest.mark.shows("scenario lesson 19")
    def test_says_which_of_several_runs_counts(
        self, graded: Player, course: Course, policy: str, seen: list[float]
    ):
        course.publish(graded.usage_key, policy=policy)
        for way, expected in zip((HALF, BEST, WORST), seen, strict=True):
            play(graded, *way)
            assert grade() == pytest.approx(expected)
            assert f"counted so far: {round(expected * 100)} %" in graded.page.text

    @pytest.mark.shows("scenario lesson 5")
    def test_beginning_again_and_leaving_it_there_changes_no_grade(self, graded: Player, course: Course):
        course.publish(graded.usage_key, policy="last")
        play(graded, *BEST)
        graded.walk(APRON)
        assert grade() == 1.0


@pytest.mark.shows("scenario lesson 12")
class TestForgery:
    NUMBERS = dict.fromkeys(
        ("grade", "value", "score", "raw_earned", "max_value", "points", "result", "weight"), 100
    )

    def test_a_number_that_a_browser_sends_along_is_no_grade(self, graded: Player):
        graded.send("begin", {"run": "", **self.NUMBERS})
        for label in HALF:
            assert graded.choose(label, **self.NUMBERS).status == 200
        graded.press("open_debrief", **self.NUMBERS)
        assert grade() == pytest.approx(2 / 3)

    @pytest.mark.parametrize(
        "name", ["publish_grade", "set_score", "rescore", "emit_completion", "max_score"]
    )
    def test_what_grades_has_no_address(self, graded: Player, cast: SimpleNamespace, name: str):
        play(graded, *WORST)
        assert Player(Browser(cast.marta), graded.usage_key).send(name, self.NUMBERS).status == 404
        assert grade() == 0.0


@pytest.mark.shows("scenario lesson 2")
class TestGradebook:
    def section(self, graded: Player, cast: SimpleNamespace) -> Any:
        tree = outline.course(Course.key, Branch.PUBLISHED)
        return grades.subsections(tree, cast.marta.id)[0]

    @pytest.mark.shows("scenario pitfall 5", "platform fact 23")
    def test_counts_the_share_times_the_weight(self, graded: Player, cast: SimpleNamespace):
        play(graded, *HALF)
        section = self.section(graded, cast)
        assert (section.earned, section.possible) == (pytest.approx(4 * 2 / 3), 4.0)

    def test_leaves_an_ungraded_scenario_out(self, graded: Player, cast: SimpleNamespace, course: Course):
        course.scenario(kitchen(), scoring="none")
        course.scenario(kitchen(), scoring="decisions", weight=0.0)
        play(graded, *BEST)
        section = self.section(graded, cast)
        assert (section.earned, section.possible) == (4.0, 4.0)

    @pytest.mark.parametrize("definition", ["", "{", '{"scenes": 7}', kitchen().canonical()])
    @pytest.mark.shows("scenario pitfall 10", "platform fact 11", "platform fact 20")
    def test_asks_a_block_without_a_person_for_its_maximum(self, course: Course, definition: str):
        for settings, maximum in (({"scoring": "decisions"}, 1.0), ({"scoring": "none"}, None)):
            key = as_key(course.scenario(definition, **settings))
            block = doors.unbound(key.context_key).get_block(key)
            assert block.max_score() == maximum
            assert block.has_score


@pytest.mark.shows("scenario goal 2")
class TestRescore:
    @pytest.mark.shows("scenario lesson 8")
    def test_counts_by_today_s_key(self, graded: Player, cast: SimpleNamespace, course: Course):
        play(graded, *WORST)
        course.publish(graded.usage_key, turned())
        assert grade() == 0.0
        tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
        assert grade() == 1.0
        assert "Your result: 100 %" in graded.open().text

    def test_only_if_higher_lowers_nothing(self, graded: Player, cast: SimpleNamespace, course: Course):
        play(graded, *BEST)
        course.publish(graded.usage_key, turned())
        tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=True)
        assert grade() == 1.0
        assert "Your result: 100 %" in graded.open().text
        tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
        assert grade() == 0.0

    @pytest.mark.shows("scenario pitfall 7")
    def test_keeps_what_a_deleted_decision_was_worth(
        self, graded: Player, cast: SimpleNamespace, course: Course
    ):
        play(graded, APRON, STOP, ASK)
        course.publish(graded.usage_key, without("door").but(start="slicer"))
        tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
        assert grade() == pytest.approx(2 / 3)

    def test_of_who_has_finished_nothing_says_so(self, graded: Player, cast: SimpleNamespace):
        graded.walk(GREET)
        said = tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
        assert "nothing that could be rescored" in said
        assert grade() is None

    def test_of_runs_from_before_it_was_graded_gives_them_their_result(
        self, cast: SimpleNamespace, marta: Player, course: Course
    ):
        play(marta, *HALF)
        course.publish(marta.usage_key, scoring="decisions")
        tools.rescore(cast.marta, marta.usage_key, cast.tove, only_if_higher=False)
        assert grade() == pytest.approx(2 / 3)

    @pytest.mark.shows("platform fact 34")
    def test_of_an_emptied_scenario_loses_nothing(
        self, graded: Player, cast: SimpleNamespace, course: Course
    ):
        play(graded, *BEST)
        for definition in ("", "{"):
            course.publish(graded.usage_key, definition)
            tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
            assert grade() == 1.0


@pytest.mark.shows("scenario goal 2")
class TestOverride:
    @pytest.mark.shows("platform fact 35")
    def test_stands_through_further_runs_until_a_rescore(self, graded: Player, cast: SimpleNamespace):
        play(graded, *WORST)
        tools.override_score(cast.marta, graded.usage_key, cast.tove, "0.75")
        assert grade() == 0.75
        play(graded, *BEST)
        assert grade() == 0.75
        tools.rescore(cast.marta, graded.usage_key, cast.tove, only_if_higher=False)
        assert grade() == 1.0

    @pytest.mark.shows("platform fact 35")
    def test_is_given_to_who_has_played_nothing(self, graded: Player, cast: SimpleNamespace):
        tools.override_score(cast.marta, graded.usage_key, cast.tove, "0.5")
        assert grade() == 0.5
        assert graded.open().offers("begin")

    @pytest.mark.parametrize(
        ("earned", "possible", "kept"), [(3.0, 2.0, 1.0), (-1.0, 1.0, 0.0), (1.0, 0.0, 0.0)]
    )
    @pytest.mark.shows("platform fact 18")
    def test_is_never_more_than_all_or_less_than_nothing(
        self, graded: Player, earned: float, possible: float, kept: float
    ):
        block = graded.door.block(graded.usage_key)
        block.set_score(Score(raw_earned=earned, raw_possible=possible))
        assert block.get_score() == Score(raw_earned=kept, raw_possible=1.0)


@pytest.mark.shows("scenario goal 2")
class TestDashboard:
    @pytest.mark.shows("scenario pitfall 12a")
    def test_reset_attempts_touches_no_run(self, graded: Player, cast: SimpleNamespace):
        graded.walk(GREET, STOP)
        page = graded.open().text
        tools.reset_attempts(cast.marta, graded.usage_key)
        state = json.loads(LearnerState.objects.get().state)
        assert state["attempts"] == 0
        assert graded.open().text == page

    @pytest.mark.shows("scenario pitfall 31", "platform fact 30")
    def test_delete_state_forgets_this_person_s_runs_of_this_block_only(
        self, graded: Player, cast: SimpleNamespace, course: Course
    ):
        other_key = course.scenario(kitchen())
        for person, key in (
            (cast.marta, graded.usage_key),
            (cast.marta, other_key),
            (cast.mikael, graded.usage_key),
        ):
            player = Player(Direct(person), key)
            player.begin()
            player.choose(GREET, reason="because")
        graded.open()
        graded.send("profile", {"learner": "Liga", "company": "Lind AS"})
        tools.delete_state(cast.marta, graded.usage_key)
        left = {(row.user_id, row.usage_key) for row in RunRecord.objects.all()}
        assert left == {(cast.marta.id, other_key), (cast.mikael.id, graded.usage_key)}
        assert Note.objects.count() == 2
        assert WorkplaceProfile.objects.get().learner == "Liga"
        assert graded.open().offers("begin")
        play(graded, *BEST)
        assert grade() == 1.0

    @pytest.mark.shows("platform fact 30")
    def test_delete_state_takes_the_grade_and_leaves_completion(self, graded: Player, cast: SimpleNamespace):
        play(graded, *BEST)
        tools.delete_state(cast.marta, graded.usage_key)
        assert grade() is None
        assert Completion.objects.exists()
        assert graded.send("open_debrief", {"run": RunRecord.objects.first() or "x"}).status == 409

    @pytest.mark.shows("scenario pitfall 31", "platform fact 37")
    def test_retirement_erases_everything_of_a_person_and_can_be_called_again(
        self, graded: Player, cast: SimpleNamespace, course: Course
    ):
        for person in (cast.marta, cast.mikael):
            player = Player(Direct(person), course.scenario(kitchen()))
            player.begin()
            player.choose(GREET, reason="because")
            player.send("profile", {"learner": "Liga", "company": ""})
        assert privacy.retire_user(user_id=cast.marta.id) == 3
        for table in (RunRecord, WorkplaceProfile):
            assert [row.user_id for row in table.objects.all()] == [cast.mikael.id]
        assert Note.objects.count() == 1
        assert privacy.retire_user(user_id=cast.marta.id) == 0
        tools.retire(cast.marta)

    @pytest.mark.shows("platform fact 11")
    def test_the_problem_responses_report_tells_the_ways_and_no_words(
        self, graded: Player, cast: SimpleNamespace
    ):
        graded.begin()
        graded.choose(APRON, reason="secret")
        graded.choose(STOP)
        graded.choose(ASK)
        graded.look_back()
        play(graded, *BEST)
        states = [
            SimpleNamespace(username="marta", state=json.loads(row.state))
            for row in LearnerState.objects.all()
        ]
        states += [
            SimpleNamespace(username="odd", state={"attempts": 0}),
            SimpleNamespace(username="new", state={}),
        ]
        key = as_key(graded.usage_key)
        block = doors.unbound(key.context_key).get_block(key)
        lines = list(block.generate_report_data(iter(states)))
        assert lines == [
            ("marta", {"Run": 1, "Ending": "trust", "Decisions": 3, "Result": 0.6667,
                       "Way": "door/apron slicer/stop break/ask"}),
            ("marta", {"Run": 2, "Ending": "trust", "Decisions": 3, "Result": 1.0,
                       "Way": "door/greet slicer/stop break/ask"}),
        ]  # fmt: skip
        assert len(list(block.generate_report_data(iter(states), limit_responses=1))) == 1
        assert "secret" not in LearnerState.objects.get().state


TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).isoformat()


@pytest.mark.shows("scenario pitfall 3")
class TestShowCorrectness:
    @pytest.mark.parametrize(
        ("section", "shown"),
        [
            ({"show_correctness": "always"}, True),
            ({"show_correctness": "never"}, False),
            ({"show_correctness": "never_but_include_grade"}, False),
            ({"show_correctness": "past_due", "due": TOMORROW}, False),
            ({"show_correctness": "past_due", "due": YESTERDAY}, True),
            ({"show_correctness": "past_due"}, True),
        ],
    )
    def test_decides_on_results_and_coach_notes_on_every_page(
        self, graded: Player, course: Course, section: dict, shown: bool
    ):
        course.set_section(**section)
        graded.begin()
        notes, pages = [], []
        for label in HALF:
            graded.choose(label)
            notes += graded.page.texts("wm-coach")
            pages.append(graded.page)
        assert bool(notes) == shown
        assert "What follows apron." in pages[0].text  # the story goes on either way
        graded.look_back()
        pages.append(graded.page)
        assert bool(graded.page.texts("wm-coach")) == shown
        assert bool(graded.page.texts("wm-profile")) == shown
        assert ("Your results are shown when the course team releases them." in graded.page.text) != shown
        kept = Browser(graded.door.people.user).client.get(graded.page.links[0]).content.decode()
        assert ("Why apron matters." in kept) == shown
        hidden = ("67 %", "Why ")
        assert shown or not any(word in page.text for page in pages for word in hidden)
        assert shown or not any(word in kept for word in hidden)

    def test_hides_nothing_from_a_trainer(self, graded: Player, cast: SimpleNamespace, course: Course):
        course.set_section(show_correctness="never")
        play(graded, *HALF)
        tove = Player(Direct(cast.tove), graded.usage_key)
        run = RunRecord.objects.get().uuid
        assert "Why apron matters." in tove.send("report", {"run": run}).data["html"]


@pytest.mark.shows("platform fact 16")
def test_the_grade_goes_out_after_everything_is_saved(graded: Player):
    """The platform keeps a published grade even when the rest fails: so nothing may fail after it."""
    graded.walk(GREET, STOP)
    told: list[tuple[str, str, str]] = []

    class Listening(Direct):
        """Notes what lies in the tables whenever the block tells something."""

        def block(self, usage_key: str) -> Any:
            block = super().block(usage_key)
            block.runtime.publish = self.publish
            return block

        def publish(self, block: Any, event_type: str, event_data: dict) -> None:
            state = json.loads(LearnerState.objects.get().state)["run"]["current"]["status"]
            told.append((event_type.split(".")[-1], RunRecord.objects.get().status, state))

    player = Player(Listening(graded.door.people.user), graded.usage_key)
    player.choose(ASK)
    player.look_back()
    assert told == [
        ("grade", "ended", "ended"),
        ("choice", "ended", "ended"),
        ("ending", "ended", "ended"),
        ("completion", "debriefed", "debriefed"),
        ("debriefed", "debriefed", "debriefed"),
    ]
