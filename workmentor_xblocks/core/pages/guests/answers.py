"""How a guest's page leaves: never kept by anybody, loading nothing from elsewhere, in the guest's own language.

``Referrer-Policy`` is ``same-origin``: with ``no-referrer`` browsers send ``Origin: null`` and every form is refused
(seen on a running LMS).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.cache import add_never_cache_headers

from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.content.translation import spoken_language
from workmentor_xblocks.core.pages.rendering import render

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A template as a whole page."""
    language = spoken_language()
    around = {
        "csrf_token": get_token(request),
        "interface_language": language,
        "interface_direction": direction(language),
    }
    return dressed(HttpResponse(render(template, {**around, **context}), status=status))


def as_json(data: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """An answer for the script."""
    body = json.dumps(data, ensure_ascii=False)
    return dressed(HttpResponse(body, status=status, content_type="application/json; charset=utf-8"))


def see(address: str) -> HttpResponse:
    """Whatever was sent, the next page is asked for with GET (303)."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether the script asked."""
    accepted = request.headers.get("Accept", "")
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return by_script or ("application/json" in accepted and "text/html" not in accepted)


def dressed(response: HttpResponse) -> HttpResponse:
    """The response with the headers of the guests' pages."""
    add_never_cache_headers(response)
    response["Content-Security-Policy"] = _POLICY
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Content-Language", spoken_language())
    # Django would write the address of a refused request into the log, and the address may be a link.
    response._has_been_logged = True  # type: ignore[attr-defined]  # read by django.utils.log.log_response
    return response
