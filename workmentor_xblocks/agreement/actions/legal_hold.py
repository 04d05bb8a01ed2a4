"""A legal hold: while a dispute is open, nothing of an agreement is erased. Operators set it, by command."""

from __future__ import annotations

from typing import Annotated

from workmentor_xblocks.agreement.actions.act import noting
from workmentor_xblocks.core.content.errors import NoSuch
from workmentor_xblocks.core.forms.inputs import Input, Text, Tick


class NoSuchAgreement(NoSuch):
    """No agreement has this id."""


class Hold(Input):
    """Which agreement, and whether the hold is lifted."""

    agreement: Annotated[str, Text(32)]
    lift: Tick = False


def hold(form: Hold) -> bool:
    """Set or lift the hold; whether it is held now. Raises ``NoSuchAgreement``."""
    with noting(form.agreement) as thread:
        if thread is None:
            raise NoSuchAgreement(f"There is no agreement {form.agreement}.")
        thread.row.legal_hold = not form.lift
    return not form.lift
