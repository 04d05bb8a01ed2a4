"""What the pages of an agreement hand out as files, to accounts and to guests alike: who may see it was asked before."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from workmentor_xblocks.agreement.output import history_export, long_pdfs, stored_pdfs
from workmentor_xblocks.agreement.output.long_pdfs import Sheet
from workmentor_xblocks.agreement.pages.guest.views import GUESTS
from workmentor_xblocks.agreement.records.attached_tables import Signature, StoredFile
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import verify_agreement
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.records import files
from workmentor_xblocks.core.rules.scans import Scan

Roles = Collection[tuple[Actor, Party | None]]

NOT_THERE = Message("not_there", _("This paper is not there (any more)."))


def version_pdf(thread: Thread, number: int = 0) -> HttpResponse:
    """One version as it is printed; without a number the one that the page is about."""
    wanted = number or thread.shown.number
    version = next((v for v in thread.versions if v.number == wanted and v.body is not None), None)
    if version is None:
        raise NotFound(NOT_THERE)
    return _print(thread, stored_pdfs.read(thread, version), f"v{wanted}")


def being_made(request: HttpRequest) -> HttpResponse:
    """What is said of a long print that is not there yet; the same address hands it out later."""
    template = f"{GUESTS.templates}/being_made.html"
    return GUESTS.draw(request, template, {"address": request.path}, status=202)


def review_pdf(thread: Thread, number: int) -> HttpResponse:
    """The sheet of one review."""
    return _print(thread, long_pdfs.read(thread, Sheet.REVIEW, number), f"review-{number}")


def completion_pdf(thread: Thread) -> HttpResponse:
    """The record of what was reached."""
    return _print(thread, long_pdfs.read(thread, Sheet.COMPLETION), "completion")


def history(thread: Thread, roles: Roles) -> HttpResponse:
    """The whole history, sealed where the reader may not look, to be checked by anybody."""
    told = history_export.history(thread, for_roles=[str(actor) for actor, _party in roles])
    data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")
    return _file(data, "application/json", "history.json")


def verifier() -> HttpResponse:
    """The program that checks a history, the very file that seals it."""
    data = Path(verify_agreement.__file__).read_bytes()
    return _file(data, "text/x-python; charset=utf-8", "verify_agreement.py")


def scan(thread: Thread, roles: Roles, scan: str) -> HttpResponse:
    """The scan of a signed paper: for the school, the course's staff, and who signed it."""
    row = StoredFile.objects.filter(agreement=thread.row, kind="scan", uuid=scan).first()
    if row is None or not _may_see_scan(row, roles):
        raise NotFound(NOT_THERE)
    name = f"scan-{_short(thread)}.{Scan(row.media_type).ending}"
    response = _file(files.read(row.name), row.media_type, name)
    # Whatever a program finds in it, it can do nothing here.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _may_see_scan(row: StoredFile, roles: Roles) -> bool:
    signers = set(Signature.objects.filter(file=row).values_list("party_id", flat=True))
    return any(
        actor in (Actor.SCHOOL, Actor.STAFF) or (party is not None and party.id in signers)
        for actor, party in roles
    )


def _short(thread: Thread) -> str:
    return thread.row.uuid[:6]


def _print(thread: Thread, data: bytes | None, name: str) -> HttpResponse:
    if data is None:
        raise NotFound(NOT_THERE)
    return _file(data, "application/pdf", f"agreement-{_short(thread)}-{name}.pdf")


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
