"""Coming to an agreement: an account takes the place it was invited to, and who came has seen what is new."""

from __future__ import annotations

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions.act import Act, arriving
from workmentor_xblocks.agreement.actions.form_values import Form
from workmentor_xblocks.agreement.actions.new_agreement import claim, open_key
from workmentor_xblocks.agreement.actions.requester import Requester, full_name
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.records import keys, mail, snapshot
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyState
from workmentor_xblocks.agreement.rules import conflict_of_interest
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Data, Tick, Uuid, parsed
from workmentor_xblocks.host.protocols import Account

_JOINED = Message("joined", _("You take part in this agreement now."))
_SEEN = Message("seen", _("What was new is marked as seen."))
_KEPT = Message("reminders_kept", _("Your choice about reminders is kept."))
_SORRY = Message("not_me_kept", _("Thank you. Your link is closed, and the school is told."))
_NOT_FOR_YOU = Message("not_for_you", _("There is no invitation for your e-mail address here."))
_OTHER_OPEN = Message(
    "other_open_here",
    _("You have another open agreement here, and only one can be open. Tell the school which one is right."),
)
_TWO_SIDES = Message(
    "two_sides",
    _("You take part as {role} too. One person cannot sign on both sides: somebody else has to sign here."),
)


class Invited(Form):
    """The place that is taken."""

    party: Uuid = ""


class Reminders(Form):
    """Whether somebody wants none."""

    no_reminders: Tick = False


def accept(requester: Requester, uuid: str, data: Data) -> Done:
    """Take the place that the account's own, checked e-mail address was invited to."""
    requester.require_writing()
    account = host.current().account(requester.user_id) if requester.user_id is not None else None
    if account is None or requester.is_guest or not account.active:
        raise NotFound(_NOT_FOR_YOU)
    try:
        with arriving(uuid, requester, parsed(Invited, data).party) as act:
            party = act.party
            if party is None or party.user_id == account.user_id:
                return act.done(_JOINED)
            if (
                party.user_id is not None
                or not party.email
                or compared(party.email) != compared(account.email)
            ):
                raise NotFound(_NOT_FOR_YOU)
            _require_other_side(act, party, account)
            party.user_id, party.name = account.user_id, party.name or full_name(account)
            if party.state != PartyState.INCOMING:
                party.state = PartyState.JOINED
            party.seen_seq, party.seen_on = act.thread.row.events_count, act.today
            party.save()
            keys.revoke(party, at=act.now)
            if party.role == Role.LEARNER and act.thread.row.learner_id is None:
                _take_learner(act.thread.row, account.user_id)
            act.record()
            return act.done(_JOINED)
    except NotFound:
        raise NotFound(_NOT_FOR_YOU)


def _require_other_side(act: Act, party: Party, account: Account) -> None:
    others = [facts for facts in snapshot.sides(act.thread) if facts.uuid != party.uuid]
    against = conflict_of_interest.stands_against(
        Role(party.role), others, user_id=account.user_id, address=account.email
    )
    if against is not None:
        raise NotAllowed(Message(_TWO_SIDES.code, _TWO_SIDES.msgid, {"role": ROLE_NAMES[against.role]}))


def _take_learner(row: Agreement, user_id: int) -> None:
    """From now on the account is the learner, who has at most one open agreement here."""
    row.learner_id = user_id
    if row.open_key is not None:
        claim(row, open_key(row.usage_key, user_id, ""), otherwise=_OTHER_OPEN)


def seen(act: Act, _form: Form) -> Done:
    """Say that one has seen what is new; recorded at most once a day."""
    party = act.party
    if party is not None and party.seen_on != act.today:
        act.record(version=act.thread.shown)
    if party is not None:
        party.seen_seq = act.thread.row.events_count - 1
    return act.done(_SEEN)


def reminders(act: Act, form: Reminders) -> Done:
    """Get no reminders, or get them again. Letters about what was decided always come."""
    party = _own(act.party)
    party.no_reminders = form.no_reminders
    party.save(update_fields=["no_reminders"])
    return act.done(_KEPT, "settings")


def not_me(act: Act, _form: Form) -> Done:
    """The invited person says that it is somebody else: the link is closed, the school finds the right one."""
    party = _own(act.party)
    keys.revoke(party, at=act.now)
    act.thread.row.contact_problem = True
    act.record(data={"party": party.uuid, "not_me": True})
    school = act.thread.party(Role.SCHOOL)
    if school is not None:
        mail.post(Letter.NOT_ME, act.thread, school)
    _leave_free(act, party)
    act.party = None  # the one who is meant has seen nothing and does not take part by this
    return act.done(_SORRY)


def _leave_free(act: Act, party: Party) -> None:
    """Who was not meant has not taken the place, whatever they pressed before; what is signed stays so."""
    if any(signature.party_id == party.id for signature in act.thread.signatures):
        return
    party.seen_seq, party.seen_on = -1, None
    if party.state == PartyState.JOINED:
        party.state = PartyState.INVITED
    party.save(update_fields=["seen_seq", "seen_on", "state"])


def _own(party: Party | None) -> Party:
    if party is None:
        raise NotFound(_NOT_FOR_YOU)
    return party
