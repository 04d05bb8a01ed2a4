"""What the states of an agreement and the roles in it are called on every page, paper and letter."""

from __future__ import annotations

from collections.abc import Mapping

from workmentor_xblocks.agreement.lifecycle import State
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
ROLE_NAMES: Mapping[str, Message] = {
    "learner": Message("role_learner", _("Learner")),
    "school": Message("role_school", _("School contact")),
    "employer": Message("role_employer", _("Employer signatory")),
    "mentor": Message("role_mentor", _("Mentor")),
    "deputy_mentor": Message("role_deputy_mentor", _("Deputy mentor")),
    "guardian": Message("role_guardian", _("Guardian")),
    "approver": Message("role_approver", _("Approver")),
    "staff": Message("role_staff", _("Course staff")),
    "timer": Message("role_timer", _("Automatically")),
    "platform": Message("role_platform", _("The platform")),
}
