"""Leaving without a signature: whoever is replaced and never signs holds nobody up for ever.

The template says after how many days the school may attest it. It is told as what it is, on the page, in the history
and on paper, and never as a signature.
"""

from __future__ import annotations

from datetime import timedelta

from workmentor_xblocks.agreement.actions import versions
from workmentor_xblocks.agreement.actions.act import Done, doing
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import Data, reason_text
from workmentor_xblocks.agreement.actions.signatures import ask_next, version_read
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import Changed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.handlers import text_of

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


def attest_leaving(acting: Acting, uuid: str, data: Data) -> Done:
    """Attest that who leaves does not sign; the change needs that signature no longer."""
    with doing(uuid, acting, Event.ATTEST_LEAVING, role=text_of(data, "role", limit=20)) as act:
        version = version_read(act, data)
        facts = snapshot.facts(act.thread)
        party = next((one for one in facts.parties if one.uuid == text_of(data, "party", limit=32)), None)
        if party is None:
            raise NotFound(_NOT_LEAVING)
        day = signing_order.released_from(facts, party)
        if day is None:
            raise Changed(_NOT_LEAVING)
        if act.today < day:
            raise Changed(Message(_TOO_SOON.code, _TOO_SOON.msgid, {"day": day}))
        told = {
            "party": party.uuid,
            "role": party.role.value,
            "text": act.sealed(reason_text(data), about="reason"),
        }
        act.thread.released.add(party.uuid)
        last = signing_order.is_complete(snapshot.facts(act.thread))
        act.record(Event.ATTEST_LEAVING, version=version, data={**told, "in_force": True} if last else told)
        if last:
            versions.put_in_force(act, version)
        else:
            act.thread.row.expires_on = act.today + timedelta(days=act.thread.definition.sign_days)
            ask_next(act)
        return Done(uuid, _IN_FORCE if last else _ATTESTED, focus="sign")
