"""What an author wrote: the template of an agreement, from which each learner's own is made.

A template says what is filled in and by whom, what each party promises, who signs, when they meet, and how long it is
kept. The types accept any draft; what is wrong with it is said by ``checks``. The parts follow
(ECVET learning agreement, Dutch POK, Norwegian lærekontrakt, German BBiG §11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

import pydantic

from workmentor_xblocks.core.content import typed_dates
from workmentor_xblocks.core.content.authored import (
    Authored,
    NotADefinition as NotADefinition,
    Part,
    source_texts as source_texts,
)
from workmentor_xblocks.core.forms.fields import Kind as Kind


class Role(StrEnum):
    """The parts that people have in an agreement."""

    LEARNER = "learner"
    SCHOOL = "school"  # an organisation: any of its listed contacts may act
    EMPLOYER = "employer"  # who signs for the workplace
    MENTOR = "mentor"  # who guides at the workplace
    DEPUTY_MENTOR = "deputy_mentor"
    GUARDIAN = "guardian"
    APPROVER = "approver"  # county, chamber, head: after everybody else


class ChangeClass(StrEnum):
    """What changing a field means once people have signed."""

    MATERIAL = "material"  # a new version: everybody signs again
    NOTICE = "notice"  # everybody is told and may object
    CONTACT = "contact"  # it is only recorded


class When(StrEnum):
    """When a signer is asked."""

    ALWAYS = "always"
    IF_MINOR = "if_minor"
    IF_NAMED = "if_named"  # the parties may leave this role empty


class Purpose(StrEnum):
    """What a list of reasons is for."""

    DECLINE = "decline"
    AMEND = "amend"
    TERMINATE = "terminate"


class Means(StrEnum):
    """What an early end was, told apart for the evaluation."""

    CHANGED_COMPANY = "changed_company"
    LEFT_TRAINING = "left_training"
    OTHER = "other"


# Who speaks for the workplace in a review: one of the two for both.
WORKPLACE = (Role.MENTOR, Role.EMPLOYER)

# Kinds whose suggestion is words, to be translated; of the others it is a value.
WORDED = frozenset({Kind.LINE.value, Kind.TEXT.value, Kind.ROWS.value})


class Option(Part):
    """One answer of a field with choices."""

    id: str
    label: str = ""


class Column(Part):
    """One column of a field with rows."""

    id: str
    label: str = ""


class Field(Part):
    """One thing to fill in. ``owners`` write it; ``readers`` see it (nobody named: every party)."""

    id: str
    label: str = ""
    help: str = ""
    kind: str = Kind.LINE.value
    decimals: int = pydantic.Field(default=0, ge=0, le=4)  # of a number; 0: whole
    change: str = ChangeClass.MATERIAL.value
    owners: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    required: bool = False
    suggestion: str = ""  # what a new agreement begins with
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def writers(self) -> tuple[str, ...]:
        """The roles that fill it in; what nobody owns is the school's."""
        return self.owners or (Role.SCHOOL.value,)

    def is_read_by(self, role: str) -> bool:
        """Whether a role sees it: with no readers named every party does, and who fills it in always."""
        return not self.readers or role in self.readers or role in self.owners


class Clause(Part):
    """A promise of one party; ``to`` are those who get something by it (nobody named: all others)."""

    id: str
    party: str = ""
    to: tuple[str, ...] = ()
    text: str = ""


class Section(Part):
    """A part of the agreement with a title, words before it, fields, and promises."""

    id: str
    title: str = ""
    introduction: str = ""
    fields: tuple[Field, ...] = ()
    clauses: tuple[Clause, ...] = ()


class Signer(Part):
    """Who signs, when, and (where they sign one after another) in which place."""

    role: str
    when: str = When.ALWAYS.value
    order: int = pydantic.Field(default=1, ge=1, le=9)


class Reason(Part):
    """One reason to choose. ``means`` groups ends of agreements (``Means``)."""

    id: str
    purpose: str = Purpose.DECLINE.value
    means: str = ""
    label: str = ""


class ReviewStep(Part):
    """When the parties meet: in week ``week``, every ``every`` weeks, or at the end (both 0)."""

    id: str
    week: int = pydantic.Field(default=0, ge=0, le=520)
    every: int = pydantic.Field(default=0, ge=0, le=104)
    label: str = ""


class Retention(Part):
    """How long what is kept, after the end."""

    draft_months: int = pydantic.Field(default=12, ge=1, le=120)  # drafts and cancelled ones
    declined_months: int = pydantic.Field(default=24, ge=1, le=120)  # expired ones
    ended_years: int = pydantic.Field(
        default=3, ge=0, le=30
    )  # completed, terminated: after the year of the end
    tombstone_years: int = pydantic.Field(default=10, ge=1, le=50)  # hashes, dates, counts
    address_days: int = pydantic.Field(default=90, ge=1, le=365)  # shortened network addresses


# The lists beside the sections, as the paths of their texts begin.
LISTS = ("reason", "review", "review_field", "completion_field")


class Definition(Authored):
    """A whole template of an agreement."""

    introduction: str = ""  # the status line: what this paper is and is not
    starters: tuple[str, ...] = (Role.SCHOOL.value,)  # mentor, school, learner: who may begin one
    course_team_is_school: bool = True  # trainers of the course may act for the school
    in_order: bool = False  # sign one after another, by ``Signer.order``
    sign_days: int = pydantic.Field(default=14, ge=1, le=365)  # without activity for so long it expires
    leaving_days: int = pydantic.Field(
        default=7, ge=0, le=90
    )  # then the school may attest that who leaves does not sign
    link_days: int = pydantic.Field(default=31, ge=1, le=365)  # how long a guest's link works
    code_for_all: bool = False  # the e-mailed code also for who is signed in
    drawn_signature: bool = False  # offer to draw, beside the typed name
    one_side_may_end: bool = False  # a party ends it without the school's confirmation
    objection_days: int = pydantic.Field(default=7, ge=0, le=90)
    start_field: str = "start"  # which fields hold the dates of the placement
    end_field: str = "end"
    form_requirement: str = ""  # a national form beyond this one, in a sentence
    disclaimer: str = ""
    consent: str = ""  # the sentence that a signature agrees to
    sections: tuple[Section, ...] = ()
    signers: tuple[Signer, ...] = ()
    reasons: tuple[Reason, ...] = ()
    review_plan: tuple[ReviewStep, ...] = ()
    review_fields: tuple[Field, ...] = ()
    completion_fields: tuple[Field, ...] = ()
    holidays: tuple[str, ...] = ()  # days on which no review falls
    retention: Retention = Retention()

    @cached_property
    def closed_days(self) -> frozenset[date]:
        """The holidays that can be read; what is no day is for the checks to say."""
        return frozenset(typed_dates.days_in(self.holidays))

    @property
    def fields(self) -> Iterator[Field]:
        """The fields of all sections, in order."""
        return (field for section in self.sections for field in section.fields)

    def review_fields_of(self, role: str) -> list[Field]:
        """What a role fills in in a review; who speaks for the workplace fills in all that is asked of it."""
        own = {*WORKPLACE} if role in WORKPLACE else {role}
        return [field for field in self.review_fields if own & {*field.owners}]

    @cached_property
    def field_by_id(self) -> Mapping[str, Field]:
        """Fields by id; of two with one id the first counts."""
        return {field.id: field for section in reversed(self.sections) for field in reversed(section.fields)}

    @cached_property
    def section_of(self) -> Mapping[str, str]:
        """Field id → section id."""
        return {field.id: section.id for section in reversed(self.sections) for field in section.fields}

    @property
    def clauses(self) -> Iterator[Clause]:
        """The promises of all sections, in order."""
        return (clause for section in self.sections for clause in section.clauses)

    def reasons_for(self, purpose: Purpose) -> tuple[Reason, ...]:
        """The reasons offered for one purpose."""
        return tuple(reason for reason in self.reasons if reason.purpose == purpose)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the source with its path, in reading order."""
        return _texts(self)

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset((*LISTS, *(section.id for section in self.sections)))

    def is_section(self, head: str) -> bool:
        """A section is read in one language as a whole, and so is each list beside the sections."""
        return head in self._sections


def _texts(definition: Definition) -> Iterator[tuple[str, str]]:
    for name in ("introduction", "form_requirement", "disclaimer", "consent"):
        yield name, getattr(definition, name)
    for section in definition.sections:
        yield f"{section.id}/title", section.title
        yield f"{section.id}/introduction", section.introduction
        yield from _field_texts(section.id, section.fields)
        for clause in section.clauses:
            yield f"{section.id}/{clause.id}/text", clause.text
    for reason in definition.reasons:
        yield f"reason/{reason.id}", reason.label
    for step in definition.review_plan:
        yield f"review/{step.id}", step.label
    yield from _field_texts("review_field", definition.review_fields)
    yield from _field_texts("completion_field", definition.completion_fields)


def _field_texts(head: str, fields: tuple[Field, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        at = f"{head}/{field.id}"
        yield f"{at}/label", field.label
        yield f"{at}/help", field.help
        if field.kind in WORDED:
            yield f"{at}/suggestion", field.suggestion
        for option in field.options:
            yield f"{at}/option/{option.id}", option.label
        for column in field.columns:
            yield f"{at}/column/{column.id}", column.label


from_data = Definition.from_data
parse = Definition.parse
