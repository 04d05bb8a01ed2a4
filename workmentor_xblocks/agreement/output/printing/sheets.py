"""What comes after the first signing, as it is printed: a change, a review, the record of what was reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workmentor_xblocks.agreement.output.document import (
    PrintedAmendment,
    PrintedChange,
    PrintedCompletion,
    PrintedExchange,
    PrintedPart,
    PrintedReview,
    PrintedTable,
)
from workmentor_xblocks.agreement.output.printing.signed import signatures
from workmentor_xblocks.agreement.output.printing.wording import Printing, role_name
from workmentor_xblocks.agreement.records.sheets import Completion, Review, ReviewPart
from workmentor_xblocks.agreement.rules import body
from workmentor_xblocks.agreement.rules.facts import Decision
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

_VERSION = _("Change of the agreement: version {number}")
_REVIEW = _("Review {number}")
_AGREES, _DISAGREES = _("Agrees"), _("Does not agree")
_EARLY = _("The placement ended before its planned end. Reason: {reason}")
_PERSON = {"name": _("name"), "organisation": _("organisation"), "position": _("position")}


def amendment(printing: Printing) -> PrintedAmendment | None:
    """What a version changed in the one that held before it; None for a first text."""
    version = printing.version
    before = printing.before
    if version.kind != "amendment" or before is None:
        return None
    proposer = next((p for p in printing.thread.parties if p.uuid == version.proposed_by), None)
    reasons = printing.thread.definition.reasons
    reason = next((one for one in reasons if one.id == version.reason), None)
    return PrintedAmendment(
        title=gettext(_VERSION).format(number=version.number),
        before=before.version.number,
        after=version.number,
        reason=printing.reading.text(f"reason/{reason.id}", reason.label) if reason else "",
        proposed_by=", ".join(filter(None, (proposer.name, role_name(proposer.role)))) if proposer else "",
        effective_on=printing.day(version.effective_on),
        sha256=version.sha256,
        exchanges=exchanges(printing, only=True),
        changes=_changes(before, printing),
        signatures=signatures(printing),
    )


def exchanges(printing: Printing, *, only: bool = False) -> tuple[PrintedExchange, ...]:
    """Who left and who came, with this version and (unless ``only``) with those that held before it, oldest first."""
    earlier = exchanges(printing.before) if printing.before is not None and not only else ()
    version = printing.version
    return earlier + tuple(
        PrintedExchange(
            role=role_name(one["role"]),
            left=_named(one),
            came=_named(next(other for other in printing.parties if other["role"] == one["role"])),
            since=printing.day(version.effective_on),
            version=version.number,
        )
        for one in printing.leaving
    )


def _named(person: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (person["name"] or "–", person["position"], person["organisation"])))


def _changes(before: Printing, after: Printing) -> tuple[PrintedChange, ...]:
    definition = after.thread.definition
    found = body.changes(
        before.values, after.values, definition, people_before=before.parties, people_after=after.parties
    )
    return tuple(
        _place(change)
        if change.field is None
        else PrintedChange(
            after.label(definition.section_of[change.field.id], change.field),
            _flat(before.value(definition.section_of[change.field.id], change.field, before.values)),
            _flat(after.value(definition.section_of[change.field.id], change.field, after.values)),
        )
        for change in found
    )


def _place(change: body.Change) -> PrintedChange:
    _party, role, what = change.path.split("/")
    label = f"{role_name(role)}: {gettext(_PERSON.get(what, what))}"
    return PrintedChange(label, str(change.before or ""), str(change.after or ""))


def _flat(value: str | PrintedTable) -> str:
    """A table as lines, because it stands in a cell itself."""
    return "\n".join(" · ".join(row) for row in value.rows) if isinstance(value, PrintedTable) else value


def review(printing: Printing, one: Review) -> PrintedReview:
    """What each party said; what is not handed in yet is nobody else's to read."""
    step = next((step for step in printing.thread.definition.review_plan if step.id == one.step), None)
    label = printing.reading.text(f"review/{step.id}", step.label) if step else ""
    parts = sorted(one.parts.all(), key=lambda part: (part.submitted_at is None, part.submitted_at, part.id))
    return PrintedReview(
        title=": ".join(filter(None, (gettext(_REVIEW).format(number=one.number), label))),
        due=printing.day(one.due_on),
        held=printing.day(one.held_on),
        closed=printing.moment(one.closed_at),
        closing=str(printing.thread.value_of(one.closing)) if one.closing else "",
        parts=tuple(_part(printing, part) for part in parts),
    )


def _part(printing: Printing, part: ReviewPart) -> PrintedPart:
    thread = printing.thread
    values: dict[str, Any] = thread.open_fields(part.fields) if part.submitted_at else {}
    fields = thread.definition.review_fields_of(part.role) if part.submitted_at else []
    said = {Decision.AGREE: gettext(_AGREES), Decision.DISAGREE: gettext(_DISAGREES)}
    return PrintedPart(
        party=role_name(part.role),
        name=part.party.name,
        at=printing.moment(part.submitted_at),
        rows=printing.rows("review_field", fields, values),
        decision=said.get(Decision(part.decision), ""),
        disagrees=part.decision == Decision.DISAGREE,
        text=str(thread.value_of(part.text)) if part.text else "",
    )


def completion(printing: Printing, one: Completion) -> PrintedCompletion:
    """What was reached, and whether it came to its planned end."""
    thread = printing.thread
    reason = next((r for r in thread.definition.reasons if r.id == thread.row.end_reason), None)
    early = thread.state is State.TERMINATED and reason is not None
    label = printing.reading.text(f"reason/{reason.id}", reason.label) if reason else ""
    return PrintedCompletion(
        at=printing.moment(one.at),
        rows=printing.rows(
            "completion_field", thread.definition.completion_fields, thread.open_fields(one.fields)
        ),
        note=gettext(_EARLY).format(reason=label) if early else "",
    )
