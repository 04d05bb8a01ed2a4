"""Scans of signed papers: the school hands one in for the text that is being signed, and attests the signature with it.

A scan belongs to one version and proves nothing of another; a sheet that two people signed serves both. What no
signature comes of is deleted, so that nobody's papers pile up here (GDPR, article 5(1)(e)).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.actions.roles import require_seeing
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import PRINTS, StoredFile
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import retention
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, VersionState
from workmentor_xblocks.agreement.rules.transitions import Verdict, verdict
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.records import files
from workmentor_xblocks.core.rules.scans import check_scan

MOST_WAITING = 10  # scans of one version that no signature has come of yet

_ONLY_SCHOOL = Message("only_school_scans", _("Only the school records signatures on paper."))
_NOT_SIGNING = Message(
    "not_signing", _("A scan can be added while the text is being signed. It is not at present.")
)
_TEXT_CHANGED = Message(
    "scan_text_changed",
    _("The text was changed after you opened this page, so the scan was not kept. Reload the page first."),
)
_WAITING = Message(
    "scans_waiting",
    _(
        "{most} scans of this text are here already and not used. Choose one of them; unused ones go after {days} days."
    ),
)
NEEDED = Message("scan_needed", _("Add the scan of the signed paper first."))
_OTHER_TEXT = Message(
    "scan_of_other_text",
    _(
        "This scan was added for another version of the text, so it proves nothing here. Add one of this version."
    ),
)


def require_recording(thread: Thread, requester: Requester) -> None:
    """Refuse who may not record a signature on paper here, or not now."""
    roles = require_seeing(thread, requester)
    requester.require_writing()
    if not any(actor is Actor.SCHOOL for actor, _party in roles):
        raise NotAllowed(_ONLY_SCHOOL)
    found = verdict(thread.state, thread.amendment, Event.RECORD_OFFLINE, Actor.SCHOOL)
    if found is not Verdict.ALLOWED:
        raise Changed(_NOT_SIGNING)


def take(requester: Requester, uuid: str, name: str, data: bytes, *, sha256: str) -> str:
    """Keep a scan for the text of that digest, which the page showed; its id. The same file again is the same scan."""
    kind = check_scan(name, data)
    digest = hashlib.sha256(data).hexdigest()
    with files.saved(data) as stored, transaction.atomic():
        thread = threads.locked(uuid)
        if thread is None:
            raise Changed(_NOT_SIGNING)
        require_recording(thread, requester)
        version = thread.open_version
        if version is None or version.sha256 != sha256:
            raise Changed(_TEXT_CHANGED)
        same = of_version(version).filter(sha256=digest).first()
        if same is not None:
            files.delete(stored)
            return same.uuid
        if _unused(thread).filter(version=version).count() >= MOST_WAITING:
            raise Changed(_with_limits())
        row = StoredFile.objects.create(
            agreement=thread.row,
            version=version,
            kind="scan",
            name=stored,
            media_type=kind.value,
            sha256=digest,
            size=len(data),
            created_at=requester.now,
        )
        return row.uuid


def _with_limits() -> Message:
    values = {"most": MOST_WAITING, "days": retention.UNUSED_SCAN_DAYS}
    return Message(_WAITING.code, _WAITING.msgid, values)


def of_version(version: Version) -> QuerySet[StoredFile]:
    """The scans that were handed in for one version, newest first."""
    return StoredFile.objects.filter(version=version, kind="scan").order_by("-id")


def require_scan(version: Version, uuid: str) -> StoredFile:
    """The scan of that id, if it is of this version. Raises ``BadInput``."""
    row = StoredFile.objects.filter(agreement=version.agreement_id, kind="scan", uuid=uuid).first()
    if row is None:
        raise BadInput(NEEDED, fields={"scan": NEEDED})
    if row.version_id != version.id:
        raise BadInput(_OTHER_TEXT, fields={"scan": _OTHER_TEXT})
    return row


# What nobody used


def _unused(thread: Thread) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(agreement=thread.row, kind="scan", signatures=None)


def with_unused(today: date) -> Iterable[str]:
    """The agreements with a scan that is kept no longer."""
    waiting = StoredFile.objects.filter(kind="scan", signatures=None).select_related("agreement", "version")
    return sorted({row.agreement.uuid for row in waiting if _is_over(row, today)})


def clear_unused(uuid: str, today: date) -> bool:
    """Delete the scans of an agreement whose time is over; whether there was one."""
    with transaction.atomic():
        thread = threads.locked(uuid)
        over = list(_over(thread, today)) if thread is not None else []
        for row in over:
            forget(row)
        return bool(over)


def clear_all_unused(thread: Thread) -> None:
    """Delete them whatever their time: nobody can tell whose names stand on them. Needs the agreement held."""
    for row in _unused(thread):
        forget(row)


def _over(thread: Thread, today: date) -> Iterator[StoredFile]:
    return (row for row in _unused(thread).select_related("agreement", "version") if _is_over(row, today))


def _is_over(row: StoredFile, today: date) -> bool:
    due = retention.scan_due(
        timezone.localdate(row.created_at),
        to_be_signed=row.version is not None and row.version.state == VersionState.FROZEN,
        legal_hold=row.agreement.legal_hold,
        today=today,
    )
    return due is not None


def forget_prints(thread: Thread) -> None:
    """Delete what was printed: without a name it is printed anew, when somebody asks for it."""
    for file in StoredFile.objects.filter(agreement=thread.row, kind__in=PRINTS):
        forget(file)


def forget(file: StoredFile) -> None:
    """Delete a file with its row; one that was asked for and is not made yet has only that."""
    if file.name:
        files.delete(file.name)
    file.delete()
