"""What is printed of an agreement: the parties' promises, the whole text, who signed it, and what came after.

Plain values, so that the same document gives the same bytes wherever it is printed (``agreement.pdf``). Two kinds of
text come in: ``Markdown`` is what an author of a template wrote, and everything else is printed letter by letter, so
that a person's words are never markup. Words, dates and names of roles are said already, in the language of the
document; the print adds only sentences of its own, in the language that is active.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import NewType

Markdown = NewType("Markdown", str)


@dataclass(frozen=True)
class PrintedTable:
    """A value with rows, such as the learning outcomes."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PrintedRow:
    """A field and its value; an empty value is printed as left open."""

    label: str
    value: str | PrintedTable = ""


@dataclass(frozen=True)
class PrintedParty:
    """Somebody in a role. ``contact`` is an address or a number, where the reader may see it."""

    role: str
    name: str
    organisation: str = ""
    position: str = ""
    contact: str = ""


@dataclass(frozen=True)
class PrintedSummary:
    """The plain page of one party: what it promises, and what the others promise it."""

    party: str  # role, as in PrintedParty
    name: str = ""
    promises: tuple[Markdown, ...] = ()
    gets: tuple[Markdown, ...] = ()


@dataclass(frozen=True)
class PrintedClause:
    """A promise of one party, as it stands in the agreement."""

    party: str
    text: Markdown


@dataclass(frozen=True)
class PrintedSection:
    """A part of the agreement."""

    title: str
    introduction: Markdown = Markdown("")
    rows: tuple[PrintedRow, ...] = ()
    clauses: tuple[PrintedClause, ...] = ()


@dataclass(frozen=True)
class PrintedSignature:
    """A signature, or (with an empty ``at``) the place of one that is missing.

    ``note`` says what is special: signed on paper and attested by whom, or approved rather than signed.
    """

    role: str
    name: str
    position: str = ""
    at: str = ""  # with the time zone
    kind: str = ""  # typed name, drawn name, on paper …
    note: str = ""
    version: int = 0
    sha256: str = ""  # of the version that was signed


@dataclass(frozen=True)
class PrintedPart:
    """What one party says in a review, and whether it agrees with what the others said."""

    party: str
    name: str = ""
    at: str = ""  # empty: not handed in
    rows: tuple[PrintedRow, ...] = ()
    decision: str = ""  # said: "agrees", "does not agree"
    disagrees: bool = False
    text: str = ""  # why it does not agree


@dataclass(frozen=True)
class PrintedReview:
    """The sheet of one meeting."""

    title: str  # "Review 2: week 3"
    due: str = ""
    held: str = ""
    closed: str = ""
    closing: str = ""  # why it was closed though somebody was missing
    parts: tuple[PrintedPart, ...] = ()


@dataclass(frozen=True)
class PrintedChange:
    """One place of the text before and after; empty on one side where it was added or taken out."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PrintedExchange:
    """Somebody who left a part in the agreement, and who came instead; ``since`` is empty while that is not signed."""

    role: str
    left: str
    came: str
    since: str = ""
    version: int = 0


@dataclass(frozen=True)
class PrintedAmendment:
    """The sheet of a change: from which version to which, why, from when, what, and who agreed."""

    title: str  # "Version 3", "Notice of 4 March 2027"
    before: int
    after: int
    reason: str = ""
    proposed_by: str = ""
    effective_on: str = ""
    sha256: str = ""  # of the version after; empty for a notice
    note: str = ""  # such as: until when one may object
    exchanges: tuple[PrintedExchange, ...] = ()
    changes: tuple[PrintedChange, ...] = ()
    signatures: tuple[PrintedSignature, ...] = ()


@dataclass(frozen=True)
class PrintedCompletion:
    """The record of what was reached."""

    at: str
    rows: tuple[PrintedRow, ...] = ()
    note: str = ""  # such as: ended before the planned end, with the reason


@dataclass(frozen=True)
class Document:
    """One version of an agreement as it is printed, with the sheets that belong to it."""

    title: str
    language: str  # of the binding text
    version: int
    state: str  # said: "In force, under way"
    direction: str = "ltr"
    status_line: Markdown = Markdown("")  # what this paper is and is not
    in_force_since: str = ""  # a day; empty while it is not in force
    sha256: str = ""  # of the version; empty while it can still be changed
    head: str = ""  # the newest link of the history's chain
    verify_url: str = ""
    binding_note: str = ""  # "The Dutch text is binding. …"
    form_requirement: Markdown = Markdown("")  # a national form beyond this one
    disclaimer: Markdown = Markdown("")
    parties: tuple[PrintedParty, ...] = ()
    exchanges: tuple[PrintedExchange, ...] = ()
    summaries: tuple[PrintedSummary, ...] = ()
    sections: tuple[PrintedSection, ...] = ()
    signatures: tuple[PrintedSignature, ...] = ()
    reviews: tuple[PrintedReview, ...] = ()
    amendments: tuple[PrintedAmendment, ...] = ()
    completion: PrintedCompletion | None = None


def texts(printed: object) -> Iterator[str]:
    """Every text of a document or of a part of it."""
    if isinstance(printed, str):
        yield printed
    elif isinstance(printed, tuple):
        for one in printed:
            yield from texts(one)
    elif is_dataclass(printed):
        for field in fields(printed):
            yield from texts(getattr(printed, field.name))
