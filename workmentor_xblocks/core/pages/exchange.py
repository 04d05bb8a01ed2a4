"""A block's fields and its OLX: what leaves with a course and comes back with it.

Beside the definition and its settings travel the fields that the platform gives every block (``due``,
``visible_to_staff_only``, group access …), in the platform's own form.
"""

from __future__ import annotations

import logging
from typing import Any

from lxml import etree
from xblock.core import XML_NAMESPACES
from xblock.fields import Scope

from workmentor_xblocks.core.content import unread
from workmentor_xblocks.core.content.authored import NotADefinition
from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.core.content.settings import to_text

log = logging.getLogger(__name__)

# What the platform keeps apart, or never writes as an attribute.
_NOT_WRITTEN = frozenset({"definition", "children", "parent", "content", "xml_attributes"})
_OPTION = f"{{{XML_NAMESPACES['option']}}}"


def read_olx(block: Any, node: etree._Element) -> None:
    """Take the fields from an element. What cannot be used is kept in the definition and said by the checks."""
    content: Content[Any] = block.content
    platform = _platform_fields(block)
    for child in [child for child in node if str(child.tag).startswith(_OPTION)]:
        name = str(child.tag).removeprefix(_OPTION)
        _set(block, name, None if child.get("none") == "true" else child.text or "")
        node.remove(child)
    read = content.read(node, settings=_ours(block) | platform)
    useless = []
    for name, text in read.attributes.items():
        if name in platform:
            _set(block, name, text)
            continue
        value = content.settings.from_text(name, text)
        if value is None:
            useless.append(unread.attribute(name, text))
        else:
            setattr(block, name, value)
    definition = read.definition
    if useless:
        definition = definition.but(unread=(*definition.unread, *useless))
    block.definition = definition.canonical()


def write_olx(block: Any, node: etree._Element) -> None:
    """Fill an element with the readable form; a stored text that is no definition is given back as it is."""
    content: Content[Any] = block.content
    node.tag = content.whole.TAG
    attributes = {
        setting.name: to_text(getattr(block, setting.name))
        for setting in content.settings
        if block.fields[setting.name].is_set_on(block)
    }
    try:
        content.write(content.whole.parse(block.definition), node, attributes=attributes)
    except NotADefinition:
        for name, text in {**attributes, "definition": block.definition}.items():
            node.set(name, text)
    for name in sorted(_platform_fields(block)):
        if block.fields[name].is_set_on(block):
            block._add_field(node, name, block.fields[name])


def _ours(block: Any) -> frozenset[str]:
    return frozenset(setting.name for setting in block.content.settings)


def _platform_fields(block: Any) -> frozenset[str]:
    """Fields of the course, not of a person, that the platform mixed in."""
    return frozenset(
        name
        for name, field in block.fields.items()
        if field.scope in (Scope.settings, Scope.content) and name not in _ours(block) | _NOT_WRITTEN
    )


def _set(block: Any, name: str, text: str | None) -> None:
    """Set a field of the platform's from its text; one that it cannot read itself is left out, as it would do."""
    field = block.fields.get(name)
    if field is None:
        return
    try:
        setattr(block, name, None if text is None else field.from_string(text))
    except (TypeError, ValueError):
        log.warning("The attribute %s of %s cannot be used.", name, block.scope_ids.usage_id)
