"""A field on a page: its control with what stands in it, or its value to read; for whoever reads, in their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.formats import get_format

from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.fields import Field, Kind, Words
from workmentor_xblocks.core.forms.values import is_empty

_SPARE_ROWS = 3


@dataclass(frozen=True)
class ValuePage:
    """A value to read: nothing, a text, or rows of cells, each under the name of its column, empty ones left out."""

    is_empty: bool = False
    text: str = ""
    is_long: bool = False
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


class OptionPage(NamedTuple):
    """An answer that is offered."""

    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class RowPage:
    """A line to fill in: by column its id, what it is called and what stands in it."""

    number: int
    is_spare: bool
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class FieldPage:
    """A field for ``ui/field.html`` and ``ui/value.html``. ``raw`` is what stands in its control."""

    id: str
    kind: str
    decimals: int
    label: str
    help: str
    required: bool
    language: str
    value: ValuePage
    raw: Any
    options: tuple[OptionPage, ...]
    rows: tuple[RowPage, ...]

    @property
    def is_yes(self) -> bool:
        """Whether *yes* is chosen."""
        return self.raw in (True, "yes", "true")

    @property
    def is_no(self) -> bool:
        """Whether *no* is chosen."""
        return self.raw in (False, "no", "false")


@dataclass(frozen=True)
class Conflict:
    """Both texts of a field that was changed twice at once, by two people or by one (``own``)."""

    theirs: ValuePage
    yours: ValuePage
    own: bool = False


@dataclass(frozen=True)
class Speaking:
    """In which words the fields of one list are told: ``head`` is where they stand in the definition."""

    words: Words
    head: str
    language: str

    def field(self, field: Field, value: Any, *, typed: Any = None) -> FieldPage:
        """A field with its value; ``typed`` stands in the control instead."""
        raw = as_typed(field, value) if typed is None else typed
        return FieldPage(
            id=field.id,
            kind=field.kind,
            decimals=field.decimals,
            label=self.label(field),
            help=self.words(f"{self.head}/{field.id}/help", field.help),
            required=field.required,
            language=self.language,
            value=self.value(field, value),
            raw="" if raw is None else raw,
            options=tuple(
                OptionPage(option.id, self.option(field, option.id), option.id == raw)
                for option in field.options
            ),
            rows=self._rows(field, raw),
        )

    def label(self, field: Field) -> str:
        """What a field is called."""
        return self.words(f"{self.head}/{field.id}/label", field.label) or field.id

    def option(self, field: Field, code: str) -> str:
        """What an answer is called; one that is not offered any more by its code."""
        known = next((option for option in field.options if option.id == code), None)
        return (self.words(f"{self.head}/{field.id}/option/{code}", known.label) if known else "") or code

    def columns(self, field: Field) -> tuple[str, ...]:
        """What the columns of a table are called."""
        at = f"{self.head}/{field.id}/column"
        return tuple(self.words(f"{at}/{column.id}", column.label) or column.id for column in field.columns)

    def value(self, field: Field, value: Any) -> ValuePage:
        """A value to read."""
        if is_empty(value):
            return ValuePage(is_empty=True)
        if field.kind == Kind.ROWS and isinstance(value, list):
            names = self.columns(field)
            filled = (zip(names, cells(field, row), strict=True) for row in value)
            return ValuePage(rows=tuple(tuple(cell for cell in row if cell[1]) for row in filled))
        return ValuePage(text=self.text(field, value), is_long=field.kind == Kind.TEXT)

    def text(self, field: Field, value: Any) -> str:
        """A value as one text."""
        if is_empty(value):
            return ""
        if isinstance(value, list):
            return "; ".join(" · ".join(filter(None, cells(field, row))) for row in value)
        match field.kind:
            case Kind.YES_NO:
                return gettext("Yes") if value else gettext("No")
            case Kind.DATE:
                return days.day(as_date(value)) or str(value)
            case Kind.CHOICE:
                return self.option(field, value)
            case _:
                return str(as_typed(field, value))

    def conflict(self, field: Field, found: Mapping[str, Any]) -> Conflict:
        """Both values of a field that was changed twice at once, as the refusal says it."""
        theirs, yours = self.value(field, found["theirs"]), self.value(field, found["yours"])
        return Conflict(theirs, yours, own=found["is_own"])

    def _rows(self, field: Field, raw: Any) -> tuple[RowPage, ...]:
        """The rows of a list with some empty ones, which do without a script."""
        if field.kind != Kind.ROWS:
            return ()
        ids, names = [column.id for column in field.columns], self.columns(field)
        lines = [(row, False) for row in raw or []] + [({}, True)] * _SPARE_ROWS
        return tuple(
            RowPage(number, is_spare, tuple(zip(ids, names, cells(field, row), strict=True)))
            for number, (row, is_spare) in enumerate(lines, 1)
        )


def as_typed(field: Field, value: Any) -> Any:
    """A value as a person would type it: decimals with the sign of their language."""
    if field.kind == Kind.NUMBER and field.decimals and isinstance(value, str):
        return value.replace(".", get_format("DECIMAL_SEPARATOR"))
    return value


def cells(field: Field, row: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of a row in the order of the columns."""
    return tuple(row.get(column.id, "") for column in field.columns)
