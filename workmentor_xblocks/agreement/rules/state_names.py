"""What the states of an agreement are called on every page, paper and letter."""

from __future__ import annotations

from collections.abc import Mapping

from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

STATE_NAMES: Mapping[State, Message] = {
    State.DRAFT: Message("state_draft", _("Draft")),
    State.NEGOTIATING: Message("state_negotiating", _("Being negotiated")),
    State.SIGNING: Message("state_signing", _("Being signed")),
    State.SIGNED: Message("state_signed", _("Signed by all")),
    State.ACTIVE: Message("state_active", _("In force, under way")),
    State.SUSPENDED: Message("state_suspended", _("Suspended")),
    State.COMPLETED: Message("state_completed", _("Completed")),
    State.TERMINATED: Message("state_terminated", _("Ended early")),
    State.CANCELLED: Message("state_cancelled", _("Cancelled")),
    State.EXPIRED: Message("state_expired", _("Expired unsigned")),
    State.ERASED: Message("state_erased", _("Erased")),
}
