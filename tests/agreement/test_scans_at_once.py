"""Two browsers of the school at the very same moment, on the database of real sites.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections

from tests import cast as people
from tests.agreement.driving import begin
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import scans
from workmentor_xblocks.agreement.actions.scans import MOST_WAITING
from workmentor_xblocks.agreement.records.sheets import StoredFile
from workmentor_xblocks.core.content.errors import Refusal

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True)]

PNG = b"\x89PNG\r\n\x1a\n"
BROWSERS = 6


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    assert connection.vendor == "mysql", "run by tools.mariadb; SQLite would prove nothing"
    return people.everybody()


@pytest.mark.parametrize(("waiting", "same", "kept"), [(MOST_WAITING - 1, False, MOST_WAITING), (0, True, 1)])
def test_no_more_are_taken_together_than_one_by_one(
    cast: SimpleNamespace, usage_key: str, settings: Any, tmp_path: Path, waiting: int, same: bool, kept: int
) -> None:
    settings.WORKMENTOR_FILES_ROOT = tmp_path
    story = begin(cast, usage_key, COURSE_KEY).ready()
    school, text = story.person("school"), story.version()["sha256"]
    for number in range(waiting):
        scans.take(school, story.uuid, "a.png", PNG + bytes([number]), sha256=text)
    together = Barrier(BROWSERS)

    def send(number: int) -> str:
        data = PNG + (b"the same" if same else b"other" + bytes([number]))
        together.wait()
        try:
            return scans.take(school, story.uuid, "a.png", data, sha256=text)
        except Refusal as refusal:
            return refusal.message.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(BROWSERS) as pool:
        answers = list(pool.map(send, range(BROWSERS)))
    assert StoredFile.objects.filter(kind="scan").count() == kept
    assert len(set(answers)) == (1 if same else 2)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == kept
