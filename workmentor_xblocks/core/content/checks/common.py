"""The checks that every block has: ids, words, left-overs, languages; a block names only its own besides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.checks import form, variants
from workmentor_xblocks.core.content.checks.facts import Facts
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.rules import Place, Rule

_COMMON: tuple[Rule[Facts[Authored]], ...] = (
    *form.IDS,
    form.RESERVED_ID,
    *form.LEFTOVERS,
    form.HTML,
    *form.TANGLED,
    *variants.RULES,
)


def common(grave: Collection[str] = ()) -> tuple[Rule[Facts[Authored]], ...]:
    """The checks of every block; ``grave`` are the codes of those that are errors in this one."""
    return tuple(replace(rule, level=Level.ERROR) if rule.code in grave else rule for rule in _COMMON)


def empty(path: str) -> Callable[[Facts[Authored]], Iterator[Place]]:
    """Nothing is said in the text at ``path``."""

    def found(facts: Facts[Authored]) -> Iterator[Place]:
        if path not in facts.texts:
            yield path, {}

    return found
