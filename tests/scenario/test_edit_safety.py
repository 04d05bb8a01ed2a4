"""Aad edits while Marta plays: twelve kinds of edit, wherever she stands.

Whatever happens to the scenario, her page can be read, offers a next step that works, and no finished result is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.cast import OWN_DATES, Course
from tests.doors import Direct
from tests.people import Answer
from tests.playing import Player
from tests.scenario.graphs import random_scenario
from tests.scenario.stories import ASK, BEST, GREET, STOP, WORST, choice, ending, kitchen, kitchen_data, scene
from tests.soak import cases
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.demo.staff import tools
from workmentor_xblocks.scenario.content.definition import from_data
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.run import Kind
from workmentor_xblocks.scenario.rules.state import load

pytestmark = pytest.mark.thorough

Data = dict[str, Any]


def remove(data: Data, *places: str) -> None:
    data["scenes"] = [entry for entry in data["scenes"] if entry["id"] not in places]
    data["endings"] = [entry for entry in data["endings"] if entry["id"] not in places]


def current_scene_deleted(data: Data, here: str) -> None:
    remove(data, here)


def current_scene_renamed(data: Data, here: str) -> None:
    for entry in (*data["scenes"], *data["endings"]):
        if entry["id"] == here:
            entry.update(id="renamed", was=[here])
        for option in entry.get("choices", ()):
            option["to"] = "renamed" if option["to"] == here else option["to"]
    data["start"] = "renamed" if data["start"] == here else data["start"]


def all_seen_scenes_deleted(data: Data, here: str) -> None:
    remove(data, "door", "slicer", "break")
    data["scenes"].append(scene("new", "Another kitchen", choice("on", "trust", "Go on", C1=1)))
    data["start"] = "new"


def start_deleted(data: Data, here: str) -> None:
    remove(data, data["start"])


def choice_removed(data: Data, here: str) -> None:
    for entry in data["scenes"]:
        entry["choices"] = entry["choices"][1:]


def choice_target_deleted(data: Data, here: str) -> None:
    remove(data, "break", "trust")


def choice_pointed_elsewhere(data: Data, here: str) -> None:
    for entry in data["scenes"]:
        entry["choices"][0]["to"] = "door"


def ending_becomes_a_scene(data: Data, here: str) -> None:
    remove(data, "trust", "luck")
    for name in ("trust", "luck"):
        data["scenes"].append(scene(name, f"Not over: {name}", choice("on", "end", "Go on", C1=1)))
    data["endings"].append(ending("end", "Now it is over", 60))


def scene_becomes_an_ending(data: Data, here: str) -> None:
    names = [entry["id"] for entry in data["scenes"] if entry["id"] in (here, "break")]
    remove(data, *names)
    data["endings"] += [ending(name, f"Over here: {name}", 40) for name in names]


def endings_deleted(data: Data, here: str) -> None:
    remove(data, "trust", "luck")


def points_changed(data: Data, here: str) -> None:
    for entry in data["scenes"]:
        for option in entry["choices"]:
            option["evidence"] = [{"competence": "C9", "points": -1}]
    for entry in data["endings"]:
        entry["level"] = 0


def everything_replaced(data: Data, here: str) -> None:
    data.clear()
    data.update(random_scenario(11).full())


EDITS: tuple[Callable[[Data, str], None], ...] = (
    current_scene_deleted,
    current_scene_renamed,
    all_seen_scenes_deleted,
    start_deleted,
    choice_removed,
    choice_target_deleted,
    choice_pointed_elsewhere,
    ending_becomes_a_scene,
    scene_becomes_an_ending,
    endings_deleted,
    points_changed,
    everything_replaced,
)

POSITIONS: dict[str, tuple[str, ...] | None] = {
    "not begun": None,
    "at the first scene": (),
    "in the middle": (GREET, STOP),
    "at an ending": BEST,
    "looking back": BEST,
}


def edited(edit: Callable[[Data, str], None], here: str) -> str:
    data = kitchen_data()
    edit(data, here)
    return from_data(data).canonical()


def next_step(player: Player, *, number: int = 0) -> Answer:
    """Press what the page offers, with one of the options where one is to be chosen; an empty page is asked again."""
    if player.page.notices == {"empty"}:
        return player.send("begin", {"run": ""})
    for action in ("choose", "open_debrief", "leave", "begin"):
        if player.page.offers(action):
            form = player.page.form(action)
            assert action != "choose" or form.choices, "a form without a choice"
            typed = {"choice": form.choices[number % len(form.choices)][0]} if action == "choose" else {}
            return player.press(action, **typed)
    raise AssertionError(f"nothing to press: {player.page.text}")


def plays_on_to_a_debrief(player: Player) -> bool:
    """Press on; False when the scenario has nothing to begin with (which the page then says)."""
    for number in range(15):
        answer = next_step(player, number=number)
        if answer.status == 409 and answer.error["code"] == "no_scenes":
            return False
        assert answer.status == 200, answer.raw
        if "Looking back" in player.page.text:
            return True
    return True  # a loop that an edit made, with an option at each step


def grade() -> float | None:
    row = LearnerState.objects.filter(grade__isnull=False).first()
    return row.grade if row else None


@pytest.fixture
def graded(cast: SimpleNamespace, course: Course) -> Player:
    return Player(Direct(cast.marta), course.scenario(kitchen(), scoring="decisions", **OWN_DATES))


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.shows("scenario lesson 6", "scenario pitfall 14", "scenario goal 7")
def test_wherever_marta_stands_she_goes_on_and_keeps_what_she_has(
    graded: Player, course: Course, position: str
):
    """12 × 5: a result of her own lies in the gradebook already; each edit hits her with the page still open."""
    graded.walk(*BEST)
    graded.look_back()
    earlier = grade()
    words = POSITIONS[position]
    player = graded
    if words is None:
        player = Player(Direct(course_mate(graded)), graded.usage_key)
    else:
        player.walk(*words)
        if position == "looking back":
            player.look_back()
    finished = {row.uuid: row.path for row in RunRecord.objects.exclude(status="playing")}
    here = RunRecord.objects.order_by("id").last().place if words is not None else "door"
    opened = player.page

    for edit in EDITS:
        with transaction.atomic():
            player.page = opened  # the page from before the edit
            course.publish(graded.usage_key, edited(edit, here))
            answer = next_step(player)
            assert answer.status in (200, 409), (edit, answer.raw)
            player.open()
            assert player.page.forms or player.page.links or player.page.notices == {"empty"}, edit
            plays_on_to_a_debrief(player)

            still = {row.uuid: row.path for row in RunRecord.objects.filter(uuid__in=finished)}
            assert still == finished, edit
            assert grade() >= earlier, edit
            state = load(
                json.loads(LearnerState.objects.get(user_id=graded.door.people.user.id).state)["run"]
            )
            kept = [run.value for run in [*state.past, state.current] if run and run.kind is Kind.MAIN]
            assert kept.count(1.0) >= 1, edit
            transaction.set_rollback(True)


def course_mate(player: Player) -> Any:
    from django.contrib.auth.models import User

    assert player.door.people.user.username == "marta"
    return User.objects.get(username="mikael")


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.shows("scenario pitfall 14")
def test_an_emptied_or_unreadable_scenario_says_so_and_comes_back(
    graded: Player, course: Course, position: str
):
    words = POSITIONS[position]
    if words is not None:
        graded.walk(*words)
    if position == "looking back":
        graded.look_back()
    for broken in ("", "{", "[]", '{"scenes": 7}', '{"scenes": [{"id": "x"}]}'):
        with transaction.atomic():
            course.publish(graded.usage_key, broken)
            graded.open()
            if words is None:  # nothing to press where nothing can begin, and a sentence that says so
                assert (graded.page.forms, graded.page.notices) == ([], {"empty"}), broken
            else:
                next_step(graded)
            course.publish(graded.usage_key, kitchen())
            graded.open()
            assert plays_on_to_a_debrief(graded), broken
            transaction.set_rollback(True)


@pytest.mark.shows("scenario lesson 23")
class TestWhatIsSaid:
    def test_a_scene_that_is_gone_leads_back_with_a_sentence(self, graded: Player, course: Course):
        graded.walk(GREET, STOP)
        course.publish(graded.usage_key, edited(current_scene_deleted, "break"))
        assert graded.open().notices == {"moved_back"}
        assert "The slicer" in graded.page.text

    def test_with_all_of_the_way_gone_it_goes_on_at_the_start(self, graded: Player, course: Course):
        graded.walk(GREET)
        course.publish(graded.usage_key, edited(all_seen_scenes_deleted, "slicer"))
        assert graded.open().notices == {"moved_to_start"}
        graded.choose("Go on")
        graded.look_back()
        assert "This scene has since been taken out of the scenario." in graded.page.text

    def test_a_renamed_scene_is_no_news(self, graded: Player, course: Course):
        graded.walk(GREET)
        page = graded.page.text
        course.publish(graded.usage_key, edited(current_scene_renamed, "slicer"))
        assert graded.open().notices == set()
        assert graded.page.form("choose").choices[0][1] in page

    def test_a_scene_that_became_an_ending_ends_the_run_with_a_result(self, graded: Player, course: Course):
        graded.walk(GREET, STOP)
        course.publish(graded.usage_key, edited(scene_becomes_an_ending, "break"))
        assert "Over here: break" in graded.open().text
        graded.look_back()
        assert grade() == 1.0

    def test_an_ending_that_became_a_scene_stays_the_end_of_a_run_that_reached_it(
        self, graded: Player, course: Course
    ):
        graded.walk(*WORST)
        course.publish(graded.usage_key, edited(ending_becomes_a_scene, "luck"))
        assert graded.open().offers("open_debrief")
        graded.look_back()
        assert grade() == 0.0

    def test_an_ending_that_is_gone_is_said_to_be_and_the_result_stays(self, graded: Player, course: Course):
        graded.walk(*BEST)
        course.publish(graded.usage_key, edited(endings_deleted, "trust"))
        assert "This place is gone" in graded.open().text
        graded.look_back()
        assert "Your result: 100 %" in graded.page.text


class Kitchens(RuleBasedStateMachine):
    """Marta plays, Aad edits, Tove uses the dashboard, in any order: nobody ever meets an exception."""

    course: Course
    people: SimpleNamespace

    @initialize()
    def open_a_kitchen(self) -> None:
        self.key = self.course.scenario(kitchen(), scoring="decisions", **OWN_DATES)
        self.here = Player(Direct(self.people.marta), self.key)
        self.there = Player(Direct(self.people.marta), self.key)
        self.data = kitchen_data()

    def _answered(self, answer: Answer) -> None:
        assert answer.status in (200, 409), answer.raw
        if answer.status == 409:
            assert answer.error["message"]
            assert answer.data["html"]

    @rule(tab=st.booleans(), number=st.integers(0, 5), reason=st.sampled_from(["", "because"]))
    def press_something(self, tab: bool, number: int, reason: str) -> None:
        player = self.here if tab else self.there
        forms = [form for form in player.page.forms if form.action != "plan"]
        if not forms:
            player.open()
            return
        form = forms[number % len(forms)]
        typed = (
            {"choice": form.choices[number % len(form.choices)][0], "reason": reason} if form.choices else {}
        )
        self._answered(player.send(form.action, {**form.fields, **typed}))

    @rule(tab=st.booleans())
    def open_the_page(self, tab: bool) -> None:
        (self.here if tab else self.there).open()

    @rule(edit=st.sampled_from(EDITS), where=st.sampled_from(["door", "slicer", "break", "trust"]))
    def edit_the_scenario(self, edit: Callable[[Data, str], None], where: str) -> None:
        if self.data.get("scenes") and all(entry["choices"] for entry in self.data["scenes"]):
            edit(self.data, where)
        else:
            self.data = kitchen_data()
        self.course.publish(self.key, from_data(self.data))

    @rule(broken=st.sampled_from(["", "{", '{"start": "x", "scenes": [{"id": "x"}]}']))
    def break_the_scenario(self, broken: str) -> None:
        self.course.publish(self.key, broken)

    @rule(
        scoring=st.sampled_from(["none", "decisions", "outcome"]),
        policy=st.sampled_from(["first", "mean", "odd"]),
    )
    def change_the_settings(self, scoring: str, policy: str) -> None:
        self.course.publish(self.key, scoring=scoring, policy=policy)

    @rule(tool=st.sampled_from(["rescore", "higher", "attempts", "override"]))
    def use_the_dashboard(self, tool: str) -> None:
        marta, tove = self.people.marta, self.people.tove
        if tool in ("rescore", "higher"):
            tools.rescore(marta, self.key, tove, only_if_higher=tool == "higher")
        elif tool == "attempts":
            tools.reset_attempts(marta, self.key)
        else:
            tools.override_score(marta, self.key, tove, "0.5")

    @rule()
    def restore_the_kitchen(self) -> None:
        self.data = kitchen_data()
        self.course.publish(self.key, kitchen())

    @invariant()
    def what_is_kept_is_small_and_whole(self) -> None:
        row = LearnerState.objects.filter(usage_key=self.key).first()
        if row is not None:
            assert len(row.state) < 64 * 1024
            assert row.grade is None or 0 <= row.grade <= 1
            current = json.loads(row.state).get("run", {}).get("current")
            if current is not None:
                record = RunRecord.objects.get(uuid=current["id"])
                assert (record.status, record.kind) == (current["status"], current["kind"])
                assert record.path == [[step[0], step[1]] for step in current["steps"]]


@pytest.mark.soak
@pytest.mark.thorough
@pytest.mark.shows("scenario lesson 27")
def test_playing_and_editing_in_any_order_never_ends_in_an_exception(cast: SimpleNamespace, course: Course):
    Kitchens.course, Kitchens.people = course, cast
    run_state_machine_as_test(
        Kitchens,
        settings=settings(
            max_examples=cases(12, soak=300),
            stateful_step_count=25,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


@pytest.mark.shows("scenario pitfall 12b")
def test_thirty_runs_leave_a_small_state_and_all_their_results(graded: Player):
    for number in range(30):
        graded.walk(*(BEST if number % 3 == 0 else WORST))
        graded.look_back()
    row = LearnerState.objects.get()
    assert len(row.state) < 16 * 1024
    assert json.loads(row.state)["attempts"] == 30
    assert len(load(json.loads(row.state)["run"]).past) == 20
    assert RunRecord.objects.count() == 30
    assert grade() == 1.0


def test_an_option_that_was_pointed_elsewhere_leads_where_it_points_now(graded: Player, course: Course):
    graded.walk(GREET, STOP)
    course.publish(graded.usage_key, edited(choice_pointed_elsewhere, "break"))
    answer = graded.choose(ASK)
    assert answer.data["announce"] == "Liga at the door"
