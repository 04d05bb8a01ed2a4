"""The sheet of a change: from which version to which, why, from when, what, who left and came, and who agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workmentor_xblocks.agreement.output.papers import signatures
from workmentor_xblocks.agreement.output.papers.signatures import Signed
from workmentor_xblocks.agreement.output.papers.wording import Printing, role_name
from workmentor_xblocks.agreement.rules import body
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import Part, Row, Table, Title, facts, joined, titled

Change = tuple[str, str, str]  # a place of the text, before and after; empty where it was added or taken out


def sheet(
    *,
    title: str,
    before: int,
    after: int,
    reason: str = "",
    proposed_by: str = "",
    effective_on: str = "",
    sha256: str = "",
    exchanges: tuple[Part, ...] = (),
    changes: Iterable[Change] = (),
    signed: Iterable[Signed] = (),
) -> tuple[Part, ...]:
    """What was changed: before and after, why, from when, and who agreed."""
    rows = tuple((label, old or "–", new or "–") for label, old, new in changes)
    titles = (
        _("What"),
        _("Before (version {number})").format(number=before),
        _("After (version {number})").format(number=after),
    )
    return (
        Title(title, 0),
        facts(
            (_("Reason"), reason),
            (_("Proposed by"), proposed_by),
            (_("In force from"), effective_on),
            (_("Fingerprint of this version (SHA-256)"), sha256),
        ),
        *exchanges,
        *((Title(_("What changes")), Table(titles, rows)) if rows else ()),
        *signatures.table_of(signed),
    )


def exchange(role: str, left: str, came: str, version: int, since: str = "") -> Row:
    """Who left and who came, in a sentence; ``since`` is empty while that is not signed."""
    if since:
        said = _(
            "{left} left, and {came} came, on {day}, by the change of the agreement in version {number}."
        )
    else:
        said = _("{left} leaves and {came} comes as soon as everybody has signed version {number}.")
    return Row(role, said.format(left=left, came=came, day=since, number=version))


def of(printing: Printing) -> tuple[Part, ...]:
    """What a version changed in the one that held before it; nothing for a first text."""
    version, before = printing.version, printing.before
    if version.kind != "amendment" or before is None:
        return ()
    proposer = next((p for p in printing.thread.parties if p.uuid == version.proposed_by), None)
    return sheet(
        title=_("Change of the agreement: version {number}").format(number=version.number),
        before=before.version.number,
        after=version.number,
        reason=printing.reason(version.reason),
        proposed_by=joined(proposer.name, role_name(proposer.role), by=", ") if proposer else "",
        effective_on=printing.day(version.effective_on),
        sha256=version.sha256,
        exchanges=exchanges(printing, only=True),
        changes=_changes(before, printing),
        signed=signatures.of(printing),
    )


def exchanges(printing: Printing, *, only: bool = False) -> tuple[Part, ...]:
    """Who left and who came, with this version and (unless ``only``) with those that held before it, oldest first."""
    rows = _exchanges(printing)
    before = None if only else printing.before
    while before is not None:
        rows = _exchanges(before) + rows
        before = before.before
    return titled(_("Who left and who came"), rows)


def _exchanges(printing: Printing) -> tuple[Row, ...]:
    version = printing.version
    return tuple(
        exchange(
            role_name(one["role"]),
            _named(one),
            _named(next(other for other in printing.parties if other["role"] == one["role"])),
            version.number,
            printing.day(version.effective_on),
        )
        for one in printing.leaving
    )


def _named(person: Mapping[str, str]) -> str:
    return joined(person["name"] or "–", person["position"], person["organisation"], by=", ")


def _changes(before: Printing, after: Printing) -> Iterable[Change]:
    definition = after.thread.definition
    for change in body.changes(
        before.values, after.values, definition, people_before=before.parties, people_after=after.parties
    ):
        if change.field is None:
            yield _of_person(change)
        else:
            head = definition.section_of[change.field.id]
            old, new = (side.value(head, change.field, side.values) for side in (before, after))
            yield after.label(head, change.field), _flat(old), _flat(new)


def _of_person(change: body.Change) -> Change:
    _party, role, what = change.path.split("/")
    words = {"name": _("name"), "organisation": _("organisation"), "position": _("position")}
    label = f"{role_name(role)}: {words.get(what, what)}"
    return label, str(change.before or ""), str(change.after or "")


def _flat(value: str | Table) -> str:
    """A table as lines, because it stands in a cell itself."""
    return "\n".join(" · ".join(row) for row in value.rows) if isinstance(value, Table) else value
