"""What the roles in an agreement are called on every page, paper and letter."""

from __future__ import annotations

from collections.abc import Mapping

from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

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
