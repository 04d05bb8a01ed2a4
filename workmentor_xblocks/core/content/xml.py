"""The letters of a course file: what XML can hold, how a text stands in it, and how it is laid out to be read.

Nothing here knows a block. Parsing is closed to entities, DTDs and the network (OWASP, XML External Entities).
"""

from __future__ import annotations

import copy
import re

from lxml import etree

# Everything but the Char production of XML 1.0, with the two non-characters that libxml2 refuses as well.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")
_MARGIN = re.compile("^[ \t]*")


def clean(text: str) -> str:
    """The text as a file can hold it: no control characters, plain line ends, no white space around it."""
    return _LINE_END.sub("\n", _NOT_XML.sub("", text)).strip()


def parse(source: bytes | str) -> etree._Element:
    """The root element of ``source``. Raises ``etree.XMLSyntaxError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(source, parser)


def serialise(node: etree._Element) -> str:
    """An element as the text of a file, as it is laid out."""
    return etree.tostring(node, encoding="unicode", with_tail=False) + "\n"


def depth_of(node: etree._Element) -> int:
    """How many elements the node stands in."""
    return sum(1 for _ in node.iterancestors())


def margin(depth: int) -> str:
    """A new line at that depth."""
    return "\n" + "  " * depth


def raw(node: etree._Element) -> str:
    """An element as XML on its own: only the name spaces that it needs, and no blanks that are mere layout."""
    alone = copy.deepcopy(node)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    for parent in _element_only(alone):
        parent.text = None
        for child in parent:
            child.tail = None
    return etree.tostring(alone, encoding="unicode")


def lay_out(node: etree._Element, depth: int) -> None:
    """Indent by two spaces what stands in ``node``; elements that hold text are left as they are."""
    levels = {node: depth}
    for parent in _element_only(node):
        inner = levels[parent] + 1
        parent.text = margin(inner)
        for child in parent:
            child.tail = margin(inner)
            levels[child] = inner
        parent[-1].tail = margin(inner - 1)


def _element_only(node: etree._Element) -> list[etree._Element]:
    """The node and what is below it, as far as it is built of elements without a word between them."""
    found, waiting = [], [node]
    while waiting:
        here = waiting.pop()
        if len(here) and not any(words_between(here)):
            found.append(here)
            waiting.extend(here)
    return found


def words_between(node: etree._Element) -> list[str]:
    """The texts that stand directly in an element, between its children."""
    pieces = [node.text or ""]
    for child in node:
        if isinstance(child, etree._Entity):
            pieces.append(child.text or "")
        pieces.append(child.tail or "")
    return [piece for piece in pieces if piece.strip()]


def text_of(node: etree._Element) -> str:
    """What an element says.

    Elements inside become the characters that were typed, so that nothing is lost and the author sees it; comments
    go. A text that starts on a line of its own may be indented: the common margin is taken off.
    """
    pieces = [node.text or ""]
    for child in node:
        if isinstance(child, etree._Entity):
            pieces.append(child.text or "")
        elif isinstance(child.tag, str):
            pieces.append(raw(child))
        pieces.append(child.tail or "")
    return clean(_without_margin("".join(pieces)))


def _without_margin(text: str) -> str:
    first, *rest = text.split("\n")
    if first.strip() or not rest:
        return text
    margins = [_MARGIN.match(line)[0] for line in rest if line.strip()]  # type: ignore[index]  # always matches
    if not margins:
        return ""
    low, high = min(margins), max(margins)  # what the first and the last in order share, all share
    common = next(
        (at for at, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high))
    )
    return "\n".join(line[common:] if line.strip() else "" for line in rest)
