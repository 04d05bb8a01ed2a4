"""Adding to an agreement: a link of the chain, and the text behind a commitment. Needs the agreement's row held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Opening, Party, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import body, seal
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.core.forms.values import is_empty


def append(
    thread: Thread,
    event: Event,
    *,
    at: datetime,
    actor: Actor,
    party: Party | None = None,
    user_id: int | None = None,
    version: Version | None = None,
    data: Mapping[str, Any] | None = None,
) -> HistoryEvent:
    """Add the next link of the chain; the row's head and count move with it."""
    row = thread.row
    before = {"seq": row.events_count - 1, "hash": row.head} if row.events_count else None
    record = seal.next_event(
        before,
        agreement=row.uuid,
        at=at,
        kind=event.value,
        actor=actor.value,
        party=party.uuid if party else "",
        state=row.state,
        version=version.number if version else 0,
        version_sha256=hash_of(version) if version else "",
        data=dict(data or {}),
    )
    added = HistoryEvent.objects.create(
        agreement=row,
        seq=record.record["seq"],
        kind=event.value,
        at=at,
        record=record.text,
        hash=record.hash,
        user_id=user_id,
    )
    row.events_count, row.head = added.seq + 1, added.hash
    return added


def hash_of(version: Version) -> str:
    """The hash of a version's text, as it was fixed or as it stands now."""
    return version.sha256 or seal.body_hash(version.body or {})


def commit(
    thread: Thread, value: Any, *, about: str, party: Party | None = None, user_id: int | None = None
) -> str:
    """Keep a text and answer its commitment; an equal text about the same thing by the same party keeps its own."""
    kept = seal.composed(value)
    for opening in thread.openings.values():
        same = (opening.about, opening.party_id, opening.value) == (about, party.id if party else None, kept)
        if same and opening.state == "open":
            return opening.commitment
    made = seal.make_opening(kept)
    thread.openings[made.commitment] = Opening.objects.create(
        agreement=thread.row,
        commitment=made.commitment,
        salt=made.salt,
        value=made.value,
        about=about,
        party=party,
        user_id=user_id,
    )
    return made.commitment


def committed(
    thread: Thread,
    fields: Mapping[str, Field],
    values: Mapping[str, Any],
    *,
    party: Party | None,
    user_id: int | None,
    kept: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Values as a body holds them: dates, numbers, choices in clear, texts as commitments; empty ones are left out.

    A value that equals what ``kept`` holds for its field stays as it is there.
    """
    found: dict[str, Any] = {}
    before = thread.open_fields(kept or {})
    for name, value in values.items():
        if is_empty(value):
            continue
        if kept and name in kept and before.get(name) == value:
            found[name] = kept[name]
        elif body.stands_in_clear(fields[name]):
            found[name] = value
        else:
            found[name] = {"commitment": commit(thread, value, about=name, party=party, user_id=user_id)}
    return found
