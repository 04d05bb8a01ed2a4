"""Who signed, when and how; and how to find out whether this paper says what is kept.

The words claim a simple electronic signature (eIDAS Art. 3(10)) and nothing more.
"""

from __future__ import annotations

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from workmentor_xblocks.agreement.output.document import Document, PrintedSignature
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.page import INK, SOFT, WIDTH
from workmentor_xblocks.core.output.prose import prose
from workmentor_xblocks.core.output.typesetting import Look

_SHORT = 12
_CODE = 28 * mm
_ROLES = 0.2  # the part of the width that the name of a role has
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)


def signatures(look: Look, document: Document) -> list[Flowable]:
    """A line for each who signed, and a place for each who has not."""
    if not document.signatures:
        return []
    small = look.style(size=8.3, colour=SOFT, after=4)
    said = _(
        "Each signature given on the screen is a simple electronic signature: the person's name, the time, and the "
        "fingerprint of the version that the person agreed to."
    )
    table = table_of(look, document.signatures)
    disclaimer = prose(look, document.disclaimer, look.style(size=8.3, colour=SOFT, before=6))
    return [*look.heading(_("Signatures"), level=1), *look.plain(said, small), *table, *disclaimer]


def table_of(look: Look, signed: tuple[PrintedSignature, ...]) -> list[Flowable]:
    """The signatures one below the other."""
    return look.pairs(
        [(one.role, _signed(look, one) if one.at else _missing(look, one)) for one in signed], label=_ROLES
    )


def _signed(look: Look, one: PrintedSignature) -> list[Flowable]:
    who = ", ".join(filter(None, (one.name, one.position)))
    version = _("Version {number}").format(number=one.version) if one.version else ""
    how = " · ".join(filter(None, (one.at, one.kind, version, one.sha256[:_SHORT])))
    told = look.plain(who, look.style(bold=True, after=0)) + look.plain(how, look.style(size=8.3))
    return told + look.plain(one.note, look.style(size=8.3))


def _missing(look: Look, one: PrintedSignature) -> list[Flowable]:
    who = ", ".join(filter(None, (one.name, one.position)))
    told = look.plain(who, look.style(bold=True, after=0))
    told += look.plain(one.note or _("Not signed"), look.style(size=8.3))
    return [
        *told,
        _Rule(),
        *look.plain(_("Signature on paper, place and day"), look.style(size=7.5, colour=SOFT)),
    ]


class _Rule(Flowable):
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


def check(look: Look, document: Document) -> list[Flowable]:
    """The address at which the paper can be compared with what is kept, and the fingerprints to compare."""
    if not document.verify_url:
        return []
    small = look.style(size=8.3)
    label = look.style(size=7.5, bold=True, colour=SOFT, after=0)
    told = look.plain(
        _("Open the address, or the code beside it, and compare the fingerprints with those below."), small
    )
    told += look.plain(document.verify_url, look.style(size=8.3, bold=True))
    for name, value in (
        (_("Fingerprint of this version (SHA-256)"), document.sha256),
        (_("Newest entry of the history (SHA-256)"), document.head),
    ):
        if value:
            told += look.plain(name, label) + look.plain(value, look.style(size=7.5))
    row: list[list[Flowable]] = [[_Code(document.verify_url)], told]
    table = look.columns([row], (_CODE + 8, WIDTH - _CODE - 8), ruled=False)
    return [CondPageBreak(_CODE + 30), *look.heading(_("Check this paper"), level=1), *table]


class _Code(Flowable):
    """An address as a QR code, drawn row by row so that it stays sharp."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A square."""
        return _CODE, _CODE

    def draw(self) -> None:
        """Dark modules that touch are one bar."""
        canvas: Canvas = self.canv
        side = _CODE / (len(self.rows) + 2 * _QUIET)
        canvas.setFillColor(INK)
        path = canvas.beginPath()
        for line, row in enumerate(self.rows):
            for first, last in _bars(row):
                path.rect(
                    (_QUIET + first) * side, _CODE - (_QUIET + line + 1) * side, (last - first) * side, side
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
