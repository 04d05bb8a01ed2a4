"""A table that somebody made with a spreadsheet, as lines of cells; what cannot be read is said with its line.

Comma, semicolon and tab part the cells, as spreadsheets of different countries write them (RFC 4180 knows the comma
only). Letters are UTF-8; a file in another encoding is refused, because guessing it would spoil names without a word.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from workmentor_xblocks.core.content.errors import BadInput, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.xml import clean

MAX_BYTES = 1_000_000
MAX_LINES = 2_000
_SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')
_SAID_FIRST = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # how Excel is told the separator

_EMPTY = Message(
    "csv_empty", _("There is nothing in the table. Put the names of the columns in the first line.")
)
_HEAD_ONLY = Message("csv_head_only", _("Below the names of the columns there is no line."))
_UTF_16 = Message(
    "csv_utf16", _("The file is in the encoding UTF-16. Save it as “CSV UTF-8” and choose it again.")
)
_NOT_UTF_8 = Message(
    "csv_not_utf8",
    _(
        "Some letters cannot be read, because the file is not in the encoding UTF-8 (but perhaps in Latin-1 or "
        "Windows-1252). Save it as “CSV UTF-8” and choose it again."
    ),
)
_BROKEN = Message(
    "csv_broken",
    _("From line {line} on the table cannot be read: a quotation mark is missing, or one is too many."),
)
_NO_NAME = Message(
    "csv_no_name",
    _("Column {number} has no name in the first line. Give it a name, or delete the column."),
)
_LARGE = Message("csv_large", _("The table is larger than {most} kB. Divide it into several."))
_MANY = Message("csv_many", _("The table has more than {most} lines. Divide it into several."))


@dataclass(frozen=True)
class Line:
    """One line of the table; ``number`` is where it begins in the file, counted as an editor counts."""

    number: int
    cells: tuple[str, ...]


def read(given: str | bytes) -> tuple[Line, tuple[Line, ...]]:
    """The line with the names of the columns, and the lines below it. Raises ``BadInput`` or ``TooLarge``."""
    text = _decoded(given)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise TooLarge(_with(_LARGE, most=MAX_BYTES // 1000))
    found = _lines(text)
    head = next(found, None)
    if head is None:
        raise BadInput(_EMPTY)
    lines: list[Line] = []
    for line in found:
        if len(lines) == MAX_LINES:
            raise TooLarge(_with(_MANY, most=MAX_LINES))
        lines.append(line)
    if not lines:
        raise BadInput(_HEAD_ONLY)
    kept = _columns_in_use(head, lines)
    return _only(head, kept), tuple(_only(line, kept) for line in lines)


def _columns_in_use(head: Line, lines: Sequence[Line]) -> list[int]:
    """The places of the columns that have a name. Spreadsheets save empty columns too; only what is in one needs it."""
    for place, name in enumerate(head.cells):
        if not name and any(len(line.cells) > place and line.cells[place] for line in lines):
            raise BadInput(_with(_NO_NAME, number=place + 1))
    return [place for place, name in enumerate(head.cells) if name]


def _only(line: Line, kept: Sequence[int]) -> Line:
    """The line without the columns that nobody uses; what stands behind the last named one stays, to be told."""
    width = kept[-1] + 1
    cells = [line.cells[place] if place < len(line.cells) else "" for place in kept]
    return Line(line.number, (*cells, *(cell for cell in line.cells[width:] if cell)))


def _with(message: Message, **values: object) -> Message:
    return Message(message.code, message.msgid, values)


def _decoded(given: str | bytes) -> str:
    """The text. A browser has decoded it already, and what it could not decode shows in what it put instead."""
    if isinstance(given, bytes):
        if given.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in given[:200]:
            raise BadInput(_UTF_16)
        try:
            given = given.decode("utf-8")
        except UnicodeDecodeError:
            raise BadInput(_NOT_UTF_8)
    if "\x00" in given:
        raise BadInput(_UTF_16)
    if "\ufffd" in given or _was_misread(given):
        raise BadInput(_NOT_UTF_8)
    return given.removeprefix("\ufeff")


def _was_misread(text: str) -> bool:
    """Whether it was UTF-8 and somebody read it as Windows-1252: Ã¸ for ø. Hardly any other text looks like that."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return not text.isascii() and bool(text.encode(encoding).decode("utf-8"))
        except UnicodeError:
            continue
    return False


def _lines(text: str) -> Iterator[Line]:
    """The lines that are not empty."""
    separator, skipped = _separator(text)
    reader = csv.reader(StringIO(text[skipped:], newline=""), delimiter=separator, strict=True)
    above = 1 if skipped else 0
    begins = 1
    try:
        for cells in reader:
            cleaned = tuple(unicodedata.normalize("NFC", clean(cell)) for cell in cells)
            if any(cleaned):
                yield Line(begins + above, cleaned)
            begins = reader.line_num + 1
    except csv.Error:
        raise BadInput(_with(_BROKEN, line=begins + above))


def _separator(text: str) -> tuple[str, int]:
    """What parts the cells, and how many letters before the table say so."""
    said = _SAID_FIRST.match(text)
    if said:
        return said[1], said.end()
    # A name in quotation marks may hold separators and line breaks of its own.
    first = _QUOTED.sub("", text.lstrip("\r\n")).split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count), 0
