"""Several posts at the very same moment, on the database of real sites: SQLite lets one in at a time and hides this.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb
"""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.cast import Course
from tests.doors import Browser
from tests.people import Answer
from tests.playing import Player
from tests.racing import together
from tests.scenario.stories import BEST, choice, ending, kitchen, scene
from workmentor_xblocks.demo.models import Event, LearnerState
from workmentor_xblocks.scenario.content.definition import Definition, from_data
from workmentor_xblocks.scenario.records.tables import Note, RunRecord

pytestmark = [
    pytest.mark.mariadb,
    pytest.mark.django_db(transaction=True),
    pytest.mark.shows("scenario goal 8"),
]

TABS = 4


def crossroads() -> Definition:
    """One scene with four ways."""
    ways = [choice(f"way{n}", "end", f"Way {n}", C1=n - 2) for n in range(TABS)]
    return from_data(
        {
            "start": "here",
            "scenes": [scene("here", "At the crossroads", *ways)],
            "endings": [ending("end", "There", 50)],
        }
    )


def tabs(user: object, block_key: str) -> list[Player]:
    """The same person in several tabs, each with the page open."""
    return [Player(Browser(user), block_key) for _ in range(TABS)]


def statuses(answers: list[Answer]) -> list[int]:
    return sorted(answer.status for answer in answers)


@pytest.mark.shows("scenario pitfall 11", "platform fact 15")
def test_of_four_decisions_at_one_step_one_is_made_and_three_are_told_so(
    cast: SimpleNamespace, course: Course
):
    block_key = course.scenario(crossroads(), scoring="decisions")
    Player(Browser(cast.marta), block_key).begin()
    open_tabs = tabs(cast.marta, block_key)
    answers = together(
        *(
            lambda tab=tab, n=n: tab.choose(f"Way {n}", reason=f"reason {n}")
            for n, tab in enumerate(open_tabs)
        )
    )
    assert statuses(answers) == [200, 409, 409, 409]
    winner = next(answer for answer in answers if answer.status == 200)
    assert {answer.page.text for answer in answers} == {winner.page.text}
    row = RunRecord.objects.get()
    state = json.loads(LearnerState.objects.get().state)["run"]["current"]
    assert row.path == [[step[0], step[1]] for step in state["steps"]]
    assert len(row.path) == 1
    assert Note.objects.get().text == f"reason {row.path[0][1].removeprefix('way')}"
    assert Event.objects.filter(name__endswith=".choice").count() == 1


def test_the_same_decision_four_times_is_one(cast: SimpleNamespace, course: Course):
    block_key = course.scenario(crossroads())
    Player(Browser(cast.marta), block_key).begin()
    answers = together(
        *(lambda tab=tab: tab.choose("Way 1", reason="because") for tab in tabs(cast.marta, block_key))
    )
    assert statuses(answers) == [200] * TABS
    assert {answer.page.text for answer in answers} == {answers[0].page.text}
    assert RunRecord.objects.get().path == [["here", "way1"]]
    assert Note.objects.count() == 1
    assert Event.objects.filter(name__endswith=".choice").count() == 1


@pytest.mark.shows("platform fact 15")
def test_four_starts_begin_one_run(cast: SimpleNamespace, course: Course):
    """There is no row yet that could be held."""
    block_key = course.scenario(kitchen())
    answers = together(*(tab.begin for tab in tabs(cast.marta, block_key)))
    assert statuses(answers) == [200] * TABS
    assert RunRecord.objects.count() == 1
    assert json.loads(LearnerState.objects.get().state)["attempts"] == 1


def test_four_looks_back_complete_once(cast: SimpleNamespace, course: Course):
    block_key = course.scenario(kitchen(), scoring="decisions")
    Player(Browser(cast.marta), block_key).walk(*BEST)
    answers = together(*(tab.look_back for tab in tabs(cast.marta, block_key)))
    assert statuses(answers) == [200] * TABS
    assert Event.objects.filter(name__endswith=".debriefed").count() == 1
    assert LearnerState.objects.get().grade == 1.0


def test_four_practice_runs_are_one(cast: SimpleNamespace, course: Course):
    block_key = course.scenario(kitchen())
    player = Player(Browser(cast.marta), block_key)
    player.walk(*BEST)
    player.look_back()
    answers = together(*(lambda tab=tab: tab.press("retry") for tab in tabs(cast.marta, block_key)))
    assert statuses(answers) == [200] * TABS
    assert RunRecord.objects.filter(kind="practice").count() == 1


def test_four_people_at_once_do_not_wait_for_one_another(cast: SimpleNamespace, course: Course):
    block_key = course.scenario(kitchen())
    players = [Player(Browser(user), block_key) for user in (cast.marta, cast.mikael, cast.liga, cast.tomas)]
    for words in (None, *BEST):
        posts = [
            player.begin if words is None else (lambda p=player, w=words: p.choose(w)) for player in players
        ]
        assert statuses(together(*posts)) == [200] * TABS
    assert RunRecord.objects.filter(status="ended").count() == TABS
    assert Event.objects.filter(name__endswith=".ending").count() == TABS
