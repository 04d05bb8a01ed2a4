"""Leaving without a signature: whoever is replaced and never signs holds nobody up for ever.

The template says after how many days the school may attest it. It is told as what it is, on the page, in the history
and on paper, and never as a signature.
"""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import WithReason
from workmentor_xblocks.agreement.actions.signatures import Read, ask_next, version_read, wait_for_signatures
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import Changed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Uuid

_ATTESTED = Message("leaving_attested", _("It is recorded that this person leaves without signing."))
_IN_FORCE = Message(
    "leaving_was_last", _("It is recorded, and no signature is missing: the change holds now.")
)
_NOT_LEAVING = Message(
    "not_leaving", _("This person does not leave with the change that is being signed, or has signed it.")
)
_TOO_SOON = Message(
    "leaving_too_soon", _("This person can still sign. You can attest the leaving from {day} on.")
)


class Leaving(Read, WithReason):
    """Who leaves without signing, and why the school attests it."""

    party: Uuid = ""


def attest_leaving(act: Act, form: Leaving) -> Done:
    """Attest that who leaves does not sign; the change needs that signature no longer."""
    version = version_read(act, form)
    facts = snapshot.facts(act.thread)
    party = next((one for one in facts.parties if one.uuid == form.party), None)
    if party is None:
        raise NotFound(_NOT_LEAVING)
    day = signing_order.released_from(facts, party)
    if day is None:
        raise Changed(_NOT_LEAVING)
    if act.today < day:
        raise Changed(Message(_TOO_SOON.code, _TOO_SOON.msgid, {"day": day}))
    text = act.sealed(form.text, about="reason")
    act.thread.released.add(party.uuid)
    last = signing_order.is_complete(snapshot.facts(act.thread))
    if last:
        act.follows("last_signature")
    act.record(version=version, data={"party": party.uuid, "role": party.role.value, "text": text})
    if not last:
        wait_for_signatures(act)
        ask_next(act)
    return act.done(_IN_FORCE if last else _ATTESTED, "sign")
