"""Who may do what in an agreement, beyond what the lifecycle says: one answer, for the page that draws and the act that requires.

The first part is about its text and its end, the second about who somebody is and where to write to them.

A right to fill an empty place ends when the place is filled: until the person comes, whoever wrote down the address may
mend it. Once the place is taken, only that person and the school say who it is and where to write; otherwise whoever
may name an employer could become the employer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workmentor_xblocks.agreement.content.definition import WORKPLACE, ChangeClass, Field, Role
from workmentor_xblocks.agreement.rules.body import change_class
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_WORKPLACE = (Role.EMPLOYER, Role.MENTOR, Role.DEPUTY_MENTOR)
_HELP_WITH_A_DRAFT = (Actor.SCHOOL, Actor.STAFF, Actor.MENTOR)
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


# Whoever comes with a proposed change takes part in that change alone: what holds is not theirs yet.
_BEFORE_IT_HOLDS = frozenset(
    {Event.VIEW, Event.EDIT, Event.COMMENT, Event.SIGN, Event.APPROVE, Event.DECLINE, Event.CORRECT_CONTACT}
)


def is_theirs(event: Event, *, is_coming: bool) -> bool:
    """Whether somebody does this at all, who takes part or (``is_coming``) only comes with a proposed change."""
    return not is_coming or event in _BEFORE_IT_HOLDS


# --- the text, the reviews, the end ---------------------------------------------------------------------------------


def fills_in(field: Field, actor: str, state: State) -> bool:
    """Whether somebody writes a field: its owners do, and who helps with a draft that nobody was invited to yet."""
    return actor in field.writers or (
        state is State.DRAFT and actor in _HELP_WITH_A_DRAFT and field.is_read_by(actor)
    )


def written_as(field: Field, actors: Iterable[Actor], state: State) -> Actor | None:
    """In which of several roles somebody writes a field: as an owner of it before as a helper."""
    found = [actor for actor in actors if fills_in(field, actor, state)]
    return next((actor for actor in found if actor in field.writers), found[0] if found else None)


def settles(field: Field | None, actor: Actor, *, is_own: bool) -> bool:
    """Whether somebody says that a remark is dealt with: their own, or one at a field that they own."""
    return is_own or actor in (field.writers if field else (Role.SCHOOL.value,))


def changes_at_once(field: Field, actor: Actor) -> bool:
    """Whether somebody changes a field of what holds by a notice: what is not material, by its owners and the school."""
    is_notice = change_class(field) is not ChangeClass.MATERIAL
    return is_notice and (actor is Actor.SCHOOL or actor in field.owners)


def withdraws(actor: Actor, *, is_own: bool) -> bool:
    """Whether somebody puts a proposed change aside: who proposed it, and the school."""
    return is_own or actor is Actor.SCHOOL


def ends_alone(actor: Actor, *, one_side_may_end: bool) -> bool:
    """Whether somebody ends it without asking: the school, and either side where the template says so."""
    return actor is Actor.SCHOOL or one_side_may_end


def cancels(actor: Actor, *, has_begun: bool) -> bool:
    """Whether somebody puts aside what was never in force: who began it, and the school."""
    return has_begun or actor in (Actor.SCHOOL, Actor.STAFF)


def answers(field: Field, role: str) -> bool:
    """Whether a field of a review is asked of somebody: of its owners, and of whoever speaks with them."""
    return any(speaks_as(owner, role) for owner in field.owners)


def speaks_as(part: str, actor: str) -> bool:
    """Whether a part of a review is somebody's: the workplace speaks with one voice, mentor and employer share one."""
    return part == actor or (part in WORKPLACE and actor in WORKPLACE)


# --- who somebody is, and where to write to them --------------------------------------------------------------------


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
