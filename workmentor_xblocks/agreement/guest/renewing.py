"""A new link for a guest whose link is too old: to the address that the parties have written down, once a day at most.

Nobody is told whether one was sent, so that trying links tells nothing about which there were.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from workmentor_xblocks.agreement import mail
from workmentor_xblocks.agreement.guest.standing import Worth, worth
from workmentor_xblocks.agreement.mail import Letter
from workmentor_xblocks.agreement.records import keys, thread as threads


def send_new_link(key_id: int) -> None:
    """Ask for the letter, where there is somebody to write to and none was written in the last day."""
    at = datetime.now(UTC)
    with transaction.atomic():
        key = keys.by_id(key_id)
        thread = threads.locked(key.party.agreement.uuid if key else "")
        if key is None or thread is None:
            return
        party = thread.party_by_uuid(key.party.uuid)
        if party is None or party.user_id is not None or not party.email:
            return
        too_old = worth(key, at=at) in (Worth.OVER, Worth.SIGNED) and key.revoked_at is None
        if too_old and keys.may_ask_again(party, at=at):
            mail.post(Letter.NEW_LINK, thread, party, once_key=f"new_link {party.uuid} {at:%Y%m%d}")
