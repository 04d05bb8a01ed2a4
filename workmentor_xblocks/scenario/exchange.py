"""The block's fields and its OLX: what leaves with a course and comes back with it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from workmentor_xblocks.scenario import olx, settings
from workmentor_xblocks.scenario.definition import NotADefinition, parse


def read_olx(block: Any, node: etree._Element) -> None:
    """Take the fields from an element. What cannot be read is kept in the definition and said by the checks."""
    read = olx.read(node, settings=[setting.name for setting in settings.SETTINGS])
    block.definition = read.definition.canonical()
    for name, text in read.attributes.items():
        value = settings.from_text(name, text)
        if value is not None:
            setattr(block, name, value)


def write_olx(block: Any, node: etree._Element) -> None:
    """Fill an element with the readable form; a stored text that is no definition is given back as it is."""
    node.tag = "workmentor_scenario"
    set_ones = {
        setting.name: settings.to_text(getattr(block, setting.name))
        for setting in settings.SETTINGS
        if block.fields[setting.name].is_set_on(block)
    }
    try:
        definition = parse(block.definition)
    except NotADefinition:
        for name, text in set_ones.items():
            node.set(name, text)
        node.set("definition", block.definition)
        return
    olx.write(definition, node, attributes=set_ones)
