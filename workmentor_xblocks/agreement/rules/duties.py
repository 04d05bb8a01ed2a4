"""What somebody can be waited for in an agreement, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workmentor_xblocks.core.content.messages import gettext_noop as _


class What(StrEnum):
    """What somebody is waited for."""

    FILL_IN = "fill_in"
    INVITE = "invite"
    SEND_LINKS = "send_links"
    SETTLE = "settle"
    FREEZE = "freeze"
    SIGN = "sign"
    APPROVE = "approve"
    WRITE_PART = "write_part"
    DECIDE = "decide"
    CLOSE_REVIEW = "close_review"
    CONFIRM_END = "confirm_end"
    REPLACE = "replace"
    ATTEST = "attest"
    RESUME = "resume"
    COMPLETE = "complete"


WORDS: Mapping[What, str] = {
    What.FILL_IN: _("fills in what is still empty"),
    What.INVITE: _("names and invites: {whom}"),
    What.SEND_LINKS: _("sends the others their links, so that they can read it"),
    What.SETTLE: _("answers a wish for a change"),
    What.FREEZE: _("reads it once more and makes it ready to sign"),
    What.SIGN: _("signs"),
    What.APPROVE: _("approves"),
    What.WRITE_PART: _("writes the own part of review {number}"),
    What.DECIDE: _("reads the others’ parts of review {number} and agrees or disagrees"),
    What.CLOSE_REVIEW: _("closes review {number}, or asks who is missing"),
    What.CONFIRM_END: _("confirms the early end, or talks it over"),
    What.REPLACE: _("names somebody for a person who is no longer there"),
    What.ATTEST: _("asks for the signature of who leaves, or attests the leaving"),
    What.RESUME: _("says whether the suspended placement goes on"),
    What.COMPLETE: _("completes the agreement with what was reached"),
}
