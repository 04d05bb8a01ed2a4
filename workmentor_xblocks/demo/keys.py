"""Names of courses and blocks, as the platform writes them."""

from __future__ import annotations

import secrets
from typing import Any

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

# Keys are classes of a plugin system, without useful static types.
Key = Any


def usage(text: str) -> Key:
    """The usage key that ``text`` writes, or None when it is none."""
    try:
        return UsageKey.from_string(text)
    except InvalidKeyError:
        return None


def course(text: str) -> Key:
    """The course key that ``text`` writes, or None when it is none."""
    try:
        return CourseKey.from_string(text)
    except InvalidKeyError:
        return None


def new_usage(course_key: str, block_type: str) -> Key:
    """A key for a block that an author adds or duplicates: random, as Studio makes it."""
    return CourseKey.from_string(course_key).make_usage_key(block_type, random_id())


def random_id() -> str:
    """The last part of such a key."""
    return secrets.token_hex(16)
