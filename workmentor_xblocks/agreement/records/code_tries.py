"""How often a code was typed wrong for a place, kept whatever becomes of the act that brought it."""

from __future__ import annotations

from django.db import models

from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.core.records import codes
from workmentor_xblocks.core.records.codes import TriesRow
from workmentor_xblocks.core.rules.code_lock import CodeLock


class CodeTries(TriesRow):
    """What was typed wrong for one party. Its agreement's row is held by whoever changes it.

    .. no_pii: counts and moments only
    """

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="code_tries")

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_code_tries"

    def __str__(self) -> str:
        return f"codes typed wrong for party {self.party_id}"


def lock_of(party: Party) -> CodeLock:
    """What was typed wrong for a party so far."""
    row = _row(party)
    return row.lock if row is not None else CodeLock()


def keep(party: Party, lock: CodeLock) -> None:
    """Keep it."""
    party.code_tries = codes.keep(CodeTries, lock, party=party)


def begin_anew(party: Party) -> None:
    """A right code was typed, or the school unlocked it."""
    row = _row(party)
    if row is not None:
        row.delete()


def _row(party: Party) -> CodeTries | None:
    """As it came with the party; one that was deleted since has no key any more."""
    row: CodeTries | None = getattr(party, "code_tries", None)
    return row if row is not None and row.pk is not None else None
