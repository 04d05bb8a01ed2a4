"""What a form of an agreement holds: the values of template fields, and the texts of a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from workmentor_xblocks.agreement.actions.requester import LONGEST_NAME
from workmentor_xblocks.agreement.content.ids import LONGEST_ID
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms import draft
from workmentor_xblocks.core.forms.inputs import Input, Name, Text

LONGEST_ORGANISATION = 300

_REASON = Message(
    "reason_needed", _("Say why, in at least {least} characters, so that the others can follow.")
)
_CHOOSE_REASON = Message("choose_reason", _("Choose one of the reasons."))


Reason = Annotated[str, Text(2_000, needed=_REASON, least=10)]
PersonName = Annotated[str, Name(LONGEST_NAME)]
Organisation = Annotated[str, Name(LONGEST_ORGANISATION)]
Position = Annotated[str, Name(200)]
Phone = Annotated[str, Text(60)]
Language = Annotated[str, Text(20)]
RoleName = Annotated[str, Text(20)]


class Form(Input):
    """What the form of an act says: in which of several roles the person acts ("" for any), and what the act adds."""

    role: RoleName = ""


class WithReason(Form):
    """A decision that the others want to follow."""

    text: Reason


class Reasoned(Form):
    """A decision for one of the template's reasons, in more words where somebody likes to."""

    reason: Annotated[str, Text(LONGEST_ID)] = ""
    text: Annotated[str, Text(2_000)] = ""


class Values(draft.Values, Form):
    """A form with fields of the template among its own."""


def reason_code(form: Reasoned, offered: Iterable[str]) -> str:
    """One of the template's reasons. Raises ``BadInput``."""
    if form.reason not in set(offered):
        raise BadInput(_CHOOSE_REASON, fields={"reason": _CHOOSE_REASON})
    return form.reason
