"""What the checks look at: the template, and its parts with the paths at which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from workmentor_xblocks.agreement.content.definition import Clause, Definition, Field
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.core.content.checks import facts
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.core.content.messages import Message


class Facts(facts.Facts[Definition]):
    """One template under check."""

    def ids(self) -> Iterator[list[tuple[str, str]]]:
        """Sections; fields and promises of the whole template; what stands in a field; the lists beside them."""
        definition = self.definition
        yield [(section.id, section.id) for section in definition.sections]
        yield self.inside
        for path, field in self.fields:
            yield [(f"{path}/option/{option.id}", option.id) for option in field.options]
            yield [(f"{path}/column/{column.id}", column.id) for column in field.columns]
        yield [(f"reason/{reason.id}", reason.id) for reason in definition.reasons]
        yield [(f"review/{step.id}", step.id) for step in definition.review_plan]
        yield [(f"review_field/{field.id}", field.id) for field in definition.review_fields]
        yield [(f"completion_field/{field.id}", field.id) for field in definition.completion_fields]

    @property
    def inside(self) -> list[tuple[str, str]]:
        """(path, id) of the fields and promises of all sections."""
        return [
            *((path, field.id) for path, field in self.section_fields),
            *((path, clause.id) for path, clause in self.clauses),
        ]

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
