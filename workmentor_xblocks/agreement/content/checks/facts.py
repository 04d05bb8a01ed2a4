"""What the checks look at: the template, and its parts with the paths at which they stand."""

from __future__ import annotations

from functools import cached_property

from workmentor_xblocks.agreement.content.definition import Clause, Definition, Field
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.core.content.checks import facts
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.core.content.messages import Message


class Facts(facts.Facts[Definition]):
    """One template under check."""

    @cached_property
    def section_fields(self) -> list[tuple[str, Field]]:
        """The fields of all sections with their paths."""
        return [
            (f"{section.id}/{field.id}", field)
            for section in self.definition.sections
            for field in section.fields
        ]

    @cached_property
    def fields(self) -> list[tuple[str, Field]]:
        """All fields with their paths: those of sections, of reviews, and of the completion record."""
        return [
            *self.section_fields,
            *((f"review_field/{field.id}", field) for field in self.definition.review_fields),
            *((f"completion_field/{field.id}", field) for field in self.definition.completion_fields),
        ]

    @cached_property
    def clauses(self) -> list[tuple[str, Clause]]:
        """The promises of all sections with their paths."""
        return [
            (f"{section.id}/{clause.id}", clause)
            for section in self.definition.sections
            for clause in section.clauses
        ]


def name(field: Field) -> str:
    """A field as a person knows it, shortened."""
    return shortened(field.label, field.id)


def role_name(role: str) -> Message | str:
    """A role as people call it; one that is not known stays as it was written."""
    return ROLE_NAMES.get(role, role)
