"""The print of a version: made once when everybody has signed, kept with its hash, and handed out as it was made.

The record is the sealed history; a print is a view of it. The same version gives the same bytes, so one that is lost is
made again and kept only under its own hash. Looking at a print writes nothing.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime

from django.db import transaction

from workmentor_xblocks.agreement.output import long_pdfs, papers
from workmentor_xblocks.agreement.output.long_pdfs import Sheet
from workmentor_xblocks.agreement.output.papers.edition import HELD, is_settled
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.paper import GENERATOR
from workmentor_xblocks.core.records import files

log = logging.getLogger(__name__)

KIND = "version"


def read(thread: Thread, version: Version) -> bytes | None:
    """The print of a version: the kept bytes where there are such, else made now, or by a task where it is long."""
    return _kept(version) or long_pdfs.read(thread, Sheet.VERSION, version.number)


def make(thread: Thread, version: Version) -> bytes:
    """The print of a version, made anew."""
    return draw(papers.of_version(thread, version))


def keep(uuid: str) -> int:
    """Make and keep the prints of an agreement's settled versions that are missing; how many."""
    return sum(_keep(uuid, version.number) for version in _missing(uuid))


def job(now: datetime) -> int:
    """Make up for prints that could not be made when the last signature came; how many."""
    return sum(keep(uuid) for uuid in _without())


def tell(now: datetime) -> int:
    """How many the job would make. It is told and not tried, because a file is no part of a transaction."""
    return sum(len(_missing(uuid)) for uuid in _without())


def _without() -> list[str]:
    settled = Version.objects.filter(state__in=[state.value for state in HELD]).exclude(body=None)
    without = settled.exclude(files__kind=KIND).values_list("agreement__uuid", flat=True)
    return list(without.distinct())


def _missing(uuid: str) -> list[Version]:
    thread = threads.find(uuid)
    return [version for version in thread.versions if _is_missing(version)] if thread else []


def _is_missing(version: Version) -> bool:
    return is_settled(version) and version.body is not None and _kept(version) is None


def _keep(uuid: str, number: int) -> int:
    """Keep one print; somebody who does the same at once finds it done."""
    thread = threads.find(uuid)
    version = next((v for v in thread.versions if v.number == number), None) if thread else None
    if thread is None or version is None:
        return 0
    data = make(thread, version)
    digest = hashlib.sha256(data).hexdigest()
    with files.saved(data) as name, transaction.atomic():
        held = threads.locked(uuid)
        if held is None or _kept(version) is not None:
            files.delete(name)
            return 0
        lost = version.files.filter(kind=KIND, sha256=digest).first()
        if lost is not None:
            lost.name = name
            lost.save(update_fields=["name"])
        else:
            StoredFile.objects.create(
                agreement=held.row,
                version=version,
                kind=KIND,
                name=name,
                media_type="application/pdf",
                sha256=digest,
                size=len(data),
                generator=GENERATOR[:60],
                created_at=datetime.now(UTC),
            )
    return 1


def _kept(version: Version) -> bytes | None:
    """The newest kept print whose bytes are those that were kept."""
    for row in version.files.filter(kind=KIND).order_by("-id"):
        try:
            data = files.read(row.name)
        except NotFound:
            continue
        if hashlib.sha256(data).hexdigest() == row.sha256:
            return data
        log.error("The kept print %s is not what was kept", row.uuid)
    return None
