"""Two guards around every page: only this machine may ask, and a page may load only from here.

The second proves on every page that the blocks need no inline script and no third party.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

Answer = Callable[[HttpRequest], HttpResponse]

_LOOPBACK = ("127.", "::1")
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class LoopbackOnly:
    """Refuse whoever does not come from this machine, whatever server was put in front."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 403 to strangers."""
        if not request.META.get("REMOTE_ADDR", "").startswith(_LOOPBACK):
            return HttpResponseForbidden("The demo answers only to the machine it runs on.")
        return self.get_response(request)


class OwnSourcesOnly:
    """Send a content security policy with every page that has none of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        return response
