"""Where somebody was written to before: kept for some weeks, so that whoever read mail there can say that this is not right."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import models

from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Agreement, Party


class FormerAddress(models.Model):
    """The address of a place before somebody changed it. ``sha256`` is of the link by which one can object.

    .. pii: E-mail addresses to which letters about an agreement went before they were changed.
    .. pii_types: email_address
    .. pii_retirement: local_api
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="former_addresses")
    address = models.CharField(max_length=254)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    objected_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_former"
        indexes = [
            models.Index(fields=["sha256"], name="workmentor_former_link"),
            models.Index(fields=["address"], name="workmentor_former_address"),
        ]

    def __str__(self) -> str:
        return f"former address of party {self.party_id}"


def keep(party: Party, address: str, *, at: datetime) -> FormerAddress | None:
    """Keep an address that is given up, to be told once; None where no link went to it, or where it was told already.

    Otherwise whoever may fill a place could have us write to one stranger after the other. A link that went out since
    the last address was kept went to this one: another to which one had gone would have been kept as well.
    """
    before = FormerAddress.objects.filter(party=party)
    last = before.order_by("at", "id").last()
    links = GuestKey.objects.filter(party=party)
    untold = before.filter(address=address, sha256="")  # it was the right one again before the letter left
    has_link = (links.filter(created_at__gt=last.at) if last else links).exists()
    if not address or not (has_link or untold.exists()):
        return None
    untold.delete()
    return FormerAddress.objects.create(party=party, address=address, at=at)


def at(party: Party, moment: datetime) -> str:
    """The address of a place at a moment, where it was changed since; "" where it was not, or is forgotten."""
    later = FormerAddress.objects.filter(party=party, at__gt=moment).order_by("at", "id").first()
    return later.address if later else ""


def issue(former: FormerAddress) -> str:
    """The token of a link by which one can object, to be told once and never stored; one before stops working."""
    token = secrets.token_urlsafe(32)
    former.sha256 = _digest(token)
    former.save(update_fields=["sha256"])
    return token


def by_id(former_id: object) -> FormerAddress | None:
    """The one that a letter names."""
    known = str(former_id or "")
    return (
        FormerAddress.objects.select_related("party").filter(id=known).first() if known.isdecimal() else None
    )


def by_token(token: str) -> FormerAddress | None:
    """The one that a link is for."""
    found = FormerAddress.objects.select_related("party__agreement")
    return found.filter(sha256=_digest(token)).first() if token else None


def _unsettled(agreement: Agreement, role: str) -> models.QuerySet[FormerAddress]:
    """Objections about a part in an agreement, whoever had it then, that the school has not looked at yet."""
    found = FormerAddress.objects.filter(party__agreement=agreement, party__role=role, settled_at=None)
    return found.exclude(objected_at=None)


def is_contested(agreement: Agreement, role: str) -> bool:
    """Whether somebody says to have been pushed out of this part, and the school has not looked at it yet."""
    return _unsettled(agreement, role).exists()


def settle(agreement: Agreement, role: str, *, at: datetime) -> None:
    """The school has looked at it."""
    _unsettled(agreement, role).update(settled_at=at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
