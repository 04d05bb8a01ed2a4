"""Every act that a page can send: the one list for the block's handler, the guests' door and the tests, and the one door.

A row is read: this event of the lifecycle, this form, done by this function. The door holds the agreement, finds out
whether the person may, reads the form, and lets the function do what the act is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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
from workmentor_xblocks.agreement.actions.act import Act, Done, doing
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import Form, Values
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Data, parsed

_TRIES = 5
_DEADLOCK = 1213  # MariaDB and MySQL: "Deadlock found when trying to get lock; try restarting transaction"
_NO_SUCH_ACT = Message("no_such_act", _("This page is older than the site. Reload it and try again."))

Sent = TypeVar("Sent", bound=Form)


@dataclass(frozen=True)
class Row(Generic[Sent]):
    """One act: what happens by it, what is sent for it, and the function that does it."""

    event: Event
    form: type[Sent]
    function: Callable[[Act, Sent], Done]

    def __call__(self, acting: Acting, uuid: str, data: Data) -> Done:
        """Do it in one transaction; what could not be kept is told when the rest is."""
        role = parsed(Form, data).role
        with doing(uuid, acting, self.event, role=role) as act:
            done = self.function(act, parsed(self.form, data))
        if done.but is not None:
            raise done.but
        return done


ACTS: Mapping[str, Callable[[Acting, str, Data], Done]] = {
    "edit": Row(Event.EDIT, Values, negotiation.edit),
    "comment": Row(Event.COMMENT, negotiation.Remark, negotiation.comment),
    "settle": Row(Event.COMMENT, negotiation.Settled, negotiation.settle),
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
