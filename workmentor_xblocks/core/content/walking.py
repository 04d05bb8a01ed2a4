"""A walk through typed values by their schema: where each part stands, said to machines and to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree
from pydantic import BaseModel

from workmentor_xblocks.core.content.schema import Parts, Schema, Stated, schema_of


class Step(NamedTuple):
    """One part on a walk: its place for machines, the list that it stands in, and its element if that is known."""

    part: BaseModel
    path: str = ""
    mark: Parts | None = None
    within: Step | None = None
    node: etree._Element | None = None

    @property
    def schema(self) -> Schema:
        """What is known of the part's fields."""
        return schema_of(type(self.part))

    def path_of(self, field: Stated) -> str:
        """The place of one of its fields."""
        if self.mark is None:
            return field.name
        return self.path if self.mark.is_place_of(field) else f"{self.path}/{field.name}"

    @property
    def trail(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Its names from the outside in, for a person: (msgid, values)."""
        if self.mark is None or self.within is None:
            return ()
        names = {field.name: getattr(self.part, field.name) for field in self.schema.attributes.values()}
        return (*self.within.trail, (self.mark.called, names))


def walk(part: BaseModel, node: etree._Element | None = None, *, only_source: bool = False) -> Iterator[Step]:
    """Every part from the whole downwards; beside the element that it was read from, when that is given."""
    waiting = [Step(part, node=node)]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed([*_below(here, only_source)]))


def _below(here: Step, only_source: bool) -> Iterator[Step]:
    for field, mark in here.schema.parts:
        if only_source and mark.beside:
            continue
        found = [] if here.node is None else here.node.findall(mark.tag)
        before = f"{here.path}/" if here.mark else ""
        for number, part in enumerate(parts_in(here.part, field)):
            keys = [getattr(part, key) for key in mark.keys]
            path = before + "/".join(keys if mark.bare else [mark.tag, *keys])
            yield Step(part, path, mark, here, found[number] if number < len(found) else None)


def parts_in(part: BaseModel, field: Stated) -> tuple[Any, ...]:
    """The parts that a field holds, one or many."""
    value = getattr(part, field.name)
    if field.is_list:
        return tuple(value)
    return () if value is None else (value,)


def texts(whole: BaseModel) -> Iterator[tuple[str, str]]:
    """Every text of the source with its path: a part's own, then those of the parts in it."""
    for step in walk(whole, only_source=True):
        for field in step.schema.texts:
            if field.is_text_in(step.part):
                yield step.path_of(field), getattr(step.part, field.name)


def ids(whole: BaseModel) -> Iterator[list[tuple[str, str]]]:
    """(path, id) of everything that has an id, in lists within which ids have to differ."""
    shared: dict[object, list[tuple[str, str]]] = {}
    for step in walk(whole, only_source=True):
        if step.mark is not None and step.mark.keys == ("id",):
            scope = step.mark.ids or (id(step.within.part) if step.within else 0, step.mark.tag)
            shared.setdefault(scope, []).append((step.path, getattr(step.part, "id", "")))
    yield from shared.values()


def words_of_few(whole: BaseModel) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """(path, word, the words that it may be) of every field that knows only some."""
    for step in walk(whole, only_source=True):
        for field in step.schema.fields:
            if field.one_of is not None:
                value = getattr(step.part, field.name)
                for word in value if field.is_list else (value,):
                    yield step.path_of(field), word, field.one_of


def path_in_data(model: type[BaseModel], data: Any, keys: Sequence[int | str]) -> str:
    """The place in decoded JSON that ``keys`` lead to (scenes, 0, title) as the path of what stands there."""
    return "/".join(_steps_in(model, None, data, keys))


def _steps_in(model: type[BaseModel], mark: Parts | None, data: Any, keys: Sequence[int | str]) -> list[str]:
    if not keys:
        return []
    name, *rest = keys
    field = schema_of(model).by_name.get(str(name))
    if (
        field is None
        or not isinstance(field.mark, Parts)
        or field.part is None
        or (field.is_list and not rest)
    ):
        return [] if field and mark and mark.is_place_of(field) else [str(name)]
    inner, part = field.mark, data.get(name) if isinstance(data, Mapping) else None
    names: list[str] = []
    if field.is_list:
        number, *rest = rest
        part = part[int(number)] if isinstance(part, list) and int(number) < len(part) else None
        written = [one.written for one in schema_of(field.part).fields if one.name in inner.keys]
        known = part if isinstance(part, Mapping) else {}
        names = [str(known.get(key) or (number if key == written[0] else "")) for key in written]
    own = [*([] if inner.bare else [inner.tag]), *names]
    # Parts of a list that have no name have no place of their own.
    return own if field.is_list and not names else [*own, *_steps_in(field.part, inner, part, rest)]
