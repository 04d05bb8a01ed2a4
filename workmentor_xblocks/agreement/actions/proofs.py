"""Proving that who signs is who was asked: the login of an account, or a code sent to the address that is known.

A forwarded link alone signs nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db import transaction

from workmentor_xblocks.agreement.actions import letter_allowance
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import Form
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.actions.roles import require_seeing, roles_of
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import code_tries, keys, mail, thread as threads
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, State
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.actions.codes import ON_ITS_WAY, Proving
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Data, Digits, Uuid, parsed
from workmentor_xblocks.core.rules import code_lock
from workmentor_xblocks.core.rules.code_lock import CodeLock

_LOCKED = Message(
    "code_locked",
    _(
        "The code was typed wrong too often. No code works until {until}. The school contact can allow it again sooner."
    ),
)
_UNLOCKED = Message("code_unlocked", _("This person can use codes again."))
_NOT_SCHOOL = Message("unlock_not_yours", _("Only the school contact can allow codes again."))
_OWN_LOCK = Message(
    "unlock_own", _("Somebody else has to allow your own codes again. Otherwise wait until the lock ends.")
)
_NOTHING_TO_SIGN = Message(
    "nothing_to_sign", _("Nothing is being signed at present, so there is nothing that a code would be for.")
)
_NO_PARTY = Message("no_party", _("You take no part in this agreement, so there is nothing for you to sign."))


def needs_code(thread: Thread, requester: Requester, *, always: bool = False) -> bool:
    """Whether the six digits are asked for: of guests always, of accounts where the template wants it."""
    return requester.is_guest or always or thread.definition.code_for_all


class Proof(Form):
    """The six digits, where they are asked for."""

    code: Annotated[str, Digits()] = ""


class Locked(Form):
    """Whose codes are allowed again."""

    party: Uuid = ""


def send_code(requester: Requester, uuid: str, data: Data) -> Done:
    """Send the six digits to the address that is stored, never to one that was typed; each further one takes longer."""
    requester.require_writing()
    role = parsed(Form, data).role
    with transaction.atomic():
        thread, party = _seen(threads.locked(uuid), requester, role)
        if thread.state is not State.SIGNING and thread.amendment is not Amendment.FROZEN:
            raise Changed(_NOTHING_TO_SIGN)
        at = requester.now
        proving = _proving(thread, party, requester, at)
        proving.require_unlocked()
        locks = proving.lock.locks
        letter_allowance.code(requester, party, version=thread.latest.number, locks=locks, at=at)
        key = f"code {party.uuid} {requester.user_id or ''} {at.timestamp():.6f}"
        mail.post(
            Letter.CODE, thread, party, user_id=requester.user_id, once_key=key, of={"at": at.isoformat()}
        )
    return Done(uuid, ON_ITS_WAY, "code", held=thread)


def count_try(requester: Requester, uuid: str, form: Proof) -> None:
    """Look at a code before the act itself, so that a wrong one counts although all else is undone.

    The agreement is held while it is looked at: of guesses at the same moment each is counted before the next.
    """
    if not form.code:
        return
    requester.require_writing()
    with transaction.atomic():
        refusal = _looked_at(requester, uuid, form.role, form.code)
    if refusal is not None:
        raise refusal


def _looked_at(requester: Requester, uuid: str, role: str, digits: str) -> Refusal | None:
    thread, party = _seen(threads.locked(uuid), requester, role)
    proving = _proving(thread, party, requester, requester.now)
    after, refusal = proving.looked_at(digits)
    if after != proving.lock:
        code_tries.keep(party, after)
    if after.locks > proving.lock.locks:
        _lock(thread, party, after, at=proving.now)
    return refusal


def _proving(thread: Thread, party: Party, requester: Requester, at: datetime) -> Proving:
    return Proving(
        keys.codes(thread.row, party, user_id=requester.user_id),
        code_tries.lock_of(party),
        at,
        _LOCKED,
        is_guest=requester.is_guest,
        link_from=requester.link_from,
    )


def _lock(thread: Thread, party: Party, lock: CodeLock, *, at: datetime) -> None:
    """No code and no link works any more; the person gets a new link, and the school is told."""
    keys.end_codes(party, at=at)
    keys.revoke(party, at=at)
    of = {"lock": at.isoformat()}
    # The first new link leaves at once; whoever fails again and again waits longer each time.
    again = lock.until if lock.locks > 1 and party.user_id is None else None
    mail.post(Letter.CODE_LOCKED, thread, party, of=of, not_before=again)
    school = thread.party(Role.SCHOOL)
    if school is not None and school != party:
        mail.post(Letter.CODE_LOCKED, thread, school, of={**of, "whose": party.uuid})


def unlock_code(act: Act, form: Locked) -> Done:
    """The school lets codes be typed again for somebody; a guest is sent a new link. Nobody unlocks their own place."""
    party = act.thread.party_by_uuid(form.party)
    if act.actor not in (Actor.SCHOOL, Actor.STAFF) or party is None:
        raise NotAllowed(_NOT_SCHOOL)
    if any(own == party for _actor, own in roles_of(act.thread, act.requester)):
        raise NotAllowed(_OWN_LOCK)
    if code_lock.is_locked(code_tries.lock_of(party), act.now):
        code_tries.begin_anew(party)
        act.record(data={"party": party.uuid, "role": party.role, "unlocked": True})
        if party.user_id is None and party.email:
            mail.post(Letter.NEW_LINK, act.thread, party, of={"unlocked": True})
    return act.done(_UNLOCKED, f"party-{party.role}")


def require(act: Act, party: Party, form: Proof, *, always: bool = False) -> str:
    """How the person proved who they are. Raises ``BadInput`` where a code is needed and none is right."""
    if not needs_code(act.thread, act.requester, always=always):
        return act.requester.method
    _proving(act.thread, party, act.requester, act.now).use_up(form.code)
    code_tries.begin_anew(party)
    return f"{act.requester.method}_and_code"


def _seen(thread: Thread | None, requester: Requester, role: str) -> tuple[Thread, Party]:
    roles = require_seeing(thread, requester)
    chosen = [party for actor, party in roles if party is not None and (not role or actor == role)]
    if thread is None or not chosen:
        raise NotFound(_NO_PARTY)
    return thread, chosen[0]
