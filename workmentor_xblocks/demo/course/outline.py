"""The course as a tree, read in two queries: what stands where, and what each element is called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course.kinds import Kind
from workmentor_xblocks.demo.models import AuthoredValue, Block, Branch
from workmentor_xblocks.demo.runtime.authored import INHERITED

_SHOWN = ("display_name", "language", "advanced_modules", *INHERITED)


@dataclass
class Element:
    """One element with its children in order."""

    key: str
    kind: str
    parent_key: str
    values: dict[str, Any]
    children: list[Element] = field(default_factory=list)

    @property
    def course_key(self) -> str:
        """The course it belongs to."""
        usage = keys.usage(self.key)
        return str(usage.context_key) if usage else ""

    @property
    def name(self) -> str:
        """What people call it."""
        usage = keys.usage(self.key)
        return self.values.get("display_name") or (usage.block_id.replace("_", " ") if usage else self.key)

    def walk(self) -> Iterator[Element]:
        """This element and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def units(self) -> list[Element]:
        """The units below, in reading order."""
        return [element for element in self.walk() if element.kind == Kind.VERTICAL]

    def leaves(self) -> list[Element]:
        """What a person reads or does, in reading order."""
        return [child for unit in self.units() for child in unit.children]


def course_keys() -> list[str]:
    """Every course that is here, in the order in which they came."""
    rows = Block.objects.filter(branch=Branch.PUBLISHED, block_type=Kind.COURSE).order_by("id")
    return list(rows.values_list("course_key", flat=True))


def course(course_key: str, branch: str) -> Element | None:
    """The course in one branch, or None when there is none."""
    rows = list(Block.objects.filter(course_key=course_key, branch=branch))
    values: dict[str, dict[str, Any]] = {}
    wanted = AuthoredValue.objects.filter(branch=branch, usage_key__in=[row.usage_key for row in rows])
    for usage_key, name, value in wanted.filter(name__in=_SHOWN).values_list("usage_key", "name", "value"):
        values.setdefault(usage_key, {})[name] = json.loads(value)
    elements = {
        row.usage_key: Element(row.usage_key, row.block_type, row.parent_key, values.get(row.usage_key, {}))
        for row in rows
    }
    for element in elements.values():
        if element.parent_key in elements:
            elements[element.parent_key].children.append(element)
    return next((element for element in elements.values() if element.kind == Kind.COURSE), None)
