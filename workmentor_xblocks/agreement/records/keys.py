"""What lets guests in and proves who signs: links and codes, of which only hashes are kept.

A link has 256 random bits and is bound to one party; a code has six digits and ten minutes, only helps who holds the
link or the account already, and may be typed wrong a few times only (``code_tries``).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from workmentor_xblocks.agreement.records.sheets import GuestKey, ProofCode
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyState

CODE_MINUTES = 10
COOL_DOWN = timedelta(hours=24)
_GONE = (PartyState.LEFT, PartyState.RETIRED)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def issue(party: Party, *, at: datetime, days: int) -> str:
    """A new link's token, to be told once and never stored."""
    token = secrets.token_urlsafe(32)
    GuestKey.objects.create(
        sha256=_digest(token), party=party, created_at=at, expires_at=at + timedelta(days=days)
    )
    return token


def find(token: str) -> GuestKey | None:
    """The key of a token, whether it still works or not."""
    return GuestKey.objects.select_related("party__agreement").filter(sha256=_digest(token)).first()


def by_id(key_id: int) -> GuestKey | None:
    """The key that a guest's cookie names."""
    return GuestKey.objects.select_related("party__agreement").filter(id=key_id).first()


def works(key: GuestKey, *, at: datetime) -> bool:
    """Whether a key lets its guest in now."""
    party = key.party
    ended = party.state in _GONE or party.agreement.state in ("erased", "expired", "cancelled")
    return key.revoked_at is None and key.expires_at > at and not ended


def revoke(party: Party, *, at: datetime) -> None:
    """Let no link of a party work any more."""
    GuestKey.objects.filter(party=party, revoked_at=None).update(revoked_at=at)


def may_ask_again(party: Party, *, at: datetime) -> bool:
    """Whether a new link may be asked for: one a day."""
    return not GuestKey.objects.filter(party=party, created_at__gt=at - COOL_DOWN).exists()


def make_code(agreement: Agreement, party: Party, *, user_id: int | None, at: datetime) -> str:
    """A new code, to be told once; those before stop working."""
    ProofCode.objects.filter(agreement=agreement, party=party, user_id=user_id, used_at=None).update(
        expires_at=at
    )
    digits = f"{secrets.randbelow(1_000_000):06d}"
    ProofCode.objects.create(
        agreement=agreement,
        party=party,
        user_id=user_id,
        sha256=_code_digest(agreement, party, digits),
        created_at=at,
        expires_at=at + timedelta(minutes=CODE_MINUTES),
    )
    return digits


def _code_digest(agreement: Agreement, party: Party, digits: str) -> str:
    # A plain hash of six digits is found in a blink; the site's secret makes it useless to who reads the table.
    told = f"{agreement.uuid} {party.uuid} {digits}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()


def code_is_out(agreement: Agreement, party: Party, *, user_id: int | None, at: datetime) -> bool:
    """Whether a code was sent that can still be used."""
    return _live(agreement, party, user_id, at).exists()


def made_since(agreement: Agreement, party: Party, *, user_id: int | None, at: datetime) -> bool:
    """Whether a code was made after this moment."""
    made = ProofCode.objects.filter(agreement=agreement, party=party, user_id=user_id, created_at__gt=at)
    return made.exists()


def _live(agreement: Agreement, party: Party, user_id: int | None, at: datetime) -> QuerySet[ProofCode]:
    return ProofCode.objects.filter(
        agreement=agreement,
        party=party,
        user_id=user_id,
        used_at=None,
        expires_at__gt=at,
    )


def is_right(agreement: Agreement, party: Party, digits: str, *, user_id: int | None, at: datetime) -> bool:
    """Whether the digits are those that were sent last. Wrong ones are counted by who asks."""
    code = _live(agreement, party, user_id, at).order_by("-id").first()
    return code is not None and hmac.compare_digest(
        code.sha256, _code_digest(agreement, party, digits.strip())
    )


def end_codes(party: Party, *, at: datetime) -> None:
    """Let no code of a party work any more."""
    ProofCode.objects.filter(party=party, used_at=None, expires_at__gt=at).update(expires_at=at)


def use_up(agreement: Agreement, party: Party, digits: str, *, user_id: int | None, at: datetime) -> bool:
    """Let a right code work this once. To be called in the transaction of what it proves."""
    digest = _code_digest(agreement, party, digits.strip())
    return bool(_live(agreement, party, user_id, at).filter(sha256=digest).update(used_at=at))
