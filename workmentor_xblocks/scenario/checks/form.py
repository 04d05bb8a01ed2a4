"""Ids, and what reading the course file left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario import leftovers
from workmentor_xblocks.scenario.checks.facts import Facts
from workmentor_xblocks.scenario.definition import Definition

_ID = re.compile(r"[A-Za-z0-9_-]+")

# Words that paths of texts and findings use for themselves: at the start of a path, and after a scene.
RESERVED_PLACES = frozenset(
    {"display_name", "introduction", "start", "language", "competence", "workplace", "question", "variant"}
)
RESERVED_CHOICES = frozenset({"title", "body", "picture", "level"})


def _places(facts: Facts) -> list[tuple[str, str]]:
    return [(place.id, place.id) for place in facts.definition.places]


def _lists(facts: Facts) -> Iterator[list[tuple[str, str]]]:
    """(path, id) of everything that has an id, in lists within which ids have to differ."""
    definition = facts.definition
    yield _places(facts)
    for scene in definition.scenes:
        yield [(f"{scene.id}/{choice.id}", choice.id) for choice in scene.choices]
    yield [(f"competence/{part.id}", part.id) for part in definition.competences]
    yield [(f"workplace/{part.id}", part.id) for part in definition.workplaces]
    yield [(f"question/{part.id}", part.id) for part in definition.questions]


def repeated_id(facts: Facts) -> Iterator[Place]:
    """Ids that stand for two things."""
    for ids in _lists(facts):
        seen: set[str] = set()
        for path, one in ids:
            if one in seen:
                yield path, {"id": one}
            seen.add(one)


def strange_id(facts: Facts) -> Iterator[Place]:
    """Ids that would not survive in a path."""
    for ids in _lists(facts):
        for path, one in ids:
            if not _ID.fullmatch(one):
                yield path, {"id": one}


def reserved_id(facts: Facts) -> Iterator[Place]:
    """Ids of places and choices that mean something else in a path."""
    for path, one in _places(facts):
        if one in RESERVED_PLACES:
            yield path, {"id": one}
    for path, _scene, choice in facts.choices():
        if choice.id in RESERVED_CHOICES:
            yield path, {"id": choice.id}


def earlier_id_in_use(facts: Facts) -> Iterator[Place]:
    """Earlier ids that lead to the wrong place, or to two."""
    today = {place.id for place in facts.definition.places}
    claimed: set[str] = set()
    for place in facts.definition.places:
        for earlier in place.was:
            if earlier in today or earlier in claimed:
                yield place.id, {"id": place.id, "earlier": earlier}
            claimed.add(earlier)


def _of_definition(rule: Rule[Definition]) -> Rule[Facts]:
    def function(facts: Facts) -> Iterable[Place]:
        return rule.function(facts.definition)

    return Rule(rule.code, rule.level, rule.msgid, function)


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "repeated-id",
        Level.ERROR,
        _("The id “{id}” is there more than once. Give each its own."),
        repeated_id,
    ),
    Rule(
        "strange-id",
        Level.WARNING,
        _("The id “{id}” may hold only letters without accents, digits, - and _. Change it."),
        strange_id,
    ),
    Rule(
        "reserved-id",
        Level.WARNING,
        _("The id “{id}” has a meaning of its own. Choose another."),
        reserved_id,
    ),
    Rule(
        "earlier-id-in-use",
        Level.WARNING,
        _(
            "“{id}” claims the earlier id “{earlier}”, which another place has or claims. Take it off one of them."
        ),
        earlier_id_in_use,
    ),
    *(_of_definition(rule) for rule in leftovers.RULES),
)
