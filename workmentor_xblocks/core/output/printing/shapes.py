"""What is drawn on paper and no text: a line to write on, and an address as a code."""

from __future__ import annotations

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from workmentor_xblocks.core.output.printing.page import INK

CODE = 28 * mm
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)


class Rule(Flowable):
    """A line to write on."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Room for a hand."""
        self.width, self.height = width, 9 * mm
        return self.width, self.height

    def draw(self) -> None:
        """The line."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 2, self.width, 2)


class Code(Flowable):
    """An address as a QR code, drawn row by row so that it stays sharp."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A square."""
        return CODE, CODE

    def draw(self) -> None:
        """Dark modules that touch are one bar."""
        canvas: Canvas = self.canv
        side = CODE / (len(self.rows) + 2 * _QUIET)
        canvas.setFillColor(INK)
        path = canvas.beginPath()
        for line, row in enumerate(self.rows):
            for first, last in _bars(row):
                path.rect(
                    (_QUIET + first) * side, CODE - (_QUIET + line + 1) * side, (last - first) * side, side
                )
        canvas.drawPath(path, stroke=0, fill=1)


def _bars(row: list[int]) -> list[tuple[int, int]]:
    """Where the dark stretches of a row begin and end."""
    found, first = [], -1
    for place, dark in enumerate([*row, 0]):
        if dark and first < 0:
            first = place
        elif not dark and first >= 0:
            found.append((first, place))
            first = -1
    return found
