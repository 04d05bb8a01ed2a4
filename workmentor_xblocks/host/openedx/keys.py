"""Keys as the platform writes them, read without raising."""

from __future__ import annotations

from typing import Any

from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey


def course(text: str) -> CourseKey | None:
    """The course that ``text`` names, or None when it names none."""
    try:
        return CourseKey.from_string(text)
    except InvalidKeyError:
        return None


def block_in_course(text: str) -> Any:
    """The block that ``text`` names, or None when it names none, or one that stands in no course."""
    try:
        key = UsageKey.from_string(text)
    except InvalidKeyError:
        return None
    return key if isinstance(key.context_key, CourseKey) else None
