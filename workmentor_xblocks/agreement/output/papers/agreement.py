"""The agreement itself: a plain page for each party, then the whole text, who signed it, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from workmentor_xblocks.agreement.content.definition import Section
from workmentor_xblocks.agreement.content.reading import languages
from workmentor_xblocks.agreement.output.papers import change, edition as editions, promises, signatures
from workmentor_xblocks.agreement.output.papers.edition import Edition
from workmentor_xblocks.agreement.output.papers.signatures import Signed
from workmentor_xblocks.agreement.output.papers.wording import Printing, role_name
from workmentor_xblocks.core.content.language import name as name_of
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import (
    ROLES,
    SOFT,
    Markdown,
    NewPage,
    NumberedLetters,
    Paper,
    Part,
    Prose,
    Row,
    Rows,
    Title,
    Tone,
    Words,
    joined,
    titled,
)


def paper(
    edition: Edition,
    *,
    pages: tuple[Part, ...] = (),
    notes: tuple[Part, ...] = (),
    parties: tuple[Row, ...] = (),
    exchanges: tuple[Part, ...] = (),
    sections: tuple[Part, ...] = (),
    signed: tuple[Signed, ...] = (),
    disclaimer: str = "",
    sheets: Iterable[tuple[Part, ...]] = (),
) -> Paper:
    """The whole of it; each of ``sheets`` begins a page."""
    return edition.paper(
        *pages,
        Title(edition.title, 0),
        edition.standing,
        *notes,
        *titled(_("Parties"), parties),
        *exchanges,
        *sections,
        NumberedLetters(),
        *signatures.section(signed, disclaimer),
        *edition.check,
        *(part for sheet in sheets if sheet for part in (NewPage(), *sheet)),
    )


def notes(status_line: str, binding: str, form_requirement: str) -> tuple[Part, ...]:
    """What the paper is and is not, in which language it binds, and a national form beyond this one."""
    return (
        Prose(Markdown(status_line), SOFT),
        Words(binding, SOFT),
        Prose(Markdown(form_requirement), SOFT),
    )


def party(role: str, name: str, organisation: str = "", position: str = "") -> Row:
    """Somebody in a role."""
    return Row(role, joined(name or "–", joined(position, organisation, by=", ")))


def section(
    title: str, introduction: str = "", rows: tuple[Row, ...] = (), clauses: Iterable[tuple[str, str]] = ()
) -> tuple[Part, ...]:
    """A part of the agreement: its values, then its promises by party, in the order of the template."""
    return (
        Title(title),
        Prose(Markdown(introduction), Tone(after=2.5)),
        Rows(rows),
        Rows(tuple(_promises(who, list(some)) for who, some in groupby(clauses, lambda one: one[0])), ROLES),
    )


def _promises(who: str, clauses: list[tuple[str, str]]) -> Row:
    bullet = "•" if len(clauses) > 1 else ""
    return Row(who, tuple(Prose(Markdown(text), bullet=bullet) for _who, text in clauses))


def of(printing: Printing) -> Paper:
    """A version as it was agreed, with the sheet of what it changed."""
    definition, text = printing.thread.definition, printing.reading.text
    edition = editions.of(printing)
    return paper(
        edition,
        pages=promises.of(printing, edition),
        notes=notes(
            text("introduction", definition.introduction),
            _binding(printing),
            text("form_requirement", definition.form_requirement),
        ),
        parties=tuple(
            party(role_name(one["role"]), one["name"], one["organisation"], one["position"])
            for one in printing.parties
        ),
        exchanges=change.exchanges(printing),
        sections=tuple(part for one in definition.sections for part in _section(printing, one)),
        signed=signatures.of(printing),
        disclaimer=text("disclaimer", definition.disclaimer),
        sheets=[change.of(printing)],
    )


def _section(printing: Printing, one: Section) -> tuple[Part, ...]:
    return section(
        printing.reading.text(f"{one.id}/title", one.title),
        printing.reading.text(f"{one.id}/introduction", one.introduction),
        printing.rows(one.id, one.fields, printing.values),
        [
            (role_name(clause.party), printing.reading.text(f"{one.id}/{clause.id}/text", clause.text))
            for clause in one.clauses
        ],
    )


def _binding(printing: Printing) -> str:
    if len(languages(printing.thread.definition)) < 2:
        return ""
    said = _("The text in {language} is binding. Translations on the screen are for information.")
    return said.format(language=name_of(printing.thread.row.language))
