"""Who reads a letter: the account or the guest behind a party, with address, language, and the link that is theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from workmentor_xblocks import host
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.output.letters.links import link, objection_link
from workmentor_xblocks.agreement.records import former_address, keys, thread as threads
from workmentor_xblocks.agreement.records.former_address import FormerAddress
from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import Event, State
from workmentor_xblocks.core.output import letters

# With these somebody hears of the agreement for the first time; all others go to who was asked already.
_FIRST = (Kind.INVITATION, Kind.SIGN, Kind.NEW_LINK)
# Whoever did it gets these, also a trainer who acts for the school and is not listed as its contact.
_OWN = (Kind.CODE, Kind.RECEIPT)
# With each of these somebody is asked to take part, under the address that is written down then.
ASKING = (Event.INVITE, Event.REPLACE_PARTY, Event.CORRECT_CONTACT)
_NOBODY_ENTERS = (State.EXPIRED, State.CANCELLED, State.ERASED)


@dataclass(frozen=True)
class Reader(letters.Reader):
    """One person to write to, for one party of one agreement."""

    _: KW_ONLY
    party: Party
    enters: bool = True  # False for who signed and has the place no longer
    former: FormerAddress | None = None  # somebody who was written to before, and is let in nowhere

    def like(self, other: Reader) -> Reader:
        """The same person as the reader of another agreement."""
        return replace(self, party=other.party)


def of(thread: Thread, kind: Kind, about: Mapping[str, Any]) -> Reader | None:
    """Who gets a letter; None when there is nobody to write to (any more)."""
    if kind is Kind.PLACE_CHANGED:
        return _former(thread, about)
    signer = _signer(thread, about) if kind is Kind.RECEIPT else None
    if signer is not None:
        return signer
    party = thread.party_by_uuid(str(about.get("party", "")))
    if party is None or party.state == PartyState.RETIRED or thread.state is State.ERASED:
        return None
    user_id = int(about["user"]) if about.get("user") else party.user_id
    if user_id is not None:
        return _account(thread, party, user_id) if _is_still(party, kind, user_id) else None
    if not party.email or (party.state == PartyState.NAMED and kind not in _FIRST):
        return None
    if kind is not Kind.RECEIPT and not _is_meant(thread, party):
        return None
    return Reader(party.email, party.language or thread.row.language, party.name, party=party)


def _signer(thread: Thread, about: Mapping[str, Any]) -> Reader | None:
    """Who made the signature that a receipt is for, under the address to which the code went, whatever came since.

    None for one on paper, and where the row does not name it: that receipt goes to whoever has the place.
    """
    made = next((s for s in thread.signatures if s.uuid == about.get("signature")), None)
    if made is None or made.kind == "offline" or thread.state is State.ERASED:
        return None
    party = next(party for party in thread.parties if party.id == made.party_id)
    if made.user_id is not None:
        return _account(thread, party, made.user_id)
    before = former_address.at(party, made.at)
    enters = not before and party.state != PartyState.LEFT and party.user_id is None
    address = before or party.email
    if party.state == PartyState.RETIRED or not address:
        return None
    return Reader(address, party.language or thread.row.language, party.name, party=party, enters=enters)


def _is_meant(thread: Thread, party: Party) -> bool:
    """False after the guest has said that somebody else is meant, until somebody is asked anew."""
    for event in reversed(thread.events):
        if event.kind not in ASKING and event.kind != Event.VIEW:
            continue
        data = json.loads(event.record)["data"]
        if data.get("party") == party.uuid and data.get("not_me"):
            return False
        if data.get("party") == party.uuid and event.kind in ASKING and not data.get("unlocked"):
            return True
    return True


def agreement_of(about: Mapping[str, Any]) -> str:
    """The agreement that a letter was about, by its name."""
    if about.get("agreement"):
        return str(about["agreement"])
    party = Party.objects.select_related("agreement").filter(uuid=str(about.get("party", ""))).first()
    return party.agreement.uuid if party else ""


def address_of_page(thread: Thread, reader: Reader) -> str | None:
    """Where this person reads the agreement: the unit of the course, or a fresh link; "" where there is no way in.

    None where the address was changed or the place taken while the letter was written: it must not bring a link.
    """
    if reader.former is not None:
        token = former_address.issue(reader.former)
        path = objection_link(token, reader.language)
        return host.current().absolute_url(path, course_key=thread.row.course_key)
    if not reader.is_guest:
        return host.current().block_url(thread.row.usage_key)
    if thread.state in _NOBODY_ENTERS or not reader.enters:
        return ""
    with transaction.atomic():
        if not _is_right_still(thread, reader):
            return None
        token = keys.issue(reader.party, at=datetime.now(UTC), days=thread.definition.link_days)
    return host.current().absolute_url(link(token, reader.language), course_key=thread.row.course_key)


def _is_right_still(thread: Thread, reader: Reader) -> bool:
    """Asked with the agreement held, so that an address that is being changed gets no link that works on."""
    held = threads.locked(thread.row.uuid)
    party = held.party_by_uuid(reader.party.uuid) if held is not None else None
    return party is not None and party.user_id is None and compared(party.email) == compared(reader.address)


def _former(thread: Thread, about: Mapping[str, Any]) -> Reader | None:
    """Whoever was written to before, unless the address is the right one again."""
    former = former_address.by_id(about.get("former"))
    if former is None or thread.state is State.ERASED:
        return None
    party = former.party
    if party.state != PartyState.LEFT and compared(party.email) == compared(former.address):
        return None
    return Reader(former.address, party.language or thread.row.language, "", party=party, former=former)


def _is_still(party: Party, kind: Kind, user_id: int) -> bool:
    """Whether an account still stands behind the party."""
    if party.role != Role.SCHOOL:
        return party.user_id == user_id
    is_theirs = party.user_id == user_id or user_id in party.member_ids
    return is_theirs or kind in _OWN


def _account(thread: Thread, party: Party, user_id: int) -> Reader | None:
    found = letters.account_reader(user_id, language=party.language or thread.row.language)
    return Reader(**vars(found), party=party) if found is not None else None
