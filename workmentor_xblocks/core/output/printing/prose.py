"""What authors write as Markdown, printed: paragraphs, lists, stress, tables; a link with its address behind it.

It is read from the same cleaned HTML that the page shows (``core.content.markdown``), so paper and screen say the same.
Pictures are told by their description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from lxml import html
from lxml.html import HtmlElement
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from workmentor_xblocks.core.content.authored_html import authored_html
from workmentor_xblocks.core.output.printing.glyphs import printable
from workmentor_xblocks.core.output.printing.page import WIDTH
from workmentor_xblocks.core.output.printing.typesetting import Look

_BLOCKS = frozenset(("p", "ul", "ol", "pre", "h5", "h6", "blockquote", "hr", "table"))
_STRESS = frozenset(("strong", "em"))
_MOST_LINES = 100  # that an author broke, in one paragraph
_DIGITS = 6  # of the number of an item


@dataclass(frozen=True)
class Block:
    """A paragraph of markup, hanging at ``depth`` and after its ``bullet``; or the rows of a table."""

    markup: str = ""
    bullet: str = ""
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def prose(
    look: Look, text: str, style: ParagraphStyle | None = None, *, bullet: str = "", width: float = WIDTH
) -> list[Flowable]:
    """A Markdown text as paragraphs and tables; with ``bullet`` it is an item of a list."""
    style = style or look.style()
    made: list[Flowable] = []
    for block in blocks(text, bullet=bullet):
        if block.rows:
            made += look.grid(block.rows[0], block.rows[1:], width=width)
        else:
            made += [
                look.marked_up(piece.markup, style, bullet=piece.bullet, depth=piece.depth)
                for piece in _pieces(block)
            ]
    return made


def _pieces(block: Block) -> Iterator[Block]:
    """A paragraph of very many lines as several, because the library breaks all that is left of it anew on each page."""
    lines = block.markup.split("<br/>")
    if len(lines) <= _MOST_LINES:
        yield block
        return
    deeper = block.depth + bool(block.bullet)
    stress = 0
    for start in range(0, len(lines), _MOST_LINES):
        said = "<br/>".join(lines[start : start + _MOST_LINES])
        before, stress = stress, stress + said.count("<b>") - said.count("</b>")
        markup = "<b>" * before + said + "</b>" * stress
        yield replace(block, markup=markup) if start == 0 else Block(markup, depth=deeper)


def blocks(text: str, *, bullet: str = "") -> list[Block]:
    """The paragraphs and tables of a Markdown text, in order."""
    # Signs that no HTML may hold would end the reading early.
    allowed = "".join(letter for letter in text if letter in "\n\r\t" or letter >= " ")
    if not allowed.strip():
        return []
    root = html.fragment_fromstring(authored_html(allowed), create_parent="div")
    return list(_item(root, bullet, 0) if bullet else _blocks(root, 0))


def _blocks(parent: HtmlElement, depth: int) -> Iterator[Block]:
    """The paragraphs within an element: pieces of text between its blocks, and what the blocks hold."""
    said = _escaped(parent.text)
    for child in parent:
        if child.tag in _BLOCKS:
            yield from _paragraph(said, depth)
            said = ""
            yield from _block(child, depth)
        else:
            said += _inline(child)
        said += _escaped(child.tail)
    yield from _paragraph(said, depth)


def _block(element: HtmlElement, depth: int) -> Iterator[Block]:
    match element.tag:
        case "ul" | "ol":
            first = _first_number(element)
            for number, item in enumerate(element.iterchildren("li"), first):
                yield from _item(item, "•" if element.tag == "ul" else f"{number}.", depth)
        case "table":
            rows = (tuple(cell.text_content() for cell in row) for row in element.iter("tr"))
            yield Block(rows=tuple(rows))
        case "pre":
            lines = printable(element.text_content()).strip("\n")
            yield Block(escape(lines).replace(" ", "\u00a0").replace("\n", "<br/>"), depth=depth)
        case "blockquote":
            yield from _blocks(element, depth + 1)
        case "h5" | "h6":
            yield from (replace(block, markup=f"<b>{block.markup}</b>") for block in _blocks(element, depth))
        case _:
            yield from _blocks(element, depth)


def _first_number(element: HtmlElement) -> int:
    """Where a list begins to count; a number that nobody writes counts from one."""
    start = element.get("start", "1")
    return int(start) if start.isdecimal() and len(start) <= _DIGITS else 1


def _item(element: HtmlElement, bullet: str, depth: int) -> Iterator[Block]:
    """An item: its first paragraph has the bullet, the others stand below it."""
    for number, block in enumerate(_blocks(element, depth + 1)):
        yield replace(block, bullet=bullet, depth=depth) if number == 0 and not block.bullet else block


def _paragraph(markup: str, depth: int) -> Iterator[Block]:
    if markup.strip():
        yield Block(markup.strip(), depth=depth)


def _inline(element: HtmlElement) -> str:
    if element.tag == "br":
        return "<br/>"
    if element.tag == "img":
        return _escaped(element.get("alt"))
    inner = _escaped(element.text) + "".join(_inline(child) + _escaped(child.tail) for child in element)
    if element.tag in _STRESS:
        return f"<b>{inner}</b>"
    address = element.get("href", "")
    told = address.removeprefix("mailto:").removeprefix("tel:")
    return f"{inner} ({_escaped(told)})" if told and told != element.text_content() else inner


def _escaped(text: str | None) -> str:
    return escape(printable(text or ""))
