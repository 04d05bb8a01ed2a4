"""Papers to print: the usual template filled in by the cast, and the same small agreement in many languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from workmentor_xblocks.agreement.content.definition import Clause, Definition, Field, Kind
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.output.document import (
    Document,
    Markdown,
    PrintedAmendment,
    PrintedChange,
    PrintedClause,
    PrintedCompletion,
    PrintedPart,
    PrintedParty,
    PrintedReview,
    PrintedRow,
    PrintedSection,
    PrintedSignature,
    PrintedSummary,
    PrintedTable,
)

NAMES = {
    "learner": PrintedParty("Learner", "Līga Kalniņa", "", "", "liga@example.org"),
    "school": PrintedParty(
        "School contact", "Tomas Ødegård", "Fagskolen i Ås", "Coordinator", "+47 22 00 00 00"
    ),
    "employer": PrintedParty("Employer signatory", "Eglė Žukauskienė", "Baltic Boats UAB", "Director"),
    "mentor": PrintedParty(
        "Mentor", "Märta Lindström", "Baltic Boats UAB", "Boat builder", "marta@example.org"
    ),
    "deputy_mentor": PrintedParty("Deputy mentor", "Mikael Åkesson", "Baltic Boats UAB"),
    "guardian": PrintedParty("Guardian", "Gréta Kalniņa"),
}
SHA = "3f9a1c0d5e7b48a2961f0c3d7e5a9b1c2d4f60718293a4b5c6d7e8f901234567"
HEAD = "a81b2c3d4e5f60718293a4b5c6d7e8f9012345670f9a1c0d5e7b48a2961f0c3d"


URL = "https://learn.example.org/workmentor/check/6f1c2b3a4d5e6f708192a3b4c5d6e7f8"


@cache
def template() -> Definition:
    """The usual template."""
    return TEMPLATE.read(etree.fromstring(presets()[0].text)).definition


@dataclass(frozen=True)
class Filled:
    """The usual template in one language, filled in by the cast as people do: some words, some sentences."""

    language: str = "en"

    @property
    def reading(self) -> Reading:
        return Reading(template(), self.language)

    def value(self, head: str, field: Field) -> str | PrintedTable:
        match field.kind:
            case Kind.ROWS:
                columns = tuple(
                    self.reading.text(f"{head}/{field.id}/column/{one.id}", one.label)
                    for one in field.columns
                )
                return PrintedTable(
                    columns, (("Fit a frame to a hull",) * len(columns), ("2.4",) * len(columns))
                )
            case Kind.CHOICE:
                option = field.options[0]
                return self.reading.text(f"{head}/{field.id}/option/{option.id}", option.label)
            case Kind.DATE:
                return "1 September 2026"
            case Kind.NUMBER:
                return "38"
            case Kind.YES_NO:
                return "No"
            case Kind.TEXT:
                return "In the hall by the slipway, from seven to half past three, with a break at ten and one at noon."
            case _:
                return "Boat hall 2, Klaipėda"

    def rows(self, head: str, fields: tuple[Field, ...]) -> tuple[PrintedRow, ...]:
        return tuple(
            PrintedRow(self.reading.text(f"{head}/{field.id}/label", field.label), self.value(head, field))
            for field in fields
        )

    def clauses(self) -> list[tuple[Clause, Markdown]]:
        return [
            (clause, Markdown(self.reading.text(f"{section.id}/{clause.id}/text", clause.text)))
            for section in template().sections
            for clause in section.clauses
        ]

    def summary(self, role: str) -> PrintedSummary:
        said = self.clauses()
        return PrintedSummary(
            party=NAMES[role].role,
            name=NAMES[role].name,
            promises=tuple(text for clause, text in said if clause.party == role),
            gets=tuple(
                text for clause, text in said if clause.party != role and role in (clause.to or (role,))
            ),
        )

    def sections(self) -> tuple[PrintedSection, ...]:
        return tuple(
            PrintedSection(
                title=self.reading.text(f"{section.id}/title", section.title),
                introduction=Markdown(self.reading.text(f"{section.id}/introduction", section.introduction)),
                rows=self.rows(section.id, section.fields),
                clauses=tuple(
                    PrintedClause(
                        NAMES[clause.party].role if clause.party else "",
                        Markdown(self.reading.text(f"{section.id}/{clause.id}/text", clause.text)),
                    )
                    for clause in section.clauses
                ),
            )
            for section in template().sections
        )

    def review(self) -> PrintedReview:
        rows = self.rows("review_field", template().review_fields)
        return PrintedReview(
            title="Review 2: week 3",
            due="21 September 2026",
            held="23 September 2026",
            closed="30 September 2026",
            parts=(
                PrintedPart("Learner", "Līga Kalniņa", "22 September 2026, 10:04 (UTC)", rows[:4], "Agrees"),
                PrintedPart("Mentor", "Märta Lindström", "23 September 2026, 08:00 (UTC)", rows[3:], "Does not agree",
                    disagrees=True, text="The hours are those of the other week."),
                PrintedPart("School contact", "Tomas Ødegård"),
            ),
        )  # fmt: skip

    def amendment(self) -> PrintedAmendment:
        return PrintedAmendment(
            title="Version 2: a change of the agreement",
            before=1,
            after=2,
            reason="The period",
            proposed_by="Employer signatory, Eglė Žukauskienė",
            effective_on="1 November 2026",
            sha256=SHA,
            changes=(
                PrintedChange("Last day", "30 June 2027", "31 July 2027"),
                PrintedChange("Interruptions", "", "The hall is closed in the first week of January."),
            ),
            signatures=self.signatures()[:2],
        )

    def signatures(self) -> tuple[PrintedSignature, ...]:
        return (
            PrintedSignature("Learner", "Līga Kalniņa", "", "20 August 2026, 10:04 (UTC)", "Typed name", "", 1, SHA),
            PrintedSignature("Mentor", "Märta Lindström", "Boat builder", "20 August 2026, 11:30 (UTC)", "Typed name",
                "", 1, SHA),
            PrintedSignature("Employer signatory", "Eglė Žukauskienė", "Director", "21 August 2026", "On paper",
                "Attested by Tomas Ødegård on 22 August 2026; the scan is kept with the agreement.", 1, SHA),
            PrintedSignature("School contact", "Tomas Ødegård", "Coordinator"),
        )  # fmt: skip

    def only_required(self) -> Document:
        """The agreement without its plain pages and sheets, with what has to be filled in."""
        sections = tuple(
            replace(printed, rows=self.rows(section.id, tuple(one for one in section.fields if one.required)))
            for section, printed in zip(template().sections, self.sections(), strict=True)
        )
        return replace(
            self.document(), sections=sections, summaries=(), amendments=(), reviews=(), completion=None
        )

    def document(self) -> Document:
        """Everything that can be printed of it."""
        words = self.reading
        return Document(
            title=words.display_name("Three-way agreement"),
            language=self.language,
            version=2,
            state="In force, under way",
            status_line=Markdown(words.text("introduction", template().introduction)),
            in_force_since="1 September 2026",
            sha256=SHA,
            head=HEAD,
            verify_url=URL,
            form_requirement=Markdown(words.text("form_requirement", template().form_requirement)),
            disclaimer=Markdown(words.text("disclaimer", template().disclaimer)),
            parties=tuple(NAMES.values()),
            summaries=tuple(self.summary(role) for role in ("learner", "school", "employer", "mentor")),
            sections=self.sections(),
            signatures=self.signatures(),
            reviews=(self.review(),),
            amendments=(self.amendment(),),
            completion=PrintedCompletion(
                "2 July 2027", self.rows("completion_field", template().completion_fields)
            ),
        )


def small(
    language: str = "en",
    *,
    title: str = "Agreement",
    section: str = "Frame",
    sentence: str = "Boats are built here.",
) -> Document:
    """An agreement of a few words, each text of it in one language."""
    return Document(
        title=title,
        language=language,
        version=1,
        state=sentence[::-1],
        status_line=Markdown(sentence),
        in_force_since="1.9.2026",
        sha256=SHA,
        head=HEAD,
        verify_url=URL,
        binding_note=f"{section}. {sentence}",
        disclaimer=Markdown(f"{title}. {sentence}"),
        parties=(PrintedParty(section, f"{title} {section}", sentence),),
        sections=(
            PrintedSection(
                section,
                Markdown(sentence),
                rows=(
                    PrintedRow(sentence, f"{sentence} {title}"),
                    PrintedRow(
                        title, PrintedTable((title, section), ((sentence, section), (section, sentence)))
                    ),
                ),
                clauses=(PrintedClause(section, Markdown(f"{section}, {sentence}")),),
            ),
        ),
        signatures=(PrintedSignature(section, title, section, "1.9.2026", title, sentence, 1, SHA[:12]),),
    )
