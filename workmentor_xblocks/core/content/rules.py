"""Checks as a table: each row has a code, a weight, the sentence to say, and the function that finds the places.

So the list of checks can be read by code, documentation and tests alike, and a new check is a row and a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from workmentor_xblocks.core.content.messages import Finding, Level, Message

# A rule about something general can be applied to anything that is more.
Subject = TypeVar("Subject", contravariant=True)
Outer = TypeVar("Outer")

# Where a rule is broken, and what to put into the sentence's slots.
Place = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """One check. ``function`` answers the places where the rule is broken, in reading order."""

    code: str
    level: Level
    msgid: str
    function: Callable[[Subject], Iterable[Place]]

    def apply(self, subject: Subject) -> list[Finding]:
        """The findings of this rule."""
        return [
            Finding(self.level, path, Message(self.code, self.msgid, values))
            for path, values in self.function(subject)
        ]

    def within(self, part: Callable[[Outer], Subject]) -> Rule[Outer]:
        """The same rule, asked of the ``part`` of something larger."""
        return Rule(self.code, self.level, self.msgid, lambda outer: self.function(part(outer)))


def apply_all(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    """The findings of all rules, in the order of the table."""
    return [finding for rule in rules for finding in rule.apply(subject)]


def worst_first(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    """The same, the gravest first."""
    weight = {level: number for number, level in enumerate(Level)}
    return sorted(apply_all(rules, subject), key=lambda finding: weight[finding.level])
