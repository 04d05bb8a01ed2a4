"""Letters: asked for in the transaction of an act, written and sent after it.

Each kind of letter has a composer, which looks up the address and writes the words, in the reader's language, at the
moment of sending: so a link or a code in a letter never rests in a table, and who left meanwhile is not written to.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME
from django.utils import timezone

from workmentor_xblocks import host
from workmentor_xblocks.core.records import outbox
from workmentor_xblocks.core.records.outbox import OutgoingMail, Problem

log = logging.getLogger(__name__)

SEND_TASK = "workmentor_xblocks.tasks.send_mail"


@dataclass(frozen=True)
class Letter:
    """What is sent. ``to`` is one address, or those of colleagues who may see each other's."""

    to: str | tuple[str, ...]
    language: str
    subject: str
    text: str
    html: str | None = None


# Answers None when there is nobody to tell any more. It switches to the reader's language itself.
Composer = Callable[[Mapping[str, Any]], Letter | None]
# Called once with ``about`` and the problem when a letter is given up, so that people learn of it.
OnFailed = Callable[[Mapping[str, Any], Problem], None]


@dataclass(frozen=True)
class _Kind:
    compose: Composer
    on_failed: OnFailed | None


_kinds: dict[str, _Kind] = {}


def register(kind: str, composer: Composer, *, on_failed: OnFailed | None = None) -> None:
    """Say who writes the letters of this kind (``agreement.invitation``); registering again replaces."""
    _kinds[kind] = _Kind(composer, on_failed)


def post(
    kind: str,
    about: Mapping[str, outbox.Value],
    *,
    once_key: str | None = None,
    not_before: datetime | None = None,
) -> None:
    """Ask for a letter, inside the transaction of what it tells of; it goes out after the commit.

    ``about`` holds ids and codes only; its ``user`` and ``party`` say whom it is for. Of the letters with one
    ``once_key`` only the first is sent.
    """
    row = outbox.add(kind, about, once_key=once_key, not_before=not_before)
    if not_before is None or not_before <= timezone.now():
        host.current().later(SEND_TASK, row.uuid)


def send(uuid: str) -> bool:
    """Send one letter if it is due; whether it went out."""
    now = timezone.now()
    row = outbox.due(now).filter(uuid=uuid).first()
    return row is not None and _send(row, now)


def send_due(limit: int = 200) -> tuple[int, int]:
    """Send what is due, at most so many letters: how many went out, and how many were tried in vain."""
    now = timezone.now()
    went = [_send(row, now) for row in outbox.due(now)[:limit]]
    return went.count(True), went.count(False)


def _send(row: OutgoingMail, now: datetime) -> bool:
    if not outbox.take(row, now=now):
        return False
    kind = _kinds.get(row.kind)
    try:
        if kind is None:
            raise LookupError("nobody writes letters of this kind")
        letter = kind.compose(row.about)
        if letter is not None:
            _message(letter, row).send()
    except SMTPRecipientsRefused as refusal:
        _failed(row, kind, now, refusal, for_good=all(code >= 500 for code, _ in refusal.recipients.values()))
        return False
    except Exception as error:  # noqa: BLE001  # every mail service fails in its own way; the letter stays due
        _failed(row, kind, now, error, for_good=False)
        return False
    outbox.settle(row, now=now, problem=None if letter is not None else Problem.NOBODY)
    return letter is not None


def _failed(
    row: OutgoingMail, kind: _Kind | None, now: datetime, error: Exception, *, for_good: bool
) -> None:
    # The class alone: messages of mail services hold addresses.
    log.warning("Letter %s (%s), try %s: %s", row.uuid, row.kind, row.tries, type(error).__name__)
    if not for_good and row.tries < len(outbox.WAITS):
        return
    problem = Problem.REFUSED if for_good else Problem.UNSENT
    outbox.settle(row, now=now, problem=problem)
    if kind is not None and kind.on_failed is not None:
        kind.on_failed(row.about, problem)


def _message(letter: Letter, row: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        # One line: what people named something must not become a header of the mail.
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to] if isinstance(letter.to, str) else list(letter.to),
        headers={
            # Sent twice, should a sender have died between sending and noting it, it is shown once.
            "Message-ID": f"<{row.uuid}.workmentor@{DNS_NAME.get_fqdn()}>",
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    if letter.html is not None:
        message.attach_alternative(letter.html, "text/html")
    return message
