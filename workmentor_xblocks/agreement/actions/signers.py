"""Who may sign at all: for a learner who takes the course, on one side only, and in a place that nobody contests."""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.records import former_address, snapshot
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules import conflict_of_interest
from workmentor_xblocks.core.content.errors import Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _

_TWO_SIDES = Message(
    "two_sides",
    _("You take part as {role} too. One person cannot sign on both sides: somebody else has to sign here."),
)
_LEFT_COURSE = Message(
    "learner_left",
    _("The learner does not take part in this course at present. The school clears that first."),
)
_CONTESTED = Message(
    "place_contested",
    _(
        "Somebody has objected to a change of who takes part here, or of where to write to. "
        "The school contact looks at that first."
    ),
)


def require_learner_here(act: Act) -> None:
    """Nothing new is signed for a learner who has left the course; an amendment of what holds is."""
    if not act.thread.in_force and not act.thread.learner_is_enrolled:
        raise Changed(_LEFT_COURSE)


def require_one_side(act: Act, party: Party) -> None:
    """A person signs on one side only, by account and by address; and nobody where somebody says to be pushed out."""
    if former_address.is_contested(act.thread.row, party.role):
        raise Changed(_CONTESTED)
    others = [facts for facts in snapshot.sides(act.thread) if facts.uuid != party.uuid]
    account = act.thread.account(act.user_id)
    address = account.email if account is not None else party.email
    against = conflict_of_interest.stands_against(
        Role(party.role), others, user_id=act.user_id, address=address
    )
    signed_as = [
        s.party.role
        for s in act.thread.signatures_of(act.thread.open_version)
        if act.user_id is not None and s.user_id == act.user_id and s.party_id != party.id
    ]
    clash = [
        role
        for role in signed_as
        if conflict_of_interest.opposed(Role(party.role), Role(role)) is Level.ERROR
    ]
    role = against.role if against else Role(clash[0]) if clash else None
    if role is not None:
        raise NotAllowed(Message(_TWO_SIDES.code, _TWO_SIDES.msgid, {"role": ROLE_NAMES[role]}))
