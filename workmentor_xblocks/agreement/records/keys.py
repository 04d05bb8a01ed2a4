"""What lets guests in and proves who signs: the links and codes of the parties of an agreement."""

from __future__ import annotations

from datetime import datetime, timedelta

from workmentor_xblocks.agreement.records.attached_tables import GuestKey, ProofCode
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyState
from workmentor_xblocks.core.records import links
from workmentor_xblocks.core.records.codes import Codes

COOL_DOWN = timedelta(hours=24)
_GONE = (PartyState.LEFT, PartyState.RETIRED)


def issue(party: Party, *, at: datetime, days: int) -> str:
    """A new link's token, to be told once and never stored."""
    return links.issue(GuestKey, at=at, days=days, party=party)


def find(token: str) -> GuestKey | None:
    """The key of a token, whether it still works or not."""
    return links.find(GuestKey.objects.select_related("party__agreement"), token)


def by_id(key_id: int) -> GuestKey | None:
    """The key that a guest's cookie names."""
    return GuestKey.objects.select_related("party__agreement").filter(id=key_id).first()


def works(key: GuestKey, *, at: datetime) -> bool:
    """Whether a key lets its guest in now."""
    party = key.party
    ended = party.state in _GONE or party.agreement.state in ("erased", "expired", "cancelled")
    return key.is_good(at) and not ended


def revoke(party: Party, *, at: datetime) -> None:
    """Let no link of a party work any more."""
    GuestKey.objects.filter(party=party, revoked_at=None).update(revoked_at=at)


def may_ask_again(party: Party, *, at: datetime) -> bool:
    """Whether a new link may be asked for: one a day."""
    return not GuestKey.objects.filter(party=party, created_at__gt=at - COOL_DOWN).exists()


def codes(agreement: Agreement, party: Party, *, user_id: int | None) -> Codes[ProofCode]:
    """The codes of a party; each person of a school has their own."""
    whose = {"agreement": agreement, "party": party, "user_id": user_id}
    return Codes(ProofCode, f"{agreement.uuid} {party.uuid}", whose)


def end_codes(party: Party, *, at: datetime) -> None:
    """Let no code of a party work any more."""
    ProofCode.objects.filter(party=party, used_at=None, expires_at__gt=at).update(expires_at=at)
