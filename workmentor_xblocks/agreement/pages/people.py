"""Who takes part: names for everybody, addresses for whom they concern, and the forms that put them right."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records import code_tries, snapshot
from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.rules import may, signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.agreement.rules.may import Change
from workmentor_xblocks.agreement.rules.signing_order import required_roles
from workmentor_xblocks.core.content.language import name as language_name
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, has_catalogue, say
from workmentor_xblocks.core.rules import code_lock

_STATES = {
    PartyState.NAMED: _("not invited yet"),
    PartyState.INVITED: _("invited"),
    PartyState.JOINED: _("takes part"),
    PartyState.INCOMING: _("comes with the proposed change"),
    PartyState.RETIRED: _("account removed"),
}
# A template asks for some roles; these may always be added while the text is talked about.
_MAY_BE_ADDED = (Role.GUARDIAN, Role.DEPUTY_MENTOR, Role.APPROVER)


@dataclass(frozen=True)
class Attest:
    """The version under which the school attests that somebody leaves without signing."""

    version: int
    sha256: str


@dataclass(frozen=True)
class Place:
    """A place that nobody has yet, and what the form about somebody holds: nothing."""

    role: str = ""
    role_name: str = ""
    is_learner: bool = False
    may_address: bool = False
    why_no_address: str = ""
    name: str = ""
    organisation: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    has_account: bool = False
    is_minor: bool = False
    may_say_of_age: bool = False
    of_age_from: str = ""


@dataclass(frozen=True)
class PartyPage(Place):
    """Somebody who takes part, and what this reader may do about them (else ``why_not``)."""

    _: KW_ONLY
    uuid: str
    state: str
    members: str
    is_me: bool
    is_coming: bool
    is_named: bool
    sees_contact: bool
    may_name: bool
    why_not: str
    may_invite: bool
    may_correct: bool
    may_replace: bool
    may_add_member: bool
    locked_until: str
    is_leaving: bool = False
    is_released: bool = False
    released_from: str = ""
    attest: Attest | None = None


@dataclass(frozen=True)
class People:
    """What ``people.html`` is filled with. ``languages``: (code, name, whether it is the binding one).

    ``nobody`` is of whom nothing is known: somebody else who is to take a place.
    """

    parties: tuple[PartyPage, ...]
    missing: tuple[Place, ...]
    more: tuple[Place, ...]
    languages: tuple[tuple[str, str, bool], ...]
    nobody: Place = Place()


def people_page(view: AgreementView) -> People:
    """Who takes part, who is missing, and who may be added."""
    thread = view.thread
    there = {party.role for party in thread.here}
    missing = [role for role in required_roles(view.facts) if role not in there]
    more = [role for role in _MAY_BE_ADDED if role not in there and role not in missing]
    can_add = Event.EDIT in view.may
    return People(
        parties=tuple(_party(view, party) for party in [*thread.here, *thread.incoming]),
        missing=tuple(_empty(view, role) for role in missing if can_add and _may_fill(view, role)),
        more=tuple(_empty(view, role) for role in more if can_add and _may_fill(view, role)),
        languages=tuple(
            (code, language_name(code), code == thread.row.language)
            for code in dict.fromkeys([thread.row.language, *_codes(view)])
        ),
    )


def _may_fill(view: AgreementView, role: str) -> bool:
    return _why_not(view, Event.EDIT, Change.DETAILS, role, None) is None


def _codes(view: AgreementView) -> list[str]:
    """The languages in which somebody can be written to."""
    wanted = [view.definition.language, *(variant.language for variant in view.definition.variants), "en"]
    return [code for code in wanted if has_catalogue(code)]


def _why_not(
    view: AgreementView, event: Event, change: Change, role: str, party: Party | None
) -> Message | None:
    """Why this person may not do that with a place; None where they may."""
    found, refused = snapshot.who_may(
        view.thread,
        view.roles if view.may_write else (),
        event=event,
        change=change,
        role=role,
        party=party,
        user_id=view.requester.user_id,
    )
    return None if found is not None else refused or may.NOT_YOURS


def _knows_contact(view: AgreementView, party: Party) -> bool:
    user_id = view.requester.user_id
    return any(
        may.knows_contact(snapshot.by_whom(view.thread, actor, own, party, user_id), Role(party.role))
        for actor, own in view.roles
    )


def _empty(view: AgreementView, role: str) -> Place:
    return Place(
        role,
        wording.role(role),
        is_learner=role == Role.LEARNER,
        may_address=_why_not(view, Event.EDIT, Change.ADDRESS, role, None) is None,
    )


def _party(view: AgreementView, party: Party) -> PartyPage:
    own, role = party in [mine for _actor, mine in view.roles], party.role
    events = view.may
    signed = any(s.party_id == party.id for s in view.thread.signatures_of(view.thread.open_version))
    is_open = view.thread.open_version is not None and view.thread.open_version.state == "working"
    return PartyPage(
        uuid=party.uuid,
        role=role,
        role_name=wording.role(role),
        is_me=own,
        is_learner=role == Role.LEARNER,
        name=party.name,
        organisation=party.organisation,
        position=party.position,
        language=party.language,
        state=_state(view, party),
        is_coming=party.state == PartyState.INCOMING,
        is_named=party.state == PartyState.NAMED,
        is_minor=party.is_minor,
        **_of_age(view, party),
        has_account=party.user_id is not None,
        sees_contact=_knows_contact(view, party),
        email=party.email,
        phone=party.phone,
        members=_members(view, party) if role == Role.SCHOOL and view.is_school else "",
        may_add_member=role == Role.SCHOOL and view.is_school and Event.CORRECT_CONTACT in events,
        **_rights(view, party, is_own=own, is_open=is_open),
        locked_until=_locked_until(view, party),
        **_leaving(view, party),
        may_replace=Event.REPLACE_PARTY in events
        and (_is_somebody(party) or view.thread.in_force is not None)  # else there is nobody before
        and role not in (Role.LEARNER, Role.SCHOOL)
        and party.state != PartyState.INCOMING
        and not (signed and view.thread.in_force is None)
        and view.thread.state is not State.DRAFT,
    )


def _is_somebody(party: Party) -> bool:
    """False for a place that is kept for somebody, and of whom nothing is known yet."""
    return bool(party.user_id or party.name or party.email or party.phone)


def _leaving(view: AgreementView, party: Party) -> dict[str, Any]:
    """Of somebody who leaves with the change that is being signed: until when it can be signed, and what comes then."""
    facts = next((one for one in view.facts.parties if one.uuid == party.uuid), None)
    version = view.thread.open_version
    if facts is None or version is None or not facts.is_leaving or not view.facts.is_signing:
        return {}
    day = signing_order.released_from(view.facts, facts)
    may_attest = Event.ATTEST_LEAVING in view.may and day is not None and day <= view.today
    return {
        "is_leaving": True,
        "is_released": facts.is_released,
        "released_from": wording.day(day) if day is not None and day > view.today else "",
        "attest": Attest(version.number, version.sha256) if may_attest else None,
    }


def _of_age(view: AgreementView, party: Party) -> dict[str, Any]:
    """From which day the learner is of age, to who may say so: the school."""
    if party.role != Role.LEARNER or not {Actor.SCHOOL, Actor.STAFF} & set(view.actors):
        return {}
    day = party.of_age_from
    return {"may_say_of_age": True, "of_age_from": day.isoformat() if day else ""}


def _rights(view: AgreementView, party: Party, *, is_own: bool, is_open: bool) -> dict[str, Any]:
    """What this person may change about somebody, and where they may not, why, and whom to ask."""
    role, events = party.role, view.may
    can_edit = is_open and Event.EDIT in events
    details = _why_not(view, Event.EDIT, Change.DETAILS, role, party)
    address = _why_not(view, Event.EDIT, Change.ADDRESS, role, party)
    contact = _why_not(view, Event.CORRECT_CONTACT, Change.CONTACT, role, party)
    told = (may.TAKEN, may.FILLED_BY_OTHERS)
    return {
        "may_name": can_edit and details is None,
        "why_not": say(details) if can_edit and details in told else "",
        "may_address": address is None,
        "why_no_address": say(address) if address is not None and address is not may.WHO_IS_SCHOOL else "",
        "may_invite": Event.INVITE in events
        and role != Role.SCHOOL
        and not is_own
        and party.state in (PartyState.NAMED, PartyState.INVITED)
        and _why_not(view, Event.INVITE, Change.INVITE, role, party) is None,
        # While the text is open an address stands with the details, unless it is in force or somebody objects to it.
        "may_correct": contact is None
        and party.user_id is None
        and _is_somebody(party)
        and (not can_edit or address is may.IN_FORCE or view.thread.row.contact_problem),
    }


def _locked_until(view: AgreementView, party: Party) -> str:
    """Until when no code is taken from somebody, to who may allow it again; "" where codes can be typed."""
    is_theirs = (view.is_school or Actor.STAFF in view.actors) and party != view.party
    if not is_theirs or not view.facts.is_signing:
        return ""
    lock = code_tries.lock_of(party)
    return wording.moment(lock.until) if code_lock.is_locked(lock, timezone.now()) else ""


def _state(view: AgreementView, party: Party) -> str:
    """How somebody belongs to it; who signed what holds need not be told that they take part."""
    state = PartyState(party.state)
    is_plain = state not in (PartyState.INCOMING, PartyState.RETIRED)
    if is_plain and (view.thread.in_force is not None or view.thread.open_version is None):
        return ""
    return gettext(_STATES.get(state, ""))


def _members(view: AgreementView, party: Party) -> str:
    found = (view.thread.account(user_id) for user_id in party.member_ids)
    return ", ".join(sorted(account.name for account in found if account is not None))
