"""Pages of an agreement beside the unit, for accounts: its papers and history as files, scans, and a public check.

Who may is asked at each request, in the agreement itself; who may not learns nothing: the answer is 404.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import requester as people, scans
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.actions.roles import require_seeing
from workmentor_xblocks.agreement.output.long_pdfs import BeingMade
from workmentor_xblocks.agreement.pages import downloads
from workmentor_xblocks.agreement.pages.downloads import Roles
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import BadInput, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.guests.answers import as_json
from workmentor_xblocks.core.pages.handlers import error_of
from workmentor_xblocks.core.rules.scans import check_size

_NO_FILE = Message("no_file", _("Choose the scan of the signed paper first."))

View = Callable[..., HttpResponse]


def _page(view: View) -> View:
    """A page for who may see an agreement: the view gets the thread and the person's roles in it."""

    @wraps(view)
    def around(request: HttpRequest, uuid: str, **named: Any) -> HttpResponse:
        thread, requester = _found(request, uuid)
        try:
            return view(thread, require_seeing(thread, requester), **named)
        except Refusal:
            raise Http404
        except BeingMade:
            return downloads.being_made(request)

    return require_GET(never_cache(around))


def _found(request: HttpRequest, uuid: str) -> tuple[Thread, Requester]:
    thread = threads.find(uuid)
    if thread is None:
        raise Http404
    viewer = host.current().viewer_for_page(request, thread.row.course_key)
    if viewer.user_id is None:
        raise Http404
    return thread, people.of_viewer(viewer, language=get_language() or "en")


@_page
def version_pdf(thread: Thread, _roles: Roles, version: int = 0) -> HttpResponse:
    """One version on paper; without a number the one that the page is about."""
    return downloads.version_pdf(thread, version)


@_page
def review_pdf(thread: Thread, _roles: Roles, number: int) -> HttpResponse:
    """The sheet of one review."""
    return downloads.review_pdf(thread, number)


@_page
def completion_pdf(thread: Thread, _roles: Roles) -> HttpResponse:
    """The record of what was reached."""
    return downloads.completion_pdf(thread)


@_page
def history(thread: Thread, roles: Roles) -> HttpResponse:
    """The whole history, to be checked by anybody."""
    return downloads.history(thread, roles)


@_page
def scan_file(thread: Thread, roles: Roles, scan: str) -> HttpResponse:
    """The scan of a signed paper."""
    return downloads.scan(thread, roles, scan)


@require_GET
def verifier(_request: HttpRequest) -> HttpResponse:
    """The program that checks a history; it holds nothing of anybody, so whoever got a history may have it."""
    return downloads.verifier()


@require_POST
@never_cache
def take_scan(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take the scan of a signed paper from the school; the signature is recorded with the name that it gets."""
    thread, requester = _found(request, uuid)
    try:
        require_seeing(thread, requester)
    except Refusal:
        raise Http404
    try:
        scans.require_recording(thread, requester)
        sent = request.FILES.get("scan")
        if not isinstance(sent, UploadedFile):
            raise BadInput(_NO_FILE, fields={"scan": _NO_FILE})
        check_size(sent.name or "", sent.size or 0)
        text = request.GET.get("sha256", "")
        scan = scans.take(requester, uuid, sent.name or "", sent.read(), sha256=text)
        return as_json({"scan": scan, "announce": ""})
    except Refusal as refusal:
        return as_json({"error": error_of(refusal)}, status=refusal.status)
