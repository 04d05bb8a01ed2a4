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

NAME = "workmentor_guest"
SAID = "workmentor_guest_said"
# Long enough to write a part of a review on a slow day, short enough for a computer in a workshop.
LASTS = timedelta(hours=12)
_SAID_LASTS = timedelta(minutes=2)
_SALT = "workmentor.guest"
_SAID_SALT = "workmentor.guest.said"


@dataclass(frozen=True)
class Visit:
    """One browser's visit. ``key`` is the id of a link, 0 for a link that nobody gave out."""

    key: int
    language: str = ""  # chosen on the page


def of(request: HttpRequest) -> Visit | None:
    """The visit that a request belongs to; None without a cookie of ours, or when it is too old."""
    found = _load(request, NAME, _SALT, LASTS)
    if not isinstance(found, dict):
        return None
    return Visit(int(found.get("key", 0)), str(found.get("language", "")))


def begin(request: HttpRequest, response: HttpResponse, visit: Visit) -> None:
    """Let the browser go on with this visit, from now on for so long again."""
    value = signing.dumps({"key": visit.key, "language": visit.language}, salt=_SALT)
    _set(request, response, NAME, value, LASTS)


def end(response: HttpResponse) -> None:
    """Forget the visit in this browser."""
    response.delete_cookie(NAME, path=path(), samesite="Lax")
    response.delete_cookie(SAID, path=path(), samesite="Lax")


def say_next(request: HttpRequest, response: HttpResponse, sentence: str) -> None:
    """Keep a sentence for the page that the browser is sent to now."""
    _set(request, response, SAID, signing.dumps(sentence, salt=_SAID_SALT), _SAID_LASTS)


def said(request: HttpRequest) -> str:
    """The sentence that was kept for this page."""
    found = _load(request, SAID, _SAID_SALT, _SAID_LASTS)
    return found if isinstance(found, str) else ""


def was_said(response: HttpResponse) -> None:
    """Say it once only."""
    response.delete_cookie(SAID, path=path(), samesite="Lax")


def path() -> str:
    """The part of the site that the cookie is sent to: the guests' pages."""
    return reverse("workmentor:guest_agreement").removesuffix("agreement/")


def _load(request: HttpRequest, name: str, salt: str, lasts: timedelta) -> object:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=salt, max_age=lasts)
    except signing.BadSignature:
        return None


def _set(request: HttpRequest, response: HttpResponse, name: str, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        path=path(),
        # A proxy may speak plainly with the site behind it; the site's own cookies then say what is right.
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
