"""What a person meets in the block where no agreement is open: the list of theirs and the way to begin one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.actions import requester as requesters
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.request import AgreementRequest
from workmentor_xblocks.agreement.pages.top import LOOKS
from workmentor_xblocks.agreement.records import overview
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.pages.things_block import ThingLine

_OFFERED = (Role.EMPLOYER, Role.MENTOR, Role.GUARDIAN)


@dataclass(frozen=True)
class InvitationPage:
    """A place to which this person's own address was invited."""

    role: str
    party: str
    agreement: str
    about: str


@dataclass(frozen=True)
class OtherRun:
    """The person's own agreement that holds in another run of the course."""

    uuid: str
    state: str
    course: str


@dataclass(frozen=True)
class Start:
    """The forms to begin an agreement with: for oneself, for somebody else; ``continues`` takes another run's along."""

    starts: bool
    can_start_own: bool = False
    can_start_other: bool = False
    continues: OtherRun | None = None
    request: str = ""
    start_roles: tuple[tuple[str, str], ...] = ()
    introduction: str = ""
    introduction_language: str = ""


@dataclass(frozen=True)
class Home(Start):
    """What ``home.html`` is filled with: the list and the forms."""

    why_not: str = ""
    why_not_code: str = ""
    invitations: tuple[InvitationPage, ...] = ()
    rows: tuple[ThingLine, ...] = ()


def list_html(request: AgreementRequest) -> SafeString:
    """The agreements of this person, the places that wait for them, and the forms to begin one."""
    reason = request.requester.why_not
    page = Home(
        **vars(_start(request)),
        why_not=say(requesters.why_not(reason)) if reason else "",
        why_not_code=reason or "",
        invitations=tuple(map(_invitation, request.invitations)),
        rows=tuple(map(_line, request.mine)),
    )
    return render("workmentor/agreement/home.html", vars(page))


def _start(request: AgreementRequest) -> Start:
    own = request.may_start_own
    more, reading = request.may_start_more, request.reading
    return Start(
        starts=own or more,
        can_start_own=own,
        can_start_other=more,
        continues=_other_run(request.elsewhere) if own else None,
        request=uuid.uuid4().hex,
        start_roles=tuple((role.value, wording.role(role)) for role in _OFFERED),
        introduction=AgreementView.markdown(reading.text("introduction", request.definition.introduction)),
        introduction_language=reading.language_of("introduction"),
    )


def _other_run(found: Agreement | None) -> OtherRun | None:
    if found is None:
        return None
    course = found.course_key.rpartition("+")[2] or found.course_key
    return OtherRun(found.uuid, say(STATE_NAMES[State(found.state)]), course)


def _learner(row: Agreement) -> Party | None:
    return next((party for party in row.parties.all() if party.role == Role.LEARNER), None)


def _line(row: Agreement) -> ThingLine:
    learner, state, day = _learner(row), State(row.state), wording.day(row.due_on)
    waits = wording.roles(overview.roles_of(row.waiting_for))
    told = gettext("waiting for: {roles}").format(roles=waits) if waits else ""
    return ThingLine(
        row.uuid,
        title=learner.name if learner and learner.name else wording.who(learner, Role.LEARNER),
        hint=", ".join([told, gettext("to be done by {day}").format(day=day)]) if told and day else told,
        state=say(STATE_NAMES[state]),
        look=LOOKS.get(state, "over"),
    )


def _invitation(party: Party) -> InvitationPage:
    learner = _learner(party.agreement)
    return InvitationPage(
        role=wording.role(party.role),
        party=party.uuid,
        agreement=party.agreement.uuid,
        about=learner.name if learner else "",
    )
