"""Where somebody's clock stands: asked by letters, and by the rules that say when one leaves, which know no Django."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=64)
def zone(name: str, otherwise: str) -> ZoneInfo:
    """The time zone that an account names, else that of the institution; UTC where neither is one."""
    for one in (name, otherwise):
        try:
            return ZoneInfo(one)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones
            continue
    return ZoneInfo("UTC")
