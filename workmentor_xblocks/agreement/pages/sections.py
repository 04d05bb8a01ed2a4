"""The text of an agreement, section by section: mine to fill in, the others' to read and to remark on.

Before somebody changes anything, the page says what the change would mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from workmentor_xblocks.agreement.content.definition import ChangeClass, Clause, Field, Section
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.remarks import remark_form, remarks_of, thread
from workmentor_xblocks.agreement.records.attached_tables import Comment
from workmentor_xblocks.agreement.rules import body, may
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.readiness import empty_fields
from workmentor_xblocks.agreement.rules.signing_order import signers
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.forms.draft import DraftField, draft_field
from workmentor_xblocks.core.forms.merge import equal
from workmentor_xblocks.core.pages.remarks import RemarkFormPage, Remarks, ThreadPage


@dataclass(frozen=True)
class SectionField(DraftField):
    """A field of the text, with what this person may do at it and what others said of it."""

    written_as: str  # the role in which this person fills it in; "" for nobody
    is_missing: bool
    owners: str
    readers: str
    remarks: ThreadPage | None
    remark_form: RemarkFormPage | None
    proposed: str
    may_notice: str
    effect: str

    @property
    def is_mine(self) -> bool:
        """Whether this person fills it in now."""
        return bool(self.written_as)

    @property
    def says_something(self) -> bool:
        """Once a text is fixed, what was left empty is left out, as on paper."""
        return bool(not self.value.is_empty or self.proposed or self.remarks or self.may_notice)


@dataclass(frozen=True)
class ClausePage:
    """A promise: whose it is, and to whom."""

    html: str
    by: str
    to: str
    is_mine: bool
    language: str


@dataclass(frozen=True)
class SectionPage:
    """A part of the text; ``forms`` are the roles in which this person fills it in, ``missing`` counts what they have to."""

    id: str
    number: int
    title: str
    introduction: str
    language: str
    direction: str
    fields: tuple[SectionField, ...]
    clauses: tuple[ClausePage, ...]
    forms: tuple[str, ...]
    effect: str
    missing: int
    open_remarks: bool
    is_changed: bool
    is_unfolded: bool


@dataclass(frozen=True)
class TextPage:
    """What ``text.html`` is filled with."""

    sections: tuple[SectionPage, ...]
    is_fixed: bool
    is_open: bool
    is_amendment: bool
    signs: bool  # whether this person signs it now
    remarks: ThreadPage | None
    settling: list[str]
    remark_form: RemarkFormPage | None
    introduction: str
    introduction_language: str


def text_page(view: AgreementView) -> TextPage:
    """The text as this person may read and change it."""
    missing = {field.id for field in empty_fields(view.facts)} if view.facts.is_talking else set()
    remarks = remarks_of(view)
    sections = [
        _section(view, n, part, missing, remarks) for n, part in enumerate(view.definition.sections, 1)
    ]
    # One thing at a time: of the parts with something to fill in only the first stands open.
    first = next((n for n, section in enumerate(sections) if section.missing), None)
    if first is not None:
        sections[first] = replace(sections[first], is_unfolded=True)
    return TextPage(
        sections=tuple(sections),
        is_fixed=view.facts.is_signing,
        is_open=view.facts.is_talking,
        is_amendment=view.facts.is_talking and view.thread.in_force is not None,
        signs=bool(view.my_turns) and view.may_write,
        remarks=thread(view, remarks, ""),
        settling=remarks.settling,
        remark_form=remark_form(view, "", gettext("the whole agreement")),
        introduction=view.html("introduction", view.definition.introduction),
        introduction_language=view.reading.language_of("introduction"),
    )


def _section(
    view: AgreementView, number: int, section: Section, missing: set[str], remarks: Remarks[Comment]
) -> SectionPage:
    told = [
        _field(view, section, field, missing, remarks) for field in section.fields if view.may_read(field)
    ]
    fields = told if view.facts.is_talking else [field for field in told if field.says_something]
    language = view.reading.language_of(section.id)
    waits = [field for field in fields if field.is_missing and field.is_mine]
    talked = any(field.remarks and field.remarks.is_open for field in fields)
    return SectionPage(
        id=section.id,
        number=number,
        title=view.words(f"{section.id}/title", section.title) or section.id,
        introduction=view.html(f"{section.id}/introduction", section.introduction),
        language=language,
        direction=languages.direction(language),
        fields=tuple(fields),
        clauses=tuple(_clause(view, section, clause) for clause in section.clauses),
        forms=_forms(fields),
        effect=wording.sentence(effect(view, ChangeClass.MATERIAL)) if _forms(fields) else "",
        missing=len(waits),
        open_remarks=talked,
        is_changed=any(field.proposed for field in fields),
        # Whoever signs now has the whole text before their eyes.
        is_unfolded=bool(view.my_turns) or any(field.conflict for field in fields),
    )


def _forms(fields: Iterable[SectionField]) -> tuple[str, ...]:
    """One form for each role in which this person fills in here."""
    return tuple(dict.fromkeys(field.written_as for field in fields if field.is_mine))


def effect(view: AgreementView, change: ChangeClass) -> Any:
    """What a change of that class means as things stand."""
    frozen, signed = view.facts.is_signing, view.thread.signatures_of(view.thread.open_version)
    in_force = view.thread.in_force is not None
    return body.effect_of_change(
        change, in_force=in_force, frozen=frozen, signatures=len(signed), signers=len(signers(view.facts))
    )


def writer(view: AgreementView, field: Field) -> Actor | None:
    """The role in which this person fills a field in now."""
    if not view.facts.is_talking or Event.EDIT not in view.may:
        return None
    return may.written_as(field, view.actors, view.facts.state)


def _field(
    view: AgreementView, section: Section, field: Field, missing: set[str], remarks: Remarks[Comment]
) -> SectionField:
    mine = writer(view, field)
    told = draft_field(
        view.speaking(section.id),
        field,
        view.values.get(field.id),
        typed=view.typed if view.typed.get("act") == "edit" else {},
        conflict=view.conflicts.get(field.id),
    )
    return SectionField(
        **vars(told),
        written_as=mine.value if mine else "",
        is_missing=field.id in missing,
        owners=wording.roles(field.writers),
        readers=wording.roles(field.readers) if field.readers else "",
        remarks=thread(view, remarks, field.id),
        remark_form=remark_form(view, field.id, told.label),
        proposed=_proposed(view, field),
        may_notice=_may_notice(view, field),
        effect=wording.sentence(effect(view, body.change_class(field))) if view.thread.in_force else "",
    )


def _proposed(view: AgreementView, field: Field) -> str:
    """What a proposal would change in the text in force."""
    held, version = view.thread.in_force, view.thread.open_version
    if held is None or version is None or held is version:
        return ""
    before, after = view.thread.values_today().get(field.id), view.values.get(field.id)
    return "" if equal(before, after) else wording.marked(view, field, before, after)


def _may_notice(view: AgreementView, field: Field) -> str:
    """The role in which this person may change a field at once, with everybody told; "" for nobody."""
    if view.facts.is_talking or view.facts.is_signing:
        return ""
    told = (actor for actor in view.actors_for(Event.NOTICE) if may.changes_at_once(field, actor))
    return next((actor.value for actor in told), "")


# --- promises -----------------------------------------------------------------------------------------------------


def _clause(view: AgreementView, section: Section, clause: Clause) -> ClausePage:
    return ClausePage(
        html=view.html(f"{section.id}/{clause.id}/text", clause.text),
        by=wording.role(clause.party),
        to=wording.roles(clause.to),
        is_mine=clause.party in view.actors,
        language=view.reading.language_of(section.id),
    )


@dataclass(frozen=True)
class Promises:
    """What this person promises, and what the others promise this person."""

    promise: tuple[ClausePage, ...]
    get: tuple[ClausePage, ...]


def promises_page(view: AgreementView) -> Promises | None:
    """The promises of and to this person; None for who takes no part."""
    if view.party is None:
        return None
    told = [
        (clause, _clause(view, section, clause))
        for section in view.definition.sections
        for clause in section.clauses
    ]
    gets = (
        page for clause, page in told if not page.is_mine and (not clause.to or {*clause.to} & {*view.actors})
    )
    return Promises(tuple(page for _clause, page in told if page.is_mine), tuple(gets))
