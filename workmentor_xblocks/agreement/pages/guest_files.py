"""The papers of an agreement for its guest, asked for by the same cookie as the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from workmentor_xblocks.agreement.actions.roles import require_seeing
from workmentor_xblocks.agreement.output.long_pdfs import BeingMade
from workmentor_xblocks.agreement.pages import downloads
from workmentor_xblocks.agreement.pages.downloads import Roles
from workmentor_xblocks.agreement.pages.guest.views import GUESTS
from workmentor_xblocks.agreement.pages.guest.visitor import AgreementGuest
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import NotFound

Paper = Callable[..., HttpResponse]


def _paper(make: Paper) -> Paper:
    """Make a view of what hands out a paper of the guest's own agreement."""

    def view(request: HttpRequest, guest: AgreementGuest, **named: Any) -> HttpResponse:
        thread = threads.find(guest.uuid)
        if guest.requester is None or thread is None:
            raise NotFound(downloads.NOT_THERE)
        try:
            return make(thread, require_seeing(thread, guest.requester), **named)
        except BeingMade:
            return downloads.being_made(request)

    return GUESTS.view(view)


def _version(thread: Thread, _roles: Roles, version: int = 0) -> HttpResponse:
    return downloads.version_pdf(thread, version)


def _review(thread: Thread, _roles: Roles, number: int) -> HttpResponse:
    return downloads.review_pdf(thread, number)


def _completion(thread: Thread, _roles: Roles) -> HttpResponse:
    return downloads.completion_pdf(thread)


def _verifier(_thread: Thread, _roles: Roles) -> HttpResponse:
    return downloads.verifier()


version_pdf = _paper(_version)
review_pdf = _paper(_review)
completion_pdf = _paper(_completion)
history = _paper(downloads.history)
verifier = _paper(_verifier)
scan_file = _paper(downloads.scan)
