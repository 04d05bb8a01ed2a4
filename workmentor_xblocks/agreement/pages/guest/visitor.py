"""The guest of one request: by which link they came, for whom it is, what it is worth now, and what they read.

Whoever is signed in at the site is never asked for: a learner who opens the employer's link is the employer's guest
there, and nothing of the learner's account shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.pages.guest import cookie
from workmentor_xblocks.agreement.pages.guest.cookie import Visit
from workmentor_xblocks.agreement.pages.guest.link_state import Worth, worth
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.sheets import GuestKey
from workmentor_xblocks.core.content.language import NAMES, normal
from workmentor_xblocks.core.content.translation import has_catalogue
from workmentor_xblocks.core.people.traces import browser_family, shortened


@dataclass(frozen=True)
class Guest:
    """Who came. ``visit`` None: nobody who came in by a link in this browser, or too long ago."""

    visit: Visit | None
    key: GuestKey | None
    worth: Worth
    language: str  # in which the agreement is read
    acting: Acting | None = None

    @property
    def interface_language(self) -> str:
        """In which the page around it speaks."""
        return self.language if has_catalogue(self.language) else "en"

    @property
    def uuid(self) -> str:
        """The agreement that the link is for."""
        return self.key.party.agreement.uuid if self.key else ""

    @property
    def mark(self) -> str:
        """What a page's forms bring along, to tell whose page it was: another link may be opened in another tab."""
        party = self.key.party.uuid if self.key else ""
        return salted_hmac("workmentor.guest.page", party).hexdigest()[:20]


def guest_of(request: HttpRequest) -> Guest:
    """The guest who asks, looked up anew."""
    visit = cookie.of(request)
    key = keys.by_id(visit.key) if visit is not None else None
    at = datetime.now(UTC)
    language = _language(request, visit, key)
    found = worth(key, at=at)
    acting = None
    if key is not None and found is Worth.OPEN:
        acting = Acting(
            None,
            party=key.party.uuid,
            language=language,
            address=shortened(host.current().client_address(request)),
            agent=browser_family(request.headers.get("User-Agent", "")),
            link_from=key.created_at,
        )
    return Guest(visit, key, found, language, acting)


def _language(request: HttpRequest, visit: Visit | None, key: GuestKey | None) -> str:
    """First that is known: chosen now, chosen before, the party's own, the agreement's, the browser's."""
    asked = normal(request.GET.get("language", ""))
    wishes = [asked, visit.language if visit else ""]
    if key is not None:
        wishes += [key.party.language, key.party.agreement.language]
    return next((wish for wish in wishes if wish and _is_language(wish)), get_language() or "en")


def _is_language(code: str) -> bool:
    """Whether something can be shown in it; what came in an address is believed in nothing else."""
    return code in NAMES or has_catalogue(code)
