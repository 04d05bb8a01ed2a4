"""What the rest of the package has to know of agreements: whom to forget, what a day brings, who writes the letters."""

from __future__ import annotations

from functools import partial

from workmentor_xblocks.agreement import letters, long_prints, prints
from workmentor_xblocks.agreement.actions import erasing, mentions, reminding, timer
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.people import privacy


def connect() -> None:
    """Register with core; called once when Django is ready."""
    privacy.register(
        privacy.Eraser("agreement", _keeps_all, erasing.retire_user, retired_email=erasing.retire_address)
    )
    mentions.register()
    for chore in (*timer.CHORES, timer.RETENTION):
        daily.register(f"agreement: {chore.name}", partial(timer.run, chore))
    daily.register("agreement: remind", reminding.job)
    daily.register("agreement: prints", prints.job, tell=prints.tell)
    daily.register("agreement: clear long prints", long_prints.job)
    letters.register()


def _keeps_all(user_id: int, usage_key: str) -> int:
    """An agreement is no state of one person: "delete state" clears nothing of it, ever."""
    return 0
