"""The guest of one request: by which link they came, whether it lets them in now, and what they read.

Whoever is signed in at the site is never asked for: a learner who opens the employer's link is the employer's guest
there, and nothing of the learner's account shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from workmentor_xblocks.core.content.language import NAMES, normal
from workmentor_xblocks.core.content.translation import has_catalogue
from workmentor_xblocks.core.pages.guests.cookie import Visit


@dataclass(frozen=True)
class Guest:
    """Who came. ``visit`` None: nobody who came in by a link in this browser, or too long ago."""

    visit: Visit | None
    language: str  # in which what the link leads to is read

    @property
    def is_open(self) -> bool:
        """Whether the link lets its guest in now."""
        raise NotImplementedError

    @property
    def invited(self) -> str:
        """Who was invited by the link: a name of its own, "" for a link that nobody gave out."""
        raise NotImplementedError

    @property
    def interface_language(self) -> str:
        """In which the page around it speaks."""
        return self.language if has_catalogue(self.language) else "en"

    @property
    def mark(self) -> str:
        """What a page's forms bring along, to tell whose page it was: another link may be opened in another tab."""
        return salted_hmac("workmentor.guest.page", self.invited).hexdigest()[:20]


def language_of(request: HttpRequest, visit: Visit | None, wishes: Iterable[str]) -> str:
    """First that is known: chosen now, chosen before, what is known of the guest, the browser's."""
    asked = normal(request.GET.get("language", ""))
    known = [asked, visit.language if visit else "", *wishes]
    return next((wish for wish in known if wish and _is_language(wish)), get_language() or "en")


def _is_language(code: str) -> bool:
    """Whether something can be shown in it; what came in an address is believed in nothing else."""
    return code in NAMES or has_catalogue(code)
