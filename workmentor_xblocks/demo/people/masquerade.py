"""Staff see a course as a learner does: as one learner by name, or as any learner.

Kept in the session, per course. As one learner, fields are written into this session only; as any learner they are
the staff member's own (seen on a running Open edX).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from workmentor_xblocks.demo.models import Enrolment
from workmentor_xblocks.demo.people.roles import may_train

_SESSION = "masquerade"


@dataclass(frozen=True)
class Masquerade:
    """Whose eyes: those of ``learner``, or of any learner when that is None."""

    learner: User | None = None


def current(request: HttpRequest, course_key: object) -> Masquerade | None:
    """The masquerade of this session in this course; none for those who are not staff of it."""
    kept: dict[str, Any] = request.session.get(_SESSION, {})
    if str(course_key) not in kept or not may_train(request.user, course_key):
        return None
    user_id = kept[str(course_key)]
    if user_id is None:
        return Masquerade()
    learner = User.objects.filter(id=user_id, is_active=True).first()
    return Masquerade(learner) if learner else None


def as_any_learner(request: HttpRequest, course_key: object) -> None:
    """Look as a learner without a name."""
    _keep(request, course_key, None)


def as_learner(request: HttpRequest, course_key: object, username: str) -> bool:
    """Look as this learner; False, and nothing changed, when they do not take the course."""
    found = Enrolment.objects.filter(user__username=username, course_key=str(course_key)).first()
    if found is None:
        return False
    _keep(request, course_key, found.user_id)
    return True


def leave(request: HttpRequest, course_key: object) -> None:
    """Look as oneself again."""
    kept = dict(request.session.get(_SESSION, {}))
    kept.pop(str(course_key), None)
    request.session[_SESSION] = kept


def leave_all(request: HttpRequest) -> None:
    """Look as oneself in every course."""
    request.session.pop(_SESSION, None)


def _keep(request: HttpRequest, course_key: object, user_id: int | None) -> None:
    request.session[_SESSION] = {**request.session.get(_SESSION, {}), str(course_key): user_id}
