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

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from workmentor_xblocks.core.output.letters import BOLD, REGULAR, in_order, is_right_to_left, known, printable

INK, SOFT, LINE, ACCENT, TINT = map(HexColor, ("#26241f", "#5c574d", "#d0c8b8", "#083f45", "#eef4f3"))
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 18 * mm, 13 * mm, 17 * mm
WIDTH = A4[0] - 2 * MARGIN_SIDE
HEIGHT = A4[1] - MARGIN_TOP - MARGIN_FOOT
BODY = 9.0
LABELS = 0.43  # the part of a table's width that labels have
# A row is torn apart between pages only when so much of it fits on each.
_TORN_ROW = 40
# What stands together with a title at least: itself, two lines of introduction, a row.
_ROOM = 75


class Text(Paragraph):
    """A paragraph. Lines with letters from right to left are put in order when they are drawn, not before."""

    blPara: Any  # noqa: N815  # the library's own name: the text broken into lines

    def draw(self) -> None:
        """Draw the lines as they are read."""
        lines = self.blPara
        if lines.kind == 0:
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


@dataclass(frozen=True)
class Look:
    """Type for one language's direction; ``size`` is that of plain text."""

    direction: str = "ltr"
    size: float = BODY

    def style(
        self, *, size: float = 0, bold: bool = False, colour: Color = INK, before: float = 0, after: float = 1
    ) -> ParagraphStyle:
        """A style of paragraph. A single line is never left alone on a page."""
        return _style(self.direction, size or self.size, bold, colour, before, after)

    def marked_up(self, markup: str, style: ParagraphStyle, *, bullet: str = "", depth: int = 0) -> Text:
        """A paragraph of markup that we made; ``bullet`` hangs before it."""
        if is_right_to_left(markup):
            # What is put in order line by line is set in one face.
            markup = _without_tags(markup)
        if not bullet and not depth:
            return Text(markup, style)
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
        made = Heading(escape(said), style)
        made.outline, made.level = said, level
        return [CondPageBreak(_ROOM), made]

    def columns(
        self, rows: Sequence[Sequence[Any]], widths: Sequence[float], *, titles: int = 0, ruled: bool = True
    ) -> Table:
        """A table with a line below each row; from right to left its first column stands right.

        ``titles`` rows come again on each page.
        """
        if self.direction == "rtl":
            rows, widths = [list(row)[::-1] for row in rows], list(widths)[::-1]
        commands: list[Any] = [
            # Without a face of ours the file would name one that it does not bring along.
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ]
        if ruled:
            commands.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE))
        if titles:
            commands.append(("BACKGROUND", (0, 0), (-1, titles - 1), TINT))
        table = Table(list(map(list, rows)), colWidths=list(widths), repeatRows=titles, splitInRow=_TORN_ROW)
        table.setStyle(commands)
        return table

    def pairs(self, rows: Sequence[tuple[str, Sequence[Flowable]]], *, label: float = LABELS) -> Table:
        """Labels and what stands beside them; ``label`` is the first column's part of the width."""
        bold = self.style(size=self.size - 0.5, bold=True, colour=SOFT)
        cells = [[self.plain(name, bold), list(value)] for name, value in rows]
        return self.columns(cells, (WIDTH * label, WIDTH * (1 - label)))

    def grid(self, titles: Sequence[str], rows: Sequence[Sequence[str]], *, width: float = WIDTH) -> Table:
        """A table of values with a line of titles, which comes again on each page."""
        bold = self.style(size=self.size - 1, bold=True, colour=SOFT, after=0)
        small = self.style(size=self.size - 0.7, after=0)
        cells = [[self.plain(title, bold) for title in titles]]
        cells += [[self.plain(cell, small) for cell in row] for row in rows]
        widths = _widths([titles, *rows], small.fontSize, width)
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


def _widths(rows: Sequence[Sequence[str]], size: float, width: float) -> list[float]:
    """Widths of columns: room for the longest word first, the rest by how much text there is."""
    count = max(map(len, rows))
    columns = [[printable(row[n]) for row in rows if n < len(row)] for n in range(count)]
    words = [
        max((stringWidth(word, BOLD, size) for text in column for word in text.split()), default=0)
        for column in columns
    ]
    least = [min(word + 9, width / count) for word in words]
    weights = [max(map(len, column)) ** 0.5 + 1 for column in columns]
    rest = width - sum(least)
    return [room + rest * weight / sum(weights) for room, weight in zip(least, weights, strict=True)]


_TAG = re.compile("<[^>]*>")


def _without_tags(markup: str) -> str:
    return _TAG.sub(lambda tag: " " if tag[0].startswith("<br") else "", markup)
