"""Ids of parts: the form that they have, and new ones for what came without.

A new id is made of kind and place in the list, so that a file gets the same names at every reading. An id that somebody
gave is never changed, not even one that is there twice: the checks say so instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from workmentor_xblocks.core.content.authored import Part
from workmentor_xblocks.core.content.schema import Parts, schema_of
from workmentor_xblocks.core.content.walking import parts_in, walk
from workmentor_xblocks.core.content.xml import clean

_FORM = re.compile(r"[A-Za-z0-9_-]+")

Some = TypeVar("Some", bound=Part)


def is_strange(one: str) -> bool:
    """Whether an id would not survive in a path."""
    return not _FORM.fullmatch(one)


def with_ids(definition: Some) -> tuple[Some, list[str]]:
    """The definition with an id for every part, and the paths of those that were given one."""
    shared: dict[str, set[str]] = {}
    for step in walk(definition, only_source=True):
        if step.mark and step.mark.ids:
            shared.setdefault(step.mark.ids, set()).add(clean(getattr(step.part, "id", "")))
    given: list[str] = []
    return _with_ids_inside(definition, "", shared, given), given


def _with_ids_inside(part: Some, path: str, shared: Mapping[str, set[str]], given: list[str]) -> Some:
    changes = {}
    for field, mark in schema_of(type(part)).parts:
        if mark.keys != ("id",):
            continue
        before = parts_in(part, field)
        head = f"{path}{'' if mark.bare else f'{mark.tag}/'}"
        taken = shared[mark.ids] if mark.ids and before else {clean(one.id) for one in before}
        named = [
            _with_ids_inside(one, f"{head}{clean(one.id)}/", shared, given)
            for one in _named(before, mark, head, taken, given)
        ]
        if any(one is not other for one, other in zip(named, before, strict=True)):
            changes[field.name] = tuple(named)
    return part.but(**changes) if changes else part


def _named(parts: Sequence[Any], mark: Parts, head: str, taken: set[str], given: list[str]) -> list[Any]:
    found = []
    for number, part in enumerate(parts, start=1):
        if clean(part.id):
            found.append(part)
            continue
        kind, free = mark.new_id or mark.tag, number
        while f"{kind}-{free}" in taken:
            free += 1
        taken.add(f"{kind}-{free}")
        given.append(f"{head}{kind}-{free}")
        found.append(part.but(id=f"{kind}-{free}"))
    return found
