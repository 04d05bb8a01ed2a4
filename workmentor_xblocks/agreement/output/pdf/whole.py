"""The agreement itself: what it is and how it stands, who takes part, and each section with its values and promises."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable

from workmentor_xblocks.agreement.output.document import (
    Document,
    PrintedClause,
    PrintedExchange,
    PrintedParty,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    texts,
)
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.glyphs import missing_glyphs
from workmentor_xblocks.core.output.page import SOFT, WIDTH
from workmentor_xblocks.core.output.prose import prose
from workmentor_xblocks.core.output.typesetting import Look

_PARTIES = 0.2  # the part of the width that the name of a role has


def belongs_to(look: Look, document: Document) -> list[Flowable]:
    """The line at the top of a sheet that may lie apart from the others."""
    told = [document.title, _("Version {number}").format(number=document.version), document.state]
    return look.plain(" · ".join(filter(None, told)), look.style(size=9, colour=SOFT, after=8))


def text(look: Look, document: Document) -> list[Flowable]:
    """Everything up to the signatures."""
    told = look.heading(document.title) + _standing(look, document)
    soft = look.style(colour=SOFT, before=3)
    told += [*prose(look, document.status_line, soft), *look.plain(document.binding_note, soft)]
    told += prose(look, document.form_requirement, soft)
    told += _parties(look, document)
    told += exchanges(look, document.exchanges)
    for section in document.sections:
        told += _section(look, section)
    return told + _numbered_letters(look, document)


def _standing(look: Look, document: Document) -> list[Flowable]:
    """Which version this is and whether it holds, in a box that nobody overlooks."""
    since = (
        _("In force since {day}").format(day=document.in_force_since)
        if document.in_force_since
        else _("Not in force")
    )
    bold = look.style(bold=True, after=0)
    cells = [_("Version {number}").format(number=document.version), document.state, since]
    row = [look.plain(cell, bold) for cell in cells]
    return look.columns([row], (WIDTH * 0.2, WIDTH * 0.4, WIDTH * 0.4), titles=1)


def _parties(look: Look, document: Document) -> list[Flowable]:
    rows = [(party.role, _party(look, party)) for party in document.parties]
    return [*look.heading(_("Parties"), level=1), *look.pairs(rows, label=_PARTIES)] if rows else []


def exchanges(look: Look, found: tuple[PrintedExchange, ...]) -> list[Flowable]:
    """Who left and who came, in a sentence each."""
    if not found:
        return []
    rows = [(one.role, look.plain(_exchange(one))) for one in found]
    return [*look.heading(_("Who left and who came"), level=1), *look.pairs(rows, label=_PARTIES)]


def _exchange(one: PrintedExchange) -> str:
    values = {"left": one.left, "came": one.came, "day": one.since, "number": one.version}
    if not one.since:
        said = _("{left} leaves and {came} comes as soon as everybody has signed version {number}.")
    else:
        said = _(
            "{left} left, and {came} came, on {day}, by the change of the agreement in version {number}."
        )
    return said.format(**values)


def _party(look: Look, party: PrintedParty) -> list[Flowable]:
    about = ", ".join(filter(None, (party.position, party.organisation)))
    return look.plain(" · ".join(filter(None, (party.name or "–", about, party.contact))))


def _section(look: Look, section: PrintedSection) -> list[Flowable]:
    told = look.heading(section.title, level=1)
    told += prose(look, section.introduction, look.style(after=2.5))
    told += values(look, section.rows)
    told += _clauses(look, section.clauses)
    return told


def values(look: Look, rows: tuple[PrintedRow, ...]) -> list[Flowable]:
    """Labels with their values; a value with rows stands in a table of its own below its label."""
    told: list[Flowable] = []
    for is_table, some in groupby(rows, key=lambda row: isinstance(row.value, PrintedTable)):
        if is_table:
            for row in some:
                told += _table(look, row)
        else:
            told += look.pairs([(row.label, look.plain(str(row.value) or "–")) for row in some])
    return told


def _table(look: Look, row: PrintedRow) -> list[Flowable]:
    label = look.style(size=look.size - 0.7, bold=True, colour=SOFT, before=5, after=3)
    assert isinstance(row.value, PrintedTable)  # noqa: S101  # values() chose it
    # The label stands with the titles of the columns and a row.
    return [CondPageBreak(50), *look.plain(row.label, label), *look.grid(row.value.columns, row.value.rows)]


def _clauses(look: Look, clauses: tuple[PrintedClause, ...]) -> list[Flowable]:
    """The promises by party, in the order of the template."""
    rows: list[tuple[str, list[Flowable]]] = []
    for party, some in groupby(clauses, key=lambda clause: clause.party):
        items = list(some)
        bullet = "•" if len(items) > 1 else ""
        said = [
            flowable
            for clause in items
            for flowable in prose(look, clause.text, bullet=bullet, width=WIDTH * (1 - _PARTIES) - 8)
        ]
        rows.append((party, said))
    return look.pairs(rows, label=_PARTIES) if rows else []


def _numbered_letters(look: Look, document: Document) -> list[Flowable]:
    """What the numbers mean that stand for letters without a shape, where there are any."""
    # What is said of one person stands on one line, and a line from right to left is set in one face.
    lines = (" ".join(texts(one)) for one in (*document.parties, *document.signatures, *document.summaries))
    if not any(missing_glyphs(one) for one in (*texts(document), *lines)):
        return []
    sentence = _(
        "Letters that this print has no shape for stand as their number in Unicode, such as {example}. "
        "On the screen they stand as they were written."
    )
    return look.plain(sentence.format(example="[U+5F20]"), look.style(size=8, colour=SOFT, before=8))
