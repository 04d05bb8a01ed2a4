"""Reminding: once a day, only who is waited for, one letter to each person over all their agreements."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from workmentor_xblocks import host
from workmentor_xblocks.agreement.records import mail, snapshot
from workmentor_xblocks.agreement.records.attached_tables import Reminder
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import reminders
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import State

_GOING = [
    s.value
    for s in (
        State.DRAFT,
        State.NEGOTIATING,
        State.SIGNING,
        State.SIGNED,
        State.ACTIVE,
        State.SUSPENDED,
        State.TERMINATED,
    )
]


def job(now: datetime) -> int:
    """Ask for reminders, at any hour; how many letters. Asked again on the same day it asks for none."""
    digests = reminders.due(_pending(now), _sent(now), now=now, home=settings.TIME_ZONE)
    return sum(_remind(digest) for digest in digests)


def _remind(digest: reminders.Digest) -> bool:
    """The rows and the letter are one transaction; its key lets nobody be written to twice a day."""
    batch = uuid.uuid4().hex
    day = digest.leaves.date().isoformat()
    once = f"reminder {day} {salted_hmac('workmentor.reminder', digest.person).hexdigest()[:40]}"
    parties = {
        party.uuid: party
        for party in Party.objects.filter(uuid__in=[entry.waiting.party for entry in digest.about])
    }
    user_id = int(digest.person.removeprefix("user ")) if digest.person.startswith("user ") else None
    rows = [
        Reminder(
            batch=batch,
            agreement_id=parties[entry.waiting.party].agreement_id,
            party=parties[entry.waiting.party],
            user_id=user_id,
            what=entry.waiting.what.value,
            at=digest.leaves,
        )
        for entry in digest.about
        if entry.waiting.party in parties
    ]
    if not rows:
        return False
    with transaction.atomic():
        if not mail.post_reminder(
            rows[0].party, batch=batch, user_id=user_id, once_key=once, leaves=digest.leaves
        ):
            return False
        Reminder.objects.bulk_create(rows)
    return True


def _pending(now: datetime) -> Iterator[reminders.Pending]:
    today = timezone.localdate(now)
    rows = Agreement.objects.filter(state__in=_GOING).exclude(waiting_for="").select_related("template")
    for row in rows.iterator():
        thread = Thread(row)
        for waiting in snapshot.waited_for(thread, today):
            party = thread.party_by_uuid(waiting.party) if waiting.party else None
            for person in _people(party) if party is not None else ():
                account = host.current().account(int(person[5:])) if person.startswith("user ") else None
                yield reminders.Pending(
                    agreement=row.uuid,
                    person=person,
                    waiting=waiting,
                    no_reminders=party is not None and party.no_reminders,
                    zone=account.time_zone if account else "",
                )


def _people(party: Party) -> list[str]:
    """Everybody behind a party: its account, the school's people, or the address of a guest."""
    users = [party.user_id] if party.user_id is not None else party.member_ids
    if users:
        return [f"user {user_id}" for user_id in users]
    return [f"address {compared(party.email)}"] if party.email else []


def _sent(now: datetime) -> Iterator[reminders.Reminded]:
    recent = now - timedelta(days=reminders.STOP_AFTER + 1)
    for row in Reminder.objects.filter(at__gte=recent).select_related("agreement", "party"):
        person = f"user {row.user_id}" if row.user_id is not None else f"address {compared(row.party.email)}"
        yield reminders.Reminded(row.agreement.uuid, person, What(row.what), row.at)
