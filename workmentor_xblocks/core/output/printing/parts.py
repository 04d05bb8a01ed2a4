"""What stands on a paper, one part below the other, as plain values: ``drawing`` puts any of them on pages.

Two kinds of text come in: ``Markdown`` is what an author wrote, and everything else is printed letter by letter, so that
a person's words are never markup. Words, dates and names are said already, in the language of the paper. Equal papers
give equal bytes, so a paper can be compared, counted and found again without being drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import NewType

from workmentor_xblocks.core.content.language import direction

Markdown = NewType("Markdown", str)

LABELS = 0.43  # the part of a table's width that labels have
FACTS = 0.26  # where a fingerprint has to fit beside them
ROLES = 0.2  # where they are names of roles


@dataclass(frozen=True)
class Tone:
    """How words look where it is not as usual; ``size`` 0 is that of plain text, an unsaid ``after`` its usual air."""

    size: float = 0
    bold: bool = False
    soft: bool = False
    before: float = 0
    after: float | None = None


PLAIN = Tone()
STRONG = Tone(bold=True, after=0)
SMALL = Tone(size=8.3)
SOFT = Tone(soft=True, before=3)


@dataclass(frozen=True)
class Title:
    """The title of a sheet (0) or of a part of it (1); it stands in the outline too."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """What a person wrote, or we say; each of its lines is a paragraph."""

    text: str
    tone: Tone = PLAIN


@dataclass(frozen=True)
class Prose:
    """What an author wrote; with a ``bullet`` it is an item of a list."""

    text: Markdown
    tone: Tone = PLAIN
    bullet: str = ""


@dataclass(frozen=True)
class PenLine:
    """A line to write on."""


@dataclass(frozen=True)
class Table:
    """Values in rows, such as the learning outcomes; its titles come again on each page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Row:
    """A label and what stands beside it: a value (an empty one is left open), or a table, which stands below it."""

    label: str
    value: str | Table | tuple[Piece, ...] = ""


@dataclass(frozen=True)
class Rows:
    """Labels with their values."""

    rows: tuple[Row, ...]
    label: float = LABELS  # the part of the width that labels have


@dataclass(frozen=True)
class Box:
    """A line that nobody overlooks: what stands in it, each with its part of the width."""

    cells: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class OnePage:
    """Parts in the largest letters with which they are one page; in the smallest they may go on to the next."""

    parts: tuple[Part, ...]
    closing: str = ""


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True)
class Scannable:
    """An address, and beside it the same as a code to point a telephone at; together on a page with what is said of it."""

    title: str
    how: str
    # Not told of a paper by which it is found again: a task may know the site by another name than who asked.
    address: str = field(repr=False)
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class NumberedLetters:
    """The place of a sentence on letters that stand as their number; drawing fills it in where the paper has such."""

    sentence: str = ""


Piece = Title | Words | Prose | PenLine | Table
Part = Piece | Rows | Box | OnePage | NewPage | Scannable | NumberedLetters


@dataclass(frozen=True)
class Paper:
    """A paper and what stands around its text. ``warning`` comes first at the foot of each page ("Not in force")."""

    title: str
    language: str
    parts: tuple[Part, ...]
    subject: str = ""
    foot: str = ""
    warning: str = ""

    @property
    def direction(self) -> str:
        """Whether it is read from the left or from the right."""
        return direction(self.language)


def texts(printed: object) -> Iterator[str]:
    """Every text of a paper or of a part of it."""
    if isinstance(printed, str):
        yield printed
    elif isinstance(printed, tuple):
        for one in printed:
            yield from texts(one)
    elif is_dataclass(printed):
        for one in fields(printed):
            yield from texts(getattr(printed, one.name))


def titled(title: str, rows: tuple[Row, ...], *, label: float = ROLES) -> tuple[Part, ...]:
    """Rows below their title; nothing where there are none."""
    return (Title(title), Rows(rows, label)) if rows else ()


def facts(*named: tuple[str, str]) -> Rows:
    """What is known of a sheet's thing, each beside its name; what is not known is left out."""
    return Rows(tuple(Row(name, value) for name, value in named if value), FACTS)


def joined(*said: str, by: str = " · ") -> str:
    """What is there of several things, on one line."""
    return by.join(filter(None, said))
