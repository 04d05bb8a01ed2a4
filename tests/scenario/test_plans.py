"""Practice stands beside the result, and what somebody planned for Monday is never out of their reach."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.cast import COURSE_KEY, Course
from tests.doors import Browser, Direct
from tests.html import Page
from tests.playing import Player
from tests.scenario.stories import APRON, ASK, BEST, GREET, SHOUT, STOP, WORST, kitchen, translated
from workmentor_xblocks.demo.models import Completion, Event, LearnerState
from workmentor_xblocks.demo.staff import tools
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.state import dump, load

PLAN = "Lock the switch first."
BACK, CONTINUE_PRACTICE, CONTINUE_RUN = "Back to the debrief", "Continue practising", "Continue your run"


def back(player: Player) -> Player:
    """Press "Back to the debrief"."""
    forms = [form for form in player.page.forms if form.action == "open_debrief"]
    assert BACK in player.page.text, player.page.text
    answer = player.send("open_debrief", forms[-1].fields)
    assert answer.status == 200, answer.raw
    return player


@pytest.fixture
def planned(marta: Player) -> Player:
    """Marta has played, looked back, and written down what she will do on Monday."""
    marta.walk(*BEST)
    marta.look_back()
    marta.press("plan", plan=PLAN)
    return marta


def shows_the_plan(player: Player) -> bool:
    return player.page.offers("plan") and player.page.form("plan").fields["plan"] == PLAN


class TestBackToTheDebrief:
    @pytest.mark.parametrize("steps", [(), (GREET,), (GREET, STOP), BEST])
    def test_is_there_wherever_one_practises(self, planned: Player, steps: tuple[str, ...]):
        planned.press("retry")
        for label in steps:
            planned.choose(label)
        planned.open()
        assert shows_the_plan(back(planned))
        assert shows_the_plan(Player(planned.door, planned.usage_key))  # also after a reload, on any device

    def test_is_there_in_the_debrief_of_the_practice_too(self, planned: Player):
        planned.press("retry")
        for label in BEST:
            planned.choose(label)
        planned.look_back()
        assert PLAN in planned.page.text
        assert planned.page.form("plan").fields["plan"] == ""
        assert shows_the_plan(back(planned))
        assert BACK not in planned.page.text

    def test_leaves_the_practice_where_it_was(self, planned: Player):
        planned.press("retry")
        planned.choose(APRON)
        here = planned.page.text
        back(planned)
        assert CONTINUE_PRACTICE in planned.page.text
        assert planned.press("go_on").status == 200
        assert planned.page.text == here
        assert RunRecord.objects.count() == 2

    def test_leaves_a_run_that_counts_where_it_was_and_lets_nobody_lose_it(self, planned: Player):
        planned.begin()
        planned.choose(APRON)
        here = planned.page.text
        back(planned)
        assert CONTINUE_RUN in planned.page.text
        assert not planned.page.offers("retry")
        assert not planned.page.offers("begin")
        run = planned.page.form("plan").fields["run"]
        assert planned.send("retry", {"run": run, "step": 0}).status == 409
        planned.send("begin", {"run": run})  # an old tab: it shows the run that waits
        assert planned.page.text == here

    def test_pressed_twice_shows_the_same(self, planned: Player):
        planned.press("retry")
        form = planned.page.form("open_debrief").fields
        first, second = planned.send("open_debrief", form), planned.send("open_debrief", form)
        assert (first.status, second.status, first.raw) == (200, 200, second.raw)
        assert Event.objects.filter(name__endswith=".debriefed").count() == 1

    def test_a_decision_can_be_practised_again_and_again_each_time_as_a_run_of_its_own(self, planned: Player):
        for _ in range(3):
            planned.press("retry")
            for label in BEST:
                planned.choose(label)
            planned.look_back()
            back(planned)
        assert RunRecord.objects.filter(kind="practice", status="debriefed").count() == 3
        assert shows_the_plan(planned)

    def test_from_it_one_can_practise_another_decision_or_play_anew(self, planned: Player):
        planned.press("retry")
        back(planned)
        other = [form.fields for form in planned.page.forms if form.action == "retry"][2]
        assert planned.send("retry", other).status == 200
        assert planned.page.notices == {"practice"}
        back(planned)
        assert planned.begin().status == 200
        assert set(planned.page.options) == {GREET, APRON}
        assert json.loads(LearnerState.objects.get().state)["attempts"] == 2

    def test_leaves_the_grade_alone(self, planned: Player, course: Course):
        course.publish(planned.usage_key, scoring="decisions")
        planned.walk(*WORST)
        planned.look_back()
        grade = LearnerState.objects.get().grade
        planned.press("retry", step=0)
        back(planned)
        planned.press("go_on")
        for label in BEST:
            planned.choose(label)
        planned.look_back()
        back(planned)
        assert LearnerState.objects.get().grade == grade == 0.0  # the run that counts was the worst

    def test_is_there_for_a_run_that_was_left_and_for_one_after_the_due_date(
        self, marta: Player, course: Course
    ):
        marta.walk(GREET)
        course.publish(marta.usage_key, "")
        marta.open()
        marta.press("leave")
        course.publish(marta.usage_key, kitchen())
        marta.look_back()
        marta.press("plan", plan=PLAN)
        marta.press("retry")
        assert shows_the_plan(back(marta))

        course.publish(marta.usage_key, kitchen(), scoring="decisions", due="2020-01-01T00:00:00Z")
        marta.walk(*BEST)
        marta.look_back()
        assert PLAN in marta.page.text

    def test_works_for_runs_that_were_stored_before_there_was_a_way_back(self, planned: Player):
        planned.press("retry")
        planned.choose(APRON)
        row = LearnerState.objects.get()
        state = json.loads(row.state)
        del state["run"]["looking_back"]
        assert load(state["run"]) == load({**state["run"], "looking_back": ""})
        row.state = json.dumps(state)
        row.save()
        planned.open()
        assert shows_the_plan(back(planned))
        assert "looking_back" in dump(load(state["run"]))

    def test_is_there_under_a_masquerade_in_the_staff_member_s_session(
        self, cast: SimpleNamespace, planned: Player
    ):
        door = Browser(cast.tove)
        door.masquerade(cast.marta)
        tove = Player(door, planned.usage_key)
        tove.walk(*WORST)
        tove.look_back()
        tove.press("retry")
        assert "Lucky this time" in back(tove).page.text
        assert PLAN not in tove.page.text
        assert shows_the_plan(Player(planned.door, planned.usage_key))


class TestThePageToKeep:
    def test_shows_the_plan_of_its_run_and_those_of_other_runs(self, cast: SimpleNamespace, planned: Player):
        first = planned.page.links[0]
        planned.press("retry")
        for label in (GREET, SHOUT, ASK):
            planned.choose(label)
        planned.look_back()
        client = Browser(cast.marta).client
        for address in (first, planned.page.links[0]):
            assert PLAN in Page(client.get(address).content.decode()).text


class TestMyPlansFromThisCourse:
    @pytest.fixture
    def last_unit(self, course: Course) -> str:
        return course.scenario("", show_plans=True)

    def test_gathers_the_plans_of_all_scenarios_with_their_names(
        self, cast: SimpleNamespace, course: Course, planned: Player, last_unit: str
    ):
        other = Player(Direct(cast.marta), course.scenario(kitchen(), display_name="A second morning"))
        other.walk(*WORST)
        other.look_back()
        other.press("plan", plan="Say <less>.")
        page = Player(planned.door, last_unit).page
        assert page.texts("wm-written") == [PLAN, "Say <less>."]
        assert page.texts("wm-plan-of")[1] == "A second morning"
        assert len(page.links) == 2
        assert page.notices == set()

    def test_shows_nobody_else_s(self, cast: SimpleNamespace, planned: Player, last_unit: str):
        for user in (cast.mikael, cast.tove):
            page = Player(Direct(user), last_unit).page
            assert PLAN not in page.text
            assert "You have no plans yet." in page.text

    def test_shows_none_to_who_looks_as_the_learner(
        self, cast: SimpleNamespace, planned: Player, last_unit: str
    ):
        door = Browser(cast.tove)
        door.masquerade(cast.marta)
        answer = door.post(last_unit, "plans_read", b"{}")
        assert answer.status == 200
        assert PLAN not in answer.raw
        assert not Completion.objects.filter(usage_key=last_unit).exists()

    def test_shows_none_of_another_course(self, cast: SimpleNamespace, planned: Player, last_unit: str):
        RunRecord.objects.update(course_key=COURSE_KEY.replace("2026", "2025"))
        assert PLAN not in Player(planned.door, last_unit).page.text

    def test_stays_when_a_scenario_is_gone_and_goes_with_the_state(
        self, cast: SimpleNamespace, course: Course, planned: Player, last_unit: str
    ):
        gone = "From a scenario that is no longer in this course"
        assert gone not in Player(planned.door, last_unit).page.text
        course.delete(planned.usage_key)
        page = Player(planned.door, last_unit).page.text
        assert PLAN in page
        assert gone in page
        tools.delete_state(cast.marta, planned.usage_key)
        assert PLAN not in Player(planned.door, last_unit).page.text

    def test_names_a_scenario_in_the_language_that_was_chosen(
        self, cast: SimpleNamespace, course: Course, planned: Player, last_unit: str
    ):
        course.publish(planned.usage_key, translated(kitchen(), "nl"))
        planned.send("switch", {"language": "nl"})
        html = Player(planned.door, last_unit).page.html
        assert '<strong lang="nl" dir="ltr">' in html

    def test_of_nothing_but_plans_is_complete_when_they_were_read(
        self, cast: SimpleNamespace, last_unit: str
    ):
        marta = Player(Direct(cast.marta), last_unit)
        assert marta.press("plans_read").data["focus"] == "plans"
        assert Completion.objects.get(usage_key=last_unit).value == 1.0
        assert "marked as complete" in marta.page.text

    def test_beside_a_scenario_they_stand_before_and_after_it_and_complete_nothing(
        self, planned: Player, course: Course
    ):
        course.publish(planned.usage_key, show_plans=True)
        planned.open()
        assert planned.page.texts("wm-written") == [PLAN]
        planned.begin()
        assert planned.page.texts("wm-written") == []
        Completion.objects.all().delete()
        assert planned.send("plans_read", {}).status == 200
        assert not Completion.objects.exists()

    def test_is_off_until_an_author_wants_it(self, cast: SimpleNamespace, course: Course, planned: Player):
        page = Player(planned.door, course.scenario(kitchen())).page
        assert PLAN not in page.text
        assert "My plans" not in page.text
