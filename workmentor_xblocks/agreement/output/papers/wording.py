"""One version with what is needed to say it: its values and people opened, labels, days and roles in its language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format

from workmentor_xblocks.agreement.content.definition import Field, Kind
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import body
from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.content.translation import gettext as _, say
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.values import is_empty
from workmentor_xblocks.core.output.printing.parts import Row, Table


def role_name(role: str) -> str:
    """A part in words."""
    return say(ROLE_NAMES[role]) if role in ROLE_NAMES else role


@dataclass(eq=False)
class Printing:
    """A version about to be printed."""

    thread: Thread
    version: Version

    @cached_property
    def reading(self) -> Reading:
        """The template in the language that binds."""
        return Reading.choose(self.thread.definition, languages_wanted=(self.thread.row.language,))

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What is filled in, by field id."""
        return self.thread.values(self.version)

    @cached_property
    def people(self) -> list[dict[str, str]]:
        """Who takes part: as a fixed text names them, else as they are written down now."""
        openings = {name: opening.value for name, opening in self.thread.openings.items()}
        fixed = body.people_of(self.version.body or {}, openings)
        empty = {"name": "", "organisation": "", "position": ""}
        if fixed:
            # A place that nobody took is no party of what was signed; who was erased since still is.
            return [{**empty, **one} for one in fixed if "name" in one or "organisation" in one]
        here = [*self.thread.here, *self.thread.incoming]
        return [
            {
                "party": p.uuid,
                "role": p.role,
                "name": p.name,
                "organisation": p.organisation,
                "position": p.position,
            }
            for p in here
        ]

    @cached_property
    def before(self) -> Printing | None:
        """The version that held when this one was proposed."""
        earlier = [
            version
            for version in self.thread.versions
            if version.in_force_at is not None and version.number < self.version.number
        ]
        return Printing(self.thread, earlier[-1]) if earlier else None

    @cached_property
    def leaving(self) -> list[dict[str, str]]:
        """Who signs this version only to leave: of two in one role the one who was there before."""
        there = {one["party"] for one in self.before.people} if self.before else set()
        return [
            one
            for one in self.people
            if one["party"] in there
            and any(other["role"] == one["role"] and other["party"] != one["party"] for other in self.people)
        ]

    @property
    def parties(self) -> list[dict[str, str]]:
        """Who takes part once this version is in force."""
        return [one for one in self.people if one not in self.leaving]

    def person(self, party: str) -> dict[str, str]:
        """One of them by uuid."""
        return next((one for one in self.people if one["party"] == party), {"name": "", "position": ""})

    def history(self) -> Iterator[tuple[HistoryEvent, dict[str, Any]]]:
        """The links of the chain with what they record."""
        return ((event, json.loads(event.record)) for event in self.thread.events)

    # Values

    def reason(self, chosen: str) -> str:
        """Why something was changed or ended, of those that the template offers."""
        reason = next((one for one in self.thread.definition.reasons if one.id == chosen), None)
        return self.reading.text(f"reason/{reason.id}", reason.label) if reason else ""

    def rows(self, head: str, fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[Row, ...]:
        """Labels and values of fields; one that not everybody may read is named without its value.

        What nobody had to fill in, and nobody did, is left out.
        """
        told = [(field, self.value(head, field, values)) for field in fields]
        return tuple(Row(self.label(head, field), value) for field, value in told if value or field.required)

    def label(self, head: str, field: Field) -> str:
        """What a field is called."""
        return self.reading.text(f"{head}/{field.id}/label", field.label) or field.id

    def value(self, head: str, field: Field, values: Mapping[str, Any]) -> str | Table:
        """What is filled in, in words."""
        if field.readers:
            readers = dict.fromkeys([*field.owners, *field.readers])
            return _("Kept apart, to be read by: {who}").format(
                who=", ".join(role_name(role) for role in readers)
            )
        found = values.get(field.id)
        if is_empty(found):
            return ""
        if field.kind == Kind.ROWS and isinstance(found, list):
            return self._table(head, field, found)
        return self._word(head, field, found)

    def _word(self, head: str, field: Field, found: Any) -> str:
        if field.kind == Kind.DATE:
            return self.day(as_date(found)) or str(found)
        if field.kind == Kind.YES_NO:
            return _("Yes") if found is True else _("No")
        if field.kind == Kind.NUMBER and isinstance(found, str):
            return found.replace(".", get_format("DECIMAL_SEPARATOR"))
        option = next((option for option in field.options if option.id == found), None)
        if option is not None:
            return self.reading.text(f"{head}/{field.id}/option/{option.id}", option.label) or option.id
        return str(found)

    def _table(self, head: str, field: Field, found: list[Any]) -> Table:
        at = f"{head}/{field.id}/column"
        columns = [self.reading.text(f"{at}/{one.id}", one.label) or one.id for one in field.columns]
        rows = [tuple(str(row.get(one.id, "")) for one in field.columns) for row in found]
        return Table(tuple(columns), tuple(rows))

    # Days

    @staticmethod
    def day(value: date | None) -> str:
        """A day as people write it."""
        return days.day(value)

    @classmethod
    def moment(cls, at: datetime | None) -> str:
        """A moment where the institution is, with the name of its zone."""
        if at is None:
            return ""
        there = timezone.localtime(at, timezone.get_default_timezone())
        return f"{cls.day(there.date())}, {days.clock(there)} ({timezone.get_default_timezone_name()})"
