"""What the stories about agreements stand on: the cast, a course with a block, and one agreement under way."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin, small
from tests.cast import COURSE_KEY

# Where an agreement meets Django, XBlock and the libraries: requests, templates, queries, files, paper, mail. These run on
# both Pythons, as the facts of the contract do, which walk through every act. What the other files ask is all our own
# (which act follows which, who may, who is waited for, what a proof proves), and no library's version changes it.
ON_BOTH_PYTHONS = {
    "test_block", "test_board_in_block", "test_board_pages", "test_body", "test_budgets", "test_bulk",
    "test_daily_jobs", "test_direction", "test_export", "test_forgetting", "test_guest_trouble", "test_guests",
    "test_letters", "test_many_remarks", "test_olx", "test_pages", "test_paper_of_an_exchange", "test_presets",
    "test_round", "test_scans", "test_settings_and_studio", "test_too_long", "test_where_it_lives",
}  # fmt: skip
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is all our own, so that one Python is enough for it."""
    for item in items:
        if item.path.parent == _HERE and item.path.stem not in ON_BOTH_PYTHONS:
            item.add_marker(pytest.mark.thorough)


@pytest.fixture
def usage_key() -> str:
    """The key of a block; what acts on agreements never asks for the block itself."""
    return COURSE_KEY.replace("course-v1:", "block-v1:") + "+type@workmentor_agreement+block@a1"


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    """A draft for Liga, begun by Tove for the school."""
    return begin(cast, usage_key, COURSE_KEY, small())
