"""Sentences that rules say before anybody knows in which language they will be read.

A rule gives back a ``Message``: a code for machines, an English msgid for the catalogue, and the values to put in.
It becomes words only when it is shown (``core.content.translation.say``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def gettext_noop(msgid: str) -> str:
    """Mark ``msgid`` for the catalogue without translating it."""
    return msgid


@dataclass(frozen=True)
class Message:
    """One sentence to be said later. ``values`` fill the named ``{slots}`` of ``msgid``."""

    code: str
    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence, for logs and tests."""
        return self.msgid.format(**self.values)


class Level(StrEnum):
    """How much a finding weighs. None of them keeps an author from saving a draft."""

    ERROR = "error"  # a player would be stuck or see nothing
    WARNING = "warning"  # it plays, but not as it should
    NOTE = "note"  # worth a look


@dataclass(frozen=True)
class Finding:
    """What a check has to say about one place of a definition.

    ``path`` names the place by ids (``arrive/stop/label``), as texts and variants do.
    """

    level: Level
    path: str
    message: Message

    @property
    def code(self) -> str:
        """The check's own name."""
        return self.message.code
