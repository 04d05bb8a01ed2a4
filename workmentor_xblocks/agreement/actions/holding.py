"""A legal hold: while a dispute is open, nothing of an agreement is erased. Operators set it, by command."""

from __future__ import annotations

from workmentor_xblocks.agreement.records.tables import Agreement


class NoSuchAgreement(LookupError):
    """No agreement has this id."""


def hold(uuid: str, *, lift: bool = False) -> bool:
    """Set or lift the hold; whether it is held now. Raises ``NoSuchAgreement``."""
    if not Agreement.objects.filter(uuid=uuid).update(legal_hold=not lift):
        raise NoSuchAgreement(f"There is no agreement {uuid}.")
    return not lift
