"""Accounts of the platform, and what they are to a course: asked about others, never about who clicks.

Whoever asks is known by the request (``people``); the masquerade does not reach this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import crum
from common.djangoapps.student.models import CourseAccessRole, CourseEnrollment
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, Subquery
from opaque_keys.edx.keys import CourseKey
from openedx.core.djangoapps.course_groups.models import CohortMembership
from openedx.core.djangoapps.lang_pref import LANGUAGE_KEY
from openedx.core.djangoapps.user_api.models import UserPreference

from workmentor_xblocks.host.openedx import keys
from workmentor_xblocks.host.protocols import Account

_TIME_ZONE_KEY = "time_zone"
_STAFF = ("staff", "limited_staff", "instructor")
_BATCH = 500


def accounts(user_ids: Iterable[int]) -> dict[int, Account]:
    """The accounts of these ids."""
    return {found.user_id: found for found in _accounts(_users().filter(id__in=list(user_ids)))}


def find_account(username_or_email: str) -> Account | None:
    """The one account of this user name or address."""
    wanted = username_or_email.strip()
    if not wanted:
        return None
    # The database may compare names without case; an exact match goes before an address.
    found = list(_accounts(_users().filter(Q(username=wanted) | Q(email__iexact=wanted))[:3]))
    by_name = [one for one in found if one.username == wanted]
    by_address = [one for one in found if one.email.casefold() == wanted.casefold()]
    best = by_name or by_address
    return best[0] if len(best) == 1 else None


def learners(course_key: str, *, cohort: str = "") -> Iterator[Account]:
    """Who takes the course and is not staff of it."""
    key = keys.course(course_key)
    if key is None:
        return
    enrolments = CourseEnrollment.objects.filter(
        course_id=key, is_active=True, user__is_active=True, user__is_staff=False
    )
    user_ids = set(enrolments.values_list("user_id", flat=True)) - _team(key)
    if cohort:
        members = CohortMembership.objects.filter(course_id=key, course_user_group__name=cohort)
        user_ids &= set(members.values_list("user_id", flat=True))
    in_order = sorted(user_ids)
    found: list[Account] = []
    for start in range(0, len(in_order), _BATCH):
        found += _accounts(_users().filter(id__in=in_order[start : start + _BATCH]))
    yield from sorted(found, key=lambda one: one.username)


def is_enrolled(user_id: int, course_key: str) -> bool:
    """Whether this person takes the course."""
    key = keys.course(course_key)
    if key is None:
        return False
    asking = crum.get_current_user()
    if asking is not None and asking.id == user_id:
        return bool(
            CourseEnrollment.is_enrolled(asking, key)
        )  # the platform has asked for it in this request
    return CourseEnrollment.objects.filter(user_id=user_id, course_id=key, is_active=True).exists()


def is_trainer(user_id: int, course_key: str) -> bool:
    """Whether this person is staff of the course."""
    from lms.djangoapps.courseware.access import has_access

    key = keys.course(course_key)
    user = _users().filter(id=user_id, is_active=True).first()
    return key is not None and user is not None and bool(has_access(user, "staff", key))


def _team(key: CourseKey) -> set[int]:
    """Staff who enrolled in their own course to look at it."""
    of_course = CourseAccessRole.objects.filter(course_id=key, role__in=_STAFF)
    # The manager, and only as a keyword, turns None into what the column holds for a whole organisation.
    of_organisation = CourseAccessRole.objects.filter(org=key.org, course_id=None, role__in=_STAFF)
    return {role.user_id for role in (*of_course, *of_organisation)}


def _accounts(users: Any) -> Iterator[Account]:
    names = ("id", "username", "profile__name", "email", "is_active", "language", "time_zone")
    rows = users.annotate(language=_chosen(LANGUAGE_KEY), time_zone=_chosen(_TIME_ZONE_KEY))
    for user_id, username, name, email, active, language, time_zone in rows.values_list(*names):
        yield Account(user_id, username, name or "", email, language or "", time_zone or "", active)


def _chosen(key: str) -> Subquery:
    """What somebody chose for themselves, in the statement that asks for the account."""
    return Subquery(UserPreference.objects.filter(user_id=OuterRef("pk"), key=key).values("value")[:1])


def _users() -> Any:
    users: Any = get_user_model()  # with the platform's profile beside it
    return users.objects.order_by("username")
