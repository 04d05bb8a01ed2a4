"""Every act that a page can send, by its name: the one list for the block's handler, the guests' door and the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import OperationalError, connection

from workmentor_xblocks.agreement.actions import (
    amendments,
    ending,
    invitations,
    joining,
    leaving,
    negotiation,
    proofs,
    reviews,
    signatures,
)
from workmentor_xblocks.agreement.actions.act import Done
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

Act = Callable[[Acting, str, Mapping[str, Any]], Done]

_TRIES = 5
_DEADLOCK = 1213  # MariaDB and MySQL: "Deadlock found when trying to get lock; try restarting transaction"
_NO_SUCH_ACT = Message("no_such_act", _("This page is older than the site. Reload it and try again."))

ACTS: Mapping[str, Act] = {
    "edit": negotiation.edit,
    "comment": negotiation.comment,
    "settle": negotiation.settle,
    "name_person": invitations.name_person,
    "invite": invitations.invite,
    "replace": invitations.replace,
    "correct_contact": invitations.correct_contact,
    "add_member": invitations.add_member,
    "freeze": signatures.freeze,
    "send_code": proofs.send_code,
    "unlock_code": proofs.unlock_code,
    "sign": signatures.sign,
    "approve": signatures.approve,
    "decline": signatures.decline,
    "unfreeze": signatures.unfreeze,
    "record_offline": signatures.record_offline,
    "attest_leaving": leaving.attest_leaving,
    "open_review": reviews.open_review,
    "submit_part": reviews.submit_part,
    "acknowledge": reviews.acknowledge,
    "close_review": reviews.close_review,
    "propose": amendments.propose,
    "withdraw": amendments.withdraw,
    "notice": amendments.notice,
    "object": amendments.object_to,
    "suspend": ending.suspend,
    "resume": ending.resume,
    "propose_termination": ending.propose_termination,
    "terminate": ending.terminate,
    "complete": ending.complete,
    "cancel": ending.cancel,
    "reopen": ending.reopen,
    "accept": joining.accept,
    "seen": joining.seen,
    "reminders": joining.reminders,
    "not_me": joining.not_me,
}


def act(name: str, acting: Acting, uuid: str, data: Mapping[str, Any]) -> Done:
    """Do the act of that name. Raises ``NotFound`` for one that is not known.

    Where two acts waited for each other, the database has undone one of them whole: it is done once more.
    """
    chosen = ACTS.get(name)
    if chosen is None:
        raise NotFound(_NO_SUCH_ACT)
    for _again in range(_TRIES - 1):
        try:
            return chosen(acting, uuid, data)
        except OperationalError as error:
            if connection.in_atomic_block or error.args[:1] != (_DEADLOCK,):
                raise
    return chosen(acting, uuid, data)
