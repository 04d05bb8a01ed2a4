"""When the platform forgets a person or a state, so do we.

"Delete state" is heard as the deletion of the StudentModule row and not through ``clear_student_state``: a block
that defines that hook keeps its old grade (seen). Retirement is heard in LMS_CRITICAL, which no site leaves out, and
by then the account's address is gone (seen): the one that it had stands in the platform's row of the retirement.
MAILINGS, which some sites leave out, is heard too; doing it twice does no harm.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete
from opaque_keys.edx.keys import CourseKey

from workmentor_xblocks.core.people import privacy


def connect() -> None:
    """Listen, where this process is the LMS."""
    if not apps.is_installed("lms.djangoapps.courseware"):
        return
    from lms.djangoapps.courseware.models import StudentModule
    from openedx.core.djangoapps.user_api.accounts.signals import (
        USER_RETIRE_LMS_CRITICAL,
        USER_RETIRE_MAILINGS,
    )

    post_delete.connect(_state_deleted, sender=StudentModule, dispatch_uid="workmentor.state_deleted")
    USER_RETIRE_LMS_CRITICAL.connect(_retired, dispatch_uid="workmentor.retired")
    USER_RETIRE_MAILINGS.connect(_retired_address, dispatch_uid="workmentor.retired_address")


def _state_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    key = instance.module_state_key
    if not key.block_type.startswith("workmentor_"):
        return
    # Old rows name their block without the run of the course; blocks of a library stand in no course.
    if isinstance(key.context_key, CourseKey) and not key.context_key.run:
        key = key.map_into_course(instance.course_id)
    privacy.state_deleted(user_id=instance.student_id, usage_key=str(key))


def _retired(sender: Any, user: Any, **kwargs: Any) -> None:
    from openedx.core.djangoapps.user_api.models import UserRetirementStatus

    row = UserRetirementStatus.objects.filter(user_id=user.id).order_by("-id").first()
    privacy.retire_user(user_id=user.id, email=row.original_email if row is not None else "")


def _retired_address(sender: Any, email: str, user: Any, **kwargs: Any) -> None:
    privacy.retire_email(email=email, user_id=user.id)
