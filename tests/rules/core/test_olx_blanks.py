"""A course that is exported and imported again is the same course, whatever blanks stood in its attributes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree
from pydantic import BaseModel

from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.olx import Format
from workmentor_xblocks.core.content.schema import schema_of
from workmentor_xblocks.scenario.content.kind import SCENARIO

KINDS = {"scenario": SCENARIO, "agreement": TEMPLATE}
BLANKS = st.text(st.sampled_from(" \t\n\r\u00a0\u3000\u2028a"), max_size=5)


def element(tag: str, model: type[BaseModel], values: Any) -> etree._Element:
    """One of everything that a part can hold, each attribute from ``values``; one attribute is none of ours."""
    node = etree.Element(tag)
    schema = schema_of(model)
    for name in (*schema.attributes, "strange"):
        if name != "schema":
            node.set(name, values())
    if schema.own:
        node.text = "Words"
    for inside, field in schema.inside.items():
        if field.part:
            node.append(element(inside, field.part, values))
        else:
            etree.SubElement(node, inside, strange=values()).text = "Words"
    return node


def again(olx: Format[Any], node: etree._Element) -> tuple[Any, dict[str, str], etree._Element]:
    """What a file holds, and the file that is written of it."""
    read = olx.read(node)
    written = etree.Element("root")
    olx.write(read.definition, written, attributes=read.attributes)
    return read.definition, dict(read.attributes), etree.fromstring(xml.serialise(written))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_second_reading_says_what_the_first_said(kind: str, data: st.DataObject) -> None:
    olx = KINDS[kind]
    node = element(olx.whole.TAG, olx.whole, lambda: data.draw(BLANKS))
    first, attributes, written = again(olx, node)
    second, attributes_again, written_again = again(olx, written)
    assert second == first
    assert attributes_again == attributes
    assert etree.tostring(written_again) == etree.tostring(written)
