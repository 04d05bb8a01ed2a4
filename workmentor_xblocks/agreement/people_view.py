"""Who takes part: names for everybody, addresses for whom they concern, and the forms that put them right."""

from __future__ import annotations

from typing import Any

from workmentor_xblocks import host
from workmentor_xblocks.agreement import saying
from workmentor_xblocks.agreement.definition import Role
from workmentor_xblocks.agreement.lifecycle import Actor, Event, State
from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.shown import Shown
from workmentor_xblocks.agreement.turns import required_roles
from workmentor_xblocks.core.content.language import name as language_name
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, has_catalogue

_STATES = {
    PartyState.NAMED: _("not invited yet"),
    PartyState.INVITED: _("invited"),
    PartyState.JOINED: _("takes part"),
    PartyState.INCOMING: _("comes with the proposed change"),
    PartyState.RETIRED: _("account removed"),
}
# A template asks for some roles; these may always be added while the text is talked about.
_MAY_BE_ADDED = (Role.GUARDIAN, Role.DEPUTY_MENTOR, Role.APPROVER)
_HOUSE = (Role.EMPLOYER, Role.MENTOR, Role.DEPUTY_MENTOR)
_CHILD = (Role.GUARDIAN, Role.EMPLOYER, Role.MENTOR)


def people_context(shown: Shown) -> dict[str, Any]:
    """What ``people.html`` is filled with."""
    thread = shown.thread
    there = {party.role for party in thread.here}
    missing = [role for role in required_roles(shown.facts) if role not in there]
    more = [role for role in _MAY_BE_ADDED if role not in there and role not in missing]
    can_add = Event.EDIT in shown.may
    return {
        "parties": [_party(shown, party) for party in [*thread.here, *thread.incoming]],
        "missing": [_empty(shown, role) for role in missing if can_add and may_name(shown, None, role)],
        "more": [_empty(shown, role) for role in more if can_add and may_name(shown, None, role)],
        "languages": [
            (code, language_name(code), code == thread.row.language)
            for code in dict.fromkeys([thread.row.language, *_codes(shown)])
        ],
    }


def _codes(shown: Shown) -> list[str]:
    """The languages in which somebody can be written to."""
    wanted = [shown.definition.language, *(variant.language for variant in shown.definition.variants), "en"]
    return [code for code in wanted if has_catalogue(code)]


def may_name(shown: Shown, party: Party | None, role: str) -> bool:
    """Who puts down whom; the same rule as ``actions.negotiating`` keeps."""
    actors = set(shown.actors)
    if party is not None and party == shown.party:
        return True
    begun = shown.acting.user_id is not None and shown.thread.row.created_by == shown.acting.user_id
    return bool(
        actors & {Actor.SCHOOL, Actor.STAFF}
        or (begun and actors & {Actor.LEARNER, Actor.MENTOR})
        or (actors & {Actor.EMPLOYER, Actor.MENTOR} and role in _HOUSE)
        or (Actor.LEARNER in actors and role in _CHILD)
    )


def _empty(shown: Shown, role: str) -> dict[str, Any]:
    return {"role": role, "role_name": saying.role(role), "is_learner": role == Role.LEARNER}


def _party(shown: Shown, party: Party) -> dict[str, Any]:
    own, role = party in [mine for _actor, mine in shown.roles], party.role
    names, may = may_name(shown, party, role), shown.may
    signed = any(s.party_id == party.id for s in shown.thread.signatures_of(shown.thread.open_version))
    is_open = shown.thread.open_version is not None and shown.thread.open_version.state == "working"
    return {
        "uuid": party.uuid,
        "role": role,
        "role_name": saying.role(role),
        "is_me": own,
        "is_learner": role == Role.LEARNER,
        "name": party.name,
        "organisation": party.organisation,
        "position": party.position,
        "language": party.language,
        "state": _state(shown, party),
        "is_coming": party.state == PartyState.INCOMING,
        "is_named": party.state == PartyState.NAMED,
        "is_minor": party.is_minor,
        "has_account": party.user_id is not None,
        "signed": signed,
        "sees_contact": own or names,
        "email": party.email,
        "phone": party.phone,
        "members": _members(shown, party) if role == Role.SCHOOL and shown.is_school else [],
        "may_add_member": role == Role.SCHOOL and shown.is_school and Event.CORRECT_CONTACT in may,
        "may_name": names and is_open and Event.EDIT in may,
        "may_invite": names
        and Event.INVITE in may
        and role != Role.SCHOOL
        and not own
        and party.state in (PartyState.NAMED, PartyState.INVITED),
        "is_invited": party.state in (PartyState.INVITED, PartyState.JOINED),
        "may_correct": (own or shown.is_school)
        and not is_open
        and Event.CORRECT_CONTACT in may
        and party.user_id is None,
        "may_replace": Event.REPLACE_PARTY in may
        and role not in (Role.LEARNER, Role.SCHOOL)
        and party.state != PartyState.INCOMING
        and not (signed and shown.thread.in_force is None)
        and shown.thread.state is not State.DRAFT,
    }


def _state(shown: Shown, party: Party) -> str:
    """How somebody belongs to it; who signed what holds need not be told that they take part."""
    state = PartyState(party.state)
    is_plain = state not in (PartyState.INCOMING, PartyState.RETIRED)
    if is_plain and (shown.thread.in_force is not None or shown.thread.open_version is None):
        return ""
    return gettext(_STATES.get(state, ""))


def _members(shown: Shown, party: Party) -> list[str]:
    ids = frozenset(member.user_id for member in party.members.all())
    found = host.current().people(ids, shown.thread.row.course_key)
    return sorted(person.full_name or person.username for person in found.values())
