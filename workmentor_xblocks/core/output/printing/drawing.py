"""Any paper as a file: each of its parts put on pages, in the language and the direction that it is read in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import override
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing import page, parts as on
from workmentor_xblocks.core.output.printing.glyphs import missing_glyphs
from workmentor_xblocks.core.output.printing.page import HEIGHT, WIDTH
from workmentor_xblocks.core.output.printing.paper import make
from workmentor_xblocks.core.output.printing.prose import prose
from workmentor_xblocks.core.output.printing.shapes import CODE, Code, Rule
from workmentor_xblocks.core.output.printing.typesetting import Look

# Size and air between paragraphs, from easy to read down to what is still legible.
_SIZES = ((13.0, 0.55), (12.0, 0.5), (11.0, 0.4), (10.0, 0.3), (9.5, 0.2), (9.0, 0.1))


def draw(paper: on.Paper) -> bytes:
    """The file. The same paper gives the same bytes, whoever asks for it in whatever language."""
    with override(paper.language):
        look, parts = Look(paper.direction), _noted(paper)
        return make(paper, lambda: _parts(look, parts))


def _noted(paper: on.Paper) -> list[on.Part]:
    """The parts, with what the numbers mean that stand for letters without a shape, where there are any."""
    said = _(
        "Letters that this print has no shape for stand as their number in Unicode, such as {example}. "
        "On the screen they stand as they were written."
    )
    has_numbers = any(missing_glyphs(text) for text in on.texts(paper))
    note = on.NumberedLetters(said.format(example="[U+5F20]") if has_numbers else "")
    return [note if isinstance(part, on.NumberedLetters) else part for part in paper.parts]


def _parts(look: Look, parts: Iterable[on.Part], *, width: float = WIDTH) -> list[Flowable]:
    return [flowable for part in parts for flowable in _part(look, part, width)]


def _part(look: Look, part: on.Part, width: float) -> list[Flowable]:
    match part:
        case on.Rows():
            return _rows(look, part)
        case on.Box():
            row = [look.plain(text, _style(look, on.STRONG)) for text, _share in part.cells]
            return look.columns([row], [WIDTH * share for _text, share in part.cells], titles=1)
        case on.OnePage():
            return _one_page(look, part)
        case on.NewPage():
            return [PageBreak()]
        case on.Scannable():
            return _scannable(look, part)
        case on.NumberedLetters():
            return look.plain(part.sentence, look.style(size=8, colour=page.SOFT, before=8))
        case _:
            return _piece(look, part, width)


def _piece(look: Look, part: on.Piece, width: float) -> list[Flowable]:
    """What may stand in a cell too."""
    match part:
        case on.Title():
            return look.heading(part.text, level=part.level)
        case on.Words():
            return look.plain(part.text, _style(look, part.tone))
        case on.Prose():
            return prose(look, part.text, _style(look, part.tone), bullet=part.bullet, width=width)
        case on.PenLine():
            return [Rule()]
        case on.Table():
            return look.grid(part.columns, part.rows, width=width)


def _style(look: Look, tone: on.Tone) -> ParagraphStyle:
    return look.style(
        size=tone.size,
        bold=tone.bold,
        colour=page.SOFT if tone.soft else page.INK,
        before=tone.before,
        after=tone.after,
    )


def _rows(look: Look, part: on.Rows) -> list[Flowable]:
    """Labels with what stands beside them; a value with rows stands in a table of its own below its label."""
    told: list[Flowable] = []
    for is_table, some in groupby(part.rows, key=lambda row: isinstance(row.value, on.Table)):
        if is_table:
            told += [flowable for row in some for flowable in _below(look, row)]
        else:
            width = WIDTH * (1 - part.label) - 8
            cells = [(row.label, _cell(look, row, width)) for row in some]
            told += look.pairs(cells, label=part.label)
    return told


def _cell(look: Look, row: on.Row, width: float) -> list[Flowable]:
    match row.value:
        case tuple():
            return _parts(look, row.value, width=width)
        case on.Table():
            return _piece(look, row.value, width)
        case _:
            return look.plain(row.value or "–")


def _below(look: Look, row: on.Row) -> list[Flowable]:
    label = look.style(size=look.size - 0.7, bold=True, colour=page.SOFT, before=5, after=3)
    # The label stands with the titles of the columns and a row.
    return [CondPageBreak(50), *look.plain(row.label, label), *_cell(look, row, WIDTH)]


def _one_page(look: Look, part: on.OnePage) -> list[Flowable]:
    told: list[Flowable] = []
    for size, air in _SIZES:
        sized = Look(look.direction, size, size * air)
        closing = on.Words(part.closing, on.Tone(size=8.5, soft=True, before=sized.air))
        told = _parts(sized, (*part.parts, closing))
        if _height(told) <= HEIGHT:
            break
    return told


def _height(told: list[Flowable]) -> float:
    """How tall the flowables are one below the other, as a frame places them."""
    height, after = 0.0, 0.0
    for flowable in told:
        before = max(flowable.getSpaceBefore(), after) if height else 0
        height += before + flowable.wrap(WIDTH, HEIGHT)[1]
        after = flowable.getSpaceAfter()
    return height


def _scannable(look: Look, part: on.Scannable) -> list[Flowable]:
    said = (
        on.Words(part.how, on.SMALL),
        on.Words(part.address, on.Tone(on.SMALL.size, bold=True)),
        *part.words,
    )
    row: list[list[Flowable]] = [[Code(part.address)], _parts(look, said)]
    table = look.columns([row], (CODE + 8, WIDTH - CODE - 8), ruled=False)
    return [CondPageBreak(CODE + 30), *look.heading(part.title, level=1), *table]
