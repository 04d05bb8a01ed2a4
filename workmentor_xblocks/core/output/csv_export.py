"""Tables as CSV that a spreadsheet opens as text, sent row by row.

A spreadsheet takes what its country uses: where numbers have a decimal comma, cells are parted by semicolons, and a
file with commas opens in one column (no ``sep=`` line: Excel then forgets that the letters are UTF-8). So the person's
language decides, and whoever chooses otherwise is remembered on that device, where the spreadsheet is.

A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection); the byte order mark tells
spreadsheets that it is UTF-8.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.formats import get_format

PARAMETER = "separator"
COOKIE = "workmentor_separator"
_REMEMBERED = timedelta(days=365)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Separator(StrEnum):
    """What parts the cells."""

    COMMA = "comma"
    SEMICOLON = "semicolon"

    @property
    def sign(self) -> str:
        """The character itself."""
        return ";" if self is Separator.SEMICOLON else ","

    @property
    def decimal(self) -> str:
        """What goes with it: a spreadsheet that expects semicolons reads 0.5 as a text or a day."""
        return "," if self is Separator.SEMICOLON else "."


class _Line:
    """The writer's target: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def separator_for(request: HttpRequest) -> Separator:
    """What was asked for, else what was chosen on this device, else what goes with the active language."""
    for named in (request.GET.get(PARAMETER), request.COOKIES.get(COOKIE)):
        if named in list(Separator):
            return Separator(named)
    return Separator.SEMICOLON if get_format("DECIMAL_SEPARATOR", use_l10n=True) == "," else Separator.COMMA


def cell(value: object, separator: Separator = Separator.COMMA) -> str:
    """A value as the text of a cell that no spreadsheet runs."""
    if isinstance(value, float):
        return str(value).replace(".", separator.decimal)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def lines(rows: Iterable[Sequence[object]], separator: Separator = Separator.COMMA) -> Iterator[str]:
    """The rows as CSV text, one piece per row."""
    writer = csv.writer(_Line(), delimiter=separator.sign)
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([cell(value, separator) for value in row])


def download(
    request: HttpRequest, rows: Iterable[Sequence[object]], *, filename: str
) -> StreamingHttpResponse:
    """A streamed download of the rows, kept by no cache."""
    separator = separator_for(request)
    response = StreamingHttpResponse(lines(rows, separator), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    if request.GET.get(PARAMETER) == separator:
        response.set_cookie(
            COOKIE,
            separator.value,
            max_age=_REMEMBERED,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
