"""What a player's requests may cost, as counts that are the same on every machine; times are in ``make bench``."""

from __future__ import annotations

import pytest

from tools.bench import budgets, bundles, counts, stage
from tools.bench.counts import Request
from tools.bench.stories import LARGE, LONG, pictures_of, stories, way
from workmentor_xblocks.scenario.content.definition import Choice, Picture
from workmentor_xblocks.scenario.rules.state import KEPT_RUNS

STORIES = stories()
Played = tuple[str, list[Request], int]
measured: dict[str, Played] = {}


@pytest.fixture(params=["s1", LONG])
def played(request: pytest.FixtureRequest, db: None) -> Played:
    """Marta's run through a scenario, from the first page to the plan for Monday, and the bytes kept of it."""
    name = request.param
    if name not in measured:
        stage.prepare({name: STORIES[name]})
        visitor = stage.Visitor(stage.learner("marta"), name)
        measured[name] = name, list(counts.run(visitor, way(STORIES[name]))), counts.kept(visitor)
    return measured[name]


@pytest.mark.shows("scenario goal 9a")
def test_the_long_scenario_is_as_long_as_promised():
    assert [len(scene.body) for scene in STORIES[LONG].scenes] == [1500] * 30
    assert len(way(STORIES[LONG])) == 30
    assert len(STORIES[LARGE].scenes) == 200


@pytest.mark.shows("platform fact 54")
def test_a_page_asks_few_statements_more_than_an_empty_block(played: Played):
    _name, requests, _kept = played
    dear = {request.name: request.sql for request in requests if request.is_page}
    assert len(dear) == 4
    assert {name: sql for name, sql in dear.items() if not 0 < sql <= budgets.PAGE_SQL} == {}


@pytest.mark.shows("platform fact 54")
def test_a_step_asks_few_statements_more_than_an_empty_block(played: Played):
    """With a reason, at the ending with its grade, when looking back, and with names put into the texts."""
    _name, requests, _kept = played
    dear = [(request.name, request.sql) for request in requests if not request.is_page]
    assert {name for name, _sql in dear} == {
        "begin",
        "choose",
        "choose with a reason",
        "open_debrief",
        "plan",
    }
    assert [(name, sql) for name, sql in dear if not 0 < sql <= budgets.STEP_SQL] == []


@pytest.mark.shows("scenario goal 9a")
def test_an_answer_brings_one_place_and_not_the_scenario(played: Played):
    _name, requests, _kept = played
    assert max(answer.size for answer in counts.decisions(requests)) <= budgets.STEP_BYTES


@pytest.mark.shows("scenario goal 9a")
def test_a_practice_step_with_a_picture_four_choices_and_a_way_back_brings_no_more(db: None):
    """The dearest scene there is: everything that may stand around its words does."""
    long = STORIES[LONG]
    picture, label = (
        Picture(src="/static/s1-board.svg", alt="A board with its door open"),
        "Take the other road",
    )
    scenes = tuple(
        scene.but(
            picture=picture,
            choices=(*scene.choices, Choice(id="d", to=scene.choices[0].to, label=label))[-4:],
        )
        for scene in long.scenes
    )
    stage.prepare({LONG: long.but(scenes=scenes)})
    visitor = stage.Visitor(stage.learner("marta"), LONG)
    list(counts.run(visitor, way(long)))
    counts.step(visitor, "retry")
    answer = counts.step(visitor, "choose", choice=next(iter(visitor.options().values())))
    assert len(visitor.options()) == 4
    assert answer.size <= budgets.STEP_BYTES


@pytest.mark.shows("scenario lesson 16")
def test_a_page_loads_one_script_its_two_style_sheets_and_the_author_s_pictures(played: Played):
    name, requests, _kept = played
    for request in requests:
        own = {"learner.js", "learner.css", "scenario.css"} if request.is_page else set()
        assert request.fetched - pictures_of(STORIES[name]) == own


@pytest.mark.shows("scenario goal 15a")
def test_what_is_kept_of_a_decision_leaves_room_for_twenty_runs_like_s1(played: Played):
    """Longer pasts are cut to size: test_state.py."""
    _name, requests, kept = played
    a_decision = kept / len(counts.decisions(requests))
    decisions_in_s1 = len(way(STORIES["s1"]))
    assert a_decision * decisions_in_s1 * (KEPT_RUNS + 1) <= budgets.STATE_BYTES


@pytest.mark.shows("scenario goal 10a")
@pytest.mark.parametrize("page", bundles.PAGES)
def test_bundles_are_as_small_as_promised(page: str):
    files, limit = bundles.PAGES[page]
    sizes = bundles.sizes()
    assert sum(sizes[name] for name in files) <= limit


def test_every_file_belongs_to_a_page():
    known = {name for files, _limit in bundles.PAGES.values() for name in files}
    assert set(bundles.sizes()) == known
