"""What stands around every guest's page: its language, forgery of forms refused in our own words, nothing too large.

The site's own check of forms answers with the site's page, which says nothing to somebody who came by a mail; so its
check is done here, by the same code of Django's.
"""

from __future__ import annotations

import codecs
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from workmentor_xblocks.agreement.pages import unsaved
from workmentor_xblocks.agreement.pages.guest import answers
from workmentor_xblocks.agreement.pages.guest.posted import NOT_READABLE
from workmentor_xblocks.agreement.pages.guest.visitor import Guest, guest_of
from workmentor_xblocks.core.content.errors import BadInput, NotAllowed, Refusal, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.handlers import TOO_LARGE
from workmentor_xblocks.core.pages.rendering import safe

LIMIT = 256_000  # bytes of a form; the longest template filled to the brim has a tenth of it
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent)

log = logging.getLogger(__name__)

_NO_COOKIE = Message(
    "form_not_proven",
    _(
        "Nothing was sent, because your browser did not bring along what proves that the form came from this page. "
        "Go back, reload the page and try again. If it happens again, allow cookies for this site."
    ),
)
_ONLY_POST = Message("only_sent", _("This address only takes what a page of the agreement sends."))

_FAULT = Message("fault", _("Something went wrong on the server. Try again in a moment."))

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Whether the script asked."""
    accepted = request.headers.get("Accept", "")
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return by_script or ("application/json" in accepted and "text/html" not in accepted)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal that is about no page in particular."""
    if wants_json(request):
        return answers.as_json({"error": answers.error_of(refusal)}, status=refusal.status)
    context = {
        "problem": answers.error_of(refusal)["message"],
        "unsaved": safe(unsaved.html(unsaved.without_page(_typed(request)))),
    }
    return answers.page(request, "refused", context, status=refusal.status)


def _typed(request: HttpRequest) -> Mapping[str, Any]:
    """The words of a form that could be read, whatever else was wrong with it."""
    if request.method != "POST" or _size(request) > LIMIT or not _is_utf_8(request):
        return {}
    try:
        return request.POST.dict()
    except _TOO_MUCH:
        return {}


class _OwnWords(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return refused(request, NotAllowed(_NO_COOKIE))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a fault of our own here: the site would write the address into its log, and it may be a link."""
        if isinstance(error, _TOO_MUCH):
            return None
        log.error("A guest’s page failed", exc_info=error)
        return refused(request, _Fault(_FAULT))


def guest_page(*, post_only: bool = False) -> Callable[[View], View]:
    """Make a view a page for guests: it gets the request, the ``Guest`` and what the address names."""

    def decorate(view: View) -> View:
        def named(request: HttpRequest, *args: Any, guest: Guest, **kwargs: Any) -> HttpResponse:
            if post_only and request.method != "POST":
                response = refused(request, _PostOnly(_ONLY_POST))
                response["Allow"] = "POST"
                return response
            return answers.dressed(view(request, guest, *args, **kwargs))

        proven = decorator_from_middleware(_OwnWords)(named)

        # An act holds the agreement before it reads anything; in a transaction of the whole request it would read
        # what was true when the request began, where the database repeats its reads.
        @transaction.non_atomic_requests
        @csrf_exempt
        @wraps(view)
        def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_readable = _is_utf_8(request)
            request.encoding = "utf-8"  # what is asked for is read as UTF-8 whatever is claimed of it
            guest = guest_of(request)
            with translation.override(guest.interface_language):
                if _size(request) > LIMIT:
                    return refused(request, TooLarge(TOO_LARGE))
                if not is_readable:
                    return refused(request, BadInput(NOT_READABLE))
                try:
                    return cast("HttpResponse", proven(request, *args, guest=guest, **kwargs))
                except _TOO_MUCH:
                    return refused(request, TooLarge(TOO_LARGE))

        return around

    return decorate


def _size(request: HttpRequest) -> int:
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isdecimal() else 0


def _is_utf_8(request: HttpRequest) -> bool:
    """Whether the letters come as UTF-8; Django leaves out an encoding that it does not know.

    Browsers send what a page holds in the page's own encoding, so another one is no browser with our page.
    """
    return request.encoding is None or codecs.lookup(request.encoding).name == "utf-8"


class _PostOnly(Refusal):
    status = 405


class _Fault(Refusal):
    status = 500
