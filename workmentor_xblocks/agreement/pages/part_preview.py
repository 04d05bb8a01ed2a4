"""A section of a template as one party would meet it, before there is any agreement: for its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.content.definition import Clause, Definition, Field, Kind, Section
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.authored_html import authored_html
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.pages.rendering import render, safe

_FORMS = {
    "review_field": Message("review", _("Review")),
    "completion_field": Message("completion", _("Record at the end")),
}


@dataclass(frozen=True)
class FieldPreview:
    """A field, and whether this role fills it in."""

    id: str
    kind: str
    label: str
    help: str
    suggestion: str
    required: bool
    is_own: bool
    owners: str
    options: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether it takes more than a line."""
        return self.kind == Kind.TEXT


@dataclass(frozen=True)
class ClausePreview:
    """A promise: whose it is, and to whom."""

    html: str
    by: str
    to: str


@dataclass(frozen=True)
class PartPreview:
    """A section, or one of the other forms, which promise nothing."""

    title: str
    fields: tuple[FieldPreview, ...]
    introduction: str = ""
    mine: tuple[ClausePreview, ...] = ()
    others: tuple[ClausePreview, ...] = ()


@dataclass(frozen=True)
class _Preview:
    """One reading for one role."""

    reading: Reading
    role: str

    def field(self, head: str, field: Field) -> FieldPreview:
        at = f"{head}/{field.id}"
        words = self.reading.text
        return FieldPreview(
            id=field.id,
            kind=field.kind,
            label=words(f"{at}/label", field.label),
            help=words(f"{at}/help", field.help),
            suggestion=words(f"{at}/suggestion", field.suggestion),
            required=field.required,
            is_own=self.is_own(head, field),
            owners=_names(field.writers),
            options=tuple((one.id, words(f"{at}/option/{one.id}", one.label)) for one in field.options),
            columns=tuple(words(f"{at}/column/{one.id}", one.label) for one in field.columns),
        )

    def fields(self, head: str, fields: Iterable[Field]) -> tuple[FieldPreview, ...]:
        """The fields that this role may see."""
        return tuple(
            self.field(head, field)
            for field in fields
            if field.is_read_by(self.role) or self.is_own(head, field)
        )

    def is_own(self, head: str, field: Field) -> bool:
        """Whether this role fills it in once there is somebody in every place."""
        if head == "review_field":
            return may.answers(field, self.role)
        return may.fills_in(field, self.role, State.NEGOTIATING)

    def clause(self, head: str, clause: Clause) -> ClausePreview:
        html = authored_html(self.reading.text(f"{head}/{clause.id}/text", clause.text))
        return ClausePreview(safe(html), by=_names((clause.party,)), to=_names(clause.to))

    def section(self, section: Section) -> PartPreview:
        introduction = self.reading.text(f"{section.id}/introduction", section.introduction)
        promises = [(one.party == self.role, self.clause(section.id, one)) for one in section.clauses]
        return PartPreview(
            title=self.reading.text(f"{section.id}/title", section.title) or section.id,
            fields=self.fields(section.id, section.fields),
            introduction=safe(authored_html(introduction)),
            mine=tuple(clause for is_mine, clause in promises if is_mine),
            others=tuple(clause for is_mine, clause in promises if not is_mine),
        )


def _names(roles: Iterable[str]) -> str:
    return ", ".join(say(ROLE_NAMES[role]) if role in ROLE_NAMES else role for role in roles)


def part_html(reading: Reading, part: str, *, role: str) -> SafeString | None:
    """A section, or the form of reviews or of the end; None where there is no such part."""
    page = _content(reading, part, role)
    if page is None:
        return None
    lang = reading.language_of(part)
    return render(
        "workmentor/agreement/preview.html",
        {**vars(page), "lang": lang, "dir": languages.direction(lang), "role": _names((role,))},
    )


def _content(reading: Reading, part: str, role: str) -> PartPreview | None:
    definition: Definition = reading.definition
    preview = _Preview(reading, role)
    if part in _FORMS:
        fields = definition.review_fields if part == "review_field" else definition.completion_fields
        return PartPreview(gettext(_FORMS[part].msgid), preview.fields(part, fields))
    section = next((one for one in definition.sections if one.id == part), None)
    return None if section is None else preview.section(section)
