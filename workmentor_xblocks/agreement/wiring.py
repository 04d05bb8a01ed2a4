"""What the rest of the package has to know of agreements: whom to forget, what a day brings, who writes the letters."""

from __future__ import annotations

from functools import partial

from workmentor_xblocks.agreement.actions import daily_reminders, erasure, mentions, timer
from workmentor_xblocks.agreement.output import letters, long_pdfs, stored_pdfs
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.people import privacy


def connect() -> None:
    """Register with core; called once when Django is ready."""
    privacy.register(privacy.Eraser("agreement", erasure.retire_user, erasure.retire_address))
    mentions.register()
    for chore in (*timer.CHORES, timer.RETENTION):
        daily.register(f"agreement: {chore.name}", partial(timer.run, chore))
    daily.register("agreement: remind", daily_reminders.job)
    daily.register("agreement: prints", stored_pdfs.job, tell=stored_pdfs.tell)
    daily.register("agreement: clear long prints", long_pdfs.job)
    letters.register()
