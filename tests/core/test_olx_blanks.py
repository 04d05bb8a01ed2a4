"""A course that is exported and imported again is the same course, whatever blanks stood in its attributes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from workmentor_xblocks.agreement.content import olx as agreement, shapes as agreement_shapes
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.elements import Many, One, Shape, Words
from workmentor_xblocks.scenario.content import olx as scenario, shapes as scenario_shapes

KINDS = {
    "scenario": (scenario, scenario_shapes.SCENARIO),
    "agreement": (agreement, agreement_shapes.AGREEMENT),
}
BLANKS = st.text(st.sampled_from(" \t\n\r\u00a0\u3000\u2028a"), max_size=5)


def element(shape: Shape, values: Any) -> etree._Element:
    """One of everything that a shape can hold, each attribute from ``values``; one attribute is none of ours."""
    node = etree.Element(shape.tag)
    for name in (*shape.by_name, "strange"):
        if name != "schema":
            node.set(name, values())
    if shape.words:
        node.text = "Words"
    for inside in shape.inside:
        match inside:
            case Words():
                child = etree.SubElement(node, inside.field, strange=values())
                child.text = "Words"
            case Many() | One():
                node.append(element(inside.shape, values))
    return node


def again(olx: Any, node: etree._Element) -> tuple[Any, dict[str, str], etree._Element]:
    """What a file holds, and the file that is written of it."""
    read = olx.read(node)
    written = etree.Element("root")
    olx.write(read.definition, written, attributes=read.attributes)
    return read.definition, dict(read.attributes), etree.fromstring(xml.serialise(written))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_second_reading_says_what_the_first_said(kind: str, data: st.DataObject) -> None:
    olx, shape = KINDS[kind]
    node = element(shape, lambda: data.draw(BLANKS))
    first, attributes, written = again(olx, node)
    second, attributes_again, written_again = again(olx, written)
    assert second == first
    assert attributes_again == attributes
    assert etree.tostring(written_again) == etree.tostring(written)
