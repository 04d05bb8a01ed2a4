"""Who takes part: written down, invited, replaced, and where to write to them."""

from __future__ import annotations

from typing import Annotated

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import letter_allowance, parties
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import (
    Form,
    Language,
    Organisation,
    PersonName,
    Phone,
    Position,
    RoleName,
)
from workmentor_xblocks.agreement.actions.negotiation import working
from workmentor_xblocks.agreement.actions.requester import full_name
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import former_address, keys
from workmentor_xblocks.agreement.records.tables import Party, PartyMember, PartyState
from workmentor_xblocks.agreement.rules import body, may, of_age
from workmentor_xblocks.agreement.rules.lifecycle import IN_FORCE_STATES, Actor
from workmentor_xblocks.agreement.rules.may import Change
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Email, Text, Tick

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


class Placed(Form):
    """The role whose place is meant, and an address for it."""

    party: RoleName = ""
    email: Annotated[str | None, Email()] = None


class Contact(Placed):
    """How to reach somebody; what is not sent stays."""

    phone: Phone | None = None


class Person(Contact):
    """Who somebody is; what is not sent stays."""

    name: PersonName | None = None
    organisation: Organisation | None = None
    position: Position | None = None
    language: Language | None = None
    is_minor: Tick | None = None
    of_age_from: Annotated[str | None, Text(20)] = None


class Successor(Placed):
    """Who comes in somebody's place."""

    name: PersonName = ""
    organisation: Organisation = ""
    position: Position = ""
    language: Language = ""


class Colleague(Form):
    """Another of the school's people: a user name or an address."""

    account: Annotated[str, Text(254)] = ""


def name_person(act: Act, form: Person) -> Done:
    """Write down who somebody is. Names count as text of the agreement; addresses are contact only."""
    working(act.thread)
    party = parties.named(act, form.party)
    parties.require(act, Change.DETAILS, party, chosen=form.role)
    for name in body.PERSON:
        told = getattr(form, name)
        if told is not None:
            setattr(party, name, told)
    if form.email is not None and parties.is_other(party, form.email):
        parties.require(act, Change.ADDRESS, party, chosen=form.role)
        parties.take_address(act, party, form.email)
    if form.phone is not None:
        party.phone = form.phone
    if form.party == Role.LEARNER and form.is_minor is not None:
        # Who is of age is the school's to say: neither the learner nor the workplace puts a guardian aside.
        party.is_minor = form.is_minor or (party.is_minor and not _by_school(act))
        _take_day_of_age(act, party, form.of_age_from)
    if form.language is not None:
        party.language = form.language
    party.save()
    act.record(version=act.thread.open_version, data={"party": party.uuid, "role": form.party})
    return act.done(_PEOPLE_SAVED, f"party-{form.party}")


def _take_day_of_age(act: Act, learner: Party, told: str | None) -> None:
    """The day from which the learner is of age: the school's to say, today or for tomorrow."""
    if told is not None and _by_school(act):
        day = of_age.read(told, act.today)
        of_age.require_minor(day, is_minor=learner.is_minor)
        learner.of_age_from = day
    if not learner.is_minor:
        learner.of_age_from = None


def _by_school(act: Act) -> bool:
    return act.actor in (Actor.SCHOOL, Actor.STAFF)


def invite(act: Act, form: Placed) -> Done:
    """Ask somebody to take part, by mail."""
    party = parties.known(act, form.party)
    parties.require(act, Change.INVITE, party, chosen=form.role)
    if form.email and parties.is_other(party, form.email):
        parties.require(act, Change.ADDRESS, party, chosen=form.role)
        parties.take_address(act, party, form.email)
    if not party.email and party.user_id is None:
        raise BadInput(_NO_ADDRESS, fields={"email": _NO_ADDRESS})
    if party.state == PartyState.NAMED:
        party.state = PartyState.INVITED
    party.asked_on = party.asked_on or act.today
    party.save()
    act.record(version=act.thread.open_version, data={"party": party.uuid, "role": party.role})
    letter_allowance.invite(act, party)
    return act.done(_ASKED, f"party-{party.role}")


def replace(act: Act, form: Successor) -> Done:
    """Give a role to another person. The links of the one before stop working."""
    role = form.party
    before = act.thread.party(role) or parties.known(act, role)
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
        language=form.language or before.language,
        name=form.name,
        organisation=form.organisation or before.organisation,
        position=form.position,
    )
    parties.take_address(act, coming, form.email or "", leaving=before)
    if not beside and coming.email:
        coming.state = PartyState.INVITED
    former_address.settle(act.thread.row, role, at=act.now)
    # Of two who were to come with one proposal the later one does.
    for gone in [party for party in act.thread.incoming if party.role == role] if beside else [before]:
        gone.state = PartyState.LEFT
        gone.save(update_fields=["state"])
        parties.tell_former(act, gone, gone.email)
        keys.revoke(gone, at=act.now)
    coming.save()
    act.thread.parties.append(coming)
    told = {"party": coming.uuid, "before": before.uuid, "role": role}
    act.record(version=act.thread.open_version, data=told)
    letter_allowance.invite(act, coming)
    return act.done(_PEOPLE_SAVED, f"party-{role}")


def correct_contact(act: Act, form: Contact) -> Done:
    """Put an address right. Nobody signs again for it; links to the old address stop working."""
    party = parties.known(act, form.party)
    parties.require(act, Change.CONTACT, party, chosen=form.role)
    is_other = form.email is not None and parties.is_other(party, form.email)
    if is_other and party.user_id is not None:
        raise NotAllowed(may.BY_ACCOUNT, fields={"email": may.BY_ACCOUNT})
    if is_other:
        if not form.email:
            raise BadInput(_NO_ADDRESS, fields={"email": _NO_ADDRESS})
        parties.take_address(act, party, form.email)
    if form.phone is not None:
        party.phone = form.phone
    party.save()
    if act.actor is Actor.SCHOOL:
        former_address.settle(act.thread.row, party.role, at=act.now)
    act.thread.row.contact_problem = former_address.is_contested(act.thread.row, party.role)
    act.record(data={"party": party.uuid, "role": party.role})
    if is_other:
        letter_allowance.invite(act, party)
    return act.done(_PEOPLE_SAVED, f"party-{party.role}")


def add_member(act: Act, form: Colleague) -> Done:
    """List another of the school's people, who may then act for it. Course staff do so where they are not the school."""
    if act.actor not in (Actor.SCHOOL, Actor.STAFF):
        raise NotAllowed(may.NOT_YOURS)
    account = host.current().find_account(form.account)
    if account is None:
        raise BadInput(_UNKNOWN_ACCOUNT, fields={"account": _UNKNOWN_ACCOUNT})
    course_key = act.thread.row.course_key
    there = host.current().is_enrolled(account.user_id, course_key)
    if not there and not host.current().is_trainer(account.user_id, course_key):
        raise BadInput(_NOT_STAFF, fields={"account": _NOT_STAFF})
    party = parties.known(act, Role.SCHOOL)
    parties.require_other_side(act, party, user_id=account.user_id, address=account.email)
    PartyMember.objects.get_or_create(party=party, user_id=account.user_id)
    name = act.sealed(full_name(account), about="person")
    act.record(data={"party": party.uuid, "role": party.role, "member": name})
    act.thread.forget("parties")
    return act.done(_ADDED, "party-school")
