"""Tables as CSV that a spreadsheet opens as text, sent row by row.

A cell that begins like a formula gets an apostrophe before it (OWASP, CSV injection); the byte order mark tells
spreadsheets that it is UTF-8.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class _Line:
    """The writer's target: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def cell(value: object) -> str:
    """A value as the text of a cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows as CSV text, one piece per row."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def download(rows: Iterable[Sequence[object]], *, filename: str) -> StreamingHttpResponse:
    """A streamed download of the rows, kept by no cache."""
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
