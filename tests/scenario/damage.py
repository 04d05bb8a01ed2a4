"""What happens to files and stored definitions on their way: things dropped, repeated, renamed, swapped, cut, blown up."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from lxml import etree

from workmentor_xblocks.core.content import xml

_NAMES = ["scene", "choice", "ending", "body", "id", "to", "level", "points", "for", "foo", "schema"]


def damaged_file(source: str, rng: random.Random) -> bytes:
    """An OLX file after one to three accidents."""
    text = source
    for _ in range(rng.randint(1, 3)):
        try:
            text = rng.choice(_TO_FILES)(text, rng)
        except etree.XMLSyntaxError:
            break  # it was cut before
    return text.encode("utf-8")


def _in_tree(act: Callable[[etree._Element, random.Random], None]) -> Callable[[str, random.Random], str]:
    def accident(text: str, rng: random.Random) -> str:
        root = xml.parse(text)
        below = list(root.iterdescendants())
        if below:
            act(rng.choice(below), rng)
        return xml.serialise(root)

    return accident


def _drop(node: etree._Element, rng: random.Random) -> None:
    if node.attrib and rng.random() < 0.5:
        del node.attrib[rng.choice(list(node.attrib))]
    else:
        node.getparent().remove(node)


def _repeat(node: etree._Element, rng: random.Random) -> None:
    target = rng.choice(list(node.getroottree().getroot().iter()))
    target.append(copy.deepcopy(node))


def _rename(node: etree._Element, rng: random.Random) -> None:
    if node.attrib and rng.random() < 0.6:
        name = rng.choice(list(node.attrib))
        node.set(rng.choice(_NAMES), node.attrib.pop(name))
    else:
        node.tag = rng.choice(_NAMES)


def _garble(node: etree._Element, rng: random.Random) -> None:
    junk = rng.choice(["", "-1", "abc", "9" * 5000, "NaN", "  ", "<b>", "{x}", "\u202e", "true"])
    if node.attrib:
        node.set(rng.choice(list(node.attrib)), junk)
    else:
        node.text = junk


def _swap(node: etree._Element, rng: random.Random) -> None:
    other = rng.choice(list(node.getparent()))
    node.tag, other.tag = other.tag, node.tag
    node.text, other.text = other.text, node.text


def _huge(node: etree._Element, rng: random.Random) -> None:
    kind = rng.randrange(3)
    if kind == 0:
        node.text = "very long " * 20_000
    elif kind == 1:
        for _ in range(300):
            node.append(etree.Element(rng.choice(_NAMES)))
    else:
        for _ in range(150):
            node = etree.SubElement(node, "deep")


def _cut(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    return text[:start] + text[start + rng.randint(1, 40) :]


_TO_FILES: list[Callable[[str, random.Random], str]] = [
    *map(_in_tree, (_drop, _repeat, _rename, _garble, _swap, _huge)),
    _cut,
]


def damaged_data(data: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A stored definition after one to three accidents."""
    whole = copy.deepcopy(data)
    for _ in range(rng.randint(1, 3)):
        spots = list(_spots(whole))
        if spots:
            holder, key = rng.choice(spots)
            rng.choice(_TO_DATA)(holder, key, rng)
    return whole


def _spots(value: Any) -> Any:
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for key in holder if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], (dict, list)):
                waiting.append(holder[key])


def _drop_key(holder: Any, key: Any, rng: random.Random) -> None:
    del holder[key]


def _repeat_item(holder: Any, key: Any, rng: random.Random) -> None:
    if isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))


def _rename_value(holder: Any, key: Any, rng: random.Random) -> None:
    if isinstance(holder[key], str):
        holder[key] = rng.choice(["", "nowhere", "é", "{x}", "\x00", "a/b"])
    elif isinstance(holder, dict):
        holder["renamed"] = holder.pop(key)


def _swap_items(holder: Any, key: Any, rng: random.Random) -> None:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    other = rng.choice(keys)
    if type(holder[key]) is type(holder[other]):
        holder[key], holder[other] = holder[other], holder[key]


def _cut_value(holder: Any, key: Any, rng: random.Random) -> None:
    if isinstance(holder[key], (str, list)):
        holder[key] = holder[key][: rng.randint(0, len(holder[key]))]


def _blow_up(holder: Any, key: Any, rng: random.Random) -> None:
    if isinstance(holder[key], str):
        holder[key] = (holder[key] or "x") * 5000
    elif isinstance(holder[key], list):
        holder[key] = holder[key] * 20


_TO_DATA = [_drop_key, _repeat_item, _rename_value, _swap_items, _cut_value, _blow_up]
