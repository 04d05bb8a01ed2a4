"""Ids that do their work, and words that show as they were meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workmentor_xblocks.core.content import leftovers
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.checks.facts import Facts
from workmentor_xblocks.core.content.ids import is_strange
from workmentor_xblocks.core.content.markdown import raw_html
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.tangles import Tangle, tangle
from workmentor_xblocks.core.content.walking import Step, walk


def repeated_id(facts: Facts[Authored]) -> Iterator[Place]:
    """Ids that stand for two things."""
    for ids in facts.ids:
        seen: set[str] = set()
        for path, one in ids:
            if one in seen:
                yield path, {"id": one}
            seen.add(one)


def strange_id(facts: Facts[Authored]) -> Iterator[Place]:
    """Ids that would not survive in a path."""
    for ids in facts.ids:
        for path, one in ids:
            if is_strange(one):
                yield path, {"id": one}


def reserved_id(facts: Facts[Authored]) -> Iterator[Place]:
    """Ids that have another meaning at the place of a path where they stand."""
    for step in walk(facts.definition, only_source=True):
        if step.mark and step.mark.bare and step.within:
            one = getattr(step.part, "id", "")
            if one in reserved(step.within):
                yield step.path, {"id": one}


def reserved(within: Step) -> set[str]:
    """The words with which a path inside of a part begins, but for the ids that stand there."""
    fields = {field.name for field in within.schema.fields if not field.part} - {"id"}
    tags = {mark.tag for _field, mark in within.schema.parts if not mark.bare}
    return fields | tags if within.mark else {*fields, *tags, "display_name"}


def html(facts: Facts[Authored]) -> Iterator[Place]:
    """HTML among the words."""
    for within, path, text in facts.all_texts:
        found = raw_html(text)
        if found:
            yield within + path, {"html": found[:80]}


def tangled(kind: Tangle) -> Callable[[Facts[Authored]], Iterator[Place]]:
    """Texts that have too much of this to be read as Markdown."""

    def found(facts: Facts[Authored]) -> Iterator[Place]:
        for within, path, text in facts.all_texts:
            if tangle(text) is kind:
                yield within + path, {}

    return found


IDS: tuple[Rule[Facts[Authored]], ...] = (
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
)
RESERVED_ID: Rule[Facts[Authored]] = Rule(
    "reserved-id",
    Level.WARNING,
    _("The id “{id}” has a meaning of its own. Choose another."),
    reserved_id,
)


def _definition(facts: Facts[Authored]) -> Authored:
    return facts.definition


LEFTOVERS: tuple[Rule[Facts[Authored]], ...] = tuple(rule.within(_definition) for rule in leftovers.RULES)

HTML: Rule[Facts[Authored]] = Rule(
    "html",
    Level.WARNING,
    _("“{html}” would be shown as these characters. Use Markdown: **strong**, *stressed*, lists, links."),
    html,
)

# Texts that a reader of Markdown would stall at; they are shown as they were typed.
TANGLED: tuple[Rule[Facts[Authored]], ...] = (
    Rule(
        "tangled-length",
        Level.WARNING,
        _("This text is too long to be laid out: it is shown as it was typed. Split it, or shorten it."),
        tangled(Tangle.LONG),
    ),
    Rule(
        "tangled-depth",
        Level.WARNING,
        _(
            "Lists or quotations stand in one another too deep here: the text is shown as it was typed. "
            "Use fewer levels."
        ),
        tangled(Tangle.DEEP),
    ),
    Rule(
        "tangled-marks",
        Level.WARNING,
        _(
            "This text holds too many brackets, stars, backticks or other marks: it is shown as it was typed. "
            "Take some out, or split the text."
        ),
        tangled(Tangle.MARKS),
    ),
)
