"""How printed text looks: plain words, titles, labels with their values, and tables.

What people wrote comes in by ``plain`` and is printed letter by letter; only our own words are ever markup (an
agreement in which a name with ``<b>`` or ``&`` changes the page is no record).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from workmentor_xblocks.core.output.printing.glyphs import (
    BOLD,
    REGULAR,
    in_order,
    is_right_to_left,
    known,
    printable,
    runs,
)
from workmentor_xblocks.core.output.printing.page import ACCENT, INK, SOFT, WIDTH
from workmentor_xblocks.core.output.printing.parts import LABELS
from workmentor_xblocks.core.output.printing.tables import Row, column_widths, tables

BODY = 9.0
# A column has room for a short word at least.
_NARROWEST = 30
# How the library marks lines that stand in one face.
_ONE_FACE = 0
# Text that hangs deeper than this would have no room left beside the margin.
_DEEPEST = 8
# What stands together with a title at least: itself, two lines of introduction, a row.
_ROOM = 75


class Text(Paragraph):
    """A paragraph. Lines with letters from right to left are put in order when they are drawn, not before.

    It is broken into lines once for a width, however often a table asks how tall it is and wherever a page ends: the
    library would break all that is left of it anew each time.
    """

    blPara: Any  # noqa: N815  # the library's own name: the text broken into lines
    frags: list[Any]  # the library's own name: pieces of text, each in one face

    def __init__(self, markup: Any, style: ParagraphStyle, **more: Any) -> None:
        super().__init__(markup, style, **more)
        self._broken: tuple[tuple[float, ...], Any] | None = None
        self.letters = len(markup or "")
        if markup and len(self.frags) > 1 and is_right_to_left(markup):
            # The library cuts at each "&", "<" and ">"; a line can only be put in order as a whole.
            self.frags[0].text = "".join(piece.text for piece in self.frags)
            del self.frags[1:]

    def breakLines(self, width: Any) -> Any:  # noqa: N802  # the library's own name
        """The lines for these widths, of the first line and of the others."""
        widths = tuple(width)
        if self._broken is None or self._broken[0] != widths:
            lines = super().breakLines(width)
            if lines.kind != _ONE_FACE or self.bulletText:
                return lines
            self._broken = widths, lines
        return self._broken[1]

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits and the rest, which is broken into lines already."""
        parts: list[Flowable] = super().split(width, height)
        if len(parts) == 2 and self._broken is not None:
            first, rest = parts
            assert isinstance(first, Text) and isinstance(rest, Text)  # noqa: S101, PT018  # the library asks our class
            widths, lines = self._broken
            left = copy(lines)
            left.lines = lines.lines[len(first.blPara.lines) :]
            rest._broken = widths, left
        return parts

    def draw(self) -> None:
        """Draw the lines as they are read."""
        lines = self.blPara
        if lines.kind == _ONE_FACE:
            direction = "rtl" if self.style.alignment == TA_RIGHT else "ltr"
            self.blPara = copy(lines)
            self.blPara.lines = [
                (room, [in_order(" ".join(words), direction=direction)]) for room, words in lines.lines
            ]
        super().draw()
        self.blPara = lines


class Heading(Text):
    """A title, which also stands in the outline that a reader's program shows."""

    outline = ""
    level = 0

    def split(self, width: float, height: float) -> list[Flowable]:
        """A title over two pages stands in the outline with its beginning."""
        parts = super().split(width, height)
        if len(parts) == 2 and isinstance(parts[0], Heading):
            parts[0].outline, parts[0].level = self.outline, self.level
        return parts


@dataclass(frozen=True)
class Look:
    """Type for one language's direction; ``size`` is that of plain text, and ``air`` what stands below it."""

    direction: str = "ltr"
    size: float = BODY
    air: float = 1

    def style(
        self,
        *,
        size: float = 0,
        bold: bool = False,
        colour: Color = INK,
        before: float = 0,
        after: float | None = None,
    ) -> ParagraphStyle:
        """A style of paragraph. A single line is never left alone on a page."""
        below = self.air if after is None else after
        return _style(self.direction, size or self.size, bold, colour, before, below)

    def marked_up(self, markup: str, style: ParagraphStyle, *, bullet: str = "", depth: int = 0) -> Text:
        """A paragraph of markup that we made; ``bullet`` hangs before it."""
        if is_right_to_left(markup):
            # What is put in order line by line is set in one face.
            markup = _without_tags(markup)
        else:
            markup = _in_faces(markup)
        if not bullet and not depth:
            return Text(markup, style)
        depth = min(depth, _DEEPEST)
        hanging = style.clone(f"{style.name}-{depth}")
        hanging.leftIndent = (depth + bool(bullet)) * style.fontSize * 1.3
        hanging.bulletIndent = depth * style.fontSize * 1.3
        if self.direction == "rtl":
            hanging.leftIndent, hanging.rightIndent = 0, hanging.leftIndent
            return Text(f"{bullet} {markup}", hanging)
        return Text(markup, hanging, bulletText=bullet or None)

    def plain(self, value: str, style: ParagraphStyle | None = None) -> list[Flowable]:
        """What a person wrote, letter by letter, a paragraph for each of its lines."""
        style = style or self.style()
        lines = [line for line in printable(value).split("\n") if line.strip()]
        return [self.marked_up(escape(line), style) for line in lines]

    def heading(self, title: str, *, level: int = 0) -> list[Flowable]:
        """A title, of a sheet (0) or of a part of it (1), where there is room for the beginning of what follows."""
        size, before = (17, 0) if level == 0 else (11.5, 7)
        said = " ".join(printable(title).split())
        style = self.style(size=size, bold=True, colour=ACCENT, before=before, after=size / 4)
        made = Heading(_in_faces(escape(said)), style)
        made.outline, made.level = said, level
        return [CondPageBreak(_ROOM), made]

    def columns(
        self, rows: Sequence[Row], widths: Sequence[float], *, titles: int = 0, ruled: bool = True
    ) -> list[Flowable]:
        """A table with a line below each row; from right to left its first column stands right.

        ``titles`` rows come again on each page.
        """
        if self.direction == "rtl":
            rows, widths = [list(row)[::-1] for row in rows], list(widths)[::-1]
        return tables(rows, widths, titles=titles, ruled=ruled)

    def pairs(
        self, rows: Sequence[tuple[str, Sequence[Flowable]]], *, label: float = LABELS, width: float = WIDTH
    ) -> list[Flowable]:
        """Labels and what stands beside them; ``label`` is the first column's part of the width."""
        bold = self.style(size=self.size - 0.5, bold=True, colour=SOFT)
        cells = [[self.plain(name, bold), list(value)] for name, value in rows]
        return self.columns(cells, (width * label, width * (1 - label)))

    def grid(
        self, titles: Sequence[str], rows: Sequence[Sequence[str]], *, width: float = WIDTH
    ) -> list[Flowable]:
        """A table of values with a line of titles, which comes again on each page.

        One with more columns than the page has room for is told row by row, each value beside its title.
        """
        small = self.style(size=self.size - 0.7, after=0)
        if not titles or len(titles) * _NARROWEST > width:
            told = [
                [(title, self.plain(cell, small)) for title, cell in zip(titles, row, strict=False)]
                for row in rows
            ]
            return [table for row in told if row for table in self.pairs(row, width=width)]
        bold = self.style(size=self.size - 1, bold=True, colour=SOFT, after=0)
        cells = [[self.plain(title, bold) for title in titles]]
        cells += [[self.plain(cell, small) for cell in row] for row in rows]
        widths = column_widths([titles, *rows], small.fontSize, width)
        return self.columns(cells, widths, titles=1)


@lru_cache(maxsize=256)
def _style(
    direction: str, size: float, bold: bool, colour: Color, before: float, after: float
) -> ParagraphStyle:
    known()
    face = BOLD if bold else REGULAR
    return ParagraphStyle(
        f"{direction}-{size}-{bold}-{colour.hexval()}-{before}-{after}",
        fontName=face,
        fontSize=size,
        leading=size * 1.26,
        textColor=colour,
        bulletFontName=face,
        bulletFontSize=size,
        bulletColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_RIGHT if direction == "rtl" else TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
    )


_TAG = re.compile("<[^>]*>")


def _without_tags(markup: str) -> str:
    return _TAG.sub(lambda tag: " " if tag[0].startswith("<br") else "", markup)


def _in_faces(markup: str) -> str:
    """Markup with the letters marked that our own font has not."""
    if markup.isascii():
        return markup
    return "".join(
        f'<font name="{face}">{piece}</font>' if face else piece for face, piece in runs(markup, "")
    )
