"""What stands around every guest's page: its language, forgery of forms refused in our own words, nothing too large.

The site's own check of forms answers with the site's page, which says nothing to somebody who came by a mail; so its
check is done here, by the same code of Django's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.decorators import decorator_from_middleware_with_args
from django.views.decorators.csrf import csrf_exempt

from workmentor_xblocks.core.content.errors import BadInput, NotAllowed, Refusal, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import NOT_READABLE
from workmentor_xblocks.core.pages.guests import answers, posted
from workmentor_xblocks.core.pages.guests.guest import Guest
from workmentor_xblocks.core.pages.handlers import TOO_LARGE

log = logging.getLogger(__name__)

_NO_COOKIE = Message(
    "form_not_proven",
    _(
        "Nothing was sent, because your browser did not bring along what proves that the form came from this page. "
        "Go back, reload the page and try again. If it happens again, allow cookies for this site."
    ),
)
_ONLY_POST = Message("only_sent", _("This address only takes what one of our pages sends."))
_FAULT = Message("fault", _("Something went wrong on the server. Try again in a moment."))

View = Callable[..., HttpResponse]
Refused = Callable[[HttpRequest, Refusal], HttpResponse]
G = TypeVar("G", bound=Guest)


class _OwnWords(CsrfViewMiddleware):
    def __init__(self, get_response: View, refused: Refused) -> None:
        super().__init__(get_response)
        self.refused = refused

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return self.refused(request, NotAllowed(_NO_COOKIE))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a fault of our own here: the site would write the address into its log, and it may be a link."""
        if isinstance(error, (*posted.TOO_MUCH, *posted.UNREADABLE)):
            return None
        log.error("A guest’s page failed", exc_info=error)
        return self.refused(request, _Fault(_FAULT))


_proven = decorator_from_middleware_with_args(_OwnWords)


def guarded(
    view: View, *, guest_of: Callable[[HttpRequest], G], refused: Refused, post_only: bool = False
) -> View:
    """A page for guests of a view that gets the request, the guest and what the address names.

    What the view refuses is ``refused`` in our own words.
    """

    def named(request: HttpRequest, *args: Any, guest: G, **kwargs: Any) -> HttpResponse:
        if post_only and request.method != "POST":
            response = refused(request, _PostOnly(_ONLY_POST))
            response["Allow"] = "POST"
            return response
        try:
            return answers.dressed(view(request, guest, *args, **kwargs))
        except Refusal as refusal:
            return refused(request, refusal)

    proven = _proven(refused)(named)

    # An act holds its thing before it reads anything; in a transaction of the whole request it would read what was
    # true when the request began, where the database repeats its reads.
    @transaction.non_atomic_requests
    @csrf_exempt
    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_readable = posted.is_utf_8(request)
        request.encoding = "utf-8"  # what is asked for is read as UTF-8 whatever is claimed of it
        guest = guest_of(request)
        with translation.override(guest.interface_language):
            if posted.is_too_large(request):
                return refused(request, TooLarge(TOO_LARGE))
            if not is_readable:
                return refused(request, BadInput(NOT_READABLE))
            try:
                return cast("HttpResponse", proven(request, *args, guest=guest, **kwargs))
            except posted.TOO_MUCH:
                return refused(request, TooLarge(TOO_LARGE))
            except posted.UNREADABLE:
                return refused(request, BadInput(NOT_READABLE))

    return around


class _PostOnly(Refusal):
    status = 405


class _Fault(Refusal):
    status = 500
