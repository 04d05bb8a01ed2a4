"""Portable addresses in texts, ``/static/board.svg`` and ``/jump_to_id/u2``, made to work on a page of the demo.

As in the platform, only quoted addresses are touched, also where the quotes are escaped in JSON (seen on a running Open edX).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

_STATIC = re.compile(r"""(?P<quote>\\?["'])/static/(?P<path>(?!workmentor)[^"'\\]+)(?P=quote)""")
_JUMP = re.compile(r"""(?P<quote>\\?["'])/jump_to_id/(?P<path>[^"'\\/]+)/?(?P=quote)""")


def replace_urls(text: str, course_key: Any, *, jumps: bool = True) -> str:
    """``text`` with the addresses of this course's files and, in the LMS, of its units."""
    replaced = _STATIC.sub(lambda found: _quoted(found, course_file(course_key, found["path"])), text)
    if jumps:
        root = f"/courses/{quote(str(course_key), safe=':+')}/jump_to_id/"
        replaced = _JUMP.sub(lambda found: _quoted(found, root + found["path"]), replaced)
    return replaced


def course_file(course_key: Any, path: str) -> str:
    """The address of a file of a course."""
    return f"/static-course/{quote(str(course_key), safe=':+')}/{quote(path)}"


def _quoted(found: re.Match[str], address: str) -> str:
    return f"{found['quote']}{address}{found['quote']}"
