"""Beginning an agreement: by the learner, by a mentor or by the school, as the template allows.

A block has at most one open agreement per learner (Erasmus learning agreements forbid a second one for one mobility).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import letter_allowance, parties, versions
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.requester import Requester, full_name
from workmentor_xblocks.agreement.content.definition import Definition, Role, When
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.records import queries, snapshot, writing
from workmentor_xblocks.agreement.records.tables import (
    Agreement,
    Party,
    PartyMember,
    PartyState,
    Template,
    Version,
)
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.actions.things import begun
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.language import is_code
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.records.names import new_id
from workmentor_xblocks.host.protocols import Account

_MAY_NOT_START = Message(
    "may_not_start", _("In this course others begin the agreement. Ask the school contact to begin yours.")
)
_NO_TEMPLATE = Message(
    "no_template", _("The template of this agreement is not ready yet. Ask the course team to complete it.")
)
_THERE_IS_ONE = Message(
    "there_is_one", _("There is an agreement for this learner already. Go on with that one.")
)

_WHO = Message("learner_needed", _("Say who the learner is: an e-mail address, or a user name of this site."))
_NOT_ENROLLED = Message("learner_not_enrolled", _("This learner does not take part in this course."))
_BEGUN = Message("begun", _("The agreement is begun. Fill in what you know; the others add the rest."))


@dataclass(frozen=True)
class Ground:
    """Where agreements are made: a block with its template."""

    usage_key: str
    course_key: str
    definition: Definition
    language: str  # in which the binding text is, for agreements begun now


@dataclass(frozen=True)
class Plan:
    """What is known of an agreement before it begins. ``people`` are details by role: name, organisation, email …"""

    learner_id: int | None
    learner_email: str = ""
    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    is_minor: bool = False
    of_age_from: date | None = None
    request_key: str = ""
    continues: str = ""


def start(requester: Requester, ground: Ground, plan: Plan, *, event: Event = Event.CREATE) -> Done:
    """Begin an agreement. A repeat with the same request key gives the one that was begun."""
    requester.require_writing()
    actor = _starter(requester, ground, plan)
    if not is_usable(ground.definition):
        raise Changed(_NO_TEMPLATE)
    if plan.learner_id is None and not plan.learner_email:
        raise BadInput(_WHO, fields={"learner": _WHO})
    if plan.learner_id is not None and not host.current().is_enrolled(plan.learner_id, ground.course_key):
        raise BadInput(_NOT_ENROLLED, fields={"learner": _NOT_ENROLLED})
    try:
        return begun(
            Agreement,
            plan.request_key or None,
            lambda: _make(requester, ground, plan, actor, event),
            lambda row: Done(row.uuid, _BEGUN, "agreement"),
        )
    except IntegrityError:
        if queries.open_keys([open_key(ground.usage_key, plan.learner_id, plan.learner_email)]):
            raise Changed(_THERE_IS_ONE)
        raise


@lru_cache(maxsize=64)
def is_usable(definition: Definition) -> bool:
    """Whether agreements can be made from a template: there is something to agree on, and no check finds an error."""
    found = any(finding.level is Level.ERROR for finding in TEMPLATE.check(definition, display_name="-"))
    return bool(definition.sections and definition.signers) and not found


def open_key(usage_key: str, learner_id: int | None, email: str) -> str:
    """What two open agreements of one learner in one block would share; keyed, so that no address is found by trying."""
    who = f"user {learner_id}" if learner_id is not None else f"address {compared(email)}"
    return salted_hmac("workmentor.agreement.open", f"{usage_key} {who}", algorithm="sha256").hexdigest()


def claim(row: Agreement, key: str, *, otherwise: Message) -> None:
    """Let this be the one open agreement of a learner. Raises ``Changed`` where there is another one.

    The database says so: two who come in the same moment would both find none.
    """
    try:
        with transaction.atomic():
            Agreement.objects.filter(pk=row.pk).update(open_key=key)
    except IntegrityError:
        raise Changed(otherwise)
    row.open_key = key


def may_start(requester: Requester, ground: Ground) -> frozenset[Actor]:
    """In which roles this person could begin an agreement here."""
    starters = set(ground.definition.starters)
    found = set()
    if requester.why_not is not None or requester.is_guest or requester.user_id is None:
        return frozenset()
    if Role.SCHOOL in starters and queries.is_school(requester.user_id, ground.course_key):
        found.add(Actor.SCHOOL)
    if requester.is_staff:
        found.add(Actor.SCHOOL if ground.definition.course_team_is_school else Actor.STAFF)
    else:
        found |= {Actor(role) for role in (Role.LEARNER, Role.MENTOR) if role in starters}
    return frozenset(found)


def _starter(requester: Requester, ground: Ground, plan: Plan) -> Actor:
    possible = may_start(requester, ground)
    wanted = (
        [Actor.LEARNER] if plan.learner_id == requester.user_id else [Actor.SCHOOL, Actor.STAFF, Actor.MENTOR]
    )
    for actor in wanted:
        if actor in possible:
            return actor
    raise NotAllowed(_MAY_NOT_START)


def _make(requester: Requester, ground: Ground, plan: Plan, actor: Actor, event: Event) -> Done:
    at = requester.now
    text = ground.definition.canonical()
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    template, _new = Template.objects.get_or_create(sha256=digest, defaults={"text": text})
    row = Agreement.objects.create(
        usage_key=ground.usage_key,
        course_key=ground.course_key,
        template=template,
        learner_id=plan.learner_id,
        created_by=requester.user_id,
        state=State.NONE.value,
        language=ground.language,
        open_key=open_key(ground.usage_key, plan.learner_id, plan.learner_email),
        request_key=plan.request_key or None,
        continues=Agreement.objects.filter(uuid=plan.continues).first() if plan.continues else None,
        created_at=at,
        changed_at=at,
    )
    thread = Thread(row)
    invited = _make_places(thread, plan, actor, requester)
    act = Act(requester, at, thread, event, actor, thread.party(actor) if actor is not Actor.STAFF else None)
    fields = ground.definition.field_by_id
    values = _suggestions(ground) | dict(plan.values)
    kept = writing.committed(
        thread, fields, snapshot.clean(fields, values), party=act.party, user_id=requester.user_id
    )
    version = Version.objects.create(
        agreement=row, number=1, created_at=at, body=versions.new_body(thread, 1, kept)
    )
    parties.require_sides(thread)
    snapshot.take_dates(thread, version)
    act.record(version=version, data={"template": digest, "language": ground.language})
    for party in invited:
        letter_allowance.invite(act, party, begun=True)
    act.finish()
    return act.done(_BEGUN)


def _suggestions(ground: Ground) -> dict[str, str]:
    """What the template suggests, in the language of the binding text."""
    reading = Reading.choose(ground.definition, languages_wanted=(ground.language,))
    return {
        field.id: reading.text(f"{section.id}/{field.id}/suggestion", field.suggestion)
        for section in ground.definition.sections
        for field in section.fields
        if field.suggestion
    }


def _make_places(thread: Thread, plan: Plan, actor: Actor, requester: Requester) -> list[Party]:
    """A place for everybody whom the template wants; who begins it is there already. Answers who is told of it."""
    invited = []
    wanted = [signer.role for signer in thread.definition.signers if signer.when != When.IF_NAMED]
    roles = dict.fromkeys([Role.LEARNER.value, Role.SCHOOL.value, Role.EMPLOYER.value, Role.MENTOR.value])
    roles |= dict.fromkeys([*wanted, *plan.people])
    own = new_id()
    for role in roles:
        if role == Role.GUARDIAN and not plan.is_minor and role not in plan.people:
            continue
        details = plan.people.get(role, {})
        user_id = plan.learner_id if role == Role.LEARNER else None
        if role == actor and role != Role.SCHOOL:
            user_id = requester.user_id
        account = host.current().account(user_id) if user_id is not None else None
        email = plan.learner_email if role == Role.LEARNER else details.get("email", "")
        party = Party.objects.create(
            uuid=own if role == actor else new_id(),
            agreement=thread.row,
            role=role,
            user_id=user_id,
            state=_state_of(user_id, requester),
            name=details.get("name", "") or full_name(account),
            organisation=details.get("organisation", ""),
            position=details.get("position", ""),
            email=email,
            filled_by=own if email and actor is not Actor.STAFF else "",
            phone=details.get("phone", ""),
            language=_language_of(account) or thread.row.language,
            is_minor=plan.is_minor and role == Role.LEARNER,
            of_age_from=plan.of_age_from if plan.is_minor and role == Role.LEARNER else None,
            asked_on=timezone.localdate(requester.now) if user_id is not None else None,
        )
        if role == Role.SCHOOL and actor is Actor.SCHOOL and requester.user_id is not None:
            PartyMember.objects.create(party=party, user_id=requester.user_id)
            starter = host.current().account(requester.user_id)
            party.state, party.name = PartyState.JOINED, party.name or full_name(starter)
            party.asked_on = timezone.localdate(requester.now)
            party.save(update_fields=["state", "name", "asked_on"])
        if party.state == PartyState.INVITED:
            invited.append(party)
    return invited


def _state_of(user_id: int | None, requester: Requester) -> PartyState:
    """Who begins it is there; another account needs no link and is told; everybody else is asked later."""
    if user_id is None:
        return PartyState.NAMED
    return PartyState.JOINED if user_id == requester.user_id else PartyState.INVITED


def _language_of(account: Account | None) -> str:
    return account.language if account and is_code(account.language) else ""
