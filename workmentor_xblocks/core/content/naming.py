"""Ids for what came without one: by kind and place in the list, so that a file gets the same names at every reading.

An id that somebody gave is never changed, not even one that is there twice: the checks say so instead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, Self, TypeVar

from workmentor_xblocks.core.content.xml import clean


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    def but(self, **changes: str) -> Self: ...


Part = TypeVar("Part", bound=_Named)


def named(
    parts: Sequence[Part], kind: str, given: list[str], *, taken: Collection[str] = (), path: str = ""
) -> tuple[Part, ...]:
    """``parts`` with an id each that is not ``taken``; the paths of the new ones are added to ``given``."""
    used = {clean(part.id) for part in parts} | set(taken)
    found = []
    for number, part in enumerate(parts, start=1):
        if clean(part.id):
            found.append(part)
            continue
        free = number
        while f"{kind}-{free}" in used:
            free += 1
        used.add(f"{kind}-{free}")
        given.append(f"{path}{kind}-{free}")
        found.append(part.but(id=f"{kind}-{free}"))
    return tuple(found)
