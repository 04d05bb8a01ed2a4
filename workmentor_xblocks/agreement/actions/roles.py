"""In which roles somebody takes part in an agreement, looked up in the agreement itself, and in which of them they act."""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.actions.versions import NOT_NOW
from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import may, transitions
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.transitions import Verdict
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

Role = tuple[Actor, Party | None]  # course staff have no place of their own

NOT_YOURS = Message("not_yours", _("This agreement is not there, or you take no part in it."))
_NEVER = Message("not_your_part", _("This is not yours to do in this agreement. Ask the school contact."))


def roles_of(thread: Thread, requester: Requester) -> list[Role]:
    """Every role in which this person may act here."""
    found: list[Role] = []
    for party in [*thread.here, *thread.incoming]:
        if _is(party, requester) or (party.role == "school" and _is_school(thread, party, requester)):
            found.append((Actor(party.role), party))
    if requester.is_staff:
        found.append((Actor.STAFF, None))
    return found


def require_seeing(thread: Thread | None, requester: Requester) -> list[Role]:
    """The roles of who may read an agreement. Raises ``NotFound`` for everybody else."""
    roles = roles_of(thread, requester) if thread else []
    if not roles:
        raise NotFound(NOT_YOURS)
    return roles


def _is(party: Party, requester: Requester) -> bool:
    if requester.is_guest:
        return party.uuid == requester.party
    return requester.user_id is not None and party.user_id == requester.user_id


def _is_school(thread: Thread, party: Party, requester: Requester) -> bool:
    if requester.user_id is None or requester.is_guest:
        return False
    is_listed = requester.user_id in party.member_ids
    return is_listed or (requester.is_staff and thread.definition.course_team_is_school)


def is_coming(party: Party | None) -> bool:
    """Whether somebody only comes with a proposed change."""
    return party is not None and party.state == PartyState.INCOMING


def _verdict(thread: Thread, event: Event, entry: Role) -> Verdict:
    found = transitions.verdict(thread.state, thread.amendment, event, entry[0])
    if found is Verdict.ALLOWED and not may.is_theirs(event, is_coming=is_coming(entry[1])):
        return Verdict.NOT_NOW
    return found


def acts_as(thread: Thread, requester: Requester, event: Event, role: str) -> Role:
    """The role in which somebody may do this now; ``role`` is the one that they chose, "" for any.

    Raises ``NotFound`` for strangers, ``NotAllowed`` for who never may, ``Changed`` when it is not the time.
    """
    roles = require_seeing(thread, requester)
    chosen = [entry for entry in roles if not role or entry[0] == role]
    verdicts = [(_verdict(thread, event, entry), entry) for entry in chosen]
    for verdict, entry in verdicts:
        if verdict is Verdict.ALLOWED:
            return entry
    if any(verdict is Verdict.NOT_NOW for verdict, _entry in verdicts):
        raise Changed(NOT_NOW)
    raise NotAllowed(_NEVER)
