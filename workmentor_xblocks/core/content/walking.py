"""A walk through typed values by the table of their elements: where each part stands, said to machines and to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree
from pydantic import BaseModel

from workmentor_xblocks.core.content.elements import Many, Shape, Words


class Step(NamedTuple):
    """One part on a walk, what it stands in, and its element if that is known."""

    part: BaseModel
    shape: Shape
    node: etree._Element | None = None
    within: Step | None = None

    @property
    def _names(self) -> Mapping[str, str]:
        return {name: getattr(self.part, name) for name in self.shape.attributes}

    @property
    def path(self) -> str:
        """The part's place for machines."""
        outer = self.within.path if self.within else ""
        return "/".join(filter(None, (outer, self.shape.path.format_map(self._names))))

    @property
    def trail(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Its names from the outside in, for a person: (msgid, values)."""
        outer = self.within.trail if self.within else ()
        return (*outer, (self.shape.called, self._names)) if self.shape.called else outer


def walk(part: BaseModel, shape: Shape, node: etree._Element | None = None) -> Iterator[Step]:
    """Every part from the whole downwards; beside the element that it was read from, when that is given."""
    waiting = [Step(part, shape, node)]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed([*_below(here)]))


def _below(here: Step) -> Iterator[Step]:
    for kind in here.shape.inside:
        if isinstance(kind, Words):
            continue
        value = getattr(here.part, kind.field)
        parts = value if isinstance(kind, Many) else filter(None, (value,))
        found = [] if here.node is None else here.node.findall(kind.shape.tag)
        for number, part in enumerate(parts):
            yield Step(part, kind.shape, found[number] if number < len(found) else None, here)
