"""Who takes part: written down, invited, replaced, and where to write to them."""

from __future__ import annotations

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import letter_allowance, places
from workmentor_xblocks.agreement.actions.act import Act, Done, doing
from workmentor_xblocks.agreement.actions.acting import Acting, full_name
from workmentor_xblocks.agreement.actions.form_values import Data, is_ticked, name_of
from workmentor_xblocks.agreement.actions.negotiation import working
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import former_address, keys
from workmentor_xblocks.agreement.records.tables import Party, PartyMember, PartyState
from workmentor_xblocks.agreement.rules import may, of_age
from workmentor_xblocks.agreement.rules.lifecycle import IN_FORCE_STATES, Actor, Event, State
from workmentor_xblocks.agreement.rules.may import Change
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.handlers import text_of

_ASKED = Message("invited", _("The invitation is on its way."))
_PEOPLE_SAVED = Message("people_saved", _("The details are saved."))
_ADDED = Message("member_added", _("This person can now act for the school."))
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

_DETAILS = {"name": 200, "organisation": 300, "position": 200}


def name_person(acting: Acting, uuid: str, data: Data) -> Done:
    """Write down who somebody is. Names count as text of the agreement; addresses are contact only."""
    chosen = text_of(data, "role", limit=20)
    with doing(uuid, acting, Event.EDIT, role=chosen) as act:
        working(act.thread)
        role = text_of(data, "party", limit=20)
        party = places.named(act, role)
        places.require(act, Event.EDIT, Change.DETAILS, party, chosen=chosen)
        for name, limit in _DETAILS.items():
            if name in data:
                setattr(party, name, name_of(data, name, limit=limit))
        email = text_of(data, "email", limit=300)
        if "email" in data and places.is_other(party, email):
            places.require(act, Event.EDIT, Change.ADDRESS, party, chosen=chosen)
            places.take_address(act, party, email)
        if "phone" in data:
            party.phone = text_of(data, "phone", limit=60)
        if role == Role.LEARNER and "is_minor" in data:
            minor = is_ticked(data, "is_minor")
            # Who is of age is the school's to say: neither the learner nor the workplace puts a guardian aside.
            party.is_minor = minor or (party.is_minor and not _by_school(act))
            _take_day_of_age(act, party, data)
        if "language" in data:
            party.language = text_of(data, "language", limit=20)
        party.save()
        act.record(Event.EDIT, version=act.thread.open_version, data={"party": party.uuid, "role": role})
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{role}")


def _take_day_of_age(act: Act, learner: Party, data: Data) -> None:
    """The day from which the learner is of age: the school's to say, today or for tomorrow."""
    if of_age.FIELD in data and _by_school(act):
        day = of_age.read(text_of(data, of_age.FIELD, limit=20), act.today)
        of_age.require_minor(day, is_minor=learner.is_minor)
        learner.of_age_from = day
    if not learner.is_minor:
        learner.of_age_from = None


def _by_school(act: Act) -> bool:
    return act.actor in (Actor.SCHOOL, Actor.STAFF)


def invite(acting: Acting, uuid: str, data: Data) -> Done:
    """Ask somebody to take part, by mail."""
    chosen = text_of(data, "role", limit=20)
    with doing(uuid, acting, Event.INVITE, role=chosen) as act:
        party = places.known(act, text_of(data, "party", limit=20))
        places.require(act, Event.INVITE, Change.INVITE, party, chosen=chosen)
        email = text_of(data, "email", limit=300)
        if email and places.is_other(party, email):
            places.require(act, Event.INVITE, Change.ADDRESS, party, chosen=chosen)
            places.take_address(act, party, email)
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
        letter_allowance.invite(act, party)
        return Done(uuid, _ASKED, focus=f"party-{party.role}")


def replace(acting: Acting, uuid: str, data: Data) -> Done:
    """Give a role to another person. The links of the one before stop working."""
    with doing(uuid, acting, Event.REPLACE_PARTY, role=text_of(data, "role", limit=20)) as act:
        role = text_of(data, "party", limit=20)
        before = act.thread.party(role) or places.known(act, role)
        if role in (Role.LEARNER, Role.SCHOOL):
            raise NotAllowed(may.NOT_YOURS)
        beside = act.thread.state in IN_FORCE_STATES
        if any(s.party_id == before.id and s.void_at is None for s in act.thread.signatures) and not beside:
            raise Changed(_HAS_SIGNED)
        coming = Party(
            agreement=act.thread.row,
            role=role,
            state=PartyState.INCOMING if beside else PartyState.NAMED,
            asked_on=act.today,
            language=text_of(data, "language", limit=20) or before.language,
            **{name: name_of(data, name, limit=limit) for name, limit in _DETAILS.items()},
        )
        coming.organisation = coming.organisation or before.organisation
        places.take_address(act, coming, text_of(data, "email", limit=300), leaving=before)
        if not beside and coming.email:
            coming.state = PartyState.INVITED
        former_address.settle(act.thread.row, role, at=act.now)
        # Of two who were to come with one proposal the later one does.
        for gone in [party for party in act.thread.incoming if party.role == role] if beside else [before]:
            gone.state = PartyState.LEFT
            gone.save(update_fields=["state"])
            places.tell_former(act, gone, gone.email)
            keys.revoke(gone, at=act.now)
        coming.save()
        act.thread.parties.append(coming)
        told = {"party": coming.uuid, "before": before.uuid, "role": role}
        act.record(Event.REPLACE_PARTY, version=act.thread.open_version, data=told)
        letter_allowance.invite(act, coming)
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{role}")


def correct_contact(acting: Acting, uuid: str, data: Data) -> Done:
    """Put an address right. Nobody signs again for it; links to the old address stop working."""
    chosen = text_of(data, "role", limit=20)
    with doing(uuid, acting, Event.CORRECT_CONTACT, role=chosen) as act:
        party = places.known(act, text_of(data, "party", limit=20))
        places.require(act, Event.CORRECT_CONTACT, Change.CONTACT, party, chosen=chosen)
        email = text_of(data, "email", limit=300)
        is_other = "email" in data and places.is_other(party, email)
        if is_other and party.user_id is not None:
            raise NotAllowed(may.BY_ACCOUNT, fields={"email": may.BY_ACCOUNT})
        if is_other:
            if not email:
                raise BadInput(_NO_ADDRESS, fields={"email": _NO_ADDRESS})
            places.take_address(act, party, email)
        if "phone" in data:
            party.phone = text_of(data, "phone", limit=60)
        party.save()
        if act.actor is Actor.SCHOOL:
            former_address.settle(act.thread.row, party.role, at=act.now)
        act.thread.row.contact_problem = former_address.is_contested(act.thread.row, party.role)
        act.record(Event.CORRECT_CONTACT, data={"party": party.uuid, "role": party.role})
        if is_other:
            letter_allowance.invite(act, party)
        return Done(uuid, _PEOPLE_SAVED, focus=f"party-{party.role}")


def add_member(acting: Acting, uuid: str, data: Data) -> Done:
    """List another of the school's people, who may then act for it. Course staff do so where they are not the school."""
    with doing(uuid, acting, Event.CORRECT_CONTACT) as act:
        if act.actor not in (Actor.SCHOOL, Actor.STAFF):
            raise NotAllowed(may.NOT_YOURS)
        account = host.current().find_account(text_of(data, "account", limit=254))
        if account is None:
            raise BadInput(_UNKNOWN_ACCOUNT, fields={"account": _UNKNOWN_ACCOUNT})
        course_key = act.thread.row.course_key
        there = host.current().is_enrolled(account.user_id, course_key)
        if not there and not host.current().is_trainer(account.user_id, course_key):
            raise BadInput(_NOT_STAFF, fields={"account": _NOT_STAFF})
        party = places.known(act, Role.SCHOOL)
        places.require_other_side(act, party, user_id=account.user_id, address=account.email)
        PartyMember.objects.get_or_create(party=party, user_id=account.user_id)
        name = act.sealed(full_name(account.user_id), about="person")
        act.record(Event.CORRECT_CONTACT, data={"party": party.uuid, "role": party.role, "member": name})
        return Done(uuid, _ADDED, focus="party-school")
