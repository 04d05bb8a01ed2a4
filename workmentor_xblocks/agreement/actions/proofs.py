"""Proving that who signs is who was asked: the login of an account, or a code sent to the address that is known.

A forwarded link alone signs nothing.
"""

from __future__ import annotations

from workmentor_xblocks.agreement import mail
from workmentor_xblocks.agreement.acting import Acting
from workmentor_xblocks.agreement.actions.doing import Doing, Done, now, require_seeing
from workmentor_xblocks.agreement.actions.forms import Data
from workmentor_xblocks.agreement.lifecycle import Amendment, State
from workmentor_xblocks.agreement.mail import Letter
from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.block.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.block.handlers import text_of
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_ON_ITS_WAY = Message(
    "code_sent", _("A code is on its way to your e-mail address. It works for ten minutes.")
)
_CODE = Message("code_needed", _("Type the six digits that were sent to your e-mail address."))
_WRONG = Message("code_wrong", _("These are not the digits that were sent. Tries left: {left}."))
_LOCKED = Message("code_locked", _("No code works any more. Ask for a new one."))
_NOTHING_TO_SIGN = Message(
    "nothing_to_sign", _("Nothing is being signed at present, so there is nothing that a code would be for.")
)
_NO_PARTY = Message("no_party", _("You take no part in this agreement, so there is nothing for you to sign."))


def needs_code(thread: Thread, acting: Acting, *, always: bool = False) -> bool:
    """Whether the six digits are asked for: of guests always, of accounts where the template wants it."""
    return acting.is_guest or always or thread.definition.code_for_all


def send_code(acting: Acting, uuid: str, data: Data) -> Done:
    """Send the six digits to the address that is stored, never to one that was typed; one a minute for a text."""
    acting.require_writing()
    thread, party = _seen(acting, uuid, text_of(data, "role", limit=20))
    if thread.state is not State.SIGNING and thread.amendment is not Amendment.FROZEN:
        raise Changed(_NOTHING_TO_SIGN)
    at = now()
    key = f"code {party.uuid[:16]} {acting.user_id or ''} {thread.latest.number} {at:%Y%m%d%H%M}"
    mail.post(Letter.CODE, thread, party, user_id=acting.user_id, once_key=key, of={"at": at.isoformat()})
    return Done(uuid, _ON_ITS_WAY, focus="code")


def count_try(acting: Acting, uuid: str, data: Data) -> None:
    """Look at a code before anything is held, so that a wrong one counts although all else is undone."""
    digits = text_of(data, "code", limit=20).replace(" ", "")
    if not digits:
        return
    acting.require_writing()
    thread, party = _seen(acting, uuid, text_of(data, "role", limit=20))
    at, user_id = now(), acting.user_id
    if keys.is_right(thread.row, party, digits, user_id=user_id, at=at):
        return
    left = keys.tries_left(thread.row, party, user_id=user_id, at=at)
    if not left:
        raise NotAllowed(_LOCKED, fields={"code": _LOCKED})
    told = Message(_WRONG.code, _WRONG.msgid, {"left": left})
    raise BadInput(told, fields={"code": told})


def require(act: Doing, party: Party, data: Data, *, always: bool = False) -> str:
    """How the person proved who they are. Raises ``BadInput`` where a code is needed and none is right."""
    if not needs_code(act.thread, act.acting, always=always):
        return act.acting.method
    digits = text_of(data, "code", limit=20).replace(" ", "")
    if not digits:
        raise BadInput(_CODE, fields={"code": _CODE})
    if not keys.use_up(act.thread.row, party, digits, user_id=act.user_id, at=act.now):
        raise NotAllowed(_LOCKED, fields={"code": _LOCKED})
    return f"{act.acting.method}_and_code"


def _seen(acting: Acting, uuid: str, role: str) -> tuple[Thread, Party]:
    thread = threads.find(uuid)
    roles = require_seeing(thread, acting)
    chosen = [party for actor, party in roles if party is not None and (not role or actor == role)]
    if thread is None or not chosen:
        raise NotFound(_NO_PARTY)
    return thread, chosen[0]
