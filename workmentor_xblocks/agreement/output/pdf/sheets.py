"""The sheets that come after the agreement: a change of it, a meeting about it, and the record of its end.

Each names what it belongs to, so that it is understood when it lies alone.
"""

from __future__ import annotations

from reportlab.platypus import Flowable

from workmentor_xblocks.agreement.output.document import (
    PrintedAmendment,
    PrintedCompletion,
    PrintedPart,
    PrintedReview,
    PrintedRow,
)
from workmentor_xblocks.agreement.output.pdf.signing import table_of
from workmentor_xblocks.agreement.output.pdf.whole import exchanges, values
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.page import INK, SOFT
from workmentor_xblocks.core.output.typesetting import Look

_FACTS = 0.26  # the part of the width that labels have, so that a fingerprint fits beside them


def amendment(look: Look, sheet: PrintedAmendment) -> list[Flowable]:
    """What was changed: before and after, why, from when, and who agreed."""
    told = look.heading(sheet.title)
    told += _facts(
        look,
        (_("Reason"), sheet.reason),
        (_("Proposed by"), sheet.proposed_by),
        (_("In force from"), sheet.effective_on),
        (_("Fingerprint of this version (SHA-256)"), sheet.sha256),
        ("", sheet.note),
    )
    told += exchanges(look, sheet.exchanges)
    if sheet.changes:
        titles = (_("What"), *_before_and_after(sheet))
        rows = [(change.label, change.before or "–", change.after or "–") for change in sheet.changes]
        told += [*look.heading(_("What changes"), level=1), *look.grid(titles, rows)]
    if sheet.signatures:
        told += [*look.heading(_("Signatures"), level=1), *table_of(look, sheet.signatures)]
    return told


def _before_and_after(sheet: PrintedAmendment) -> tuple[str, str]:
    if sheet.before == sheet.after:
        return _("Before"), _("After")
    before = _("Before (version {number})").format(number=sheet.before)
    return before, _("After (version {number})").format(number=sheet.after)


def review(look: Look, sheet: PrintedReview) -> list[Flowable]:
    """What each party said, in the order in which they did, with their disagreement."""
    told = look.heading(sheet.title)
    told += _facts(
        look,
        (_("Planned for"), sheet.due),
        (_("Held on"), sheet.held),
        (_("Closed on"), sheet.closed),
        (_("Closed without everybody because"), sheet.closing),
    )
    for part in sheet.parts:
        told += _part(look, part)
    return told


def _part(look: Look, part: PrintedPart) -> list[Flowable]:
    who = " · ".join(filter(None, (part.party, part.name)))
    told = look.heading(who, level=1)
    told += look.plain(part.at or _("Handed in nothing"), look.style(size=8.3, colour=SOFT, after=4))
    told += values(look, part.rows)
    if part.decision:
        style = look.style(bold=part.disagrees, colour=INK, before=6)
        told += look.plain(": ".join(filter(None, (part.decision, part.text))), style)
    return told


def completion(look: Look, record: PrintedCompletion) -> list[Flowable]:
    """What was reached in the end."""
    told = look.heading(_("Completion record"))
    told += values(look, (PrintedRow(_("Recorded on"), record.at), *record.rows))
    return told + look.plain(record.note, look.style(before=6))


def _facts(look: Look, *facts: tuple[str, str]) -> list[Flowable]:
    known = [(name, look.plain(value)) for name, value in facts if value]
    return look.pairs(known, label=_FACTS) if known else []
