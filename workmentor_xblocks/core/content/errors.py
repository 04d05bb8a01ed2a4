"""Refusals: why something was not done, in a sentence that says what to do next.

Every handler answers a refusal in one shape, ``{"error": {"code", "message", "fields"}}``, with the HTTP status of its
class. Where the page moved on meanwhile, the answer brings today's page along.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workmentor_xblocks.core.content.messages import Message


class Refusal(Exception):
    """Something that was asked for and not done.

    ``fields`` are sentences by form field; ``more`` goes into the answer beside the error.
    """

    status = 400

    def __init__(
        self,
        message: Message,
        *,
        fields: Mapping[str, Message] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.fields = dict(fields or {})
        self.more = dict(more or {})


class BadInput(Refusal):
    """What came cannot be understood."""

    status = 400


class NotAllowed(Refusal):
    """This person may not do that here."""

    status = 403


class NotFound(Refusal):
    """It is not there, or not theirs."""

    status = 404


class Changed(Refusal):
    """It changed meanwhile; the answer shows how it stands now."""

    status = 409


class TooLarge(Refusal):
    """More than we take at once."""

    status = 413


class BadValue(ValueError):
    """What came does not fit its field; whoever reads the whole form makes a refusal of it."""

    def __init__(self, message: Message, **values: object) -> None:
        self.message = Message(message.code, message.msgid, values) if values else message
        super().__init__(str(self.message))


class NoSuch(LookupError):
    """What an operator named in a command is not there."""
