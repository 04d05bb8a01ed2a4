"""Prints of many pages: a task makes them, and they are handed out where they were asked for, for a day.

How long a print is, is counted on what it says and not measured by a clock, so that a paper goes the same way on every
machine. It is found by what it says: of a text that was changed, or in which somebody was forgotten, it is none.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from django.db import transaction

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import scans
from workmentor_xblocks.agreement.output import pdf, printing
from workmentor_xblocks.agreement.output.document import Document, texts
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.sheets import LONG_PRINT, StoredFile
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.output.paper import GENERATOR
from workmentor_xblocks.core.records import files

LONGEST = 2_000  # lines of what is printed at once: about 35 pages, a second or two
_A_LINE = 60  # letters
KEPT = timedelta(days=1)
# A task that has not come to its end by then is taken for lost.
PATIENCE = timedelta(minutes=15)


class Paper(StrEnum):
    """What can be printed of an agreement."""

    VERSION = "version"
    REVIEW = "review"
    COMPLETION = "completion"


class BeingMade(Exception):
    """The paper is long, and a task is making it."""


def read(thread: Thread, paper: Paper, number: int = 0) -> bytes | None:
    """The print of a paper, None where there is no such paper. Raises ``BeingMade`` where it is long and not there yet."""
    document = _document(thread, paper, number)
    if document is None:
        return None
    if lines(_said(paper, document)) <= LONGEST:
        return _printed(paper, document)
    digest = _digest(paper, document)
    data = _made(thread, digest)
    if data is None:
        _ask(thread.row.uuid, paper, number, digest)
        data = _made(thread, digest)  # where the queue works at once
    if data is None:
        raise BeingMade
    return data


def make(uuid: str, paper: Paper, number: int) -> None:
    """Make what was asked for under that id, unless it was made, changed or forgotten meanwhile."""
    asked = StoredFile.objects.filter(uuid=uuid, kind=LONG_PRINT, name="").select_related("agreement").first()
    thread = threads.find(asked.agreement.uuid) if asked is not None else None
    document = _document(thread, paper, number) if thread is not None else None
    if asked is None or document is None or _digest(paper, document) != asked.sha256:
        return
    data = _printed(paper, document)
    with files.saved(data) as name, transaction.atomic():
        held = threads.locked(asked.agreement.uuid)
        now = _document(held, paper, number) if held is not None else None
        waiting = StoredFile.objects.select_for_update().filter(pk=asked.pk, name="")
        if now != document or not waiting.update(name=name, size=len(data)):
            files.delete(name)


def job(now: datetime) -> int:
    """Delete the prints that are a day old; how many."""
    old = list(StoredFile.objects.filter(kind=LONG_PRINT, created_at__lte=now - KEPT))
    for row in old:
        with transaction.atomic():
            scans.forget(row)
    return len(old)


def lines(printed: object) -> int:
    """About how many lines and cells a document or a part of it has."""
    return sum(map(_lines_of, texts(printed)))


def _lines_of(text: str) -> int:
    return 1 + max(text.count("\n") + text.count("|"), len(text) // _A_LINE) if text else 0


def _document(thread: Thread, paper: Paper, number: int) -> Document | None:
    match paper:
        case Paper.VERSION:
            version = next((v for v in thread.versions if v.number == number and v.body is not None), None)
            return printing.whole(thread, version) if version is not None else None
        case Paper.REVIEW:
            return printing.of_review(thread, number)
        case Paper.COMPLETION:
            return printing.of_completion(thread)


def _printed(paper: Paper, document: Document) -> bytes:
    match paper:
        case Paper.VERSION:
            return pdf.agreement_pdf(document)
        case Paper.REVIEW:
            return pdf.review_pdf(document, document.reviews[0])
        case Paper.COMPLETION:
            return pdf.completion_pdf(document)


def _said(paper: Paper, document: Document) -> object:
    """What of a document stands on a paper: a sheet has little more than its own part."""
    match paper:
        case Paper.VERSION:
            return document
        case Paper.REVIEW:
            return document.reviews
        case Paper.COMPLETION:
            return document.completion


def _digest(paper: Paper, document: Document) -> str:
    """What a print is found by: all that it says, and what it is made with.

    Without the site's name in the address: a task may know the site by another one than who asked.
    """
    said = replace(document, verify_url=urlsplit(document.verify_url).query)
    return hashlib.sha256(f"{GENERATOR} {paper} {said!r}".encode()).hexdigest()


def _made(thread: Thread, digest: str) -> bytes | None:
    rows = StoredFile.objects.filter(agreement=thread.row, kind=LONG_PRINT, sha256=digest)
    for row in rows.exclude(name=""):
        try:
            return files.read(row.name)
        except NotFound:
            row.delete()  # somebody cleared the storage: it is made again
    return None


def _ask(uuid: str, paper: Paper, number: int, digest: str) -> None:
    """Have a print made, once: whoever asks while it is being made waits for the same."""
    now = datetime.now(UTC)
    with transaction.atomic():
        held = threads.locked(uuid)
        if held is None:
            return
        # Read for update: in a transaction of the whole request a plain look shows what was there when it began.
        mine = StoredFile.objects.select_for_update().filter(
            agreement=held.row, kind=LONG_PRINT, sha256=digest
        )
        row = mine.first()
        if row is not None and (row.name or row.created_at > now - PATIENCE):
            return
        if row is None:
            row = StoredFile(agreement=held.row, kind=LONG_PRINT, sha256=digest, size=0)
            row.media_type, row.generator = "application/pdf", GENERATOR[:60]
        row.created_at = now
        row.save()
        host.current().later("workmentor_xblocks.tasks.make_long_print", row.uuid, paper.value, number)


__all__ = ["KEPT", "LONGEST", "PATIENCE", "BeingMade", "Paper", "job", "lines", "make", "read"]
