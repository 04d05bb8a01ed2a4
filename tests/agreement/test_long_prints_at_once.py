"""Several browsers ask for one long paper at the very same moment, on the database of real sites: it is made once.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections, transaction

from tests.agreement.driving import begin
from tests.agreement.small import small
from tests.agreement.test_long_prints import asked, kept, lengthened
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.output import long_pdfs
from workmentor_xblocks.agreement.output.long_pdfs import BeingMade, Sheet

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True)]

BROWSERS = 6


@pytest.mark.parametrize("in_one_transaction", [False, True])
def test_it_is_made_once(
    cast: SimpleNamespace, usage_key: str, settings: Any, tmp_path: Path, in_one_transaction: bool
) -> None:
    settings.WORKMENTOR_FILES_ROOT = str(tmp_path)
    story = lengthened(begin(cast, usage_key, COURSE_KEY, small()))
    together = Barrier(BROWSERS)

    def ask() -> bool:
        """As a page does; some sites wrap each request into a transaction."""
        thread = story.thread
        together.wait()
        try:
            return bool(long_pdfs.read(thread, Sheet.VERSION, 1))
        except BeingMade:
            return False

    def request(_number: int) -> bool:
        try:
            if in_one_transaction:
                with transaction.atomic():
                    return ask()
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(BROWSERS) as pool:
        list(pool.map(request, range(BROWSERS)))
    assert len(asked()) == len(kept(tmp_path)) == 1
    assert long_pdfs.read(story.thread, Sheet.VERSION, 1) == kept(tmp_path)[0].read_bytes()
