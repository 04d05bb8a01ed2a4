"""Who may say who somebody in an agreement is, and where to write to them: one answer, for the page and for the act.

A right to fill an empty place ends when the place is filled: until the person comes, whoever wrote down the address may
mend it. Once the place is taken, only that person and the school say who it is and where to write; otherwise whoever
may name an employer could become the employer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_WORKPLACE = (Role.EMPLOYER, Role.MENTOR, Role.DEPUTY_MENTOR)
# Whom somebody may put down although they did not begin the agreement.
_NEIGHBOURS = {
    Actor.EMPLOYER: _WORKPLACE,
    Actor.MENTOR: _WORKPLACE,
    Actor.LEARNER: (Role.GUARDIAN, Role.EMPLOYER, Role.MENTOR),
}

NOT_YOURS = Message("not_your_field", _("This part is filled in by others. Leave a remark at it instead."))
TAKEN = Message(
    "place_taken",
    _(
        "This person takes part already. Only they or the school contact can change who it is "
        "and where to write to. Ask one of them."
    ),
)
FILLED_BY_OTHERS = Message(
    "filled_by_others",
    _(
        "Somebody else has written down how to reach this person. "
        "To change the details, ask the school contact."
    ),
)
IN_FORCE = Message(
    "address_in_force",
    _(
        "The agreement is in force. The person or the school contact can change the e-mail address "
        "under “Correct how to reach this person”."
    ),
)
BY_ACCOUNT = Message(
    "address_of_account",
    _(
        "This person takes part with an account of this site and gets letters at the address of the account. "
        "Only the person can change it, in the account."
    ),
)
WHO_IS_SCHOOL = Message(
    "who_is_school", _("Who acts for the school is said by the school itself, or by the course team.")
)


class Change(StrEnum):
    """What somebody wants to do with a place."""

    DETAILS = "details"  # name, organisation, position: text of the agreement
    ADDRESS = "address"  # where the link goes, written down with the details or with the invitation
    INVITE = "invite"  # send the link to the address that stands there
    CONTACT = "contact"  # put an address or a number right, without anybody signing again


@dataclass(frozen=True)
class Place:
    """A part in an agreement, and how far it is somebody's."""

    role: Role
    is_filled: bool = False  # an address is written down, or a letter with a link has gone out
    is_taken: bool = False  # the person did something here, signed in, or has signed
    has_account: bool = False
    is_in_force: bool = False  # part of the text that holds


@dataclass(frozen=True)
class By:
    """Who wants it."""

    actor: Actor
    is_own: bool = False  # it is their own place
    has_begun: bool = False  # they began this agreement
    has_filled: bool = False  # they wrote down the address, so they may mend it


def why_not(change: Change, by: By, place: Place) -> Message | None:
    """Why somebody may not; None where they may."""
    if change is Change.CONTACT:
        return None if by.is_own or by.actor is Actor.SCHOOL else NOT_YOURS
    if change is Change.ADDRESS:
        refused = _no_address(by, place)
        if refused is not None:
            return refused
    if by.is_own or by.actor is Actor.SCHOOL:
        return None
    if not _fills(by, place.role):
        return NOT_YOURS
    if place.is_taken or place.is_in_force:
        return TAKEN
    free = not place.is_filled or by.has_filled or by.actor is Actor.STAFF or change is Change.INVITE
    return None if free else FILLED_BY_OTHERS


def knows_contact(by: By, role: Role) -> bool:
    """Whether somebody is shown how to reach a person: whoever may put that person down, and the person."""
    return by.is_own or by.actor is Actor.SCHOOL or _fills(by, role)


def _no_address(by: By, place: Place) -> Message | None:
    """Where nobody writes down an address, whoever asks."""
    if place.role is Role.SCHOOL and by.actor not in (Actor.SCHOOL, Actor.STAFF):
        return WHO_IS_SCHOOL
    if place.has_account:
        return BY_ACCOUNT
    return IN_FORCE if place.is_in_force else None


def _fills(by: By, role: Role) -> bool:
    """Whether somebody may fill the place while it is empty."""
    if by.actor is Actor.STAFF or (by.has_begun and by.actor in (Actor.LEARNER, Actor.MENTOR)):
        return True
    return role in _NEIGHBOURS.get(by.actor, ())
