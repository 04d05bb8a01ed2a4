"""What the acts about people share: which place is meant, whether this person may touch it, and taking an address."""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.roles import roles_of
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.records import former_address, keys, mail, snapshot
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import conflict_of_interest, may
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.agreement.rules.may import Change
from workmentor_xblocks.core.content.errors import BadInput, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _

NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))
_SAME_PERSON = Message(
    "same_person",
    _("This person already takes part as {role}. One person cannot stand on both sides of the agreement."),
)


def known(act: Act, role: str) -> Party:
    """The party of a role, who comes with a proposal first. Raises ``NotFound``."""
    found = next((p for p in act.thread.incoming if p.role == role), None) or act.thread.party(role)
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def named(act: Act, role: str) -> Party:
    """The same, made where the template's people may add one."""
    found = next((p for p in act.thread.incoming if p.role == role), None) or act.thread.party(role)
    if found is not None:
        return found
    if role not in set(Role):
        raise NotFound(NO_SUCH)
    made = Party(agreement=act.thread.row, role=role, language=act.thread.row.language)
    act.thread.parties.append(made)
    return made


def require(act: Act, change: Change, party: Party, *, chosen: str = "") -> None:
    """Go on in the role in which this person may do this with a place. Raises ``NotAllowed`` with the reason.

    ``chosen`` is the one role in which they want to act, "" for any of theirs.
    """
    roles = roles_of(act.thread, act.requester)
    found, refused = snapshot.who_may(
        act.thread,
        [(act.actor, act.party)] if chosen else [(act.actor, act.party), *roles],
        event=act.event,
        change=change,
        role=party.role,
        party=party,
        user_id=act.user_id,
    )
    if found is None:
        why = refused or may.NOT_YOURS
        raise NotAllowed(why, fields={"email": why} if change is Change.ADDRESS else {})
    act.actor, act.party = found


def is_other(party: Party, address: str) -> bool:
    """Whether an address is another one than is written down."""
    return compared(address) != compared(party.email)


def take_address(act: Act, party: Party, address: str, *, leaving: Party | None = None) -> None:
    """Write down an address. Whoever has a link to the one before has it no longer, and is told."""
    before = party.email
    party.email = address
    if is_other(party, before):
        if party.role == Role.SCHOOL and act.actor not in (Actor.SCHOOL, Actor.STAFF):
            raise NotAllowed(may.WHO_IS_SCHOOL, fields={"email": may.WHO_IS_SCHOOL})
        party.filled_by = act.party.uuid if act.party else ""
        if party.pk is not None:
            tell_former(act, party, before)
            keys.revoke(party, at=act.now)
    if address:
        require_other_side(act, party, user_id=None, address=party.email, leaving=leaving)


def tell_former(act: Act, party: Party, address: str) -> None:
    """Write to the address that is given up, so that nobody loses a place without hearing of it."""
    if party.user_id is None:
        former = former_address.keep(party, address, at=act.now)
        if former is not None:
            mail.post_former(act.thread, party, former.id)


def require_other_side(
    act: Act, party: Party, *, user_id: int | None, address: str, leaving: Party | None = None
) -> None:
    """Refuse who stands on another side already, by account or by address."""
    others = [
        facts
        for facts in snapshot.sides(act.thread)
        if facts.uuid not in (party.uuid, leaving and leaving.uuid)
    ]
    against = conflict_of_interest.stands_against(Role(party.role), others, user_id=user_id, address=address)
    if against is not None:
        raise _same_person(against.role, "email")


def require_sides(thread: Thread) -> None:
    """Refuse an agreement that begins with one person on two sides; the form names the field of each address."""
    for level, one, other in conflict_of_interest.conflicts(snapshot.sides(thread)):
        if level is Level.ERROR:
            wrong, there = (other, one) if other.address else (one, other)
            raise _same_person(there.role, f"{wrong.role.value}_email")


def _same_person(role: Role, field: str) -> BadInput:
    told = Message(_SAME_PERSON.code, _SAME_PERSON.msgid, {"role": ROLE_NAMES[role]})
    return BadInput(told, fields={field: told})
