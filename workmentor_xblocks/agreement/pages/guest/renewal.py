"""A new link for a guest whose link is too old: to the address that the parties have written down, once a day at most.

Nobody is told whether one was sent, so that trying links tells nothing about which there were.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from workmentor_xblocks.agreement.pages.guest.link_state import Worth, worth
from workmentor_xblocks.agreement.pages.guest.visitor import AgreementGuest
from workmentor_xblocks.agreement.records import keys, mail, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import PartyState


def send_new_link(guest: AgreementGuest) -> None:
    """Ask for the letter, where there is somebody to write to and none was written in the last day."""
    at = datetime.now(UTC)
    with transaction.atomic():
        # Held first, so that two who press at once ask for one letter.
        thread = threads.locked(guest.uuid)
        key = keys.by_id(guest.visit.key) if guest.visit else None
        if thread is None or key is None or worth(key, at=at) not in (Worth.OVER, Worth.SIGNED):
            return
        if _is_theirs_still(key) and keys.may_ask_again(key.party, at=at):
            mail.post(Letter.NEW_LINK, thread, key.party, once_key=f"new_link {key.party.uuid} {at:%Y%m%d}")


def _is_theirs_still(key: GuestKey) -> bool:
    """Whether who got the link is who would get a new one: it was not closed, and there is no account instead."""
    party = key.party
    gone = party.state in (PartyState.LEFT, PartyState.RETIRED)
    return key.revoked_at is None and not gone and party.user_id is None and bool(party.email)
