"""Every act that a page can send: the one list for the block's handler, the guests' door and the tests.

A row says: by this form, through this function, this event of the lifecycle happens. The two that no row of the
lifecycle is for go their own way: an account takes its place, and a code is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeVar

from workmentor_xblocks.agreement.actions import (
    acceptance,
    amendments,
    departures,
    invitations,
    negotiation,
    proofs,
    reviews,
    signatures,
    termination,
)
from workmentor_xblocks.agreement.actions.act import Act, doing
from workmentor_xblocks.agreement.actions.form_values import Form, Reasoned, Values, WithReason
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.actions import acts
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.forms.inputs import Data, parsed

Filled = TypeVar("Filled", bound=Form)
Proven = TypeVar("Proven", bound=proofs.Proof)


@dataclass(frozen=True)
class Row(acts.Row[Requester, Act, Filled]):
    """One act of the agreement, in whichever role the form says."""

    event: Event

    def hold(self, requester: Requester, uuid: str, data: Data) -> AbstractContextManager[Act]:
        """The agreement, held for who may make this happen now."""
        return doing(uuid, requester, self.event, role=parsed(Form, data).role)


@dataclass(frozen=True)
class RowWithCode(Row[Proven]):
    """One that may need a code: a wrong one counts although all else is undone."""

    def __call__(self, requester: Requester, uuid: str, data: Data) -> Done:
        """Look at the code, then do it."""
        proofs.count_try(requester, uuid, parsed(proofs.Proof, data))
        return super().__call__(requester, uuid, data)


ACTS: Mapping[str, Callable[[Requester, str, Data], Done]] = {
    "edit": Row(Values, negotiation.edit, Event.EDIT),
    "comment": Row(negotiation.Remark, negotiation.comment, Event.COMMENT),
    "settle": Row(negotiation.Settled, negotiation.settle, Event.COMMENT),
    "name_person": Row(invitations.Person, invitations.name_person, Event.EDIT),
    "invite": Row(invitations.Placed, invitations.invite, Event.INVITE),
    "replace": Row(invitations.Successor, invitations.replace, Event.REPLACE_PARTY),
    "correct_contact": Row(invitations.Contact, invitations.correct_contact, Event.CORRECT_CONTACT),
    "add_member": Row(invitations.Colleague, invitations.add_member, Event.CORRECT_CONTACT),
    "freeze": Row(Form, signatures.freeze, Event.FREEZE),
    "send_code": proofs.send_code,
    "unlock_code": Row(proofs.Locked, proofs.unlock_code, Event.CORRECT_CONTACT),
    "sign": RowWithCode(signatures.Signing, signatures.sign, Event.SIGN),
    "approve": RowWithCode(signatures.Approval, signatures.approve, Event.APPROVE),
    "decline": Row(signatures.Refused, signatures.decline, Event.DECLINE),
    "unfreeze": Row(WithReason, signatures.unfreeze, Event.UNFREEZE),
    "record_offline": RowWithCode(signatures.OnPaper, signatures.record_offline, Event.RECORD_OFFLINE),
    "attest_leaving": Row(departures.Leaving, departures.attest_leaving, Event.ATTEST_LEAVING),
    "open_review": Row(Form, reviews.open_review, Event.OPEN_REVIEW),
    "submit_part": Row(reviews.Part, reviews.submit_part, Event.SUBMIT_PART),
    "acknowledge": Row(reviews.Answer, reviews.acknowledge, Event.ACKNOWLEDGE),
    "close_review": Row(WithReason, reviews.close_review, Event.CLOSE_REVIEW),
    "propose": Row(Reasoned, amendments.propose, Event.PROPOSE_AMENDMENT),
    "withdraw": Row(WithReason, amendments.withdraw, Event.WITHDRAW_AMENDMENT),
    "notice": Row(Values, amendments.notice, Event.NOTICE),
    "object": Row(amendments.Objection, amendments.object_to, Event.OBJECT),
    "suspend": Row(termination.Pause, termination.suspend, Event.SUSPEND),
    "resume": Row(termination.GoingOn, termination.resume, Event.RESUME),
    "propose_termination": Row(termination.End, termination.propose_termination, Event.PROPOSE_TERMINATION),
    "terminate": Row(termination.End, termination.terminate, Event.TERMINATE),
    "complete": Row(termination.Completed, termination.complete, Event.COMPLETE),
    "cancel": Row(WithReason, termination.cancel, Event.CANCEL),
    "reopen": Row(Form, termination.reopen, Event.REOPEN),
    "accept": acceptance.accept,
    "seen": Row(Form, acceptance.seen, Event.VIEW),
    "reminders": Row(acceptance.Reminders, acceptance.reminders, Event.VIEW),
    "not_me": Row(Form, acceptance.not_me, Event.VIEW),
}


def act(name: str, requester: Requester, uuid: str, data: Data) -> Done:
    """Do the act of that name. Raises ``Refusal``."""
    return acts.do(ACTS, name, requester, uuid, data)
