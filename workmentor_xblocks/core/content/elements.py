"""Typed values as readable elements, both ways, as their schema says which field is an attribute, which an element.

Reading never raises: what does not fit its field, or has no field, is kept as ``unread`` pieces beside the part that
it stood in, and comes back when it is written. The kinds and ranges of attributes are those of the pydantic model.
"""

from __future__ import annotations

from typing import Any, TypeVar

from lxml import etree
from pydantic import BaseModel, ValidationError

from workmentor_xblocks.core.content import unread, xml
from workmentor_xblocks.core.content.schema import Parts, Schema, Stated, schema_of
from workmentor_xblocks.core.content.walking import parts_in

Some = TypeVar("Some", bound=BaseModel)


def pieces(part: BaseModel) -> tuple[str, ...]:
    """What was not understood in a part; an attribute whose field was given a value since is settled."""
    kept: tuple[str, ...] = getattr(part, "unread", ())
    if not kept:
        return ()
    attributes = schema_of(type(part)).attributes
    settled = {name for name, field in attributes.items() if not field.is_default_in(part)}
    return tuple(piece for piece in kept if unread.attribute_name(piece) not in settled)


# Reading


def read(node: etree._Element, model: type[Some], *, derived: str = "") -> Some:
    """The part that an element describes, but for elements that are derived at every export."""
    schema = schema_of(model)
    values, left = _read_attributes(node, schema)
    if schema.own:
        values[schema.own.name] = xml.text_of(node)
    else:
        left += _read_inside(node, schema, values, derived)
    required = {field.name: "" for field in schema.fields if field.info.is_required()}
    return model.model_validate({**required, **values, "unread": tuple(left)})


def _read_attributes(node: etree._Element, schema: Schema) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    left = []
    for name, written in node.attrib.items():
        text = xml.clean(str(written))
        field = schema.attributes.get(str(name))
        if field is None:
            left.append(unread.attribute(str(name), text))
        elif field.is_list:
            values[field.name] = tuple(text.split())
        elif text:
            try:
                values[field.name] = field.read(text)
            except ValidationError:
                left.append(unread.attribute(str(name), text))
    return values, left


def _read_inside(node: etree._Element, schema: Schema, values: dict[str, Any], derived: str) -> list[str]:
    """Fill ``values`` from the elements inside; answers what has no field, or no room in its field."""
    attributes: list[str] = []
    left: list[str] = []
    many: dict[str, list[BaseModel]] = {}
    for child in node.iterchildren(tag=etree.Element):
        field = schema.inside.get(str(child.tag))
        if field is not None and field.part and field.is_list:
            many.setdefault(field.name, []).append(read(child, field.part))
        elif field is not None and field.name not in values:
            if field.part:
                values[field.name] = read(child, field.part)
            else:
                values[field.name] = xml.text_of(child)
                attributes += [
                    unread.attribute(str(k), str(v), inside=field.name) for k, v in child.attrib.items()
                ]
        elif child.tag != derived:
            left.append(xml.raw(child))
    values.update({name: tuple(parts) for name, parts in many.items()})
    between = xml.words_between(node)
    return [*attributes, *([unread.words(between)] if between else []), *left]


# Writing


def write(part: BaseModel, node: etree._Element, *, depth: int) -> None:
    """Fill an element so that ``read`` finds the part again; ``depth`` is how deep the element stands."""
    schema = schema_of(type(part))
    for name, field in schema.attributes.items():
        value = getattr(part, field.name)
        text = _written(value)
        # An empty list says something where the default is none: nobody, instead of the usual ones.
        if (text or value == ()) and (field.is_always_written or not field.is_default_in(part)):
            node.set(name, text)
    if schema.own:
        node.text = xml.clean(getattr(part, schema.own.name)) or None
    for field in schema.inside.values():
        if not field.is_default_in(part):
            _write_inside(part, field, node, depth=depth)
    ours = len(node)
    between = unread.give_back(node, pieces(part))
    for child in list(node)[ours:]:
        xml.lay_out(child, depth + 1)
    if not schema.own:
        _set_margins(node, depth, between)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml.clean(" ".join(value) if isinstance(value, tuple) else str(value))


def _write_inside(part: BaseModel, field: Stated, node: etree._Element, *, depth: int) -> None:
    if not isinstance(field.mark, Parts):
        if words := xml.clean(getattr(part, field.name)):
            etree.SubElement(node, field.name).text = words
        return
    for one in parts_in(part, field):
        write(one, etree.SubElement(node, field.mark.tag), depth=depth + 1)


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
