"""Whether everything has somebody who fills it in, sees it, or promises it."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.agreement.content.checks.facts import Facts, name, role_name
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule


def required_of_nobody(facts: Facts) -> Iterator[Place]:
    """Fields that have to be filled in, and that nobody may fill in: nothing could ever be signed."""
    for path, field in facts.fields:
        if field.required and not field.owners:
            yield f"{path}/owners", {"field": name(field)}


def filled_by_nobody(facts: Facts) -> Iterator[Place]:
    """Fields that stay as they are for ever, and are empty."""
    for path, field in facts.fields:
        if not field.required and not field.owners and not field.suggestion.strip():
            yield f"{path}/owners", {"field": name(field)}


def shut_out(facts: Facts) -> Iterator[Place]:
    """Fields that somebody is to fill in and may not see."""
    for path, field in facts.fields:
        for role in field.owners if field.readers else ():
            if role not in field.readers:
                yield f"{path}/readers", {"field": name(field), "role": role_name(role)}


def promised_by_nobody(facts: Facts) -> Iterator[Place]:
    """Promises without anybody who makes them."""
    for path, clause in facts.clauses:
        if not clause.party:
            yield f"{path}/party", {"clause": shortened(clause.text, clause.id)}


def promised_to_oneself(facts: Facts) -> Iterator[Place]:
    """Promises that go back to who makes them."""
    for path, clause in facts.clauses:
        if clause.party and clause.party in clause.to:
            yield f"{path}/to", {"clause": shortened(clause.text, clause.id)}


def nobody_starts(facts: Facts) -> Iterator[Place]:
    """Templates from which only the course team makes agreements."""
    if not facts.definition.starters:
        yield "starters", {}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "required-of-nobody",
        Level.ERROR,
        _("“{field}” has to be filled in, but nobody may do so. Say whose field it is."),
        required_of_nobody,
    ),
    Rule(
        "filled-by-nobody",
        Level.WARNING,
        _("Nobody may fill in “{field}”, so it stays empty. Say whose field it is."),
        filled_by_nobody,
    ),
    Rule(
        "shut-out",
        Level.WARNING,
        _("{role}: is to fill in “{field}” and may not see it. Add the role to those who see it."),
        shut_out,
    ),
    Rule(
        "promised-by-nobody",
        Level.ERROR,
        _("Nobody makes the promise “{clause}”. Choose who does."),
        promised_by_nobody,
    ),
    Rule(
        "promised-to-oneself",
        Level.WARNING,
        _("“{clause}” is promised to who makes the promise. Choose to whom it is made."),
        promised_to_oneself,
    ),
    Rule(
        "nobody-starts",
        Level.NOTE,
        _("Only the course team can begin an agreement. Choose who else may, if that is not meant."),
        nobody_starts,
    ),
)
