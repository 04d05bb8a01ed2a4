"""Ids, words that have to be one of a few, and what reading the course file left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from workmentor_xblocks.agreement.content import leftovers
from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.agreement.content.definition import (
    LISTS,
    ChangeClass,
    Definition,
    Kind,
    Means,
    Purpose,
    Role,
    When,
)
from workmentor_xblocks.agreement.content.ids import is_code
from workmentor_xblocks.core.content.checks import form, variants
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule

# Words that paths of texts and findings use for themselves: at the start of a path, and after a section.
RESERVED_SECTIONS = frozenset(
    {*Definition.model_fields, *LISTS, "display_name", "signer", "variant"} - {"unread", "sections"}
)
RESERVED_INSIDE = frozenset({"title", "introduction"})
LONGEST_ID = 60
# Who may begin an agreement; the course team always may.
STARTERS = (Role.MENTOR.value, Role.SCHOOL.value, Role.LEARNER.value)


def reserved_id(facts: Facts) -> Iterator[Place]:
    """Ids of sections, fields and promises that mean something else in a path."""
    for section in facts.definition.sections:
        if section.id in RESERVED_SECTIONS:
            yield section.id, {"id": section.id}
    for path, one in facts.inside:
        if one in RESERVED_INSIDE:
            yield path, {"id": one}


def unknown_word(facts: Facts) -> Iterator[Place]:
    """Attributes that know only some words, and hold another."""
    for path, word, known in _words(facts):
        if word not in known:
            yield path, {"word": word, "known": ", ".join(known)}


def _words(facts: Facts) -> Iterator[tuple[str, str, list[str]]]:
    """(path, word, the words it may be) of every such attribute."""
    for path, field in facts.fields:
        yield f"{path}/kind", field.kind, _all(Kind)
        yield f"{path}/change", field.change, _all(ChangeClass)
    for signer in facts.definition.signers:
        yield f"signer/{signer.role}/when", signer.when, _all(When)
    for reason in facts.definition.reasons:
        yield f"reason/{reason.id}/purpose", reason.purpose, _all(Purpose)
        yield f"reason/{reason.id}/means", reason.means, ["", *_all(Means)]


def unknown_role(facts: Facts) -> Iterator[Place]:
    """Roles that nobody has."""
    for path, roles in _roles(facts):
        for role in roles:
            if role not in _all(Role):
                yield path, {"role": role, "known": ", ".join(_all(Role))}
    for role in facts.definition.starters:
        if role not in STARTERS:
            yield "starters", {"role": role, "known": ", ".join(STARTERS)}


def _roles(facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
    for path, field in facts.fields:
        yield f"{path}/owners", field.owners
        yield f"{path}/readers", field.readers
    for path, clause in facts.clauses:
        yield f"{path}/party", (clause.party,) if clause.party else ()
        yield f"{path}/to", clause.to
    for signer in facts.definition.signers:
        yield f"signer/{signer.role}", (signer.role,)


def _all(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


def _definition(facts: Facts) -> Definition:
    return facts.definition


def unfit_id(facts: Facts) -> Iterator[Place]:
    """Ids that no history of an agreement takes: what could be a telephone number, and what is too long to keep."""
    for ids in facts.ids():
        for path, one in ids:
            if not form.is_strange(one) and not (is_code(one) and len(one) <= LONGEST_ID):
                yield (
                    path,
                    {"id": one if len(one) <= LONGEST_ID else f"{one[:LONGEST_ID]}…", "most": LONGEST_ID},
                )


# Of these an agreement would stop half-way: its history takes codes only.
_GRAVE = [
    replace(rule, level=Level.ERROR)
    for rule in (*form.IDS, *variants.RULES)
    if rule.code in ("repeated-id", "strange-id", "strange-language")
]

RULES: tuple[Rule[Facts], ...] = (
    *_GRAVE,
    Rule(
        "unfit-id",
        Level.ERROR,
        _(
            "The id “{id}” cannot be used here. Choose one that begins with a letter, a digit or _, that has at most "
            "{most} characters, and that is no number of six digits or more."
        ),
        unfit_id,
    ),
    Rule("reserved-id", Level.WARNING, form.RESERVED_ID, reserved_id),
    Rule(
        "unknown-word",
        Level.ERROR,
        _("“{word}” is not known here. Choose one of these: {known}."),
        unknown_word,
    ),
    Rule(
        "unknown-role",
        Level.ERROR,
        _("Nobody has the role “{role}” here. Choose one of these: {known}."),
        unknown_role,
    ),
    *(rule.within(_definition) for rule in leftovers.RULES),
)
