"""Typed values as readable elements, both ways, by one table per block: which field is an attribute, which an element.

Reading never raises: what does not fit its field, or has no field, is kept as ``unread`` pieces beside the part that
it stood in, and comes back when it is written. The kinds and ranges of attributes are those of the pydantic model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any

from lxml import etree
from pydantic import BaseModel, TypeAdapter, ValidationError

from workmentor_xblocks.core.content import unread, xml


@dataclass(frozen=True)
class Words:
    """A field that is a text in an element of its own."""

    field: str


@dataclass(frozen=True)
class One:
    """A field that holds at most one part."""

    field: str
    shape: Shape


@dataclass(frozen=True)
class Many:
    """A field that holds parts in their order."""

    field: str
    shape: Shape


@dataclass(frozen=True)
class Shape:
    """How one kind of part is written. ``attributes`` and ``inside`` stand in the order of writing."""

    tag: str
    model: type[BaseModel]
    attributes: tuple[str, ...] = ()
    always: frozenset[str] = frozenset()  # attributes that are written though they have their default
    words: str = ""  # the field that is the element's own text
    inside: tuple[Words | One | Many, ...] = ()
    passed_over: frozenset[str] = frozenset()  # elements that are derived at every export
    path: str = ""  # the part's place for findings: slots are attributes
    called: str = ""  # the same for a person: an English msgid
    by_name: Mapping[str, str] = field(init=False, hash=False, compare=False)  # attribute as written → field
    by_tag: Mapping[str, Words | One | Many] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        names = {self.model.model_fields[name].alias or name: name for name in self.attributes}
        tags = {kind.field if isinstance(kind, Words) else kind.shape.tag: kind for kind in self.inside}
        object.__setattr__(self, "by_name", names)
        object.__setattr__(self, "by_tag", tags)


@lru_cache(maxsize=256)
def _reader(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    kind: Any = info.annotation
    return TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)


def _is_list(model: type[BaseModel], name: str) -> bool:
    return bool(model.model_fields[name].annotation == tuple[str, ...])


def _value(model: type[BaseModel], name: str, text: str) -> Any:
    """An attribute's text as its field's kind; lists are separated by blanks. Raises ``ValidationError``."""
    if _is_list(model, name):
        return tuple(text.split())
    return _reader(model, name).validate_python(text)


def _is_default(part: BaseModel, name: str) -> bool:
    info = type(part).model_fields[name]
    default: object = "" if info.is_required() else info.default
    return bool(getattr(part, name) == default)


def pieces(part: BaseModel, shape: Shape) -> tuple[str, ...]:
    """What was not understood in a part; an attribute whose field was given a value since is settled."""
    kept: tuple[str, ...] = getattr(part, "unread", ())
    if not kept:
        return ()
    settled = {name for name, own in shape.by_name.items() if not _is_default(part, own)}
    return tuple(piece for piece in kept if unread.attribute_name(piece) not in settled)


# Reading


def read(node: etree._Element, shape: Shape) -> BaseModel:
    """The part that an element describes."""
    values, left = _read_attributes(node, shape)
    if shape.words:
        values[shape.words] = xml.text_of(node)
    else:
        left += _read_inside(node, shape, values)
    for name in shape.attributes:
        if shape.model.model_fields[name].is_required():
            values.setdefault(name, "")
    return shape.model.model_validate({**values, "unread": tuple(left)})


def _read_attributes(node: etree._Element, shape: Shape) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    left = []
    for name, written in node.attrib.items():
        text = xml.clean(str(written))
        own = shape.by_name.get(str(name))
        if own is None:
            left.append(unread.attribute(str(name), text))
        elif text or _is_list(shape.model, own):
            try:
                values[own] = _value(shape.model, own, text)
            except ValidationError:
                left.append(unread.attribute(str(name), text))
    return values, left


def _read_inside(node: etree._Element, shape: Shape, values: dict[str, Any]) -> list[str]:
    """Fill ``values`` from the elements inside; answers what has no field, or no room in its field."""
    attributes: list[str] = []
    left: list[str] = []
    many: dict[str, list[BaseModel]] = {}
    for child in node.iterchildren(tag=etree.Element):
        kind = shape.by_tag.get(str(child.tag))
        if isinstance(kind, Many):
            many.setdefault(kind.field, []).append(read(child, kind.shape))
        elif kind is not None and kind.field not in values:
            if isinstance(kind, One):
                values[kind.field] = read(child, kind.shape)
            else:
                values[kind.field] = xml.text_of(child)
                attributes += [
                    unread.attribute(str(k), str(v), inside=kind.field) for k, v in child.attrib.items()
                ]
        elif str(child.tag) not in shape.passed_over:
            left.append(xml.raw(child))
    values.update({name: tuple(parts) for name, parts in many.items()})
    between = xml.words_between(node)
    return [*attributes, *([unread.words(between)] if between else []), *left]


# Writing


def write(part: BaseModel, node: etree._Element, shape: Shape, *, depth: int) -> None:
    """Fill an element so that ``read`` finds the part again; ``depth`` is how deep the element stands."""
    for name, own in shape.by_name.items():
        value = getattr(part, own)
        text = _written(value)
        # An empty list says something where the default is none: nobody, instead of the usual ones.
        if (text or value == ()) and (own in shape.always or not _is_default(part, own)):
            node.set(name, text)
    if shape.words:
        node.text = xml.clean(getattr(part, shape.words)) or None
    for kind in shape.inside:
        if not _is_default(part, kind.field):
            _write_inside(getattr(part, kind.field), node, kind, depth=depth)
    ours = len(node)
    between = unread.give_back(node, pieces(part, shape))
    for child in list(node)[ours:]:
        xml.lay_out(child, depth + 1)
    if not shape.words:
        _set_margins(node, depth, between)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml.clean(" ".join(value) if isinstance(value, tuple) else str(value))


def _write_inside(value: Any, node: etree._Element, kind: Words | One | Many, *, depth: int) -> None:
    if isinstance(kind, Words):
        if xml.clean(value):
            etree.SubElement(node, kind.field).text = xml.clean(value)
        return
    parts = value if isinstance(kind, Many) else (value,)
    for part in parts:
        if part is not None:
            write(part, etree.SubElement(node, kind.shape.tag), kind.shape, depth=depth + 1)


def _set_margins(node: etree._Element, depth: int, between: str = "") -> None:
    """Each element inside on a line of its own, after the words that stood between them."""
    inner = xml.margin(depth + 1)
    node.text = (inner + between if between else "") + (inner if len(node) else "")
    for child in node:
        child.tail = inner
    if len(node):
        node[-1].tail = xml.margin(depth)
    elif between:
        node.text += xml.margin(depth)
    node.text = node.text or None


def insert(node: etree._Element, at: int, children: list[etree._Element], *, depth: int) -> None:
    """Put elements that are no part of the definition before the ``at``-th one of a written node."""
    between = " ".join(xml.words_between(node)).strip()
    for offset, child in enumerate(children):
        node.insert(at + offset, child)
    _set_margins(node, depth, between)
