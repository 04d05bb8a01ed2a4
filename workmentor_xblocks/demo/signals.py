"""What follows when a person's state of a block is deleted: the blocks' own rows of it go too.

In the LMS this hangs on ``post_delete`` of StudentModule (seen on a running Open edX); here on the table that stands in for it.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from workmentor_xblocks.demo.models import LearnerState


def forget_rows(sender: type[LearnerState], instance: LearnerState, **kwargs: Any) -> None:
    """Tell the package whose state of which block is gone."""
    from workmentor_xblocks.core.people.privacy import state_deleted

    state_deleted(user_id=instance.user_id, usage_key=instance.usage_key)


def connect() -> None:
    """Listen, once."""
    post_delete.connect(forget_rows, sender=LearnerState, dispatch_uid="workmentor_demo.forget_rows")
