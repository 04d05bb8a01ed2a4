"""Who is there, as LMS and Studio tell it.

The state's owner is ``scope_ids.user_id``, the person who clicked is crum's user. The user service and
``runtime.user_id`` are never asked: split modulestore shares them between requests of one process, and in hooks on
unbound blocks they name the last visitor (both seen).
"""

from __future__ import annotations

from typing import Any

import crum
from common.djangoapps.student.models import CourseEnrollment
from common.djangoapps.student.roles import CourseDataResearcherRole
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from opaque_keys.edx.keys import CourseKey

from workmentor_xblocks.core.people.viewer import Place, Role, Viewer, WhyNot
from workmentor_xblocks.host.openedx import keys
from workmentor_xblocks.host.protocols import Block, Person

_NOBODY = Viewer(user_id=None, actor_id=None, place=Place.LEARNING, why_not=WhyNot.ANONYMOUS)


def viewer(block: Block) -> Viewer:
    """Who asks for this block in this request."""
    course_key = block.scope_ids.usage_id.context_key
    is_studio = getattr(settings, "SERVICE_VARIANT", "") == "cms"
    if not isinstance(course_key, CourseKey):
        return _in_library(block) if is_studio else _NOBODY
    actor = crum.get_current_user()
    if actor is None or not actor.is_authenticated:
        return _NOBODY
    if is_studio:
        return _in_studio(block, actor, course_key)
    user_id = block.scope_ids.user_id
    return _in_lms(actor, user_id, course_key) if isinstance(user_id, int) else _NOBODY


def viewer_for_page(request: Any, course_key: str) -> Viewer:
    """Who asks for a page of ours outside a unit; there is no masquerade there, so the person is the account."""
    user = request.user
    key = keys.course(course_key)
    if key is None or not user.is_authenticated:
        return _NOBODY
    return _in_lms(user, user.id, key)


def _in_lms(actor: Any, user_id: int, course_key: CourseKey) -> Viewer:
    masquerading = _is_masquerading(actor, user_id, course_key)
    owner = actor if actor.id == user_id else get_user_model().objects.filter(id=user_id).first()
    is_in = owner is not None and CourseEnrollment.is_enrolled(owner, course_key)
    roles = frozenset() if masquerading else _roles(actor, course_key)
    if is_in:
        roles |= {Role.MENTOR}
    belongs = is_in or Role.TRAINER in roles
    return Viewer(
        user_id=user_id,
        actor_id=getattr(actor, "real_user", actor).id,
        username=actor.username,
        address=actor.email if actor.id == user_id and actor.is_active and not masquerading else "",
        roles=roles,
        place=Place.LEARNING,
        may_write_fields=belongs or masquerading,
        may_write_records=belongs and not masquerading,
        why_not=WhyNot.MASQUERADING if masquerading else None if belongs else WhyNot.NOT_ENROLLED,
    )


def _is_masquerading(actor: Any, user_id: int, course_key: CourseKey) -> bool:
    """Generic masquerade is only known to the platform; a foreign state is known by the ids as well."""
    from lms.djangoapps.courseware.masquerade import is_masquerading_as_student

    real = getattr(actor, "real_user", None) or actor
    return real.id != user_id or bool(is_masquerading_as_student(actor, course_key))


def _roles(user: Any, course_key: CourseKey) -> frozenset[Role]:
    from lms.djangoapps.courseware.access import has_access

    roles = set()
    # The very object of the request: the same user fetched again is "staff" inside a masquerade (seen).
    if has_access(user, "staff", course_key):
        roles.add(Role.TRAINER)
    if CourseDataResearcherRole(course_key).has_user(user):
        roles.add(Role.RESEARCHER)
    if user.is_superuser:
        roles.add(Role.OPERATOR)
    return frozenset(roles)


def _in_studio(block: Block, actor: Any, course_key: CourseKey) -> Viewer:
    """Any signed-in person can call any Studio handler (seen), so writing is asked of the permissions service."""
    service = block.runtime.service(block, "studio_user_permissions")
    is_author = bool(service and service.can_write(course_key))
    is_preview = bool(getattr(block.runtime, "is_author_mode", False))
    return Viewer(
        user_id=actor.id,
        actor_id=actor.id,
        username=actor.username,
        roles=frozenset({Role.AUTHOR}) if is_author else frozenset(),
        place=Place.PREVIEW if is_preview else Place.STUDIO,
        may_write_fields=is_preview and is_author,
        why_not=WhyNot.STUDIO,
    )


def _in_library(block: Block) -> Viewer:
    """A library checks its views and none of its handlers, whose address alone says who asks (both seen)."""
    from openedx.core.djangoapps.xblock.learning_context.manager import get_learning_context_impl

    key, user_id = block.scope_ids.usage_id, block.scope_ids.user_id
    user = get_user_model().objects.filter(id=user_id).first() if isinstance(user_id, int) else None
    if user is None:
        return _NOBODY
    library = get_learning_context_impl(key)
    is_author = bool(library.can_edit_block(user, key))
    return Viewer(
        user_id=user_id,
        actor_id=user_id,
        username=user.username,
        roles=frozenset({Role.AUTHOR}) if is_author else frozenset(),
        place=Place.LIBRARY,
        may_write_fields=is_author or bool(library.can_view_block_for_editing(user, key)),
        why_not=WhyNot.STUDIO,
    )


def people(user_ids: frozenset[int], course_key: str) -> dict[int, Person]:
    """Names of users, and whether they are enrolled in the course."""
    users: Any = get_user_model()  # with the platform's profile beside it
    takes = CourseEnrollment.objects.filter(
        user_id=OuterRef("pk"), course_id=CourseKey.from_string(course_key), is_active=True
    )
    found = users.objects.filter(id__in=user_ids).annotate(takes=Exists(takes))
    return {
        user_id: Person(user_id, username, name or "", enrolled)
        for user_id, username, name, enrolled in found.values_list("id", "username", "profile__name", "takes")
    }
