"""Which files run on both Pythons: where something of ours meets Django, XBlock or another library in a way of its own.

The second Python proves the newest libraries, nothing else. What the other files ask is all our own (which act follows
which, who may, what is counted, what a proof proves), and no library's version changes it: they are marked
``thorough`` here. A new way of meeting a library wants a row here. The contract's facts have their own rule
(``tests/contract/conftest.py``): a walk through every page and handler on every host.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

BOTH = {
    "core": {
        "test_base", "test_fields", "test_handlers", "test_plugin",  # XBlock, webob
        "test_daily", "test_files", "test_letters", "test_mail", "test_privacy",  # Django: tasks, storages, mail, queries
        "test_translation",  # its catalogues
        "test_tangles",  # Markdown
        "test_names", "test_direction",  # Python's own Unicode
    },
    "demo": {
        "test_handlers", "test_host", "test_olx", "test_server", "test_studio",  # the host: runtime, migrations, server
        "test_masquerade", "test_grades",  # sessions, locks
    },
    "scenario": {
        "test_block", "test_studio",  # the runtime, lxml, pydantic
        "test_pages", "test_budgets",  # views and downloads, how many statements
    },
    "agreement": {
        "test_block", "test_settings_and_studio",  # the runtime, lxml, pydantic
        "test_board_in_block", "test_budgets", "test_export", "test_pages",  # views, statements, downloads, ReportLab
        "test_guest_trouble", "test_scans",  # cookies and CSRF, uploads and Pillow
        "test_daily_jobs", "test_letters",  # commands, mail
        "test_round",  # an agreement from the first to the last day
    },
    "rules": {
        "test_olx",  # lxml, pydantic
    },
    "rules/core": {
        "test_language",  # catalogues
        "test_markdown", "test_xml", "test_olx_blanks",  # Markdown and lxml
    },
    "rules/scenario": {
        "test_olx", "test_course_check",  # lxml, pydantic, a command
    },
    "rules/agreement": {
        "test_olx",  # lxml, pydantic
        "test_body",  # Python's own Unicode
    },
    "golden": {
        "test_course_files", "test_scenario_pages",  # lxml's bytes, Django's templates
    },
}  # fmt: skip
_TESTS = Path(__file__).parent


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark what is all our own, so that one Python is enough for it."""
    for item in items:
        if _TESTS not in item.path.parents:
            continue
        folder = item.path.parent.relative_to(_TESTS).as_posix()
        if folder in BOTH and item.path.stem not in BOTH[folder]:
            item.add_marker(pytest.mark.thorough)
