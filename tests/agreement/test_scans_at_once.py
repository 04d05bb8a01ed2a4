"""Two browsers of the school at the very same moment, on the database of real sites.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import begin
from tests.cast import COURSE_KEY
from tests.racing import together
from workmentor_xblocks.agreement.actions import scans
from workmentor_xblocks.agreement.actions.scans import MOST_WAITING
from workmentor_xblocks.agreement.records.attached_tables import StoredFile

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True)]

PNG = b"\x89PNG\r\n\x1a\n"
BROWSERS = 6


@pytest.mark.parametrize(("waiting", "same", "kept"), [(MOST_WAITING - 1, False, MOST_WAITING), (0, True, 1)])
def test_no_more_are_taken_together_than_one_by_one(
    cast: SimpleNamespace, usage_key: str, settings: Any, tmp_path: Path, waiting: int, same: bool, kept: int
) -> None:
    settings.WORKMENTOR_FILES_ROOT = tmp_path
    story = begin(cast, usage_key, COURSE_KEY).ready()
    school, text = story.person("school"), story.version()["sha256"]
    for number in range(waiting):
        scans.take(school, story.uuid, "a.png", PNG + bytes([number]), sha256=text)

    def send(number: int) -> str:
        data = PNG + (b"the same" if same else b"other" + bytes([number]))
        return scans.take(school, story.uuid, "a.png", data, sha256=text)

    answers = together(*(partial(send, number) for number in range(BROWSERS)))
    assert StoredFile.objects.filter(kind="scan").count() == kept
    assert len(set(answers)) == (1 if same else 2)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == kept
