"""A legal hold: while a dispute is open, nothing of an agreement is erased. Operators set it, by command."""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.act import noting


class NoSuchAgreement(LookupError):
    """No agreement has this id."""


def hold(uuid: str, *, lift: bool = False) -> bool:
    """Set or lift the hold; whether it is held now. Raises ``NoSuchAgreement``."""
    with noting(uuid) as thread:
        if thread is None:
            raise NoSuchAgreement(f"There is no agreement {uuid}.")
        thread.row.legal_hold = not lift
    return not lift
