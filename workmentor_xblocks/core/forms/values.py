"""What somebody typed into a field, in the form in which it is kept; what does not fit is refused in a sentence.

A form sends texts, a script sends numbers and *yes* as such: both are understood. Texts are kept without control
characters and in Unicode's composed form (NFC), so that the same words are the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from workmentor_xblocks.core.content import typed_numbers
from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.content.xml import clean
from workmentor_xblocks.core.forms.fields import Field, Kind, Value

LONGEST_LINE = 300
LONGEST_TEXT = 10_000
LONGEST_CELL = 1_000
MOST_ROWS = 200
# Page upon page of nothing but line breaks would be a print that nobody reads.
MOST_LINES = 1_000
LONGEST_TABLE = 60_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
# Beyond it not every reader of JSON keeps a whole number (RFC 7493, 2.2).
LARGEST_NUMBER = 2**53 - 1

_YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(["yes", "true", "on", "1"], True),
    **dict.fromkeys(["no", "false", "off", "0"], False),
}

_NO_TEXT = Message("value_no_text", _("This cannot be used here. Type it again."))
_TOO_LONG = Message(
    "value_too_long", _("This is too long by {over}: at most {most} characters fit. Shorten it.")
)
_MANY_LINES = Message(
    "value_many_lines", _("At most {most} lines fit here. Put some together, or leave some out.")
)
_LONG_TABLE = Message(
    "value_long_table",
    _("This table is too long by {over}: at most {most} characters fit in all its rows. Shorten some."),
)
_NO_DATE = Message("value_no_date", _("Give a day as year-month-day, for example 2026-09-01."))
_FAR_DATE = Message("value_far_date", _("Give a day between the years {first} and {last}."))
_NO_NUMBER = Message("value_no_number", _("Give a whole number, in digits only, for example 38."))
_NO_DECIMAL = Message(
    "value_no_decimal",
    _("Give a number, for example 37.5. Digits after the decimal point: at most {most}."),
)
_LARGE_NUMBER = Message("value_large_number", _("This number is too large. Check the digits."))
_NO_CHOICE = Message("value_no_choice", _("Choose one of the answers offered."))
_NO_YES_NO = Message("value_no_yes_no", _("Answer with yes or no."))
_NO_ROWS = Message("value_no_rows", _("These rows cannot be used. Fill in the table again."))
_MANY_ROWS = Message(
    "value_many_rows", _("At most {most} rows fit here. Leave some out, or put them together.")
)
_NO_COLUMN = Message("value_no_column", _("This table has changed. Load the page again, then fill it in."))


def clean_value(field: Field, raw: Any) -> Value | None:
    """The value as it is kept, None for an empty one. Raises ``BadValue``."""
    return _CLEANERS.get(field.kind, _text)(field, raw)


def is_empty(value: Any) -> bool:
    """True when nothing is filled in; a *no* and a zero are answers."""
    return value is None or (not isinstance(value, bool | int) and not value)


def _cleaned(raw: Any, most: int) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise BadValue(_NO_TEXT)
    text = unicodedata.normalize("NFC", clean(raw))
    if len(text) > most:
        raise BadValue(_TOO_LONG, over=len(text) - most, most=most)
    return text


def _line(_field: Field, raw: Any) -> Value | None:
    lines = (line.strip() for line in _cleaned(raw, LONGEST_LINE).splitlines())
    return " ".join(line for line in lines if line) or None


def _text(_field: Field, raw: Any) -> Value | None:
    text = _cleaned(raw, LONGEST_TEXT)
    if _lines(text) > MOST_LINES:
        raise BadValue(_MANY_LINES, most=MOST_LINES)
    return text or None


def _lines(text: str) -> int:
    return len(text.splitlines())


def _day(_field: Field, raw: Any) -> Value | None:
    text = _cleaned(raw, LONGEST_LINE)
    if not text:
        return None
    found = as_date(text)
    if found is None:
        raise BadValue(_NO_DATE)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadValue(_FAR_DATE, first=FIRST_YEAR, last=LAST_YEAR)
    return text


def _number(field: Field, raw: Any) -> Value | None:
    """A whole number as such; one with decimals as text, in its shortest form."""
    is_number = isinstance(raw, int) and not isinstance(raw, bool)
    text = str(raw) if is_number else _cleaned(raw, LONGEST_LINE)
    if not text:
        return None
    try:
        plain = typed_numbers.read(text, decimals=field.decimals)
    except (typed_numbers.NotANumber, typed_numbers.TooPrecise):
        raise BadValue(_NO_DECIMAL, most=field.decimals) if field.decimals else BadValue(_NO_NUMBER)
    if Decimal(plain) > LARGEST_NUMBER:
        raise BadValue(_LARGE_NUMBER)
    return plain if field.decimals else int(plain)


def _choice(field: Field, raw: Any) -> Value | None:
    text = _cleaned(raw, LONGEST_TEXT)
    if text and text not in {option.id for option in field.options}:
        raise BadValue(_NO_CHOICE)
    return text or None


def _yes_no(_field: Field, raw: Any) -> Value | None:
    if isinstance(raw, bool):
        return raw
    text = _cleaned(raw, LONGEST_LINE).lower()
    if text and text not in _YES_NO:
        raise BadValue(_NO_YES_NO)
    return _YES_NO.get(text)


def _rows(field: Field, raw: Any) -> Value | None:
    if raw is None or raw == "":
        return None
    if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
        raise BadValue(_NO_ROWS)
    columns = [column.id for column in field.columns]
    if any(set(row) - set(columns) for row in raw):
        raise BadValue(_NO_COLUMN)
    rows = [{column: _cleaned(row.get(column), LONGEST_CELL) for column in columns} for row in raw]
    filled = [row for row in rows if any(row.values())]
    if len(filled) > MOST_ROWS:
        raise BadValue(_MANY_ROWS, most=MOST_ROWS)
    over = sum(len(cell) for row in filled for cell in row.values()) - LONGEST_TABLE
    if over > 0:
        raise BadValue(_LONG_TABLE, over=over, most=LONGEST_TABLE)
    if sum(max(map(_lines, row.values())) for row in filled) > MOST_LINES:
        raise BadValue(_MANY_LINES, most=MOST_LINES)
    return filled or None


_CLEANERS: Mapping[str, Callable[[Field, Any], Value | None]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.DATE: _day,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.ROWS: _rows,
}
