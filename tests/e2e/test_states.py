"""Each state of each page, looked at: nothing for axe to find, nothing sticks out, nothing goes wrong quietly."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.branches import ours
from tests.e2e.states import STATES, State
from tests.e2e.visitor import DESKTOP, NARROW, House

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
PICTURES = ROOT / "reports/states"


@pytest.mark.parametrize("state", STATES, ids=lambda state: re.sub(r"\W+", "-", state.name))
def test_a_state_can_be_used_by_everybody(house: House, state: State) -> None:
    page = state.reach(house, DESKTOP)
    page.evaluate(AXE.read_text("utf-8"))  # a script tag would be refused by the page's own policy
    PICTURES.mkdir(parents=True, exist_ok=True)
    for size in (DESKTOP, NARROW):
        page.set_viewport_size(size)
        page.locator(state.part).first.wait_for()
        name = re.sub(r"\W+", "-", state.name)
        page.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True)
        _look(page, state)


def _look(page: Page, state: State) -> None:
    found: dict[str, Any] = page.evaluate("part => axe.run(part)", state.part)
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide <= 0, f"{wide} px stick out to the side"


def test_every_branch_of_every_template_was_shown(
    server: tuple[str, subprocess.Popen[bytes]], shown_branches: Path
) -> None:
    """Runs last in this folder (see its name's place in the file): the server ends and leaves what it rendered."""
    _, process = server
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    with ours() as recorder:
        recorder.add_from(shown_branches)
        assert [str(branch) for branch in recorder.missing()] == []
