"""Printed pages: at the foot of each what it belongs to and its number, in the file its title and language.

The same values give the same bytes wherever they are printed: no clock, no chance, and nothing of the server's own
fonts goes in (ReportLab's ``invariant``), so that a stored print can be told from a changed one by its hash.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from io import BytesIO

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from workmentor_xblocks import __version__
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.glyphs import BOLD, REGULAR, in_order, known, printable, runs
from workmentor_xblocks.core.output.printing.page import HEIGHT, LINE, MARGIN_FOOT, MARGIN_SIDE, SOFT, WIDTH
from workmentor_xblocks.core.output.printing.parts import Paper
from workmentor_xblocks.core.output.printing.typesetting import Heading

# Kept beside a stored print: another one of these may give other bytes for the same values.
GENERATOR = f"workmentor {__version__}, reportlab {reportlab.__version__}"

_FOOT_SIZE = 7.5
_FOOT_LETTERS = 400  # more fit at no foot, narrow as they may be


Story = Callable[[], list[Flowable]]


def make(paper: Paper, story: Story) -> bytes:
    """The file. ``story`` is told twice: "page 2 of 5" is known once all is laid out."""
    known()
    pages = _lay_out(paper, story(), pages=0).page
    return _lay_out(paper, story(), pages=pages).filename.getvalue()


def _lay_out(paper: Paper, story: list[Flowable], *, pages: int) -> _Pages:
    made = _Pages(paper, pages)
    made.build(story)
    return made


class _Pages(BaseDocTemplate):
    """A4 pages with a foot; titles go into the outline as they come by."""

    filename: BytesIO

    def __init__(self, paper: Paper, pages: int) -> None:
        super().__init__(
            BytesIO(),
            pagesize=A4,
            title=paper.title,
            subject=paper.subject,
            author="",
            creator=GENERATOR,
            producer=GENERATOR,
            lang=paper.language,
            direction="R2L" if paper.direction == "rtl" else "L2R",
            displayDocTitle=True,
            initialFontName=REGULAR,
            invariant=1,
            pageCompression=1,
        )
        self.paper, self.pages, self.titles, self.level = paper, pages, 0, -1
        frame = Frame(
            MARGIN_SIDE,
            MARGIN_FOOT,
            WIDTH,
            HEIGHT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self.foot))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # the library's own name
        """Note where a title stands."""
        if isinstance(flowable, Heading) and flowable.outline:
            self.titles += 1
            name = f"title-{self.titles}"
            self.canv.bookmarkPage(name)
            # A part whose sheet has no title stands where the sheet would.
            self.level = min(flowable.level, self.level + 1)
            self.canv.addOutlineEntry(flowable.outline, name, level=self.level)

    def foot(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """What the page belongs to, and which one of how many it is."""
        base = MARGIN_FOOT - 9 * mm
        number = _("Page {page} of {pages}").format(page=self.page, pages=self.pages)
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN_SIDE, base + 11, MARGIN_SIDE + WIDTH, base + 11)
        canvas.setFillColor(SOFT)
        room = WIDTH - self._write(canvas, number, base, face=REGULAR, at_end=True) - 12
        warning = f"{self.paper.warning} · " if self.paper.warning else ""
        used = self._write(canvas, warning, base, face=BOLD)
        rest = f" · {self.paper.foot}" if self.paper.foot else ""
        title = _cut(printable(self.paper.title), room - used - stringWidth(rest, REGULAR, _FOOT_SIZE))
        self._write(canvas, title + rest, base, face=REGULAR, after=used)
        canvas.restoreState()

    def _write(
        self, canvas: Canvas, text: str, base: float, *, face: str, after: float = 0, at_end: bool = False
    ) -> float:
        """Write a line ``after`` so much of it, or at its end; how wide it is."""
        line = in_order(" ".join(printable(text).split("\n")), direction=self.paper.direction)
        wide = _width(line, face)
        stands_left = at_end == (self.paper.direction == "rtl")
        x = MARGIN_SIDE + after if stands_left else MARGIN_SIDE + WIDTH - after - wide
        for one, piece in runs(line, face):
            canvas.setFont(one, _FOOT_SIZE)
            canvas.drawString(x, base, piece)
            x += stringWidth(piece, one, _FOOT_SIZE)
        return wide


def _width(line: str, face: str) -> float:
    return sum(stringWidth(piece, one, _FOOT_SIZE) for one, piece in runs(line, face))


def _cut(title: str, room: float) -> str:
    """The beginning of a title, as much as there is room for."""
    if len(title) <= _FOOT_LETTERS and _width(title, REGULAR) <= room:
        return title
    fits = bisect_right(
        range(1, min(len(title), _FOOT_LETTERS) + 1),
        room,
        key=lambda letters: _width(f"{title[:letters]}…", REGULAR),
    )
    return f"{title[:fits].rstrip()}…"
