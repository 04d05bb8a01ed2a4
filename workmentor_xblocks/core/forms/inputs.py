"""What a form, a script or a command sends, as typed values: read once, at the door, with its limits beside each field.

    class Remark(Input):
        path: Annotated[str, Text(120)] = ""
        text: Annotated[str, Text(2_000, needed=_EMPTY)]

A field without a default has to be sent; ``needed`` is what is said where it is not, or holds too little.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from django.core.exceptions import ValidationError as NotAnAddress
from django.core.validators import validate_email
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import CoreSchema, core_schema

from workmentor_xblocks.core.content import plain_name
from workmentor_xblocks.core.content.errors import BadInput, BadValue, Refusal, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.content.xml import clean

Data = Mapping[str, Any]

NOT_READABLE = Message(
    "not_json", _("Something was sent that this page cannot read. Reload the page and try again.")
)
_TOO_LONG = Message("text_too_long", _("This may have at most {limit} characters."))
NO_DAY = Message("date_needed", _("Give a date, for example 2026-09-01."))
_NOT_AN_ADDRESS = Message("address_wrong", _("This is no e-mail address. Check it, letter by letter."))


class Input(BaseModel):
    """The fields of one form. What else was sent is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


Model = TypeVar("Model", bound=Input)


def parsed(model: type[Model], data: Data) -> Model:
    """The form as it was sent. Raises ``BadInput`` or ``TooLarge`` with a sentence at each field that is wrong."""
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        wrong = {str(one["loc"][0]): _problem(model, one) for one in error.errors(include_url=False)}
    first = next(iter(wrong.values()))
    refusal: type[Refusal] = TooLarge if isinstance(first, _TooLong) else BadInput
    raise refusal(first.message, fields={name: each.message for name, each in wrong.items()})


def _problem(model: type[Input], error: Any) -> BadValue:
    found = error.get("ctx", {}).get("error")
    if isinstance(found, BadValue):
        return found
    # Nothing was sent for it.
    field = next((f for name, f in model.model_fields.items() if error["loc"][0] in (name, f.alias)), None)
    marks = [mark for mark in (field.metadata if field else ()) if isinstance(mark, Kind)]
    return next((mark.absent for mark in marks), BadValue(NOT_READABLE))


class _TooLong(BadValue):
    """More than the field takes."""


class Kind:
    """How a field is read: the mark in its annotation."""

    @property
    def absent(self) -> BadValue:
        """What is wrong where nothing was sent."""
        return BadValue(NOT_READABLE)

    def read(self, sent: object) -> Any:
        """The value of what was sent. Raises ``BadValue``."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, _type: Any, _handler: Any) -> CoreSchema:
        """As pydantic asks for it."""
        return core_schema.no_info_plain_validator_function(self.read)


@dataclass(frozen=True)
class Text(Kind):
    """A text in Unicode's composed form, without signs that no table or file holds, and without blanks around it.

    ``needed`` says what to do when it has not even ``least`` characters; without it the text may be empty.
    """

    limit: int
    needed: Message | None = None
    least: int = 1

    @property
    def absent(self) -> BadValue:
        """As for an empty text."""
        return BadValue(self.needed, least=self.least) if self.needed else super().absent

    def read(self, sent: object) -> Any:
        """The text as it is kept."""
        if not isinstance(sent, str):
            raise BadValue(NOT_READABLE)
        text = unicodedata.normalize("NFC", clean(sent))
        if len(text) > self.limit:
            raise _TooLong(_TOO_LONG, limit=self.limit)
        if self.needed is not None and len(text) < self.least:
            raise self.absent
        return text


class Name(Text):
    """What somebody or something is called: one line, no link and no address in it."""

    def read(self, sent: object) -> Any:
        """The name as it is kept."""
        text = super().read(sent)
        wrong = plain_name.problem(text)
        if wrong is not None:
            raise BadValue(wrong)
        return text


@dataclass(frozen=True)
class Email(Text):
    """An address to which a site on the net can write, or nothing."""

    limit: int = 300

    def read(self, sent: object) -> Any:
        """The address as it is kept."""
        text = super().read(sent)
        if text and not _can_be_written_to(text):
            raise BadValue(_NOT_AN_ADDRESS)
        return text


def _can_be_written_to(text: str) -> bool:
    try:
        validate_email(text)
    except NotAnAddress:
        return False
    # Django takes "localhost" for a domain; from a site on the net nobody there can be written to.
    return len(text) <= 254 and "." in text.rpartition("@")[2]


@dataclass(frozen=True)
class Day(Text):
    """A day as year-month-day; ``needed`` is said of what is none. An optional one may be left empty (None)."""

    limit: int = 10
    needed: Message | None = NO_DAY
    is_optional: bool = False

    def read(self, sent: object) -> Any:
        """The day."""
        text = Text(self.limit).read(sent)
        found = as_date(text)
        if found is None and (text or not self.is_optional):
            raise self.absent
        return found


@dataclass(frozen=True)
class Digits(Text):
    """A code that was sent to somebody; blanks between the digits are no part of it."""

    limit: int = 20

    def read(self, sent: object) -> Any:
        """The code."""
        return super().read(sent).replace(" ", "")


@dataclass(frozen=True)
class Number(Kind):
    """A whole number, also when sent as text. An optional one may be left out (None)."""

    is_optional: bool = False

    def read(self, sent: object) -> Any:
        """The number."""
        if sent is None and self.is_optional:
            return None
        if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) < 10:
            return int(sent)
        if isinstance(sent, int) and not isinstance(sent, bool):
            return sent
        raise BadValue(NOT_READABLE)


class PageNumber(Kind):
    """Which page of a list; what is none means the first."""

    def read(self, sent: object) -> Any:
        """The number, from 1 on."""
        text = str(sent)
        return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1


class AsSent(Kind):
    """A text of which not a letter may change; how long it may be the handler says."""

    def read(self, sent: object) -> Any:
        """The text."""
        if not isinstance(sent, str):
            raise BadValue(NOT_READABLE)
        return sent


@dataclass(frozen=True)
class Box(Kind):
    """A box to tick, as a script or a bare form sends it; with ``needed`` nothing goes on without the tick."""

    needed: Message | None = None

    @property
    def absent(self) -> BadValue:
        """As for a box that is not ticked."""
        return BadValue(self.needed) if self.needed else super().absent

    def read(self, sent: object) -> Any:
        """Whether it is ticked."""
        is_ticked = sent is True or sent in ("true", "on", "1", "yes")
        if self.needed is not None and not is_ticked:
            raise self.absent
        return is_ticked


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few answers; anything else is told what is ``needed``, or counts as no answer (None)."""

    offered: tuple[StrEnum, ...]
    needed: Message | None = None

    @property
    def absent(self) -> BadValue:
        """As for an answer that is none of them."""
        return BadValue(self.needed) if self.needed else super().absent

    def read(self, sent: object) -> Any:
        """The answer."""
        found = next((one for one in self.offered if one == sent), None)
        if found is None and self.needed is not None:
            raise self.absent
        return found


Tick = Annotated[bool, Box()]
Uuid = Annotated[str, Text(32)]
