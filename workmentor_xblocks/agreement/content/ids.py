"""The form that ids of a template have, and how long they are: for checks, acts, histories and tables alike."""

from __future__ import annotations

import re

LONGEST_ID = 60

# Codes, ids, hashes, dates and times. Blanks, dots and @ make names and addresses; so many digits, a telephone number.
_CODE = re.compile(r"(?![0-9]{6,}$)[A-Za-z0-9_][A-Za-z0-9_:-]{0,79}")
# An id that happens to be all digits is an id still.
_ID = re.compile("[0-9a-f]{32}|[0-9a-f]{64}")


def is_code(text: str) -> bool:
    """True when a text can stand in a link of the chain: an id, a date, a hash, or nothing."""
    return not text or _ID.fullmatch(text) is not None or _CODE.fullmatch(text) is not None
