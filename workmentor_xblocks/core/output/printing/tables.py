"""Tables that go on over as many pages as they need: whatever stands in a cell is laid out, at a cost that grows with it.

ReportLab measures all that is left of a table anew for each page, and of a torn row every paragraph. So what is tall
comes as several tables one below the other, each of which is torn a few times at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table

from workmentor_xblocks.core.output.printing.glyphs import BOLD, REGULAR, printable
from workmentor_xblocks.core.output.printing.page import HEIGHT, LINE, TINT

Row = Sequence[Sequence[Flowable]]

# A row is torn apart between pages only when so much of it fits on each.
_TORN_ROW = 40
# On a page with no more than this above a table, moving the table to the next page would gain nothing.
_NEARLY_EMPTY = 120
# Lines, about, that a row holds at most before it is parted: two pages.
_TALL = 120
_A_LINE = 90  # letters
# Titles that take more than this part of a page are not said again on the next one.
_TITLES = 0.3


class Rows(Table):
    """A table that finds a place to tear on a page that is empty, wherever the rest ends up."""

    lines: int  # about, in all its rows

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part for this page and the rest; nothing when all of it goes to the next page."""
        parts: list[Flowable] = super().split(width, height)
        if not parts and height > HEIGHT - _NEARLY_EMPTY:
            # What is left would be less than may be torn off: leave more.
            parts = super().split(width, height - _TORN_ROW)
        return parts


def tables(
    rows: Sequence[Row], widths: Sequence[float], *, titles: int = 0, ruled: bool = True
) -> list[Flowable]:
    """The rows below one another, ``titles`` of them on each page again."""
    head, rest = list(rows[:titles]), rows[titles:]
    if head and _height(head, widths) > HEIGHT * _TITLES:
        titles, head, rest = 0, [], rows
    if not rest:
        return [_table(head, widths, titles=titles, ruled=ruled)]
    made: list[Flowable] = []
    for tall, some in groupby(rest, key=_is_tall):
        if not tall:
            made.append(_table([*head, *some], widths, titles=titles, ruled=ruled))
            continue
        for row in some:
            pieces = list(_pieces(row))
            made += [
                _table([piece], widths, ruled=ruled and number == len(pieces))
                for number, piece in enumerate(pieces, 1)
            ]
    return made


def _table(rows: Sequence[Row], widths: Sequence[float], *, titles: int = 0, ruled: bool = True) -> Rows:
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
    table = Rows(list(map(list, rows)), colWidths=list(widths), repeatRows=titles, splitInRow=_TORN_ROW)
    table.setStyle(commands)
    table.lines = _lines_of_all(rows)
    return table


def _height(rows: Sequence[Row], widths: Sequence[float]) -> float:
    if _lines_of_all(rows) < 8:  # so few are never too tall
        return 0
    return float(_table(rows, widths).wrap(sum(widths), HEIGHT)[1])


def _is_tall(row: Row) -> bool:
    return any(_lines(cell) > _TALL for cell in row)


def _lines_of_all(rows: Sequence[Row]) -> int:
    return sum(max(map(_lines, row), default=0) for row in rows)


def _lines(cell: Sequence[Flowable]) -> int:
    """About how many lines a cell has."""
    return sum(map(_lines_of, cell))


def _lines_of(flowable: Flowable) -> int:
    if isinstance(flowable, Rows):
        return flowable.lines
    return 1 + int(getattr(flowable, "letters", 0)) // _A_LINE


def _pieces(row: Row) -> Iterator[Row]:
    """A tall row as several that stand below one another."""
    cells = [_parted(cell) for cell in row]
    for number in range(max(map(len, cells))):
        yield [cell[number] if number < len(cell) else [] for cell in cells]


def _parted(cell: Sequence[Flowable]) -> list[list[Flowable]]:
    """What stands in a cell, in pieces of about a page."""
    pieces: list[list[Flowable]] = [[]]
    lines = 0
    for flowable in cell:
        more = _lines_of(flowable)
        if pieces[-1] and lines + more > _TALL / 2:
            pieces.append([])
            lines = 0
        pieces[-1].append(flowable)
        lines += more
    return pieces


def column_widths(rows: Sequence[Sequence[str]], size: float, width: float) -> list[float]:
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
