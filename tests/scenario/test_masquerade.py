"""Staff who look as a learner are told what becomes of what they do, and it is so."""

from __future__ import annotations

import json
from types import SimpleNamespace

from tests.cast import Course
from tests.doors import Browser
from tests.playing import Player
from tests.scenario.stories import BEST, WORST, kitchen
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules.run import Kind
from workmentor_xblocks.scenario.rules.state import load

OWN_TRY = "what you do is kept as your own try, and it counts nowhere"
NOT_RECORDED = "this is practice and is not recorded"


def _as(user: object, learner: object, key: str) -> Player:
    door = Browser(user)
    door.masquerade(learner)
    return Player(door, key)


class TestAsAnyLearner:
    def test_the_run_is_kept_as_one_s_own_try_and_the_page_says_so(
        self, cast: SimpleNamespace, course: Course
    ):
        tove = _as(cast.tove, None, course.scenario(kitchen(), scoring="decisions"))
        assert OWN_TRY in tove.page.text
        tove.walk(*BEST)
        tove.look_back()
        row = LearnerState.objects.get()
        assert (row.user_id, row.grade) == (cast.tove.id, None)
        run = load(json.loads(row.state)["run"]).current
        assert run is not None
        assert run.kind is Kind.PRACTICE
        assert not RunRecord.objects.exists()

    def test_it_counts_nowhere_later_either(self, cast: SimpleNamespace, course: Course):
        key = course.scenario(kitchen(), scoring="decisions")
        tove = _as(cast.tove, None, key)
        tove.walk(*BEST)
        tove.look_back()
        herself = Player(Browser(cast.tove), key)
        herself.walk(*WORST)
        herself.look_back()
        assert LearnerState.objects.get().grade == 0.0


class TestAsOneLearner:
    def test_nothing_is_recorded_and_the_page_says_so(self, cast: SimpleNamespace, course: Course):
        tove = _as(cast.tove, cast.marta, course.scenario(kitchen(), scoring="decisions"))
        assert NOT_RECORDED in tove.page.text
        tove.walk(*BEST)
        tove.look_back()
        assert not LearnerState.objects.exists()
        assert not RunRecord.objects.exists()
