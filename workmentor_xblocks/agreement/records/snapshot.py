"""How an agreement stands, as the rules see it: its tables as plain facts, and what follows for the board.

Who is waited for, and until when, is kept on the agreement's row, so that a board of a thousand needs no second look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.content.definition import Field, Role
from workmentor_xblocks.agreement.records.attached_tables import Review
from workmentor_xblocks.agreement.records.tables import Party, PartyState, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.facts import (
    AgreementFacts,
    CommentFacts,
    Decision,
    PartFacts,
    PartyFacts,
    ReviewFacts,
    VersionFacts,
)
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, VersionState
from workmentor_xblocks.agreement.rules.may import By, Change, Place, why_not
from workmentor_xblocks.agreement.rules.transitions import Verdict, verdict
from workmentor_xblocks.agreement.rules.waiting import Waiting, waiting
from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.values import clean_value


def clean(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Suggestions and imported values in the form of their fields; what does not fit is left out."""
    found = {}
    for name, raw in values.items():
        if name in fields:
            try:
                found[name] = clean_value(fields[name], raw)
            except BadValue:
                continue
    return found


def take_dates(thread: Thread, version: Version) -> None:
    """Keep the dates of the placement on the row, where lists and timers look. A proposal changes nothing yet."""
    if thread.in_force is not None and version.state != VersionState.IN_FORCE:
        return
    values = thread.values(version)
    thread.row.starts_on = thread.date_of(thread.definition.start_field, values)
    thread.row.ends_on = thread.date_of(thread.definition.end_field, values)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment where the institution is."""
    return timezone.localdate(moment) if moment else None


def party_facts(thread: Thread) -> tuple[PartyFacts, ...]:
    """Everybody who takes part now or comes with an amendment."""
    signed = {signature.party_id: signature for signature in thread.signatures_of(thread.open_version)}
    return tuple(_party(thread, party, signed) for party in [*thread.here, *thread.incoming])


def sides(thread: Thread) -> tuple[PartyFacts, ...]:
    """The same with the addresses of their accounts, to see whether one person stands on two sides.

    An account's address is asked of the site only here: a page needs none.
    """
    return tuple(
        replace(facts, account_addresses=_addresses_of(thread, facts)) for facts in party_facts(thread)
    )


def _addresses_of(thread: Thread, facts: PartyFacts) -> tuple[str, ...]:
    accounts = (thread.account(user_id) for user_id in sorted(facts.people))
    return tuple(account.email for account in accounts if account is not None and account.email)


def _leaves(thread: Thread, party: Party) -> bool:
    return party.state != PartyState.INCOMING and any(one.role == party.role for one in thread.incoming)


def _party(thread: Thread, party: Party, signed: Mapping[int, Any]) -> PartyFacts:
    is_learner = party.role == Role.LEARNER and party.user_id is not None
    return PartyFacts(
        uuid=party.uuid,
        role=Role(party.role),
        name=party.name,
        user_id=party.user_id,
        members=tuple(party.member_ids) if party.role == Role.SCHOOL else (),
        address=party.email,
        is_enrolled=not is_learner or thread.learner_is_enrolled,
        is_minor=party.is_minor,
        is_coming=party.state == PartyState.INCOMING,
        is_leaving=_leaves(thread, party),
        is_released=_leaves(thread, party) and party.uuid in thread.released,
        is_retired=party.state == PartyState.RETIRED,
        invited_on=party.asked_on if party.state != PartyState.NAMED else None,
        signed_on=day_of(signed[party.id].at) if party.id in signed else None,
    )


def facts(thread: Thread) -> AgreementFacts:
    """The agreement as the rules see it."""
    row, version = thread.row, thread.shown
    proposer = thread.party_by_uuid(version.proposed_by) if version.proposed_by else None
    return AgreementFacts(
        definition=thread.definition,
        state=thread.state,
        created_on=timezone.localdate(row.created_at),
        creator=_creator(thread),
        amendment=thread.amendment,
        proposed_by=Role(proposer.role) if proposer else None,
        version=VersionFacts(
            version.number,
            VersionState(version.state),
            timezone.localdate(version.created_at),
            day_of(version.frozen_at),
        ),
        values=thread.values(version),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        expires_on=row.expires_on if version.state == VersionState.FROZEN else None,
        ending_proposed_on=date.fromisoformat(row.ending["proposed_on"]) if row.ending else None,
        school_acts_by=row.school_acts_by,
        suspended_on=row.suspended_on,
        parties=party_facts(thread),
        comments=tuple(
            CommentFacts(
                comment.path,
                Role(comment.party.role),
                timezone.localdate(comment.at),
                comment.blocking,
                comment.resolved_at is not None,
            )
            for comment in (thread.comments if version.state == VersionState.WORKING else ())
            if comment.version_id == version.id
        ),
        reviews=tuple(_review(review) for review in thread.reviews) if thread.in_force else (),
    )


def place(thread: Thread, role: str, party: Party | None) -> Place:
    """How far a part in the agreement is somebody's; ``party`` None where nobody is written down."""
    if party is None or party.pk is None:
        return Place(Role(role))
    held = (thread.in_force.body or {}).get("parties", []) if thread.in_force else []
    came = party.seen_on is not None or party.state in (PartyState.JOINED, PartyState.RETIRED)
    has_account = party.user_id is not None
    is_listed = party.role == Role.SCHOOL and bool(party.member_ids)
    return Place(
        Role(role),
        is_filled=bool(party.email) or party.asked_on is not None,
        is_taken=came or has_account or is_listed or any(s.party_id == party.id for s in thread.signatures),
        has_account=has_account,
        is_in_force=any(entry["party"] == party.uuid for entry in held),
    )


Roles = Iterable[tuple[Actor, Party | None]]


def who_may(
    thread: Thread,
    roles: Roles,
    *,
    event: Event,
    change: Change,
    role: str,
    party: Party | None,
    user_id: int | None,
) -> tuple[tuple[Actor, Party | None] | None, Message | None]:
    """In which of their roles a person may do this with a place; else why they may not in the first of them."""
    where, refused = place(thread, role, party), None
    for actor, own in roles:
        if verdict(thread.state, thread.amendment, event, actor) is not Verdict.ALLOWED:
            continue
        why = why_not(change, by_whom(thread, actor, own, party, user_id), where)
        if why is None:
            return (actor, own), None
        refused = refused or why
    return None, refused


def by_whom(thread: Thread, actor: Actor, own: Party | None, party: Party | None, user_id: int | None) -> By:
    """Who wants to do something with a place, as the rule sees it."""
    return By(
        actor,
        is_own=own is not None and own == party,
        has_begun=user_id is not None and thread.row.created_by == user_id,
        has_filled=own is not None and party is not None and party.filled_by == own.uuid,
    )


def _creator(thread: Thread) -> Actor:
    creator = thread.row.created_by
    found = next(
        (party for party in thread.parties if creator is not None and party.user_id == creator), None
    )
    return Actor(found.role) if found else Actor.SCHOOL


def _review(review: Review) -> ReviewFacts:
    return ReviewFacts(
        number=review.number,
        step=review.step,
        due_on=review.due_on,
        opened_on=review.opened_on,
        held_on=review.held_on,
        closed_on=day_of(review.closed_at),
        parts=tuple(
            PartFacts(
                Role(part.role),
                day_of(part.submitted_at),
                Decision(part.decision),
                day_of(part.decided_at),
            )
            for part in review.parts.all()
        ),
    )


def people_whose_turn(thread: Thread) -> list[str]:
    """The uuids of the parties that can sign now."""
    return [party.uuid for party in signing_order.whose_turn(facts(thread))]


def waited_for(thread: Thread, today: date) -> tuple[Waiting, ...]:
    """For whom the agreement waits, for what, and since when."""
    return tuple(waiting(facts(thread), today))


def refresh(thread: Thread, today: date) -> None:
    """Put on the row what the board shows."""
    found = waited_for(thread, today)
    row = thread.row
    roles = dict.fromkeys(entry.role for entry in found)  # somebody may have to do several things
    row.waiting_for = "".join(f",{role}" for role in roles) + ("," if roles else "")
    row.waiting_since = min((entry.since for entry in found), default=None)
    row.due_on = min((entry.due for entry in found if entry.due), default=None)
