"""What a file held and this version did not understand: kept beside the part that it stood in, given back at export.

One piece is a text: ``<video …/>`` an element, ``@colour=red`` an attribute, ``@body/format=html`` an attribute of a
text's element, ``#text words`` words that stood between elements.
"""

from __future__ import annotations

import re

from lxml import etree

from workmentor_xblocks.core.content import xml

_ATTRIBUTE = re.compile(
    r"@(?:(?P<inside>[\w.-]+)/)?(?P<name>\{[^}]*\}[^=]+|[^=/{}]+)=(?P<value>.*)", re.DOTALL
)
_WORDS = "#text "
_SHOWN = 80


def attribute(name: str, value: str, inside: str = "") -> str:
    """The piece for an attribute, ``inside`` the element of a text; in the form in which it is written again."""
    kept = xml.clean(value)
    return f"@{inside}/{name}={kept}" if inside else f"@{name}={kept}"


def words(pieces: list[str]) -> str:
    """The piece for words that stood between elements."""
    return _WORDS + " ".join(" ".join(pieces).split())


def attribute_name(piece: str) -> str | None:
    """Which attribute of the part itself a piece is about, if it is about one."""
    match = _ATTRIBUTE.fullmatch(piece)
    return match["name"] if match and not match["inside"] else None


def quote(piece: str) -> str:
    """The piece as a person would find it in the file, shortened."""
    match = _ATTRIBUTE.fullmatch(piece)
    if match:
        shown = f'{match["name"]}="{match["value"]}"'
        shown = f"<{match['inside']} {shown}>" if match["inside"] else shown
    else:
        shown = piece.removeprefix(_WORDS)
    shown = " ".join(shown.split())
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def give_back(node: etree._Element, pieces: tuple[str, ...]) -> str:
    """Write the pieces into ``node``; answers the words that belong between its elements.

    Elements go before attributes, so that they keep the prefixes of their name spaces.
    """
    between = []
    attributes = []
    for piece in pieces:
        match = _ATTRIBUTE.fullmatch(piece)
        if match:
            attributes.append(match)
        elif piece.startswith(_WORDS):
            between.append(xml.clean(piece.removeprefix(_WORDS)))
        elif xml.clean(piece):
            node.append(_element(piece))
    for match in attributes:
        _set(node, match)
    return " ".join(" ".join(between).split())


def _set(node: etree._Element, match: re.Match[str]) -> None:
    target = node
    if match["inside"]:
        found = node.find(match["inside"])
        target = found if found is not None else etree.SubElement(node, match["inside"])
    try:
        target.set(match["name"], xml.clean(match["value"]))
    except ValueError:  # no name that XML allows
        node.append(_element(match[0]))


def _element(piece: str) -> etree._Element:
    """The element that was kept; what is none, because somebody wrote it by hand, becomes the words of one."""
    words = etree.Element("unread")
    words.text = xml.clean(piece)
    try:
        node = xml.parse(xml.clean(piece))
    except (etree.XMLSyntaxError, ValueError):
        return words
    has_entities = next(node.iter(etree.Entity), None) is not None  # not known where it goes
    return words if has_entities else node
