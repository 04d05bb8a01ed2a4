"""How a guest's page leaves: never kept by anybody, loading nothing from elsewhere, in the guest's own language.

``Referrer-Policy`` is ``same-origin``: with ``no-referrer`` browsers send ``Origin: null`` and every form is refused
(seen on a running LMS).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import add_never_cache_headers

from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.content.translation import say, spoken_language
from workmentor_xblocks.core.pages.rendering import render

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def page(request: HttpRequest, name: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """One of the guests' templates as a whole page."""
    language = spoken_language()
    html = render(
        f"workmentor/agreement/guest/{name}.html",
        {
            "csrf_token": get_token(request),
            "interface_language": language,
            "interface_direction": direction(language),
            **context,
        },
    )
    return dressed(HttpResponse(html, status=status))


def being_made(request: HttpRequest) -> HttpResponse:
    """What is said of a long print that is not there yet; the same address hands it out later."""
    return page(request, "being_made", {"address": request.path}, status=202)


def inside(name: str, context: Mapping[str, Any]) -> str:
    """One of the guests' templates as a part of a page."""
    return render(f"workmentor/agreement/guest/{name}.html", context)


def as_json(data: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """An answer for the script."""
    body = json.dumps(data, ensure_ascii=False)
    return dressed(HttpResponse(body, status=status, content_type="application/json; charset=utf-8"))


def error_of(refusal: Refusal) -> dict[str, Any]:
    """The one shape of a refusal."""
    return {
        "code": refusal.message.code,
        "message": say(refusal.message),
        "fields": {name: say(message) for name, message in refusal.fields.items()},
    }


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
