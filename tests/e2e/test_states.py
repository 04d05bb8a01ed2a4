"""Each state of each page, looked at: nothing for axe to find, nothing sticks out, nothing goes wrong quietly."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.branches import ours
from tests.e2e.agreement_desk import Desk
from tests.e2e.looking import look_at, named
from tests.e2e.states import STATES, State
from tests.e2e.visitor import DESKTOP, House


@pytest.mark.parametrize("state", STATES, ids=lambda state: named(state.name))
def test_a_state_can_be_used_by_everybody(house: House, state: State) -> None:
    look_at(state.reach(house, DESKTOP), state.part, state.name)


def test_every_branch_of_every_template_was_shown(
    server: tuple[str, subprocess.Popen[bytes]], shown_branches: Path, desk: Desk
) -> None:
    """Runs last in this folder (see its name's place in the file): the server ends and leaves what it rendered."""
    _, process = server
    process.send_signal(signal.SIGTERM)
    process.wait()
    desk.close()
    with ours() as recorder:
        recorder.add_from(shown_branches)
        recorder.add_from(desk.shown_branches)
        assert [str(branch) for branch in recorder.missing()] == []
