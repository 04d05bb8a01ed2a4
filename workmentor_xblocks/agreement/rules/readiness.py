"""What is missing before a text can be signed: everything filled in, everybody named and reachable, no wish left open.

Only a text without errors is fixed for signing (research on VET agreements: a contract with a gap is signed twice).
Empty fields are named by section and field, people by ``party/<role>``, so that a page can lead there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workmentor_xblocks.agreement.content.definition import Field, Role
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules.conflict_of_interest import conflicts
from workmentor_xblocks.agreement.rules.facts import AgreementFacts, PartyFacts
from workmentor_xblocks.agreement.rules.lifecycle import IN_FORCE_STATES
from workmentor_xblocks.agreement.rules.signing_order import approver, required_roles, signers
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule, apply_all
from workmentor_xblocks.core.forms.fields import Value


def readiness(facts: AgreementFacts, today: date) -> list[Finding]:
    """Everything that stands in the way of signing (errors) or should be looked at (warnings), in reading order."""
    return apply_all(_RULES, (facts, today))


def is_ready(facts: AgreementFacts, today: date) -> bool:
    """True when the text may be fixed and signed."""
    return all(finding.level is not Level.ERROR for finding in readiness(facts, today))


def empty_fields(facts: AgreementFacts) -> list[Field]:
    """The fields that have to be filled in and are empty; those of nobody who takes part are not asked for."""
    return [
        field
        for field in facts.definition.fields
        if _is_needed(facts, field) and not is_filled(facts.values.get(field.id))
    ]


def is_filled(value: Value | None) -> bool:
    """True when something is there: a *no* and a zero are, blanks and rows without a word are not."""
    if value is None or isinstance(value, bool | int):
        return value is not None
    if isinstance(value, str):
        return bool(value.strip())
    return any(cell.strip() for row in value for cell in row.values())


def place_of(facts: AgreementFacts, field_id: str) -> str:
    """Where a field stands: its section and its id; "" for the whole."""
    section = facts.definition.section_of.get(field_id)
    return f"{section}/{field_id}" if section else ""


def day(value: Value | None) -> date | None:
    """The day that a date field holds, None when it holds none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


_THE_WHOLE = Message("the_whole", _("the whole agreement"))

_Subject = tuple[AgreementFacts, date]


def _is_needed(facts: AgreementFacts, field: Field) -> bool:
    dates = (facts.definition.start_field, facts.definition.end_field)
    if not field.required and field.id not in dates:
        return False
    there = {*facts.by_role, *required_roles(facts)}
    return not field.owners or any(owner in there for owner in field.owners)


def _empty(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    for field in empty_fields(facts):
        yield place_of(facts, field.id), {"field": field.label or field.id}


def _period(facts: AgreementFacts) -> tuple[date | None, date | None]:
    template = facts.definition
    return day(facts.values.get(template.start_field)), day(facts.values.get(template.end_field))


def _ends_before_start(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    start, end = _period(facts)
    if start and end and end < start:
        yield place_of(facts, facts.definition.end_field), {"start": start, "end": end}


def _over(subject: _Subject) -> Iterator[Place]:
    facts, today = subject
    end = _period(facts)[1]
    if end and end < today and facts.state not in IN_FORCE_STATES:
        yield place_of(facts, facts.definition.end_field), {"end": end}


def _begun(subject: _Subject) -> Iterator[Place]:
    facts, today = subject
    start, end = _period(facts)
    if start and start < today and facts.state not in IN_FORCE_STATES and not (end and end < today):
        yield place_of(facts, facts.definition.start_field), {"start": start}


def _reviews_outside(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    start, end = _period(facts)
    for review in facts.reviews:
        held = review.held_on or review.opened_on
        if (start and held < start) or (end and held > end):
            where = facts.definition.end_field if end and held > end else facts.definition.start_field
            yield place_of(facts, where), {"number": review.number, "day": held}


def _nobody(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    for role in required_roles(facts):
        if role != Role.GUARDIAN and is_unnamed(facts, role):
            yield f"party/{role}", {"role": ROLE_NAMES[role]}


def _no_guardian(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    if Role.GUARDIAN in required_roles(facts) and is_unnamed(facts, Role.GUARDIAN):
        yield f"party/{Role.GUARDIAN}", {}


def _unreachable(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    last = approver(facts)
    for party in (*signers(facts), *((last,) if last else ())):
        if party.name.strip() and not party.is_reachable and not party.is_leaving:
            yield f"party/{party.role}", {"name": party.name, "role": ROLE_NAMES[party.role]}


def _requests(subject: _Subject) -> Iterator[Place]:
    facts, _today = subject
    # However often somebody asks for the same thing, it is said once.
    for comment in {(one.path, one.by): one for one in facts.open_requests}.values():
        field = facts.definition.field_by_id.get(comment.path)
        label = (field.label or field.id) if field else _THE_WHOLE
        yield place_of(facts, comment.path), {"field": label, "role": ROLE_NAMES[comment.by]}


def _two_roles(level: Level, subject: _Subject) -> Iterator[Place]:
    for found, one, other in conflicts(subject[0].parties):
        if found is level:
            values = {"one": ROLE_NAMES[one.role], "other": ROLE_NAMES[other.role]}
            yield f"party/{other.role}", values


def _two_roles_refused(subject: _Subject) -> Iterator[Place]:
    return _two_roles(Level.ERROR, subject)


def _two_roles_unusual(subject: _Subject) -> Iterator[Place]:
    return _two_roles(Level.WARNING, subject)


def _not_enrolled(subject: _Subject) -> Iterator[Place]:
    learner = subject[0].by_role.get(Role.LEARNER)
    if learner and not learner.is_enrolled:
        yield f"party/{Role.LEARNER}", {"name": learner.name}


def is_unnamed(facts: AgreementFacts, role: str) -> bool:
    """Nobody has the role by name, nor comes with the proposed change; who leaves may have been forgotten."""
    there: list[PartyFacts] = [p for p in facts.parties if p.role == role and not p.is_leaving]
    return not any(party.name.strip() for party in there)


_ERROR, _WARNING = Level.ERROR, Level.WARNING

_RULES: tuple[Rule[_Subject], ...] = (
    Rule("required_empty", _ERROR, _("“{field}” is empty and has to be filled in."), _empty),
    Rule("ends_before_start", _ERROR, _("The placement ends before it begins. Correct one of the two dates."),
        _ends_before_start),
    Rule("period_over", _ERROR, _("The placement was over on {end}. Nothing is dated back: correct the dates."), _over),
    Rule("period_begun", _WARNING, _("The placement began on {start}, before anybody signed. It will show the real dates."),
        _begun),
    Rule("review_outside", _ERROR, _("Review {number} was on {day}: the dates of the placement have to include it."),
        _reviews_outside),
    Rule("nobody_named", _ERROR, _("Nobody is named yet as: {role}. Name who signs."), _nobody),
    Rule("no_guardian", _ERROR, _("The learner is not of age, so a guardian signs too. Name the guardian."), _no_guardian),
    Rule("not_reachable", _ERROR, _("{name} ({role}) cannot be reached: add an e-mail address."), _unreachable),
    Rule("open_request", _ERROR, _("A change was asked for and is not settled yet: “{field}” ({role})."), _requests),
    Rule("two_roles", _ERROR, _("One person cannot be both: {one}, {other}. Name somebody else for one of them."),
        _two_roles_refused),
    Rule("two_roles_unusual", _WARNING, _("The same person is named twice: {one}, {other}. Check that this is meant."),
        _two_roles_unusual),
    Rule("learner_not_enrolled", _ERROR, _("The learner is not enrolled in the course any more. Enrol the learner first."),
        _not_enrolled),
)  # fmt: skip
