"""Prints of many pages: a task makes them, and they are handed out where they were asked for, for a day.

How long a print is, is counted on what it says and not measured by a clock, so that a paper goes the same way on every
machine. It is found by what it says: of a text that was changed, or in which somebody was forgotten, it is none.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import transaction

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import scans
from workmentor_xblocks.agreement.output import papers
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import LONG_PRINT, StoredFile
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.paper import GENERATOR
from workmentor_xblocks.core.output.printing.parts import Paper, texts
from workmentor_xblocks.core.records import files

LONGEST = 2_000  # lines of what is printed at once: about 35 pages, a second or two
_A_LINE = 60  # letters
KEPT = timedelta(days=1)
# A task that has not come to its end by then is taken for lost.
PATIENCE = timedelta(minutes=15)


class Sheet(StrEnum):
    """What can be printed of an agreement."""

    VERSION = "version"
    REVIEW = "review"
    COMPLETION = "completion"


class BeingMade(Exception):
    """The paper is long, and a task is making it."""


def read(thread: Thread, sheet: Sheet, number: int = 0) -> bytes | None:
    """The print of a paper, None where there is no such paper. Raises ``BeingMade`` where it is long and not there yet."""
    paper = _paper(thread, sheet, number)
    if paper is None:
        return None
    if lines(paper) <= LONGEST:
        return draw(paper)
    digest = _digest(paper)
    data = _made(thread, digest)
    if data is None:
        _ask(thread.row.uuid, sheet, number, digest)
        data = _made(thread, digest)  # where the queue works at once
    if data is None:
        raise BeingMade
    return data


def make(uuid: str, sheet: Sheet, number: int) -> None:
    """Make what was asked for under that id, unless it was made, changed or forgotten meanwhile."""
    asked = StoredFile.objects.filter(uuid=uuid, kind=LONG_PRINT, name="").select_related("agreement").first()
    thread = threads.find(asked.agreement.uuid) if asked is not None else None
    paper = _paper(thread, sheet, number) if thread is not None else None
    if asked is None or paper is None or _digest(paper) != asked.sha256:
        return
    data = draw(paper)
    with files.saved(data) as name, transaction.atomic():
        held = threads.locked(asked.agreement.uuid)
        now = _paper(held, sheet, number) if held is not None else None
        waiting = StoredFile.objects.select_for_update().filter(pk=asked.pk, name="")
        if now != paper or not waiting.update(name=name, size=len(data)):
            files.delete(name)


def job(now: datetime) -> int:
    """Delete the prints that are a day old; how many."""
    old = list(StoredFile.objects.filter(kind=LONG_PRINT, created_at__lte=now - KEPT))
    for row in old:
        with transaction.atomic():
            scans.forget(row)
    return len(old)


def lines(paper: Paper) -> int:
    """About how many lines and cells a paper has."""
    return sum(map(_lines_of, texts(paper)))


def _lines_of(text: str) -> int:
    return 1 + max(text.count("\n") + text.count("|"), len(text) // _A_LINE) if text else 0


def _paper(thread: Thread, sheet: Sheet, number: int) -> Paper | None:
    match sheet:
        case Sheet.VERSION:
            version = next((v for v in thread.versions if v.number == number and v.body is not None), None)
            return papers.of_version(thread, version) if version is not None else None
        case Sheet.REVIEW:
            return papers.of_review(thread, number)
        case Sheet.COMPLETION:
            return papers.of_completion(thread)


def _digest(paper: Paper) -> str:
    """What a print is found by: all that it says (but for the site's own name), and what it is made with."""
    return hashlib.sha256(f"{GENERATOR} {paper!r}".encode()).hexdigest()


def _made(thread: Thread, digest: str) -> bytes | None:
    rows = StoredFile.objects.filter(agreement=thread.row, kind=LONG_PRINT, sha256=digest)
    for row in rows.exclude(name=""):
        try:
            return files.read(row.name)
        except NotFound:
            row.delete()  # somebody cleared the storage: it is made again
    return None


def _ask(uuid: str, sheet: Sheet, number: int, digest: str) -> None:
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
        host.current().later("workmentor_xblocks.tasks.make_long_print", row.uuid, sheet.value, number)


__all__ = ["KEPT", "LONGEST", "PATIENCE", "BeingMade", "Sheet", "job", "lines", "make", "read"]
