"""An agreement's tables made into the document that is printed: every word said, every value opened, for all the same.

One print serves all parties, so what only some of them may read is left out of it and said to be. Names are those that
stand in the version's own text, so that a print made later is the same.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from workmentor_xblocks import host
from workmentor_xblocks.agreement.content.definition import Section
from workmentor_xblocks.agreement.content.reading import languages
from workmentor_xblocks.agreement.output.document import (
    Document,
    Markdown,
    PrintedClause,
    PrintedParty,
    PrintedSection,
    PrintedSummary,
)
from workmentor_xblocks.agreement.output.printing import sheets, signed
from workmentor_xblocks.agreement.output.printing.wording import Printing, role_name
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import State, VersionState
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.core.content.language import direction, name as name_of
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say

_TITLE = _("Agreement on training at a workplace")
_BINDING = _("The text in {language} is binding. Translations on the screen are for information.")
HELD = (VersionState.IN_FORCE, VersionState.SUPERSEDED)


def whole(thread: Thread, version: Version) -> Document:
    """One version as it was agreed, with the sheet of what it changed."""
    with override(thread.row.language):
        found = _document(thread, version)
        amendment = sheets.amendment(Printing(thread, version))
        return replace(found, amendments=(amendment,)) if amendment else found


def of_review(thread: Thread, number: int) -> Document | None:
    """The sheet of one review, with the version that held."""
    review = next((review for review in thread.reviews if review.number == number), None)
    if review is None:
        return None
    with override(thread.row.language):
        version = thread.in_force or thread.shown
        sheet = sheets.review(Printing(thread, version), review)
        return replace(_document(thread, version, today=True), reviews=(sheet,))


def of_completion(thread: Thread) -> Document | None:
    """The record of what was reached; None while there is none."""
    if thread.completion is None:
        return None
    with override(thread.row.language):
        version = thread.in_force or thread.shown
        sheet = sheets.completion(Printing(thread, version), thread.completion)
        return replace(_document(thread, version, today=True), completion=sheet)


def is_settled(version: Version) -> bool:
    """Whether everybody has signed: from then on the print of a version never changes."""
    return version.state in HELD


def _document(thread: Thread, version: Version, *, today: bool = False) -> Document:
    printing = Printing(thread, version)
    reading, definition, row = printing.reading, thread.definition, thread.row
    held = is_settled(version)
    # A version that all have signed says so for ever; what became of it stands on the page and in later papers.
    state = State.SIGNED if held and not today else thread.state
    return Document(
        title=gettext(_TITLE),
        language=row.language,
        direction=direction(row.language),
        version=version.number,
        state=say(STATE_NAMES[state]),
        status_line=Markdown(reading.text("introduction", definition.introduction)),
        in_force_since=printing.day(version.effective_on) if held else "",
        sha256=version.sha256,
        head=_head(thread, version) if held and not today else row.head,
        verify_url=_verify_url(thread, version) if version.sha256 else "",
        binding_note=_binding(thread),
        form_requirement=Markdown(reading.text("form_requirement", definition.form_requirement)),
        disclaimer=Markdown(reading.text("disclaimer", definition.disclaimer)),
        parties=tuple(
            PrintedParty(role_name(one["role"]), one["name"], one["organisation"], one["position"])
            for one in printing.parties
        ),
        exchanges=sheets.exchanges(printing),
        summaries=tuple(
            _summary(printing, one["role"], one["name"]) for one in printing.parties if one["name"]
        ),
        sections=tuple(_section(printing, section) for section in definition.sections),
        signatures=signed.signatures(printing),
    )


def _section(printing: Printing, section: Section) -> PrintedSection:
    words = printing.reading.text
    return PrintedSection(
        title=words(f"{section.id}/title", section.title),
        introduction=Markdown(words(f"{section.id}/introduction", section.introduction)),
        rows=printing.rows(section.id, section.fields, printing.values),
        clauses=tuple(
            PrintedClause(
                role_name(clause.party), Markdown(words(f"{section.id}/{clause.id}/text", clause.text))
            )
            for clause in section.clauses
        ),
    )


def _summary(printing: Printing, role: str, name: str) -> PrintedSummary:
    """What a party promises, and what the others promise it."""
    said = [
        (clause, Markdown(printing.reading.text(f"{section.id}/{clause.id}/text", clause.text)))
        for section in printing.thread.definition.sections
        for clause in section.clauses
    ]
    return PrintedSummary(
        party=role_name(role),
        name=name,
        promises=tuple(text for clause, text in said if clause.party == role),
        gets=tuple(text for clause, text in said if clause.party != role and role in (clause.to or (role,))),
    )


def _head(thread: Thread, version: Version) -> str:
    """The link of the chain with which the version came into force."""
    return next(
        (event.hash for event, record in signed.records(thread) if _puts_in_force(record, version)), ""
    )


def _puts_in_force(record: dict[str, object], version: Version) -> bool:
    data = record.get("data")
    in_force = isinstance(data, dict) and data.get("in_force") is True
    return in_force and record.get("version") == version.number


def _verify_url(thread: Thread, version: Version) -> str:
    path = reverse("workmentor:agreement_verify", args=[thread.row.uuid])
    told = urlencode({"version": version.number, "sha256": version.sha256})
    return host.current().absolute_url(f"{path}?{told}", course_key=thread.row.course_key)


def _binding(thread: Thread) -> str:
    if len(languages(thread.definition)) < 2:
        return ""
    return gettext(_BINDING).format(language=name_of(thread.row.language))
