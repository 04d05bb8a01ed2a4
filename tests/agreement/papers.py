"""Papers to print: the usual template filled in by the cast, and the same small agreement in many languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import override
from lxml import etree

from workmentor_xblocks.agreement.content.definition import Clause, Definition, Field, Kind
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.output.papers import agreement, change, completion, promises, review
from workmentor_xblocks.agreement.output.papers.edition import Edition
from workmentor_xblocks.agreement.output.papers.signatures import Signed
from workmentor_xblocks.core.output.printing.parts import Paper, Part, Row, Table, joined

Sheet = tuple[Part, ...]

PEOPLE = {  # role, name, organisation, position, and what else stands beside them
    "learner": ("Learner", "Līga Kalniņa", "", "", "liga@example.org"),
    "school": ("School contact", "Tomas Ødegård", "Fagskolen i Ås", "Coordinator", "+47 22 00 00 00"),
    "employer": ("Employer signatory", "Eglė Žukauskienė", "Baltic Boats UAB", "Director", ""),
    "mentor": ("Mentor", "Märta Lindström", "Baltic Boats UAB", "Boat builder", "marta@example.org"),
    "deputy_mentor": ("Deputy mentor", "Mikael Åkesson", "Baltic Boats UAB", "", ""),
    "guardian": ("Guardian", "Gréta Kalniņa", "", "", ""),
}
SHA = "3f9a1c0d5e7b48a2961f0c3d7e5a9b1c2d4f60718293a4b5c6d7e8f901234567"
SIGNING = ("learner", "school", "employer", "mentor")
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

    def value(self, head: str, field: Field) -> str | Table:
        match field.kind:
            case Kind.ROWS:
                columns = tuple(
                    self.reading.text(f"{head}/{field.id}/column/{one.id}", one.label)
                    for one in field.columns
                )
                return Table(columns, (("Fit a frame to a hull",) * len(columns), ("2.4",) * len(columns)))
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

    def rows(self, head: str, fields: tuple[Field, ...]) -> tuple[Row, ...]:
        return tuple(
            Row(self.reading.text(f"{head}/{field.id}/label", field.label), self.value(head, field))
            for field in fields
        )

    def clauses(self) -> list[tuple[Clause, str]]:
        return [
            (clause, self.reading.text(f"{section.id}/{clause.id}/text", clause.text))
            for section in template().sections
            for clause in section.clauses
        ]

    def promises(self, role: str) -> tuple[list[str], list[str]]:
        """What a party promises, and what the others promise it."""
        said = self.clauses()
        gets = [text for clause, text in said if clause.party != role and role in (clause.to or (role,))]
        return [text for clause, text in said if clause.party == role], gets

    def pages(self, edition: Edition) -> Sheet:
        told = [(*PEOPLE[role][:2], *self.promises(role)) for role in SIGNING]
        return tuple(
            part
            for party, name, mine, theirs in told
            for part in promises.page(edition, party, name, promises=mine, gets=theirs)
        )

    def sections(self, *, only_required: bool = False) -> Sheet:
        return tuple(
            part
            for section in template().sections
            for part in agreement.section(
                self.reading.text(f"{section.id}/title", section.title),
                self.reading.text(f"{section.id}/introduction", section.introduction),
                self.rows(
                    section.id, tuple(one for one in section.fields if one.required or not only_required)
                ),
                [
                    (
                        PEOPLE[clause.party][0] if clause.party else "",
                        self.reading.text(f"{section.id}/{clause.id}/text", clause.text),
                    )
                    for clause in section.clauses
                ],
            )
        )

    def review(self) -> Sheet:
        rows = self.rows("review_field", template().review_fields)
        return review.sheet(
            title="Review 2: week 3",
            due="21 September 2026",
            held="23 September 2026",
            closed="30 September 2026",
            said=(
                *review.voice(
                    "Learner", "Līga Kalniņa", "22 September 2026, 10:04 (UTC)", rows[:4], decision="Agrees"
                ),
                *review.voice(
                    "Mentor",
                    "Märta Lindström",
                    "23 September 2026, 08:00 (UTC)",
                    rows[3:],
                    decision="Does not agree",
                    disagrees=True,
                    text="The hours are those of the other week.",
                ),
                *review.voice("School contact", "Tomas Ødegård"),
            ),
        )

    def amendment(self, **instead: Any) -> Sheet:
        told: dict[str, Any] = {
            "title": "Version 2: a change of the agreement",
            "before": 1,
            "after": 2,
            "reason": "The period",
            "proposed_by": "Employer signatory, Eglė Žukauskienė",
            "effective_on": "1 November 2026",
            "sha256": SHA,
            "changes": (
                ("Last day", "30 June 2027", "31 July 2027"),
                ("Interruptions", "", "The hall is closed in the first week of January."),
            ),
            "signed": self.signed()[:2],
        }
        return change.sheet(**{**told, **instead})

    def completion(self) -> Sheet:
        return completion.sheet("2 July 2027", self.rows("completion_field", template().completion_fields))

    def signed(self) -> tuple[Signed, ...]:
        return (
            Signed("Learner", "Līga Kalniņa", "", "20 August 2026, 10:04 (UTC)", "Typed name", "", 1, SHA),
            Signed("Mentor", "Märta Lindström", "Boat builder", "20 August 2026, 11:30 (UTC)", "Typed name", "", 1, SHA),
            Signed("Employer signatory", "Eglė Žukauskienė", "Director", "21 August 2026", "On paper",
                "Attested by Tomas Ødegård on 22 August 2026; the scan is kept with the agreement.", 1, SHA),
            Signed("School contact", "Tomas Ødegård", "Coordinator"),
        )  # fmt: skip

    def edition(self) -> Edition:
        return Edition(
            title=self.reading.display_name("Three-way agreement"),
            language=self.language,
            version=2,
            state="In force, under way",
            in_force_since="1 September 2026",
            sha256=SHA,
            head=HEAD,
            verify_url=URL,
        )

    def paper(self, edition: Edition | None = None, **instead: Any) -> Paper:
        """Everything that can be printed of it."""
        words, edition = self.reading, edition or self.edition()
        with override(self.language):
            told: dict[str, Any] = {
                "pages": self.pages(edition),
                "notes": agreement.notes(
                    words.text("introduction", template().introduction),
                    "",
                    words.text("form_requirement", template().form_requirement),
                ),
                "parties": tuple(map(party, PEOPLE.values())),
                "sections": self.sections(),
                "signed": self.signed(),
                "disclaimer": words.text("disclaimer", template().disclaimer),
                "sheets": (self.amendment(), self.review(), self.completion()),
            }
            return agreement.paper(edition, **{**told, **instead})

    def alone(self, sheet: Callable[[], Sheet]) -> Paper:
        """One of its sheets, printed without it."""
        with override(self.language):
            return self.edition().alone(sheet())

    def only_required(self) -> Paper:
        """The agreement without its plain pages and sheets, with what has to be filled in."""
        return self.paper(pages=(), sheets=(), sections=self.sections(only_required=True))


def party(who: tuple[str, str, str, str, str]) -> Row:
    row = agreement.party(*who[:4])
    return replace(row, value=joined(str(row.value), who[4]))


def small(
    language: str = "en",
    *,
    title: str = "Agreement",
    section: str = "Frame",
    sentence: str = "Boats are built here.",
    named: str | None = None,
    verify_url: str = URL,
    promised: Iterable[tuple[str, str, list[str]]] = (),
    **instead: Any,
) -> Paper:
    """An agreement of a few words, each text of it in one language; ``named`` is another title of the paper."""
    edition = Edition(
        title=title if named is None else named,
        language=language,
        version=1,
        state=sentence[::-1],
        in_force_since="1.9.2026",
        sha256=SHA,
        head=HEAD,
        verify_url=verify_url,
    )
    with override(language):
        told: dict[str, Any] = {
            "pages": tuple(
                part
                for role, name, mine in promised
                for part in promises.page(edition, role, name, promises=mine)
            ),
            "notes": agreement.notes(sentence, f"{section}. {sentence}", ""),
            "disclaimer": f"{title}. {sentence}",
            "parties": (agreement.party(section, f"{title} {section}", sentence),),
            "sections": agreement.section(
                section,
                sentence,
                (
                    Row(sentence, f"{sentence} {title}"),
                    Row(title, Table((title, section), ((sentence, section), (section, sentence)))),
                ),
                [(section, f"{section}, {sentence}")],
            ),
            "signed": (Signed(section, title, section, "1.9.2026", title, sentence, 1, SHA[:12]),),
        }
        return agreement.paper(edition, **{**told, **instead})


def with_value(value: str | Table, *, label: str = "Place", **instead: Any) -> Paper:
    """A small agreement whose one section has one value."""
    return small(sections=agreement.section("Frame", rows=(Row(label, value),)), **instead)
