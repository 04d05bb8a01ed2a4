"""What an author wrote: the template of an agreement, from which each learner's own is made.

A template says what is filled in and by whom, what each party promises, who signs, when they meet, and how long it is
kept. The types accept any draft; what is wrong with it is said by ``checks``. The parts follow
(ECVET learning agreement, Dutch POK, Norwegian lærekontrakt, German BBiG §11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

import pydantic

from workmentor_xblocks.agreement.content.fields import Column as Column, Field as Field, Option as Option
from workmentor_xblocks.agreement.content.follow_up import (
    Reason as Reason,
    Retention as Retention,
    ReviewStep as ReviewStep,
)
from workmentor_xblocks.agreement.content.vocabulary import (
    ROLES,
    STARTERS,
    WHENS,
    WORKPLACE as WORKPLACE,
    ChangeClass as ChangeClass,
    Means as Means,
    Purpose as Purpose,
    Role as Role,
    When as When,
)
from workmentor_xblocks.core.content import typed_dates
from workmentor_xblocks.core.content.authored import (
    Authored,
    NotADefinition as NotADefinition,
    Part,
    source_texts as source_texts,
)
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.schema import (
    Attribute,
    Id,
    OneOf,
    OwnText,
    Parts,
    Refers,
    Text,
    TextElement,
)
from workmentor_xblocks.core.forms.fields import Kind as Kind


class Clause(Part):
    """A promise of one party; ``to`` are those who get something by it (nobody named: all others)."""

    id: Id
    party: Annotated[str, Attribute(_("Who promises")), OneOf({"": _("Choose …"), **ROLES})] = ""
    to: Annotated[
        tuple[str, ...], Attribute(_("To whom"), _("Nobody ticked: to all the others.")), OneOf(ROLES)
    ] = ()
    text: Annotated[str, OwnText(_("Promise"), text=Text.PROSE)] = ""


class Section(Part):
    """A part of the agreement with a title, words before it, fields, and promises."""

    id: Id
    title: Annotated[str, Attribute(_("Title"), text=Text.LINE)] = ""
    introduction: Annotated[str, TextElement(_("Words before it"))] = ""
    fields: Annotated[
        tuple[Field, ...],
        Parts(_("Fields"), tag="field", called=_('field "{id}"'), bare=True, ids="inside"),
    ] = ()
    clauses: Annotated[
        tuple[Clause, ...],
        Parts(_("Promises"), tag="clause", called=_('clause "{id}"'), bare=True, ids="inside"),
    ] = ()


class Signer(Part):
    """Who signs, when, and (where they sign one after another) in which place."""

    role: Annotated[str, Attribute(_("Signer")), OneOf(ROLES)]
    when: Annotated[str, Attribute(_("When"), always=True), OneOf(WHENS)] = When.ALWAYS.value
    order: Annotated[int, pydantic.Field(ge=1, le=9), Attribute(_("Place in the order"))] = 1


class Definition(Authored):
    """A whole template of an agreement."""

    TAG = "workmentor_agreement"
    CALLED = _("the template")

    introduction: Annotated[
        str,
        TextElement(
            _("What this paper is"),
            _("Say too what it does not replace: a contract of employment, the law of the country."),
        ),
    ] = ""
    starters: Annotated[
        tuple[str, ...],
        Attribute(_("Who may begin an agreement"), _("The course team always may."), always=True),
        OneOf(STARTERS),
    ] = (Role.SCHOOL.value,)
    course_team_is_school: Annotated[
        bool,
        Attribute(_("The course team acts for the school"), _("Who acted is written down each time.")),
    ] = True
    in_order: Annotated[
        bool, Attribute(_("Sign one after another"), _("Otherwise all are asked at once."))
    ] = False
    sign_days: Annotated[
        int, pydantic.Field(ge=1, le=365), Attribute(_("Days without anybody acting until it expires"))
    ] = 14
    leaving_days: Annotated[
        int,
        pydantic.Field(ge=0, le=90),
        Attribute(
            _("Days until the school may attest that somebody leaves without signing"),
            _("When somebody is replaced in an agreement that holds and does not sign the change."),
        ),
    ] = 7
    link_days: Annotated[
        int, pydantic.Field(ge=1, le=365), Attribute(_("Days that a guest's link works"))
    ] = 31
    code_for_all: Annotated[
        bool,
        Attribute(
            _("A code by mail also for people with an account"), _("Guests always get one when they sign.")
        ),
    ] = False
    drawn_signature: Annotated[
        bool,
        Attribute(
            _("Offer to draw the signature"),
            _("Beside the typed name, and never instead of it. Both are a simple electronic signature."),
        ),
    ] = False
    one_side_may_end: Annotated[
        bool, Attribute(_("One side may end it"), _("Otherwise the school confirms an early end."))
    ] = False
    objection_days: Annotated[
        int,
        pydantic.Field(ge=0, le=90),
        Attribute(_("Days to object to a notice"), _("After a change that is only a notice.")),
    ] = 7
    start_field: Annotated[str, Attribute(_("Field with the first day")), Refers("sections.fields")] = "start"
    end_field: Annotated[str, Attribute(_("Field with the last day")), Refers("sections.fields")] = "end"
    form_requirement: Annotated[
        str,
        TextElement(
            _("Another form that the law asks for"),
            _("Such as: a paper form that the county wants as well."),
        ),
    ] = ""
    disclaimer: Annotated[
        str,
        TextElement(
            _("What this text is not"),
            _("Such as: an example, no legal advice, checked by whom and when."),
        ),
    ] = ""
    consent: Annotated[
        str,
        TextElement(
            _("Sentence that a signature agrees to"),
            _("It is kept with each signature. Claim no more than a simple electronic signature."),
        ),
    ] = ""
    sections: Annotated[
        tuple[Section, ...], Parts(_("Sections"), tag="section", called=_('section "{id}"'), bare=True)
    ] = ()
    signers: Annotated[
        tuple[Signer, ...],
        Parts(
            _("Who signs"),
            _("Learner, school and employer each sign. The approver decides when all others have signed."),
            tag="signer",
            called=_('signer "{role}"'),
            keys=("role",),
        ),
    ] = ()
    reasons: Annotated[
        tuple[Reason, ...],
        Parts(
            _("Reasons"),
            _(
                "For an early end, say too what kind of end it is: changing the company is not leaving the training."
            ),
            tag="reason",
            called=_('reason "{id}"'),
            together=True,
        ),
    ] = ()
    review_plan: Annotated[
        tuple[ReviewStep, ...],
        Parts(
            _("Reviews"),
            _(
                "A review in one week, one that comes again every so many weeks, or one at the end (both numbers 0)."
            ),
            tag="review",
            called=_('review "{id}"'),
            together=True,
        ),
    ] = ()
    review_fields: Annotated[
        tuple[Field, ...],
        Parts(
            _("What is asked in a review"),
            _("The learner answers first. All see what all have written."),
            tag="review_field",
            called=_('review field "{id}"'),
            new_id="field",
            together=True,
        ),
    ] = ()
    completion_fields: Annotated[
        tuple[Field, ...],
        Parts(
            _("What is asked at the end"),
            tag="completion_field",
            called=_('completion field "{id}"'),
            new_id="field",
            together=True,
        ),
    ] = ()
    holidays: Annotated[
        tuple[str, ...],
        Attribute(
            _("Days on which no review falls"),
            _("Besides Sundays. As in 2026-12-25, with a blank between two."),
        ),
    ] = ()
    retention: Annotated[
        Retention,
        Parts(
            _("How long it is kept"),
            _("Counted from the end; of ended agreements, from the end of that year."),
            tag="retention",
            called=_("retention"),
            keys=(),
        ),
    ] = Retention()

    @cached_property
    def closed_days(self) -> frozenset[date]:
        """The holidays that can be read; what is no day is for the checks to say."""
        return frozenset(typed_dates.days_in(self.holidays))

    @property
    def fields(self) -> Iterator[Field]:
        """The fields of all sections, in order."""
        return (field for section in self.sections for field in section.fields)

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


from_data = Definition.from_data
parse = Definition.parse
