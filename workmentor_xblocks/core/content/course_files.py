"""The files of a course that a text uses, and when two addresses mean the same file.

What a page shows is what is used: the addresses are read from the finished HTML, so that a name with blanks or brackets
is the same one for the page, the export, the copy and the check.
"""

from __future__ import annotations

import re
from html import unescape

PREFIX = "/static/"
# What hosts list as pictures of a course; of other files nobody says whether they are there.
IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
_USED = re.compile(r'\s(?:src|href)="(/static/[^"]+)"')
# What the platform puts an underscore for when it stores a file (opaque-keys, ``clean_keeping_underscores``).
_NOT_KEPT = re.compile(r"[^\w.%-]")


def used_in(html: str) -> list[str]:
    """The course files that a finished page shows or links, as its text names them, in order and each once."""
    return list(dict.fromkeys(unescape(address) for address in _USED.findall(html)))


def stored_name(address: str) -> str:
    """The name under which the platform keeps a file: folders are part of the name, blanks and brackets become "_"."""
    path = address.removeprefix(PREFIX).partition("?")[0].partition("#")[0]
    return _NOT_KEPT.sub("_", path.replace("/", "_"))
