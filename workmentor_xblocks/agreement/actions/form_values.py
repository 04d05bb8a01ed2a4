"""What a form of an agreement holds: the values of template fields, and the texts of a decision.

A field's value is sent as ``f-<id>``, rows as ``f-<id>-<number>-<column>``; ``r-<id>`` names the value that the person
had before their eyes, so that nobody writes over what somebody else wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import SkipValidation, model_validator

from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.core.content import plain_name
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.inputs import Data as Data, Input, Text
from workmentor_xblocks.core.forms.posted import Filled, filled
from workmentor_xblocks.core.pages.handlers import text_of

_REASON = Message(
    "reason_needed", _("Say why, in at least {least} characters, so that the others can follow.")
)
_CHOOSE_REASON = Message("choose_reason", _("Choose one of the reasons."))
_DATE = Message("date_needed", _("Give a date, for example 2026-09-01."))


class Form(Input):
    """What the form of an act says: in which of several roles the person acts ("" for any), and what the act adds."""

    role: Annotated[str, Text(20)] = ""


class Values(Form):
    """A form with fields of the template among its own; which there are the agreement's template says."""

    sent: Annotated[Data, SkipValidation]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Data) -> Data:
        return {**data, "sent": {name: sent for name, sent in data.items() if name.startswith(("f-", "r-"))}}

    def filled(self, fields: Iterable[Field]) -> Filled:
        """The values for these fields. Raises ``BadInput`` with a sentence by field."""
        return filled(self.sent, fields)


def reason_text(data: Data, *, least: int = 10, name: str = "text") -> str:
    """A reason in words. Raises ``BadInput`` when it is too short to tell anybody anything."""
    text = text_of(data, name, limit=2_000)
    if len(text) < least:
        told = Message(_REASON.code, _REASON.msgid, {"least": least})
        raise BadInput(told, fields={name: told})
    return text


def name_of(data: Data, name: str, *, limit: int) -> str:
    """The name of a person, a place of work or a position. Raises ``BadInput`` for what is none."""
    text = text_of(data, name, limit=limit)
    wrong = plain_name.problem(text)
    if wrong is not None:
        raise BadInput(wrong, fields={name: wrong})
    return text


def reason_code(data: Data, offered: Iterable[str], *, name: str = "reason") -> str:
    """One of the template's reasons. Raises ``BadInput``."""
    code = text_of(data, name, limit=60)
    if code not in set(offered):
        raise BadInput(_CHOOSE_REASON, fields={name: _CHOOSE_REASON})
    return code


def day(data: Data, name: str) -> date:
    """A date. Raises ``BadInput``."""
    found = as_date(text_of(data, name, limit=10))
    if found is None:
        raise BadInput(_DATE, fields={name: _DATE})
    return found


def is_ticked(data: Data, name: str) -> bool:
    """A box as a script or a bare form sends it."""
    return data.get(name) in (True, "true", "on", "1", "yes")
