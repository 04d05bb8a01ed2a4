"""Each state of each page, looked at: nothing for axe to find, nothing sticks out, nothing goes wrong quietly."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.branches import Branch, ours, shown
from tests.e2e.agreement_desk import Desk
from tests.e2e.looking import ROOT, look_at, named
from tests.e2e.states import STATES, State
from tests.e2e.visitor import DESKTOP, House


@pytest.mark.parametrize("state", STATES, ids=lambda state: named(state.name))
@pytest.mark.shows("scenario goal 11a", "page fact 10")
def test_a_state_can_be_used_by_everybody(house: House, state: State) -> None:
    look_at(state.reach(house, DESKTOP), state.part, state.name)


# Shown and asked by tests that need no browser, each in the file that is named: template → (the branch, the file).
SHOWN_WITHOUT_A_BROWSER = {
    "tests/agreement/test_old_address.py": {"agreement/guest/objection.html": ("{% if is_said %}",)},
    "tests/agreement/test_many_remarks.py": {
        "agreement/history.html": ("{% if history and history.is_asked %}",),
        "agreement/history_lines.html": ("{% if target.is_guest %}", "{% if history.is_asked and target.is_guest %}"),
    },
    "tests/agreement/test_departures.py": {
        "agreement/leaving.html": (
            "{% if party.is_released %}", "{% if party.released_from %}", "{% if party.attest %}",
        ),
        "agreement/party.html": ("{% if party.is_leaving %}",),
    },
    "tests/agreement/test_open_folds.py": {
        "agreement/cancel.html": ('{% if typed.act == "cancel" %}',),
        "agreement/changed_by.html": ('{% if typed.act == "object" %}',),
        "agreement/proposal.html": ('{% if typed.act == "withdraw" %}',),
        "agreement/signing.html": ('{% if typed.act == "unfreeze" %}',),
        "agreement/suspend.html": ('{% if typed.act == "suspend" %}',),
    },
    "tests/agreement/test_preview.py": {"agreement/preview_field.html": ('{% if field.suggestion == "false" %}',)},
    "tests/scenario/test_report.py": {"scenario/report_people.html": ("{% if pages > 1 %}",)},
    "tests/scenario/test_two_languages.py": {
        "scenario/feedback.html": ("{% if language != spoken %}",),
    },
    "tests/scenario/test_plans.py": {"scenario/course_plans.html": ("{% if plan.scenario %} … 1",)},
}  # fmt: skip


def _needs_no_browser(branch: Branch) -> bool:
    if branch.template.startswith("workmentor/ui/"):
        return True  # every way through these stands on one page: tests/demo/test_components.py and test_components.py
    return any(
        branch.way.startswith(ways)
        for templates in SHOWN_WITHOUT_A_BROWSER.values()
        for template, ways in templates.items()
        if branch.template == f"workmentor/{template}"
    )


@pytest.mark.parametrize("file", SHOWN_WITHOUT_A_BROWSER)
def test_what_is_shown_without_a_browser_is_shown_by_a_file_that_is_there(file: str) -> None:
    assert (ROOT / file).exists()


@pytest.mark.shows("scenario goal 11b", "agreement promise 32")
def test_every_branch_of_every_template_was_shown(
    server: tuple[str, subprocess.Popen[bytes]], shown_branches: Path, desk: Desk
) -> None:
    """Runs last in this folder (see its name's place in the file): the server ends and leaves what it rendered."""
    _, process = server
    process.send_signal(signal.SIGTERM)
    process.wait()
    desk.close()
    seen = shown(shown_branches) | shown(desk.shown_branches)
    missing = [branch for branch, _inside in ours() if branch not in seen and not _needs_no_browser(branch)]
    assert list(map(str, missing)) == []
