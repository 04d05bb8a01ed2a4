"""The accounts of the demo as the package asks for them: by id, by name or address, and who takes a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User

from workmentor_xblocks.demo.models import CourseRole
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.demo.people.roles import is_enrolled, may_train
from workmentor_xblocks.host.protocols import Account


def by_id(user_ids: Iterable[int]) -> dict[int, Account]:
    """The accounts of these ids, also closed ones."""
    return {user.id: _account(user) for user in User.objects.filter(id__in=list(user_ids))}


def find(username_or_email: str) -> Account | None:
    """The one account of this user name, else of this address."""
    wanted = username_or_email.strip()
    found = list(User.objects.filter(username=wanted)) or list(User.objects.filter(email__iexact=wanted)[:2])
    return _account(found[0]) if wanted and len(found) == 1 else None


def learners(course_key: str, *, cohort: str = "") -> Iterator[Account]:
    """Who is enrolled and not of the team; the demo has one cohort, the apprentices."""
    team = CourseRole.objects.filter(course_key=course_key).exclude(role=CourseRole.DATA_RESEARCHER)
    users = User.objects.filter(is_active=True, enrolments__course_key=course_key)
    if cohort:
        users = users.filter(username__in=[one.username for one in cast.CAST if one.cohort == cohort])
    for user in users.exclude(id__in=team.values("user_id")).order_by("username"):
        yield _account(user)


def takes(user_id: int, course_key: str) -> bool:
    """Whether this person takes the course."""
    user = User.objects.filter(id=user_id).first()
    return user is not None and is_enrolled(user, course_key)


def trains(user_id: int, course_key: str) -> bool:
    """Whether this person is staff of the course."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    return user is not None and may_train(user, course_key)


def _account(user: User) -> Account:
    return Account(
        user_id=user.id,
        username=user.username,
        full_name=user.get_full_name(),
        email=user.email,
        language=cast.BY_NAME[user.username].language if user.username in cast.BY_NAME else "",
        active=user.is_active,
    )
