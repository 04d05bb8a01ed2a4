"""What a person is to a course: asked on every request, never remembered."""

from __future__ import annotations

from typing import Any

from workmentor_xblocks.core.people.viewer import Role
from workmentor_xblocks.demo.models import CourseRole, Enrolment

_OF_ROLE = {
    CourseRole.STAFF: {Role.TRAINER, Role.AUTHOR},
    CourseRole.LIMITED_STAFF: {Role.TRAINER},
    CourseRole.DATA_RESEARCHER: {Role.RESEARCHER},
}


def is_enrolled(user: Any, course_key: object) -> bool:
    """Whether this person takes the course."""
    return (
        user.is_authenticated
        and Enrolment.objects.filter(user_id=user.id, course_key=str(course_key)).exists()
    )


def roles(user: Any, course_key: object) -> frozenset[Role]:
    """Everything this person is to the course; nothing for strangers and the anonymous."""
    if not user.is_authenticated:
        return frozenset()
    found: set[Role] = {Role.MENTOR} if is_enrolled(user, course_key) else set()
    held = CourseRole.objects.filter(user_id=user.id, course_key=str(course_key)).values_list(
        "role", flat=True
    )
    for name in held:
        found |= _OF_ROLE[name]
    if user.is_superuser:
        found |= {Role.TRAINER, Role.AUTHOR, Role.OPERATOR}
    return frozenset(found)


def may_author(user: Any, course_key: object) -> bool:
    """Whether this person may write the course in Studio."""
    return Role.AUTHOR in roles(user, course_key)


def may_train(user: Any, course_key: object) -> bool:
    """Whether this person is staff of the course."""
    return Role.TRAINER in roles(user, course_key)
