"""The fields of a form as a page sends them.

A field's value is sent as ``f-<id>``, rows as ``f-<id>-<number>-<column>``; ``r-<id>`` names the value that the person
had before their eyes, so that nobody writes over what somebody else wrote meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.errors import BadInput, BadValue
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.fields import Field, Kind
from workmentor_xblocks.core.forms.values import clean_value

Data = Mapping[str, Any]

_WRONG = Message(
    "form_wrong", _("Something in the form cannot be used. Correct what is marked and send it again.")
)


@dataclass(frozen=True)
class Filled:
    """The values of a form by field id (an empty one clears), and what the person had read of each."""

    values: Mapping[str, Any]
    read: Mapping[str, str]


def filled(data: Data, fields: Iterable[Field]) -> Filled:
    """The values that a form holds for these fields. Raises ``BadInput`` with a sentence by field."""
    values: dict[str, Any] = {}
    problems: dict[str, Message] = {}
    for field in fields:
        name = f"f-{field.id}"
        raw = typed(data, field)
        if raw is None:
            # A list without a line left in it sends nothing but its mark.
            if field.kind != Kind.ROWS or name not in data:
                continue
            raw = []
        try:
            values[field.id] = clean_value(field, raw)
        except BadValue as error:
            problems[name] = error.message
    if problems:
        raise BadInput(_WRONG, fields=problems)
    read = {field_id: str(data.get(f"r-{field_id}", "")) for field_id in values}
    return Filled(values, read)


def typed(data: Data, field: Field) -> Any:
    """What a form holds for a field, as it was typed; None when it holds nothing."""
    return _rows(data, field) if field.kind == Kind.ROWS else data.get(f"f-{field.id}")


def typed_again(data: Data, field: Field) -> Any:
    """What a refused form held for a field, to stand in its control again; None when it held nothing."""
    found = typed(data, field)
    if field.kind == Kind.ROWS:
        return found or None
    return found if isinstance(found, str | int) else None


def _rows(data: Data, field: Field) -> list[dict[str, str]] | None:
    """The lines of a list that were sent, empty ones left out; None when none was sent."""
    found: dict[int, dict[str, str]] = {}
    for number, column, text in _cells(data, field):
        found.setdefault(number, {})[column] = text
    if not found:
        return None
    return [row for _number, row in sorted(found.items()) if any(text.strip() for text in row.values())]


def _cells(data: Data, field: Field) -> Iterator[tuple[int, str, str]]:
    columns = "|".join(re.escape(column.id) for column in field.columns)
    cell = re.compile(rf"f-{re.escape(field.id)}-([0-9]{{1,3}})-({columns})")
    for name, value in data.items():
        match = cell.fullmatch(name)
        if match and isinstance(value, str):
            yield int(match[1]), match[2], value
