"""How often a code was typed wrong for a place, kept whatever becomes of the act that brought it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules import code_lock
from workmentor_xblocks.agreement.rules.code_lock import CodeLock


class CodeTries(models.Model):
    """What was typed wrong for one party. Its agreement's row is held by whoever changes it.

    .. no_pii: counts and moments only
    """

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="code_tries")
    wrong = models.IntegerField(default=0)
    locks = models.IntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_code_tries"

    def __str__(self) -> str:
        return f"codes typed wrong for party {self.party_id}"


def tries() -> int:
    """How many wrong codes lock a place: WORKMENTOR_CODE_TRIES."""
    return max(int(getattr(settings, "WORKMENTOR_CODE_TRIES", code_lock.TRIES)), 1)


def lock_of(party: Party) -> CodeLock:
    """What was typed wrong for a party so far."""
    row = CodeTries.objects.filter(party=party).first()
    return CodeLock(row.wrong, row.locks, row.locked_at, row.until) if row else CodeLock()


def keep(party: Party, lock: CodeLock) -> None:
    """Keep it."""
    kept = {"wrong": lock.wrong, "locks": lock.locks, "locked_at": lock.locked_at, "until": lock.until}
    CodeTries.objects.update_or_create(party=party, defaults=kept)


def begin_anew(party: Party) -> None:
    """A right code was typed, or the school unlocked it."""
    CodeTries.objects.filter(party=party).delete()
