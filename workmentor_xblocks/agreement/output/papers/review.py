"""The sheet of one meeting: what each party said, in the order in which they did, with their disagreement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workmentor_xblocks.agreement.output.papers.wording import Printing, role_name
from workmentor_xblocks.agreement.records.attached_tables import Review, ReviewPart
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.facts import Decision
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import Part, Row, Rows, Title, Tone, Words, facts, joined


def sheet(
    *,
    title: str,
    due: str = "",
    held: str = "",
    closed: str = "",
    closing: str = "",
    said: Iterable[Part] = (),
) -> tuple[Part, ...]:
    """When it was, why it was closed though somebody was missing, and what each said."""
    return (
        Title(title, 0),
        facts(
            (_("Planned for"), due),
            (_("Held on"), held),
            (_("Closed on"), closed),
            (_("Closed without everybody because"), closing),
        ),
        *said,
    )


def voice(
    party: str,
    name: str = "",
    at: str = "",
    rows: tuple[Row, ...] = (),
    *,
    decision: str = "",
    disagrees: bool = False,
    text: str = "",
) -> tuple[Part, ...]:
    """What one party says, and whether it agrees with what the others said; without ``at`` it said nothing."""
    decided = Words(joined(decision, text, by=": ") if decision else "", Tone(bold=disagrees, before=6))
    return (
        Title(joined(party, name)),
        Words(at or _("Handed in nothing"), Tone(size=8.3, soft=True, after=4)),
        Rows(rows),
        decided,
    )


def of(printing: Printing, one: Review) -> tuple[Part, ...]:
    """What each party said; what is not handed in yet is nobody else's to read."""
    step = next((step for step in printing.thread.definition.review_plan if step.id == one.step), None)
    label = printing.reading.text(f"review/{step.id}", step.label) if step else ""
    handed_in = sorted(
        one.parts.all(), key=lambda part: (part.submitted_at is None, part.submitted_at, part.id)
    )
    return sheet(
        title=joined(_("Review {number}").format(number=one.number), label, by=": "),
        due=printing.day(one.due_on),
        held=printing.day(one.held_on),
        closed=printing.moment(one.closed_at),
        closing=str(printing.thread.value_of(one.closing)) if one.closing else "",
        said=[part for one in handed_in for part in _voice(printing, one)],
    )


def _voice(printing: Printing, part: ReviewPart) -> tuple[Part, ...]:
    thread = printing.thread
    values: dict[str, Any] = thread.open_fields(part.fields) if part.submitted_at else {}
    asked = thread.definition.review_fields if part.submitted_at else ()
    fields = [field for field in asked if may.answers(field, part.role)]
    words = {Decision.AGREE: _("Agrees"), Decision.DISAGREE: _("Does not agree")}
    return voice(
        role_name(part.role),
        part.party.name,
        printing.moment(part.submitted_at),
        printing.rows("review_field", fields, values),
        decision=words.get(Decision(part.decision), ""),
        disagrees=part.decision == Decision.DISAGREE,
        text=str(thread.value_of(part.text)) if part.text else "",
    )
