"""Ids that a history takes, and words that have to be one of a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.ids import LONGEST_ID, is_code
from workmentor_xblocks.core.content.ids import is_strange
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.walking import words_of_few


def unknown_word(facts: Facts) -> Iterator[Place]:
    """Attributes that know only some words, and hold another."""
    for path, word, known in words_of_few(facts.definition):
        if word not in known and Role.LEARNER not in known:
            yield path, {"word": word, "known": _listed(known)}


def unknown_role(facts: Facts) -> Iterator[Place]:
    """Roles that nobody has."""
    for path, word, known in words_of_few(facts.definition):
        if word not in known and Role.LEARNER in known:
            yield path, {"role": word, "known": _listed(known)}


def _listed(known: Iterable[str]) -> str:
    return ", ".join(filter(None, known))


def unfit_id(facts: Facts) -> Iterator[Place]:
    """Ids that no history of an agreement takes: what could be a telephone number, and what is too long to keep."""
    for ids in facts.ids:
        for path, one in ids:
            if not is_strange(one) and not (is_code(one) and len(one) <= LONGEST_ID):
                yield (
                    path,
                    {"id": one if len(one) <= LONGEST_ID else f"{one[:LONGEST_ID]}…", "most": LONGEST_ID},
                )


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "unfit-id",
        Level.ERROR,
        _(
            "The id “{id}” cannot be used here. Choose one that begins with a letter, a digit or _, that has at most "
            "{most} characters, and that is no number of six digits or more."
        ),
        unfit_id,
    ),
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
)
