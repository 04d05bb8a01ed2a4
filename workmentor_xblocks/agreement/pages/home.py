"""What a person meets in the block: the agreement that is open, else the list of theirs and the way to begin one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.actions import new_agreement, requester as requesters
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement import agreement_html
from workmentor_xblocks.agreement.pages.page import Shown
from workmentor_xblocks.agreement.pages.request import Presenter
from workmentor_xblocks.agreement.pages.top import LOOKS
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import OPEN_STATES, Actor, State
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.pages.rendering import render, safe

_OFFERED = (Role.EMPLOYER, Role.MENTOR, Role.GUARDIAN)
_OVER = frozenset(State) - OPEN_STATES - {State.SIGNED, State.ACTIVE, State.SUSPENDED}


@dataclass(frozen=True)
class InvitationPage:
    """A place to which this person's own address was invited."""

    role: str
    party: str
    agreement: str
    about: str


@dataclass(frozen=True)
class AgreementLine:
    """One agreement in the list."""

    uuid: str
    name: str
    state: str
    look: str
    waits: str
    due: str


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
    """What ``home.html`` is filled with: the agreement that is open, or the list and the forms."""

    why_not: str = ""
    why_not_code: str = ""
    invitations: tuple[InvitationPage, ...] = ()
    rows: tuple[AgreementLine, ...] = ()
    others: int = 0
    opened: str = ""
    agreement_html: str = ""


def home_html(presenter: Presenter, *, agreement: str | None = None) -> SafeString:
    """One agreement where there is one to open, else the list of them and the way to begin one.

    ``agreement`` None: as it was left; "": the list.
    """
    opened = presenter.to_open(agreement)
    others = len(presenter.mine) - 1 + len(presenter.invitations)
    if opened is not None:
        page = Home(
            starts=_may_start_more(presenter),
            others=others,
            opened=opened.row.uuid,
            agreement_html=safe(agreement_html(presenter.shown(opened))),
        )
    else:
        reason = presenter.requester.why_not
        page = Home(
            **vars(_start(presenter)),
            why_not=say(requesters.why_not(reason)) if reason else "",
            why_not_code=reason or "",
            invitations=tuple(map(_invitation, presenter.invitations)),
            rows=tuple(map(_line, presenter.mine)),
            others=others,
        )
    return render("workmentor/agreement/home.html", vars(page))


def _may_start_more(presenter: Presenter) -> bool:
    if presenter.requester.why_not is None and Role.MENTOR in presenter.ground.definition.starters:
        return True  # for whomever it is, and nobody has to be asked
    return bool(_may_start(presenter) - {Actor.LEARNER})


def _may_start(presenter: Presenter) -> frozenset[Actor]:
    return new_agreement.may_start(presenter.requester, presenter.ground)


def _start(presenter: Presenter) -> Start:
    own = Actor.LEARNER in _may_start(presenter) and not _has_own(presenter.mine, presenter.viewer.user_id)
    more, reading = _may_start_more(presenter), presenter.reading
    return Start(
        starts=own or more,
        can_start_own=own,
        can_start_other=more,
        continues=_other_run(presenter.elsewhere) if own else None,
        request=uuid.uuid4().hex,
        start_roles=tuple((role.value, wording.role(role)) for role in _OFFERED),
        introduction=Shown.markdown(reading.text("introduction", presenter.ground.definition.introduction)),
        introduction_language=reading.language_of("introduction"),
    )


def _has_own(rows: Iterable[Agreement], user_id: int | None) -> bool:
    return any(row.learner_id == user_id and State(row.state) not in _OVER for row in rows)


def _other_run(found: Agreement | None) -> OtherRun | None:
    if found is None:
        return None
    course = found.course_key.rpartition("+")[2] or found.course_key
    return OtherRun(found.uuid, say(STATE_NAMES[State(found.state)]), course)


def _learner(row: Agreement) -> Party | None:
    return next((party for party in row.parties.all() if party.role == Role.LEARNER), None)


def _line(row: Agreement) -> AgreementLine:
    learner = _learner(row)
    return AgreementLine(
        uuid=row.uuid,
        name=learner.name if learner and learner.name else wording.who(learner, Role.LEARNER),
        state=say(STATE_NAMES[State(row.state)]),
        look=LOOKS.get(State(row.state), "over"),
        waits=wording.roles(dict.fromkeys(role for role in row.waiting_for.split(",") if role)),
        due=wording.day(row.due_on),
    )


def _invitation(party: Party) -> InvitationPage:
    learner = _learner(party.agreement)
    return InvitationPage(
        role=wording.role(party.role),
        party=party.uuid,
        agreement=party.agreement.uuid,
        about=learner.name if learner else "",
    )
