"""Forgetting a person, and forgetting an agreement whose time is over; the chain of events stays whole.

Texts stand behind salted commitments: without the salt nobody can tell what they were, and verification passes still.
What the other parties need to know of the agreement stays theirs (General Data Protection Regulation, article 17(3)(e)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import mentions, scans
from workmentor_xblocks.agreement.actions.act import Act, automatically
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import mail, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, ProofCode, Signature, StoredFile
from workmentor_xblocks.agreement.records.former_address import FormerAddress
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import (
    Agreement,
    HistoryEvent,
    Opening,
    Party,
    PartyMember,
    PartyState,
)
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import retention
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import ENDED_STATES, IN_FORCE_STATES, Actor, Event, State
from workmentor_xblocks.agreement.rules.seal import composed
from workmentor_xblocks.core.people import undecided
from workmentor_xblocks.host.protocols import Account

_DAYS_TO_ACT = timedelta(days=14)
_CLEARED = {"salt": "", "value": None, "state": "erased"}


def retire_user(user_id: int) -> int:
    """Forget an account in all agreements; how many held something of it. Can be called again."""
    account = host.current().account(user_id)
    found = Agreement.objects.filter(_of_user(user_id)).distinct().values_list("uuid", flat=True)
    return sum(_forget(uuid, user_id=user_id, address="", account=account) for uuid in list(found))


def retire_address(address: str, user_id: int | None = None) -> int:
    """Forget who was written to under an address and has no account in the agreement."""
    address = composed(address).strip()  # as addresses are written down here
    if not address:
        return 0
    account = host.current().account(user_id) if user_id is not None else None
    FormerAddress.objects.filter(address__iexact=address).delete()
    rows = Party.objects.filter(email__iexact=address).values_list("agreement__uuid", flat=True)
    return sum(_forget(uuid, user_id=user_id, address=address, account=account) for uuid in sorted(set(rows)))


def _of_user(user_id: int) -> Q:
    return (
        Q(learner_id=user_id)
        | Q(created_by=user_id)
        | Q(parties__user_id=user_id)
        | Q(parties__members__user_id=user_id)
        | Q(id__in=Opening.objects.filter(user_id=user_id).values("agreement_id"))
        | Q(id__in=HistoryEvent.objects.filter(user_id=user_id).values("agreement_id"))
        | Q(
            id__in=Signature.objects.filter(Q(user_id=user_id) | Q(attested_by=user_id)).values(
                "version__agreement_id"
            )
        )
    )


def _forget(uuid: str, *, user_id: int | None, address: str, account: Account | None) -> int:
    with transaction.atomic():
        thread = threads.locked(uuid)
        # Another one may have forgotten the person while this one waited.
        if thread is None or not _holds_something(thread.row, user_id, address):
            return 0
        nobody = Requester(None)
        act = Act(nobody, nobody.now, thread, Event.PARTY_RETIRED, Actor.PLATFORM)
        mine = [party for party in thread.parties if _is_of(party, user_id, address)]
        gone = mentions.leaving(thread, mine, user_id=user_id, account=account, address=address)
        for party in mine:
            _clear_party(party)
        mentions.clear_parties(gone)
        mentions.clear_openings(gone)
        gone.doubtful += _clear_links(thread, user_id, mine)
        undecided.note(user_id, gone.doubtful)
        if thread.state is not State.ERASED:
            act.record(data={"parties": [party.uuid for party in mine]})
            _let_school_act(act, mine)
            act.finish()
        return 1


def _holds_something(row: Agreement, user_id: int | None, address: str) -> bool:
    found = Agreement.objects.filter(pk=row.pk)
    by_account = user_id is not None and found.filter(_of_user(user_id)).exists()
    return by_account or (
        bool(address.strip()) and found.filter(parties__email__iexact=address.strip()).exists()
    )


def _is_of(party: Party, user_id: int | None, address: str) -> bool:
    by_account = user_id is not None and party.user_id == user_id
    by_address = (
        bool(address) and party.user_id in (None, user_id) and compared(party.email) == compared(address)
    )
    return by_account or by_address


def _clear_party(party: Party) -> None:
    party.name = party.email = party.phone = party.position = ""
    party.user_id, party.seen_on, party.of_age_from = None, None, None
    if party.state != PartyState.LEFT:
        party.state = PartyState.RETIRED
    party.save()
    GuestKey.objects.filter(party=party).delete()
    FormerAddress.objects.filter(party=party).delete()
    ProofCode.objects.filter(party=party).delete()


def _clear_links(thread: Thread, user_id: int | None, parties: list[Party]) -> list[StoredFile]:
    """Forget the account outside the chain, and the files in which the person's name stands.

    Answers the sheets that stay because somebody else signed them too.
    """
    row, ids = thread.row, [party.id for party in parties]
    signatures = Signature.objects.filter(version__agreement=row)
    signatures.filter(party_id__in=ids).update(user_id=None, address="", agent="")
    if user_id is not None:
        signatures.filter(user_id=user_id).update(user_id=None, address="", agent="")
        signatures.filter(attested_by=user_id).update(attested_by=None)
        HistoryEvent.objects.filter(agreement=row, user_id=user_id).update(user_id=None)
        ProofCode.objects.filter(agreement=row, user_id=user_id).delete()
        PartyMember.objects.filter(party__agreement=row, user_id=user_id).delete()
        row.learner_id = None if row.learner_id == user_id else row.learner_id
        row.created_by = None if row.created_by == user_id else row.created_by
    row.reminders.filter(Q(party_id__in=ids) | Q(user_id=user_id, user_id__isnull=False)).delete()
    shared = _clear_scans(thread, ids)
    scans.forget_prints(thread)
    row.save()
    return shared


def _clear_scans(thread: Thread, ids: list[int]) -> list[StoredFile]:
    """A sheet goes with the last who signed it: for the others it is the proof of what they agreed to."""
    shared = []
    signed = Signature.objects.filter(version__agreement=thread.row).exclude(file=None)
    for signature in signed.filter(party_id__in=ids).select_related("file"):
        file, signature.file = signature.file, None
        signature.save(update_fields=["file"])
        if file is not None and signed.filter(file=file).exists():
            shared.append(file)
        elif file is not None:
            scans.forget(file)
    scans.clear_all_unused(thread)
    return shared


def _let_school_act(act: Act, parties: list[Party]) -> None:
    """Somebody is missing in an agreement that holds: the school has two weeks to find another."""
    school = act.thread.party(Role.SCHOOL)
    if act.thread.state in IN_FORCE_STATES and any(party.state == PartyState.RETIRED for party in parties):
        act.thread.row.school_acts_by = act.today + _DAYS_TO_ACT
        if school is not None:
            mail.post(Letter.PERSON_GONE, act.thread, school)


# When the time to keep it is over


def due(today: date) -> Iterator[tuple[Agreement, retention.Due]]:
    """The agreements of which something is kept no longer, with what it is."""
    states = [state.value for state in (*ENDED_STATES, State.DRAFT, State.ERASED)]
    rows = Agreement.objects.filter(state__in=states).select_related("template").order_by("id")
    for row in rows.iterator():
        found = _due(row, today)
        if found is not None:
            yield row, found


def _due(row: Agreement, today: date) -> retention.Due | None:
    return retention.what_is_due(
        state=State(row.state),
        created_on=timezone.localdate(row.created_at),
        ended_on=row.ended_on,
        changed_on=timezone.localdate(row.changed_at),
        rules=Thread(row).definition.retention,
        legal_hold=row.legal_hold,
        today=today,
    )


def erase(uuid: str, today: date) -> bool:
    """Erase text and people of an agreement; what was erased long ago goes altogether. Whether there was anything.

    Decided once the agreement is held: it may have been opened again, or a legal hold set, since somebody looked.
    """
    with transaction.atomic():
        thread = threads.locked(uuid)
        if thread is None or _due(thread.row, today) is None:
            return False
        if thread.state is State.ERASED:
            return bool(thread.row.delete()[0])
        return erase_text(uuid)


def erase_text(uuid: str) -> bool:
    """Erase text and people of an agreement; hashes, dates and counts stay. Whether there was anything to erase."""
    with automatically(uuid, Actor.TIMER, Event.ERASE) as act:
        if act is None:
            return False
        thread = act.thread
        act.record()
        for party in thread.parties:
            _clear_party(party)
            party.organisation = ""
            party.save(update_fields=["organisation"])
        thread.row.openings.update(**_CLEARED, user_id=None)
        undecided.settle(thread.row.openings.all())
        undecided.settle(thread.row.parties.all())
        thread.row.versions.update(body=None)
        _clear_links(thread, None, thread.parties)
        Signature.objects.filter(version__agreement=thread.row).update(
            user_id=None, attested_by=None, address="", agent="", consent=""
        )
        PartyMember.objects.filter(party__agreement=thread.row).delete()
        thread.row.events.update(user_id=None)
        for file in StoredFile.objects.filter(agreement=thread.row):
            scans.forget(file)
        row = thread.row
        row.learner_id = row.created_by = row.request_key = row.ending = None
        return True
