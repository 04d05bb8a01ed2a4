"""What time brings: begun, expired, begun unsigned, reviews that are due, and what is kept no longer.

Run once a day, by a task or by a command for cron. Days on which it did not run are made up for, once and not day by
day; a chore that finds nothing to do any more does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workmentor_xblocks.agreement.actions import coming_of_age, erasure, reviews as following, scans
from workmentor_xblocks.agreement.actions.act import automatically
from workmentor_xblocks.agreement.records import mail, snapshot, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.former_address import FormerAddress
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import retention, review_plan
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, Event, State

_TALKING = (State.NEGOTIATING.value, State.SIGNING.value)
_HELD = (State.SIGNED.value, State.ACTIVE.value)  # nobody signs a change while the placement pauses
_MOVING = (
    *_TALKING,
    *(s.value for s in (State.DRAFT, State.SIGNED, State.ACTIVE, State.SUSPENDED, State.TERMINATED)),
)


@dataclass(frozen=True)
class Chore:
    """Something to be done for each agreement in ``due`` on a day; ``do`` answers whether it was."""

    name: str
    due: Callable[[date], Iterable[str]]
    do: Callable[[str, date], bool]


def _to_begin(today: date) -> Iterable[str]:
    return _uuids(state=State.SIGNED.value, starts_on__lte=today)


def _begin(uuid: str, today: date) -> bool:
    def still(thread: Thread) -> bool:
        return _is_reached(thread.row.starts_on, today)

    with automatically(uuid, Actor.TIMER, Event.START, still=still) as act:
        if act is None:
            return False
        act.record(data={"on": today.isoformat()})
        return True


def _begun_unsigned(today: date) -> Iterable[str]:
    return _uuids(state__in=_TALKING, starts_on__lte=today, started_unsigned=False)


def _flag(uuid: str, today: date) -> bool:
    """The school is told; nothing is dated back."""

    def still(thread: Thread) -> bool:
        return not thread.row.started_unsigned and _is_reached(thread.row.starts_on, today)

    with automatically(uuid, Actor.TIMER, Event.FLAG_UNSIGNED, still=still) as act:
        if act is None:
            return False
        act.thread.row.started_unsigned = True
        act.record(data={"on": today.isoformat()})
        school = act.thread.party("school")
        if school is not None:
            mail.post(Letter.STARTED_UNSIGNED, act.thread, school)
        return True


def _to_expire(today: date) -> Iterable[str]:
    being_signed = Q(state__in=_TALKING) | Q(state__in=_HELD, amendment=Amendment.FROZEN.value)
    found = Agreement.objects.filter(being_signed, expires_on__lt=today).order_by("id")
    return list(found.values_list("uuid", flat=True))


def _expire(uuid: str, today: date) -> bool:
    def still(thread: Thread) -> bool:
        return thread.row.expires_on is not None and thread.row.expires_on < today

    with automatically(uuid, Actor.TIMER, Event.EXPIRE, still=still) as act:
        if act is None:
            return False
        version, is_proposal = act.thread.latest, act.thread.in_force is not None
        everybody = [*act.thread.here, *act.thread.incoming]
        if not is_proposal:
            act.thread.row.ended_on = today
        act.record(version=version, data={"proposal": True} if is_proposal else None)
        for party in everybody:  # who would have come with the proposal hears of it too
            mail.post(Letter.PROPOSAL_EXPIRED if is_proposal else Letter.EXPIRED, act.thread, party)
        return True


def _under_way(today: date) -> Iterable[str]:
    return _uuids(state=State.ACTIVE.value, starts_on__lt=today, ends_on__isnull=False)


def _open_review(uuid: str, today: date) -> bool:
    """Of several reviews that were missed only the newest is opened."""
    with automatically(
        uuid, Actor.TIMER, Event.OPEN_REVIEW, still=lambda thread: _due_review(thread, today) is not None
    ) as act:
        due = _due_review(act.thread, today) if act is not None else None
        if act is None or due is None:
            return False
        following.begin(act, step=due.step, due_on=due.due)
        return True


def _due_review(thread: Thread, today: date) -> review_plan.Planned | None:
    """The review of the plan that is due and not open yet."""
    row = thread.row
    if thread.open_review is not None or row.starts_on is None or row.ends_on is None:
        return None
    planned = review_plan.plan(
        thread.definition.review_plan, row.starts_on, row.ends_on, closed=thread.definition.closed_days
    )
    return review_plan.to_open(planned, snapshot.facts(thread).reviews, today)


def _moving(today: date) -> Iterable[str]:
    return _uuids(state__in=_MOVING)


def _refresh(uuid: str, today: date) -> bool:
    """Say anew who is waited for, where only the passing of days changed it."""
    with transaction.atomic():
        thread = threads.locked(uuid)
        if thread is None or thread.row.state not in _MOVING:
            return False
        row = thread.row
        before = (row.waiting_for, row.waiting_since, row.due_on)
        snapshot.refresh(thread, today)
        if (row.waiting_for, row.waiting_since, row.due_on) == before:
            return False
        row.save(update_fields=["waiting_for", "waiting_since", "due_on"])
        return True


def _with_addresses(today: date) -> Iterable[str]:
    found = Signature.objects.exclude(address="", agent="").values_list("version__agreement__uuid", flat=True)
    former = FormerAddress.objects.values_list("party__agreement__uuid", flat=True)
    return sorted({*found, *former})


def _forget_addresses(uuid: str, today: date) -> bool:
    """From where somebody signed, and where somebody was written to before."""
    with transaction.atomic():
        thread = threads.locked(uuid)
        if thread is None:
            return False
        former = FormerAddress.objects.filter(party__agreement=thread.row)
        old = [row.pk for row in former if _is_old(thread, row.at, today)]
        signed = [row.pk for row in thread.signatures if _is_old(thread, row.at, today)]
        kept = Signature.objects.filter(pk__in=signed).exclude(address="", agent="")
        gone = former.filter(pk__in=old).delete()[0]
        return bool(kept.update(address="", agent="") + gone)


def _is_old(thread: Thread, at: datetime, today: date) -> bool:
    rules, hold = thread.definition.retention, thread.row.legal_hold
    return (
        retention.address_due(timezone.localdate(at), rules=rules, today=today, legal_hold=hold) is not None
    )


def _kept_too_long(today: date) -> Iterable[str]:
    return [row.uuid for row, _due in erasure.due(today)]


def _is_reached(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _uuids(**wanted: object) -> list[str]:
    return list(Agreement.objects.filter(**wanted).order_by("id").values_list("uuid", flat=True))


# Deadlines before beginnings: what has expired is not begun unsigned on the same day. Nor is what holds from today
# because nobody waits for a guardian any more.
CHORES = (
    Chore("expire", _to_expire, _expire),
    Chore("come of age", coming_of_age.due, coming_of_age.come_of_age),
    Chore("begin", _to_begin, _begin),
    Chore("begun unsigned", _begun_unsigned, _flag),
    Chore("open a review", _under_way, _open_review),
    Chore("say who is waited for", _moving, _refresh),
    Chore("forget network addresses", _with_addresses, _forget_addresses),
    Chore("clear unused scans", scans.with_unused, scans.clear_unused),
)
RETENTION = Chore("erase", _kept_too_long, erasure.erase)


def run(chore: Chore, now: datetime) -> int:
    """Do a chore wherever it is due; how often it was done."""
    today = timezone.localdate(now)
    due = list(chore.due(today))
    return sum(chore.do(uuid, today) for uuid in due)
