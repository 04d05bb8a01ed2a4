"""Who a guest is, from page to page: a signed cookie that names the link they came in by, and nothing else.

The link's token is exchanged for it at once, so that it stays in no address, no history and no screenshot. It goes to
the guests' pages only, no script reads it, and it says nothing about whether the link still works: that is asked anew
for every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Long enough to write a part of a review on a slow day, short enough for a computer in a workshop.
LASTS = timedelta(hours=12)
_SAID_LASTS = timedelta(minutes=2)


@dataclass(frozen=True)
class Visit:
    """One browser's visit. ``key`` is the id of a link, 0 for a link that nobody gave out."""

    key: int
    language: str = ""  # chosen on the page


@dataclass(frozen=True)
class GuestCookie:
    """The cookie of one kind of guests. A link of one kind is no link of another: ``kind`` is in name and signature."""

    kind: str

    @property
    def name(self) -> str:
        """What the browser calls it."""
        return f"workmentor_{self.kind}"

    @property
    def path(self) -> str:
        """The part of the site that it is sent to: what stands beside the page that a link leads to."""
        return reverse(f"workmentor:{self.kind}_home").rstrip("/").rpartition("/")[0] + "/"

    def visit(self, request: HttpRequest) -> Visit | None:
        """The visit that a request belongs to; None without a cookie of ours, or when it is too old."""
        found = _load(request, self.name, LASTS)
        if not isinstance(found, dict):
            return None
        return Visit(int(found.get("key", 0)), str(found.get("language", "")))

    def begin(self, request: HttpRequest, response: HttpResponse, visit: Visit) -> None:
        """Let the browser go on with this visit, from now on for so long again."""
        self._set(request, response, self.name, {"key": visit.key, "language": visit.language}, LASTS)

    def end(self, response: HttpResponse) -> None:
        """Forget the visit in this browser."""
        response.delete_cookie(self.name, path=self.path, samesite="Lax")
        self.was_said(response)

    def say_next(self, request: HttpRequest, response: HttpResponse, sentence: str) -> None:
        """Keep a sentence for the page that the browser is sent to now."""
        self._set(request, response, f"{self.name}_said", sentence, _SAID_LASTS)

    def said(self, request: HttpRequest) -> str:
        """The sentence that was kept for this page."""
        found = _load(request, f"{self.name}_said", _SAID_LASTS)
        return found if isinstance(found, str) else ""

    def was_said(self, response: HttpResponse) -> None:
        """Say it once only."""
        response.delete_cookie(f"{self.name}_said", path=self.path, samesite="Lax")

    def _set(
        self, request: HttpRequest, response: HttpResponse, name: str, value: object, lasts: timedelta
    ) -> None:
        response.set_cookie(
            name,
            signing.dumps(value, salt=_salt(name)),
            max_age=lasts,
            path=self.path,
            # A proxy may speak plainly with the site behind it; the site's own cookies then say what is right.
            secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _load(request: HttpRequest, name: str, lasts: timedelta) -> object:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=_salt(name), max_age=lasts)
    except signing.BadSignature:
        return None


def _salt(name: str) -> str:
    return name.replace("_", ".")
