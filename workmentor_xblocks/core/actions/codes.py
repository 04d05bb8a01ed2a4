"""Asking for the six digits that were sent by mail: what becomes of right and wrong ones, and what is said of it.

The thing is held while a code is looked at: of guesses at the same moment each is counted before the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workmentor_xblocks.core.content.errors import BadInput, NotAllowed, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.records.codes import Codes, tries
from workmentor_xblocks.core.rules import code_lock
from workmentor_xblocks.core.rules.code_lock import CodeLock

ON_ITS_WAY = Message("code_sent", _("A code is on its way to your e-mail address. It works for ten minutes."))
_NEEDED = Message("code_needed", _("Type the six digits that were sent to your e-mail address."))
_WRONG = Message("code_wrong", _("These are not the digits that were sent. Tries left: {left}."))
_OVER = Message("code_over", _("No code works any more. Ask for a new one."))
_LINK_LOCKED = Message(
    "link_locked",
    _(
        "The code was typed wrong too often, so this link is closed. A new link is on its way to your e-mail address. "
        "With it you can go on."
    ),
)


@dataclass(frozen=True)
class Proving:
    """One person about to prove who they are. ``locked`` is said to an account, with the moment ``{until}`` which."""

    codes: Codes[Any]
    lock: CodeLock
    now: datetime
    locked: Message
    is_guest: bool
    link_from: datetime | None = None  # when a guest's link was made

    def require_unlocked(self) -> None:
        """Refuse where no code is taken from this person now."""
        if code_lock.is_locked(self.lock, self.now, link_from=self.link_from):
            raise self._refused(self.lock)

    def looked_at(self, digits: str) -> tuple[CodeLock, Refusal | None]:
        """The lock after this code, and what is said of a wrong one. To be kept whatever becomes of the act."""
        if code_lock.is_locked(self.lock, self.now, link_from=self.link_from):
            return self.lock, self._refused(self.lock)
        if self.codes.is_right(digits, self.now):
            return self.lock, None
        if not self.codes.is_out(self.now):
            return self.lock, NotAllowed(_OVER, fields={"code": _OVER})  # nothing was guessed
        after = code_lock.after_wrong(self.lock, self.now, tries=tries())
        if after.locks > self.lock.locks:
            return after, self._refused(after)
        wrong = Message(_WRONG.code, _WRONG.msgid, {"left": code_lock.left(after, tries=tries())})
        return after, BadInput(wrong, fields={"code": wrong})

    def use_up(self, digits: str) -> None:
        """Take the code for the act that it proves, or refuse. To be called in the transaction of that act."""
        if not digits:
            raise BadInput(_NEEDED, fields={"code": _NEEDED})
        self.require_unlocked()
        if not self.codes.use_up(digits, self.now):
            raise NotAllowed(_OVER, fields={"code": _OVER})

    def _refused(self, lock: CodeLock) -> NotAllowed:
        told = Message(self.locked.code, self.locked.msgid, {"until": lock.until})
        said = _LINK_LOCKED if self.is_guest else told
        return NotAllowed(said, fields={"code": said})
