"""A page as an indented tree of text: laying out a template's white space anew changes nothing, a lost word does.

* One line per element, its attributes sorted; one line per text, in quotation marks (behind its element where it is alone).
* Runs of white space are one blank. A blank stays where it parts words or elements in a line (``<b>a</b> b``), and goes
  at the edges of blocks, where nobody sees it (``_SIDE_BY_SIDE`` and ``_BLOCKS`` are what the style sheets make such).
  In ``pre`` and ``textarea`` everything stays.
* A drawing is one line with the first digits of its hash; so are the words that a page hands to its script.
* A part that stood in the file before, word for word, is not written again: its first line and a mark refer to it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from lxml import html as lxml_html


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_IN_LINE = _names(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark output q s samp small span strong sub sup time u var"
)
_THINGS = _names("button select textarea input img svg meter progress iframe object video audio")
_FILLED_IN = _names("input select textarea")
# What the style sheets say of our own elements: what stands side by side has no blanks between; what is a block is one.
_SIDE_BY_SIDE = _names(
    "wm-actions wm-badge wm-both wm-button wm-check wm-choice wm-figures wm-filter wm-guest-out",
    "wm-party-list wm-party-role wm-promises wm-row wm-save wm-signature wm-state wm-switch wm-switch-group wm-thing wm-tick wm-wait",
)
_BLOCKS = _names(
    "wm-bar wm-coach-label wm-field-error wm-flag wm-label wm-line wm-map wm-picture wm-said wm-wait-when"
)
_LISTS = _names("class rel aria-describedby aria-labelledby")
_HINTS = _names("wm-hint")  # a block in the board's descriptions
_FIELDS = _names("wm-field wm-control wm-cell")
_AS_TYPED = frozenset({"pre", "textarea"})
_REPEATED = 3  # lines from which on a part is referred to


@dataclass
class Node:
    """One line of the tree with what stands below it."""

    line: str
    inside: list[Node] = field(default_factory=list)
    ink: str = "text"  # or "typed": as it stands; or "": an element


def tree(html: str, *, without: Collection[str] = ()) -> Node:
    """The tree of a page or of a piece of one; of elements of the classes ``without``, the first line only."""
    whole = "<html" in html[:400].lower()
    root = (
        lxml_html.document_fromstring(html)
        if whole
        else lxml_html.fragment_fromstring(html, create_parent="div")
    )
    for name in without:
        for gone in root.find_class(name):
            gone.clear(keep_tail=True)
            gone.set("class", f"{name} (left out)")
    flow: list[Node | None] = []
    top = _node(root, flow, typed=False)
    _close_up(flow)
    return top


def _node(element: Any, flow: list[Node | None], *, typed: bool) -> Node:
    """The element; ``flow`` gathers its texts in reading order, None for an edge, where blanks vanish."""
    tag, style = str(element.tag), _style(element)
    made = Node(_line(tag, element.attrib), ink="")
    if tag == "svg":
        made.line += f" ‹{_mark(_drawing(element))}›"
    if tag == "input" and element.get("type") == "hidden":
        return made
    around: list[Node | None] = [made] if style is Style.THING else [None] if style is Style.BLOCK else []
    within: list[Node | None] = [] if style is Style.LINE else [None]
    between: list[Node | None] = [None] if _has(element, _SIDE_BY_SIDE) else []
    typed = typed or tag in _AS_TYPED
    flow += [*around, *within]
    _text(element.text, made, flow, typed=typed)
    for child in element if tag != "svg" else ():
        flow += between
        if isinstance(child.tag, str):
            made.inside.append(_node(child, flow, typed=typed))
        flow += between
        _text(child.tail, made, flow, typed=typed)
    flow += [*within, *around]
    return made


class Style(Enum):
    """How an element stands in its line."""

    LINE = "line"
    THING = "thing"  # in the line, with an inside of its own
    BLOCK = "block"


def _style(element: Any) -> Style:
    tag, above = str(element.tag), element.getparent()
    if _has(element, _BLOCKS) or (tag in _FILLED_IN and above is not None and _has(above, _FIELDS)):
        return Style.BLOCK
    if _has(element, _HINTS) and above is not None and above.tag == "dd":
        return Style.BLOCK
    if tag in _THINGS or _has(element, _SIDE_BY_SIDE):
        return Style.THING if tag in _THINGS or tag in _IN_LINE else Style.BLOCK
    return Style.LINE if tag in _IN_LINE else Style.BLOCK


def _has(element: Any, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint((element.get("class") or "").split())


def _drawing(element: Any) -> str:
    """All of a drawing, its white space made single."""
    within = []
    for one in element.iter():
        if isinstance(one.tag, str):
            around = (one.text, None if one is element else one.tail)
            within.append(
                " ".join([_line(one.tag, one.attrib), *(" ".join((text or "").split()) for text in around)])
            )
    return "\n".join(within)


def _text(text: str | None, above: Node, flow: list[Node | None], *, typed: bool) -> None:
    if text:
        made = Node(text if typed else re.sub(r"[ \t\r\n\f]+", " ", text), ink="typed" if typed else "text")
        above.inside.append(made)
        flow.append(made)


def _close_up(flow: list[Node | None]) -> None:
    """Take away the blanks that nobody sees."""
    blank = True  # an edge or a blank goes before
    for node in flow:
        if node is None:
            blank = True
        elif node.ink != "text":
            blank = False
        else:
            node.line = node.line.lstrip(" ") if blank else node.line
            blank = node.line.endswith(" ") if node.line else blank
    edge = True
    for node in reversed(flow):
        if node is None:
            edge = True
        elif node.ink != "text":
            edge = False
        else:
            node.line = node.line.rstrip(" ") if edge else node.line
            edge = edge and not node.line


def _line(tag: str, attributes: Mapping[str, str]) -> str:
    told = []
    for name, value in sorted(attributes.items()):
        said = " ".join(value.split()) if name in _LISTS else value.replace("\n", "\\n")
        if said.startswith("{") and len(said) > 200:
            said = f"{{‹{_mark(said)}›}}"
        told.append(f'{name}="{said}"' if said else name)
    return " ".join([tag, *told])


def _lines(node: Node, depth: int = 0) -> list[tuple[int, str]]:
    if node.ink == "typed":
        return [(depth, f'"{line}"') for line in node.line.split("\n")]
    if node.ink:
        return [(depth, f'"{node.line}"')] if node.line else []
    below = [line for one in node.inside for line in _lines(one, depth + 1)]
    if len(node.inside) == 1 and len(below) == 1 and node.inside[0].ink:
        return [(depth, f"{node.line} {below[0][1]}")]
    return [(depth, node.line), *below]


# --- several pages in one file --------------------------------------------------------------------------------------


def written(pages: Mapping[str, str], *, without: Collection[str] = ()) -> str:
    """Pages (HTML by heading) in one text, what chance made numbered."""
    flat: list[tuple[int, str]] = []
    for heading, html in pages.items():
        flat += [(0, f"# {heading}"), *_lines(tree(html, without=without))]
    depths = [depth for depth, _line in flat]
    lines = numbered("\n".join(line for _depth, line in flat)).split("\n")
    return _without_repetition(list(zip(depths, lines, strict=True)))


_RANDOM = {
    "sha": re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])"),
    "id": re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"),
    "guest": re.compile(r"(?<![0-9a-f])[0-9a-f]{20}(?![0-9a-f])"),
    "link": re.compile(r"(?<=/guest/)[\w-]{40,}(?=/)|(?<=/objection/)[\w-]{40,}"),
    "proof": re.compile(r'(?<=name="csrfmiddlewaretoken" type="hidden" value=")\w{64}(?=")'),
}


def numbered(text: str) -> str:
    """What chance made, named by kind and by order of first appearance; what appears once needs no number."""
    for kind, found in _RANDOM.items():
        times = Counter(found.findall(text))
        several = [value for value, count in times.items() if count > 1]
        names = {value: f"‹{kind} {number}›" for number, value in enumerate(several, 1)}
        text = found.sub(lambda hit, names=names, kind=kind: names.get(hit.group(), f"‹{kind}›"), text)
    return text


def _without_repetition(flat: list[tuple[int, str]]) -> str:
    ends = _ends([depth for depth, _line in flat])
    parts = [
        "\n".join(f"{depth - flat[at][0]} {line}" for depth, line in flat[at : ends[at]])
        if ends[at] - at >= _REPEATED and not flat[at][1].startswith("#")
        else ""
        for at in range(len(flat))
    ]
    told: list[str] = []
    first: dict[str, int] = {}
    marked: set[str] = set()
    at = 0
    while at < len(flat):
        depth, line = flat[at]
        part = parts[at]
        if part and part in first:
            marked.add(part)
            told.append(f"{' ' * depth}{line} ‹as {_mark(part)}›")
            at = ends[at]
            continue
        if part:
            first[part] = len(told)
        told.append(" " * depth + line)
        at += 1
    for part in marked:
        told[first[part]] += f" ‹{_mark(part)}›"
    return "\n".join(told) + "\n"


def _mark(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:5]


def _ends(depths: list[int]) -> list[int]:
    """Where the part that begins at a line ends."""
    ends = [len(depths)] * len(depths)
    open_at: list[int] = []
    for at, depth in enumerate(depths):
        while open_at and depths[open_at[-1]] >= depth:
            ends[open_at.pop()] = at
        open_at.append(at)
    return ends
