"""Every block can be tried in xblock-sdk's plain workbench: it plays in user_state, records nothing, and says so."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection
from workbench import scenarios
from workbench.models import XBlockState
from workbench.runtime_util import reset_global_state

from tests.sdk.workbench_person import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_workbench():
    reset_global_state()
    scenarios.init_scenarios()


def ours() -> list[str]:
    return [name for name in scenarios.get_scenarios() if name.startswith("workmentor_")]


def test_this_is_a_plain_workbench():
    assert not apps.is_installed("workmentor_xblocks")
    assert not [table for table in connection.introspection.table_names() if table.startswith("workmentor")]


def test_each_block_brings_scenarios():
    assert {name.split(".")[0] for name in ours()} == {"workmentor_agreement", "workmentor_scenario"}


@pytest.mark.parametrize("view", ["student_view", "author_view", "studio_view"])
@pytest.mark.shows("demo fact 3")
def test_every_scenario_renders_in_every_view(view):
    for name in ours():
        Person(name).open(view)


@pytest.mark.shows("demo fact 3")
def test_the_page_says_that_nothing_is_recorded():
    marta = Person("workmentor_scenario.0")
    (root,) = marta.roots
    assert root.xpath(".//*[@data-wm-notice='no_host']")
    assert "nothing is recorded" in marta.text(root)


@pytest.mark.shows("demo fact 3")
def test_a_scenario_plays_from_start_to_debrief():
    marta = Person("workmentor_scenario.0")
    marta.send(0, "begin")
    assert "Liga at the door" in marta.text(marta.roots[0])
    marta.send(0, "choose", choice=marta.first_choice(0))
    assert "The slicer" in marta.text(marta.roots[0])
    marta.send(0, "choose", choice=marta.first_choice(0))
    marta.send(0, "open_debrief")
    assert "Looking back" in marta.text(marta.roots[0])
    states = XBlockState.objects.filter(scope="usage", user_id="student_1")
    assert any(json.loads(state.state).get("run") for state in states)


def test_what_was_played_is_there_on_the_next_visit_and_only_for_the_same_person():
    Person("workmentor_scenario.0").send(0, "begin")
    again, somebody_else = Person("workmentor_scenario.0"), Person("workmentor_scenario.0", student="mikael")
    assert "Liga at the door" in again.text(again.roots[0])
    assert "Liga at the door" not in somebody_else.text(somebody_else.roots[0])


@pytest.mark.shows("demo fact 3")
def test_two_scenarios_on_one_page_stay_apart():
    marta = Person("workmentor_scenario.1")
    marta.send(1, "begin")
    first, second = map(marta.text, marta.roots)
    assert "Liga at the door" in second
    assert "Liga at the door" not in first


def test_a_broken_post_gets_a_sentence():
    marta = Person("workmentor_scenario.0")
    answer = marta.post(marta.roots[0], "choose", {"choice": 3})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["message"]
