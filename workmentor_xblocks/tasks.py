"""What the platform's Celery finds of ours: only tasks in this file are discovered (seen on a running LMS)."""

from __future__ import annotations

from celery import shared_task

from workmentor_xblocks.agreement.output import long_pdfs, stored_pdfs
from workmentor_xblocks.core.output import daily as daily_jobs, mail

# A new letter takes along some that wait since the mail service last failed, so that no clock is needed for them.
_ALONG = 20


@shared_task(ignore_result=True)
def send_mail(uuid: str = "") -> None:
    """Send one letter, and some of those that are due."""
    if uuid:
        mail.send(uuid)
    mail.send_due(limit=_ALONG)


@shared_task(ignore_result=True)
def daily() -> None:
    """What is to be done once a day."""
    daily_jobs.run()
    mail.send_due()


@shared_task(ignore_result=True)
def keep_prints(uuid: str) -> None:
    """Print the versions of an agreement that everybody has signed, and keep them."""
    stored_pdfs.keep(uuid)


@shared_task(ignore_result=True)
def make_long_print(uuid: str, paper: str, number: int) -> None:
    """Make a print of many pages that somebody asked for."""
    long_pdfs.make(uuid, long_pdfs.Sheet(paper), number)
