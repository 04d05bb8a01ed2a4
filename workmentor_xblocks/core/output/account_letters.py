"""A letter to one account about something in a block, as data: its words, why somebody gets it, and whether it still holds.

Only ids rest in the outbox. At the moment of sending the letter is asked again whether what it says is so, and of the
one who reads it whether they may still know: days may lie between asking for it and sending it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workmentor_xblocks import host
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.output.letters import Words, Written, account_reader, greeting, letter, said
from workmentor_xblocks.core.records.outbox import Value


@dataclass(frozen=True)
class Holds:
    """That a letter still holds: in which block, and what fills the slots of its sentences."""

    usage_key: str
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AccountLetter:
    """One kind of letter. ``holds`` answers None when the account is not to be told (any more)."""

    kind: str
    words: Words
    why_you: str
    link_label: str
    holds: Callable[[int, Mapping[str, Any]], Holds | None]

    def register(self) -> None:
        """Tell the outbox who writes these letters."""
        mail.register(self.kind, self._compose)

    def post(self, user_id: int, about: Mapping[str, Value], *, once_key: str | None = None) -> None:
        """Ask for one, inside the transaction of what it tells of. ``about`` names by id what it is about."""
        key = f"{once_key} {user_id}" if once_key else None
        mail.post(self.kind, {**about, "user": str(user_id)}, once_key=key)

    def _compose(self, about: Mapping[str, Any]) -> mail.Letter | None:
        user_id = int(about["user"])
        holds = self.holds(user_id, about)
        reader = account_reader(user_id) if holds is not None else None
        if holds is None or reader is None:
            return None
        return letter(
            reader,
            lambda: Written(
                subject=gettext(self.words.subject),
                greeting=greeting(reader),
                paragraphs=said(self.words, holds.slots),
                why_you=gettext(self.why_you),
                link=host.current().block_url(holds.usage_key),
                link_label=gettext(self.link_label),
            ),
        )
