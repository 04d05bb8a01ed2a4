"""What a retired person leaves in the words and rows of others: taken out where it is surely theirs, listed where not.

A name stands in an opening, in the row of another party (a school's contact is written down with the school), or on a
scan that somebody else signed as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from workmentor_xblocks.agreement.actions import scans
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Opening, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.people import undecided
from workmentor_xblocks.core.people.mentions import Person, without
from workmentor_xblocks.host.protocols import Account

# What a person wrote for themselves, or who they are: of these nothing is kept.
_OWN = ("name", "position", "signature", "person", "comment", "reason", "disagreement")
# Of others, these say who they are: half of such a name is theirs, whoever else has it too.
_NAMES = ("name", "signature", "person")
_DETAILS = ("name", "position", "email", "phone")


@dataclass
class Leaving:
    """Somebody who is forgotten in one agreement: by what they are known, and what is left to be decided."""

    thread: Thread
    parties: list[Party]
    user_id: int | None
    person: Person
    doubtful: list[models.Model] = field(default_factory=list)


def leaving(
    thread: Thread, parties: list[Party], *, user_id: int | None, account: Account | None, address: str
) -> Leaving:
    """Gather by what a person may be named here, before anything of it is cleared."""
    ids = {party.id for party in parties}
    named = [party for party in parties if party.role != Role.SCHOOL]
    own = [
        opening.value
        for opening in thread.openings.values()
        if opening.about in _NAMES and isinstance(opening.value, str) and _is_own(opening, ids, user_id)
    ]
    names = [*(party.name for party in named), *own, account.full_name if account else ""]
    addresses = [*(party.email for party in parties), address, account.email if account else ""]
    others = [party.name for party in thread.parties if party.id not in ids and party.role != Role.SCHOOL]
    person = Person(
        names=_told(names),
        user_names=_told([account.username] if account else []),
        addresses=_told(addresses),
        numbers=_told(party.phone for party in parties),
        others=_told(others),
    )
    return Leaving(thread, parties, user_id, person)


def _told(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _is_own(opening: Opening, ids: set[int], user_id: int | None) -> bool:
    return opening.party_id in ids or (user_id is not None and opening.user_id == user_id)


def clear_parties(gone: Leaving) -> None:
    """Take the person out of the rows of others."""
    for party in gone.thread.parties:
        if party in gone.parties:
            continue
        sure = [name for name in _DETAILS if _finds(gone.person, getattr(party, name), sure=True)]
        for name in sure:
            setattr(party, name, "")
        if _finds(gone.person, party.organisation, sure=True):
            sure.append("organisation")
            party.organisation = replaced(gone.person, party.organisation)
        if sure:
            party.save(update_fields=sure)
        if any(_finds(gone.person, text, sure=False) for text in (party.organisation, party.position)):
            gone.doubtful.append(party)


def clear_openings(gone: Leaving) -> None:
    """Erase what was the person's own, take their name out of the rest."""
    ids, roles = {party.id for party in gone.parties}, {party.role for party in gone.parties}
    for opening in gone.thread.openings.values():
        if opening.state == "erased":
            continue
        is_own = _is_own(opening, ids, gone.user_id)
        told = gone.thread.definition.field_by_id.get(opening.about)
        alone = told is not None and bool(told.owners) and set(told.owners) <= roles
        if is_own and (opening.about in _OWN or opening.about.startswith("drawing/") or alone):
            opening.salt, opening.value, opening.state = "", None, "erased"
        elif _finds(gone.person, opening.value, sure=True):
            opening.salt, opening.value, opening.state = "", replaced(gone.person, opening.value), "redacted"
        if opening.about not in _NAMES and _finds(gone.person, opening.value, sure=False):
            gone.doubtful.append(opening)
        if gone.user_id is not None and opening.user_id == gone.user_id:
            opening.user_id = None
        opening.save()


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _finds(person: Person, value: Any, *, sure: bool) -> bool:
    return any(found.is_sure is sure for text in _texts(value) for found in person.mentions(text))


def replaced(person: Person, value: Any) -> Any:
    """The value with a dash for each sure mention."""
    if isinstance(value, str):
        return without(value, person.mentions(value))
    if isinstance(value, list):
        return [replaced(person, entry) for entry in value]
    if isinstance(value, dict):
        return {key: replaced(person, entry) for key, entry in value.items()}
    return value


# What the operator decides


def register() -> None:
    """Say how each kind of record is erased, once somebody has looked at it."""
    undecided.register(Opening, _erase_opening)
    undecided.register(Party, _erase_party)
    undecided.register(StoredFile, _erase_file)


def _held(row: Opening | Party | StoredFile | None) -> Thread | None:
    return threads.locked(row.agreement.uuid) if row is not None else None


def _erase_opening(row_id: int) -> None:
    with transaction.atomic():
        row = Opening.objects.select_related("agreement").filter(pk=row_id).first()
        thread = _held(row)
        Opening.objects.filter(pk=row_id).update(salt="", value=None, state="erased", user_id=None)
        if thread is not None:
            scans.forget_prints(thread)


def _erase_party(row_id: int) -> None:
    with transaction.atomic():
        thread = _held(Party.objects.select_related("agreement").filter(pk=row_id).first())
        Party.objects.filter(pk=row_id).update(organisation="", position="")
        if thread is not None:
            scans.forget_prints(thread)


def _erase_file(row_id: int) -> None:
    with transaction.atomic():
        row = StoredFile.objects.select_related("agreement").filter(pk=row_id).first()
        _held(row)
        if row is not None:
            scans.forget(row)
