"""What a link is worth today: it lets its guest in, or there is a plain sentence why not and what to do.

What was never given out, is too old or was closed looks the same, so that nobody learns by trying which links there
were. Only who holds a link that was good is told more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, Signature
from workmentor_xblocks.agreement.records.tables import PartyState
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _


class Worth(StrEnum):
    """What a link is worth."""

    OPEN = "open"
    OVER = "over"  # unknown, too old, or closed
    SIGNED = "signed"  # too old, and its guest has signed
    LEFT = "left"
    EXPIRED = "expired"  # the agreement
    CANCELLED = "cancelled"


WHY: Mapping[Worth, Message] = {
    Worth.OVER: Message(
        "link_over",
        _(
            "This link does not work any more. Links work for some weeks only, and a newer one may be in your mail. "
            "You can have a new one sent."
        ),
    ),
    Worth.SIGNED: Message(
        "link_signed", _("You have signed, and there is nothing that you have to do. This is your receipt.")
    ),
    Worth.LEFT: Message(
        "link_left",
        _(
            "You take no part in this agreement any more: somebody else has taken your place. "
            "If that is not right, ask the school."
        ),
    ),
    Worth.EXPIRED: Message(
        "link_expired",
        _(
            "This agreement was not signed in time and has expired. The school can open it again; "
            "your link then works again, too."
        ),
    ),
    Worth.CANCELLED: Message(
        "link_cancelled",
        _("This agreement was put aside before it was signed. There is nothing that you have to do."),
    ),
}


def worth(key: GuestKey | None, *, at: datetime) -> Worth:
    """What a link is worth at a moment."""
    if key is None:
        return Worth.OVER
    if keys.works(key, at=at):
        return Worth.OPEN
    party, state = key.party, key.party.agreement.state
    if party.state == PartyState.LEFT:
        return Worth.LEFT
    if key.revoked_at is not None or party.state == PartyState.RETIRED or state == State.ERASED:
        return Worth.OVER
    if state == State.EXPIRED:
        return Worth.EXPIRED
    if state == State.CANCELLED:
        return Worth.CANCELLED
    return Worth.SIGNED if receipt(key) is not None else Worth.OVER


def receipt(key: GuestKey) -> Signature | None:
    """The guest's signature under the version that this agreement is about today."""
    found = threads.find(key.party.agreement.uuid)
    if found is None:
        return None
    return next((s for s in found.signatures_of(found.shown) if s.party_id == key.party_id), None)
