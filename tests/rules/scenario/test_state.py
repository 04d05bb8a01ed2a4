"""What is kept of one person: never half, never too much, and no finished result is lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from tests.scenario.graphs import random_scenario, random_walk
from tests.scenario.stories import begun, decide, kitchen, kitchen_data
from tests.soak import cases
from workmentor_xblocks.scenario.content.definition import from_data
from workmentor_xblocks.scenario.rules import state as states
from workmentor_xblocks.scenario.rules.run import Kind, Run, Status, Step, leave
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring, value
from workmentor_xblocks.scenario.rules.state import KEPT_RUNS, State, Tally, grade, rescored

KITCHEN = kitchen()


def finished(result: float | None, *, number: int = 0, steps: tuple[Step, ...] = ()) -> Run:
    return Run(
        id=f"r{number}",
        kind=Kind.MAIN,
        place="trust",
        started=number,
        status=Status.DEBRIEFED,
        steps=steps,
        finished=number + 1,
        value=result,
    )


def after(results: list[float]) -> State:
    """A person who finished these runs, one after the other."""
    state = State()
    for number, result in enumerate(results):
        state = state.begin(replace(finished(None, number=number), status=Status.PLAYING))
        state = state.with_current(finished(result, number=number))
    return state


EXPECTED = {
    Policy.BEST: max,
    Policy.FIRST: lambda results: results[0],
    Policy.LAST: lambda results: results[-1],
    Policy.MEAN: lambda results: sum(results) / len(results),
}


@pytest.mark.parametrize("policy", Policy)
@given(results=st.lists(st.floats(0, 1), min_size=1, max_size=60))
@settings(max_examples=60)
@pytest.mark.shows("scenario pitfall 6")
def test_each_policy_counts_every_run_also_those_whose_steps_are_no_longer_kept(
    policy: Policy, results: list[float]
):
    """As a plain list of all results would say, for one run and for sixty."""
    state = after(results)
    assert len(state.past) <= KEPT_RUNS
    assert grade(state, policy) == pytest.approx(EXPECTED[policy](results))
    assert grade(states.load(json.loads(json.dumps(states.dump(state)))), policy) == grade(state, policy)


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.shows("platform fact 19")
def test_without_a_finished_run_there_is_no_grade_and_not_a_zero(policy: Policy):
    assert grade(State(), policy) is None
    assert grade(State(current=begun()), policy) is None
    assert grade(State(current=leave(begun(), now=1)), policy) is None
    assert grade(State(current=finished(None)), policy) is None


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.shows("scenario goal 17a")
def test_a_run_in_hand_and_a_practice_run_leave_the_grade_as_it_was(policy: Policy):
    state = after([0.4, 0.8])
    result = grade(state, policy)
    playing = state.begin(begun())
    assert grade(playing, policy) == result
    practised = playing.with_current(replace(finished(0.0), kind=Kind.PRACTICE))
    assert grade(practised, policy) == result
    assert grade(practised.begin(begun()), policy) == result


def test_a_result_set_by_hand_stands_until_a_rescore():
    state = replace(after([0.4]), override=0.9)
    assert grade(state, Policy.BEST) == 0.9
    assert grade(state.begin(begun()).with_current(finished(1.0)), Policy.BEST) == 0.9
    assert rescored(state, KITCHEN, Scoring.OUTCOME).override is None


@pytest.mark.shows("scenario lesson 8")
def test_a_rescore_values_every_kept_run_by_today_s_key():
    worst = decide(KITCHEN, begun(), "apron", "shout", "lecture")
    best = decide(KITCHEN, begun(), "greet", "stop", "ask")
    state = State(
        current=replace(worst, value=value(KITCHEN, worst, Scoring.DECISIONS)),
        past=(replace(best, value=value(KITCHEN, best, Scoring.DECISIONS)),),
    )
    turned = kitchen_data()
    for scene in turned["scenes"]:
        for choice in scene["choices"]:
            for evidence in choice["evidence"]:
                evidence["points"] = -evidence["points"]
    anew = rescored(state, from_data(turned), Scoring.DECISIONS)
    assert (anew.past[0].value, anew.current.value) == (0.0, 1.0)


def test_a_run_that_was_left_is_put_away_without_a_trace_in_the_results():
    state = after([0.7]).begin(begun())
    left = state.with_current(leave(state.current, now=9)).begin(begun())
    assert [run.value for run in left.counted()] == [0.7]


def test_what_is_kept_comes_back_as_it_was():
    run = decide(KITCHEN, begun(), "apron", "round", "greet", "stop")
    state = replace(after([0.1, 0.2, 0.3]).begin(run), override=0.5, older=Tally(3, 0.1, 0.9, 1.2))
    assert states.load(json.loads(json.dumps(states.dump(state)))) == state


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
SHAPE = states.dump(after([0.5, 0.6]).begin(decide(KITCHEN, begun(), "apron", "round")))


@st.composite
def damaged(draw: st.DrawFn) -> object:
    """A state of which one part, at any depth, became something else (another version, a broken import)."""
    whole = json.loads(json.dumps(SHAPE))
    here = whole
    while True:
        keys = list(here) if isinstance(here, dict) else range(len(here))
        key = draw(st.sampled_from(list(keys)))
        if isinstance(here[key], dict | list) and here[key] and draw(st.booleans()):
            here = here[key]
            continue
        here[key] = draw(JSON)
        return whole


@pytest.mark.soak
@pytest.mark.thorough
@given(data=JSON | damaged())
@settings(max_examples=cases(100, soak=4_000))
@pytest.mark.shows("platform fact 34")
def test_a_state_that_cannot_be_read_counts_as_nothing_played_and_breaks_nothing(data: object):
    state = states.load(data)
    for policy in Policy:
        result = grade(state, policy)
        assert result is None or isinstance(result, float | int)
    states.dump(rescored(state.begin(begun()), KITCHEN, Scoring.DECISIONS))


@pytest.mark.shows("platform fact 33")
def test_the_attempts_that_the_dashboard_resets_do_not_disturb_the_state():
    assert states.load({**SHAPE, "attempts": 0, "score_history": []}) == states.load(SHAPE)


@pytest.mark.shows("scenario goal 15a")
def test_thirty_long_runs_of_a_large_scenario_stay_under_64_kb():
    """Up to 120 decisions a run, ten competences behind each, ids as long as people write them."""
    marks = {**{f"C{number}": (1, -2, 2) for number in range(1, 11)}, "": (10, -20, 20)}
    state, results = State(), []
    for number in range(30):
        walked = random_walk(random_scenario(3, scenes=200), random.Random(number), steps=60)
        steps = [
            replace(step, scene=f"{step.scene}-at-the-switchboard", at=10**9, marks=marks) for step in walked
        ]
        results.append(number / 30)
        state = state.begin(finished(results[-1], number=number, steps=(*steps, *steps)))
    kept = json.dumps(states.dump(state))
    assert len(kept) <= 64 * 1024
    assert grade(state, Policy.MEAN) == pytest.approx(sum(results) / 30)
    assert len(state.past) >= 2


@pytest.mark.shows("scenario pitfall 12b")
def test_short_runs_keep_their_steps_for_a_rescore_twenty_of_them():
    state = State()
    for number in range(30):
        run = decide(KITCHEN, replace(begun(), id=f"r{number}"), "apron", "shout", "lecture")
        state = state.begin(replace(run, value=0.0))
    assert len(state.past) == KEPT_RUNS
    assert all(len(run.steps) == 3 for run in state.past)
