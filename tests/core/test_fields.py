"""A failed act leaves nothing behind for the platform to save."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, models
from xblock.fields import Scope

from tests.cast import Course
from tests.doors import Direct
from tests.playing import Player
from tests.scenario.stories import GREET, kitchen
from workmentor_xblocks.core.pages.block_fields import take_stored, unchanged_unless_done
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.scenario.records.tables import RunRecord


@pytest.fixture
def player(cast: SimpleNamespace, course: Course) -> Player:
    player = Player(Direct(cast.marta), course.scenario(kitchen()))
    player.walk(GREET)
    return player


@pytest.mark.shows("platform fact 14")
def test_what_was_set_before_an_exception_is_forgotten(player: Player):
    before = LearnerState.objects.get().state
    block = player.door.block(player.usage_key)
    attempts = block.attempts

    def act_and_fail() -> None:
        block.attempts = 99
        block.run["current"] = None
        raise RuntimeError

    with pytest.raises(RuntimeError), unchanged_unless_done(block):
        act_and_fail()
    assert block.attempts == attempts
    assert block.run["current"] is not None
    block.save()
    assert LearnerState.objects.get().state == before


def test_what_was_done_stays(player: Player):
    block = player.door.block(player.usage_key)
    with unchanged_unless_done(block):
        block.attempts = 7
    block.save()
    assert '"attempts": 7' in LearnerState.objects.get().state


@pytest.mark.shows("platform fact 14")
def test_an_act_that_fails_in_its_last_statement_leaves_state_and_rows_as_they_were(
    player: Player, monkeypatch: pytest.MonkeyPatch
):
    """The note's table is gone, say: neither the step nor its row is kept, and the person can try again."""

    def broken(self: Any, *args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    before, path = LearnerState.objects.get().state, RunRecord.objects.get().path
    form = player.page.form("choose")
    data = {**form.fields, "choice": form.choices[0][0], "reason": "because"}
    with monkeypatch.context() as patched:
        patched.setattr(models.QuerySet, "bulk_create", broken)
        with pytest.raises(DatabaseError):
            player.send("choose", data)
    assert (LearnerState.objects.get().state, RunRecord.objects.get().path) == (before, path)
    assert player.send("choose", data).status == 200
    assert len(RunRecord.objects.get().path) == len(path) + 1


def test_what_was_read_anew_from_the_store_is_what_the_block_holds(player: Player):
    block = player.door.block(player.usage_key)
    block.attempts = 99
    take_stored(block, Scope.user_state, {"attempts": 3})
    assert (block.attempts, block.run) == (3, {})
    block.save()
    assert '"attempts": 99' not in LearnerState.objects.get().state
