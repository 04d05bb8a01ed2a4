"""Who takes part: written down, invited, replaced, and where to write to them."""

from __future__ import annotations

from workmentor_xblocks import host
from workmentor_xblocks.agreement import addresses, mail, opposing, standing
from workmentor_xblocks.agreement.acting import Acting, full_name
from workmentor_xblocks.agreement.actions.doing import Doing, Done, doing
from workmentor_xblocks.agreement.actions.forms import Data, is_ticked
from workmentor_xblocks.agreement.actions.negotiating import working
from workmentor_xblocks.agreement.definition import Role
from workmentor_xblocks.agreement.facts import compared
from workmentor_xblocks.agreement.lifecycle import IN_FORCE_STATES, Actor, Event, State
from workmentor_xblocks.agreement.names import ROLE_NAMES
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.tables import Party, PartyMember, PartyState
from workmentor_xblocks.core.block.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.block.handlers import text_of
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_ASKED = Message("invited", _("The invitation is on its way."))
_PEOPLE_SAVED = Message("people_saved", _("The details are saved."))
_ADDED = Message("member_added", _("This person can now act for the school."))
_NOT_YOURS = Message("not_your_field", _("This part is filled in by others. Leave a remark at it instead."))
_NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))
_SAME_PERSON = Message(
    "same_person",
    _("This person already takes part as {role}. One person cannot stand on both sides of the agreement."),
)
_NO_ADDRESS = Message(
    "no_address", _("Write down an e-mail address first, so that there is somewhere to send it.")
)
_HAS_SIGNED = Message(
    "has_signed", _("This person has signed. Open the text again first, or propose an amendment.")
)
_UNKNOWN_ACCOUNT = Message("unknown_account", _("There is no account of that name or address on this site."))
_NOT_STAFF = Message(
    "not_of_course", _("Only people who take part in this course can act for the school. Enrol them first.")
)
_WHO_IS_SCHOOL = Message(
    "who_is_school", _("Who acts for the school is said by the school itself, or by the course team.")
)

_DETAILS = {"name": 200, "organisation": 300, "position": 200}


def name_person(acting: Acting, uuid: str, data: Data) -> Done:
    """Write down who somebody is. Names count as text of the agreement; addresses are contact only."""
    with doing(uuid, acting, Event.EDIT, role=text_of(data, "role", limit=20)) as act:
        working(act.thread)
        role = text_of(data, "party", limit=20)
        party = _named(act, role)
        _require_may_name(act, party)
        for name, limit in _DETAILS.items():
            if name in data:
                setattr(party, name, text_of(data, name, limit=limit))
        if "email" in data:
            _take_address(act, party, text_of(data, "email", limit=300))
        if "phone" in data:
            party.phone = text_of(data, "phone", limit=60)
        if role == Role.LEARNER and "is_minor" in data:
            minor = is_ticked(data, "is_minor")
            # Who is of age is the school's to say: nobody puts their own guardian aside.
            party.is_minor = minor or (party.is_minor and act.actor is Actor.LEARNER)
        if "language" in data:
            party.language = text_of(data, "language", limit=20)
        party.save()
        act.record(Event.EDIT, version=act.thread.open_version, data={"party": party.uuid, "role": role})
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{role}")


def invite(acting: Acting, uuid: str, data: Data) -> Done:
    """Ask somebody to take part, by mail."""
    with doing(uuid, acting, Event.INVITE, role=text_of(data, "role", limit=20)) as act:
        party = _known(act, text_of(data, "party", limit=20))
        _require_may_name(act, party)
        if "email" in data and text_of(data, "email", limit=300):
            _take_address(act, party, text_of(data, "email", limit=300))
        if not party.email and party.user_id is None:
            raise BadInput(_NO_ADDRESS, fields={"email": _NO_ADDRESS})
        if party.state == PartyState.NAMED:
            party.state = PartyState.INVITED
        party.asked_on = party.asked_on or act.today
        party.save()
        if act.thread.state is State.DRAFT:
            act.become(State.NEGOTIATING)
        act.record(
            Event.INVITE, version=act.thread.open_version, data={"party": party.uuid, "role": party.role}
        )
        mail.post("invitation", act.thread, party)
        return Done(uuid, _ASKED, focus=f"party-{party.role}")


def replace(acting: Acting, uuid: str, data: Data) -> Done:
    """Give a role to another person. The links of the one before stop working."""
    with doing(uuid, acting, Event.REPLACE_PARTY, role=text_of(data, "role", limit=20)) as act:
        role = text_of(data, "party", limit=20)
        before = act.thread.party(role) or _known(act, role)
        if role in (Role.LEARNER, Role.SCHOOL):
            raise NotAllowed(_NOT_YOURS)
        beside = act.thread.state in IN_FORCE_STATES
        if any(s.party_id == before.id and s.void_at is None for s in act.thread.signatures) and not beside:
            raise Changed(_HAS_SIGNED)
        coming = Party(
            agreement=act.thread.row,
            role=role,
            state=PartyState.INCOMING if beside else PartyState.NAMED,
            asked_on=act.today,
            language=text_of(data, "language", limit=20) or before.language,
            **{name: text_of(data, name, limit=limit) for name, limit in _DETAILS.items()},
        )
        coming.organisation = coming.organisation or before.organisation
        _take_address(act, coming, text_of(data, "email", limit=300), leaving=before)
        if not beside and coming.email:
            coming.state = PartyState.INVITED
        # Of two who were to come with one proposal the later one does.
        for gone in [party for party in act.thread.incoming if party.role == role] if beside else [before]:
            gone.state = PartyState.LEFT
            gone.save(update_fields=["state"])
            keys.revoke(gone, at=act.now)
        coming.save()
        act.thread.parties.append(coming)
        told = {"party": coming.uuid, "before": before.uuid, "role": role}
        act.record(Event.REPLACE_PARTY, version=act.thread.open_version, data=told)
        mail.post("invitation", act.thread, coming)
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{role}")


def correct_contact(acting: Acting, uuid: str, data: Data) -> Done:
    """Put an address right. Nobody signs again for it; links to the old address stop working."""
    with doing(uuid, acting, Event.CORRECT_CONTACT, role=text_of(data, "role", limit=20)) as act:
        party = _known(act, text_of(data, "party", limit=20))
        if act.actor is not Actor.SCHOOL and act.party is not party:
            raise NotAllowed(_NOT_YOURS)
        before = compared(party.email)
        if "email" in data:
            _take_address(act, party, text_of(data, "email", limit=300))
            if before and not party.email and party.user_id is None:
                raise BadInput(_NO_ADDRESS, fields={"email": _NO_ADDRESS})
        if "phone" in data:
            party.phone = text_of(data, "phone", limit=60)
        party.save()
        act.thread.row.contact_problem = False
        act.record(Event.CORRECT_CONTACT, data={"party": party.uuid, "role": party.role})
        if party.user_id is None and compared(party.email) != before:
            mail.post("invitation", act.thread, party)
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{party.role}")


def add_member(acting: Acting, uuid: str, data: Data) -> Done:
    """List another of the school's people, who may then act for it. Course staff do so where they are not the school."""
    with doing(uuid, acting, Event.CORRECT_CONTACT) as act:
        if act.actor not in (Actor.SCHOOL, Actor.STAFF):
            raise NotAllowed(_NOT_YOURS)
        account = host.current().find_account(text_of(data, "account", limit=254))
        if account is None:
            raise BadInput(_UNKNOWN_ACCOUNT, fields={"account": _UNKNOWN_ACCOUNT})
        course_key = act.thread.row.course_key
        there = host.current().is_enrolled(account.user_id, course_key)
        if not there and not host.current().is_trainer(account.user_id, course_key):
            raise BadInput(_NOT_STAFF, fields={"account": _NOT_STAFF})
        party = _known(act, Role.SCHOOL)
        _require_other_side(act, party, user_id=account.user_id, address=account.email)
        PartyMember.objects.get_or_create(party=party, user_id=account.user_id)
        name = act.sealed(full_name(account.user_id), about="person")
        act.record(Event.CORRECT_CONTACT, data={"party": party.uuid, "role": party.role, "member": name})
        return Done(uuid, _ADDED, focus="party-school")


def _named(act: Doing, role: str) -> Party:
    """The party of a role, made where the template's people may add one."""
    found = next((p for p in act.thread.incoming if p.role == role), None) or act.thread.party(role)
    if found is not None:
        return found
    if role not in set(Role):
        raise NotFound(_NO_SUCH)
    made = Party(agreement=act.thread.row, role=role, language=act.thread.row.language)
    act.thread.parties.append(made)
    return made


def _known(act: Doing, role: str) -> Party:
    found = next((p for p in act.thread.incoming if p.role == role), None) or act.thread.party(role)
    if found is None:
        raise NotFound(_NO_SUCH)
    return found


def _require_may_name(act: Doing, party: Party) -> None:
    """Everybody puts down themselves, the employer also its mentors; the school and who begins it put down everybody."""
    own = act.party is not None and act.party == party
    house = act.actor in (Actor.EMPLOYER, Actor.MENTOR) and party.role in (
        "employer",
        "mentor",
        "deputy_mentor",
    )
    child = act.actor is Actor.LEARNER and party.role in ("guardian", "employer", "mentor")
    whole = act.actor in (Actor.SCHOOL, Actor.STAFF) or (
        act.actor in (Actor.LEARNER, Actor.MENTOR) and act.thread.row.created_by == act.user_id
    )
    if not (own or house or child or whole):
        raise NotAllowed(_NOT_YOURS)


def _take_address(act: Doing, party: Party, address: str, *, leaving: Party | None = None) -> None:
    """Write down an address. Whoever has a link to the one before has it no longer."""
    before = compared(party.email)
    party.email = addresses.checked(address) if address else ""
    if compared(party.email) != before:
        if party.role == Role.SCHOOL and act.actor not in (Actor.SCHOOL, Actor.STAFF):
            raise NotAllowed(_WHO_IS_SCHOOL, fields={"email": _WHO_IS_SCHOOL})
        if party.pk is not None:
            keys.revoke(party, at=act.now)
    if not address:
        return
    _require_other_side(act, party, user_id=None, address=party.email, leaving=leaving)


def _require_other_side(
    act: Doing, party: Party, *, user_id: int | None, address: str, leaving: Party | None = None
) -> None:
    """Refuse who stands on another side already, by account or by address."""
    others = [
        facts
        for facts in standing.party_facts(act.thread)
        if facts.uuid not in (party.uuid, leaving and leaving.uuid)
    ]
    against = opposing.stands_against(Role(party.role), others, user_id=user_id, address=address)
    if against is not None:
        told = Message(_SAME_PERSON.code, _SAME_PERSON.msgid, {"role": ROLE_NAMES[against.role]})
        raise BadInput(told, fields={"email": told})
