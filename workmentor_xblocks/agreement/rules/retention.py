"""How long an agreement is kept, and what is due: first its people and texts are erased, much later the rest.

Drafts and cancelled ones go after a year, expired ones after two; ended ones are kept for three years after the year
of the end, as a training contract's receipt is (BBiG §11). What is left then are hashes, dates and counts, so that
a copy which somebody kept can still be checked. All of it is the template's to set; a legal hold stops everything.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workmentor_xblocks.agreement.content.definition import Retention
from workmentor_xblocks.agreement.rules.lifecycle import State

UNUSED_SCAN_DAYS = 14


class Kind(StrEnum):
    """What happens at the end of a time."""

    ERASE = "erase"  # people and texts
    END_TOMBSTONE = "end_tombstone"  # the rest
    FORGET_ADDRESS = "forget_address"  # from where somebody signed
    CLEAR_SCAN = "clear_scan"  # a scan that no signature came of


@dataclass(frozen=True)
class Due:
    """What is to be done, from which day on."""

    kind: Kind
    on: date


def planned(
    *,
    state: State,
    created_on: date,
    changed_on: date,
    ended_on: date | None,
    rules: Retention,
    legal_hold: bool = False,
) -> Due | None:
    """What will become of it as things stand; None while it is going on, or held.

    A draft has no end: for its text the last change counts, for what is left of it the day on which it was begun.
    """
    if legal_hold:
        return None
    if state is State.ERASED:
        return Due(Kind.END_TOMBSTONE, _months_after(ended_on or created_on, 12 * rules.tombstone_years))
    if state is State.DRAFT:
        return Due(Kind.ERASE, _months_after(changed_on, rules.draft_months))
    end = ended_on or changed_on
    if state is State.CANCELLED:
        return Due(Kind.ERASE, _months_after(end, rules.draft_months))
    if state is State.EXPIRED:
        return Due(Kind.ERASE, _months_after(end, rules.declined_months))
    if state in (State.COMPLETED, State.TERMINATED):
        return Due(Kind.ERASE, date(end.year + 1 + rules.ended_years, 1, 1))
    return None


def what_is_due(
    *,
    state: State,
    created_on: date,
    changed_on: date,
    ended_on: date | None,
    rules: Retention,
    today: date,
    legal_hold: bool = False,
) -> Due | None:
    """What has to be done by today, None when its time has not come."""
    due = planned(
        state=state,
        created_on=created_on,
        changed_on=changed_on,
        ended_on=ended_on,
        rules=rules,
        legal_hold=legal_hold,
    )
    return due if due and due.on <= today else None


def address_due(signed_on: date, *, rules: Retention, today: date, legal_hold: bool = False) -> Due | None:
    """Whether it is time to forget from which network address somebody signed."""
    due = Due(Kind.FORGET_ADDRESS, signed_on + timedelta(days=rules.address_days))
    return due if due.on <= today and not legal_hold else None


def scan_due(handed_in_on: date, *, to_be_signed: bool, today: date, legal_hold: bool = False) -> Due | None:
    """Whether it is time to delete a scan that no signature came of; at once when its text is not signed any more."""
    due = Due(Kind.CLEAR_SCAN, handed_in_on + timedelta(days=UNUSED_SCAN_DAYS if to_be_signed else 0))
    return due if due.on <= today and not legal_hold else None


def _months_after(day: date, months: int) -> date:
    """The same day some months later; where the month is shorter, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
