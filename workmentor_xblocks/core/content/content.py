"""What one kind of block holds: what its author writes, its settings, the file of both, and what the checks look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.authored import NotADefinition, Whole
from workmentor_xblocks.core.content.checks.common import common
from workmentor_xblocks.core.content.checks.facts import Facts
from workmentor_xblocks.core.content.messages import Finding
from workmentor_xblocks.core.content.olx import Format
from workmentor_xblocks.core.content.rules import Rule, worst_first


@dataclass(frozen=True)
class Content(Format[Whole]):
    """The content of one kind of block.

    ``own`` are its checks beside those that all blocks have; ``grave`` are the codes of those of all that are errors here.
    """

    facts: type[Facts[Whole]]
    own: tuple[Rule[Any], ...]
    grave: frozenset[str] = frozenset()

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """All its checks, in the order in which to mend things."""
        return (*self.own, *common(self.grave))

    def check(
        self, definition: Whole, *, display_name: str = "", pictures: frozenset[str] | None = None
    ) -> list[Finding]:
        """Everything the checks have to say, worst first. ``pictures`` are the files that the course holds."""
        return worst_first(self.rules, self.facts(definition, display_name, pictures))

    def held(self, text: str) -> Whole:
        """The definition that a field holds; an empty one where its text is none, and the author is told."""
        return self.whole.parse(text) if self.is_readable(text) else self.whole()

    def is_readable(self, text: str) -> bool:
        """Whether a field holds a definition, or nothing yet."""
        try:
            self.whole.parse(text)
        except NotADefinition:
            return False
        return True
