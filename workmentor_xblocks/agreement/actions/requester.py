"""Who does something to an agreement: an account of the platform, or the guest that a link let in.

Nobody is believed for what a page sent: the account comes from the host's viewer, the guest from a signed cookie, and
each role is looked up in the agreement itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workmentor_xblocks.core.actions import requester
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.people.permissions import WHY_NOT, Permission, may
from workmentor_xblocks.core.people.viewer import Viewer, WhyNot
from workmentor_xblocks.host.protocols import Account

LONGEST_NAME = 200  # of a person

_WHY_NOT: dict[WhyNot, Message] = {
    **WHY_NOT,
    WhyNot.ANONYMOUS: Message("sign_in", _("Sign in to work on the agreement.")),
    WhyNot.MASQUERADING: Message(
        "masquerading_here",
        _("You are viewing as a learner: you can read everything, and nothing can be changed."),
    ),
    WhyNot.NO_HOST: Message("no_host_here", _("Agreements can only be made inside a course.")),
}


@dataclass(frozen=True)
class Requester(requester.Requester):
    """One request's person. ``party`` is the uuid of the party that a guest's link is for; "" for accounts."""

    WHY_NOT: ClassVar[Mapping[WhyNot, Message]] = _WHY_NOT

    party: str = ""
    address: str = ""  # shortened
    agent: str = ""  # family of the browser
    link_from: datetime | None = None  # when a guest's link was made

    @property
    def is_guest(self) -> bool:
        """True for who came by a link."""
        return bool(self.party)

    @property
    def method(self) -> str:
        """How they proved who they are, as a signature names it."""
        return "link" if self.is_guest else "login"


def why_not(reason: WhyNot) -> Message:
    """The sentence for who cannot change anything here."""
    return _WHY_NOT[reason]


def of_viewer(viewer: Viewer, *, language: str, address: str = "", agent: str = "") -> Requester:
    """An account; under a masquerade the learner's page is shown, and nothing of it can be changed."""
    return Requester(
        user_id=viewer.user_id,
        is_staff=may(viewer, Permission.SEE_REPORT),
        language=language,
        address=address,
        agent=agent,
        why_not=requester.why_not(viewer),
    )


def full_name(account: Account | None) -> str:
    """The name of an account, its user name where it has none; "" when it is gone.

    A very long one is cut as a party's name may be: nobody is kept out for it, and it can be written down otherwise.
    """
    name = account.name if account else ""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
