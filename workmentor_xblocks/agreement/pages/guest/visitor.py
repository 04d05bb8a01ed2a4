"""The guest of an agreement: for which party the link is, what it is worth now, and who acts by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.pages.guest.link_state import Worth, worth
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.core.pages.guests.cookie import Visit
from workmentor_xblocks.core.pages.guests.guest import Guest, language_of
from workmentor_xblocks.core.people.traces import browser_family, shortened


@dataclass(frozen=True)
class AgreementGuest(Guest):
    """Who came by a link to an agreement; ``requester`` None: it lets nobody in now."""

    key: GuestKey | None
    worth: Worth
    requester: Requester | None

    @property
    def is_open(self) -> bool:
        """Whether the link lets its guest in now."""
        return self.requester is not None

    @property
    def invited(self) -> str:
        """The party that the link is for."""
        return self.key.party.uuid if self.key else ""

    @property
    def uuid(self) -> str:
        """The agreement that the link is for."""
        return self.key.party.agreement.uuid if self.key else ""


def guest_of(request: HttpRequest, visit: Visit | None) -> AgreementGuest:
    """The guest who asks, looked up anew."""
    key = keys.by_id(visit.key) if visit is not None else None
    wishes = [key.party.language, key.party.agreement.language] if key is not None else []
    language = language_of(request, visit, wishes)
    found = worth(key, at=datetime.now(UTC))
    requester = None
    if key is not None and found is Worth.OPEN:
        requester = Requester(
            None,
            party=key.party.uuid,
            language=language,
            address=shortened(host.current().client_address(request)),
            agent=browser_family(request.headers.get("User-Agent", "")),
            link_from=key.created_at,
        )
    return AgreementGuest(visit, language, key, found, requester)
