"""The services that a place offers to a block, and those that it is known not to offer.

The lists follow what a running LMS and Studio offered (seen on a running Open edX): the user service in Studio says
"student" even to the author, and only Studio has ``studio_user_permissions``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo import addresses
from workmentor_xblocks.demo.people.roles import may_author, may_train
from workmentor_xblocks.demo.runtime.visit import Visit


class DemoUserService(UserService):
    """Tells a block who is there, with the platform's names of the facts."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit

    def get_current_user(self) -> XBlockUser:
        """The person whose page it is."""
        visit, user = self._visit, self._visit.people.user
        person = XBlockUser(is_current_user=True)
        known = user is not None and user.is_authenticated
        person.opt_attrs["edx-platform.is_authenticated"] = known
        if not known:
            return person
        in_lms = visit.place is Place.LEARNING
        staff = in_lms and not visit.people.masked and may_train(user, visit.course_key)
        person.full_name = user.get_full_name()
        person.display_name = user.get_full_name()
        person.emails = [user.email]
        person.opt_attrs |= {
            "edx-platform.user_id": user.id,
            "edx-platform.username": user.username,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_role": "staff" if staff else "student",
            "edx-platform.anonymous_user_id": _anonymous_id(visit),
        }
        return person


class DemoI18n(NullI18nService):
    """Django's words in Django's language; the package brings its own."""

    def gettext(self, message: str) -> str:
        """The site's translation."""
        return translation.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The site's translation of a count."""
        return translation.ngettext(singular, plural, number)


class ReplaceUrls:
    """Makes ``/static/…`` and ``/jump_to_id/…`` work on the page."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """The text with working addresses; in Studio only files are known."""
        jumps = self._visit.place is Place.LEARNING and not static_replace_only
        return addresses.replace_urls(text, self._visit.course_key, jumps=jumps)


class StudioPermissions:
    """Who may write and read the course in Studio."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def can_write(self, course_key: Any) -> bool:
        """Whether the person at the keyboard is an author of the course."""
        return may_author(self._actor, course_key)


class Publisher:
    """The ``publish`` service: the same as ``runtime.publish``."""

    def __init__(self, publish: Callable[[Any, str, dict[str, Any]], None]) -> None:
        self.publish = publish


def for_visit(visit: Visit, publish: Callable[[Any, str, dict[str, Any]], None]) -> dict[str, Any]:
    """The services of the place that is visited, by name."""
    offered: dict[str, Any] = {"user": DemoUserService(visit), "i18n": DemoI18n()}
    if visit.place in (Place.LEARNING, Place.PREVIEW):
        offered |= {"replace_urls": ReplaceUrls(visit)}
    if visit.place is Place.LEARNING:
        offered |= {"publish": Publisher(publish)}
    if visit.place in (Place.STUDIO, Place.PREVIEW):
        offered |= {"studio_user_permissions": StudioPermissions(visit.people.actor)}
    return offered


def _anonymous_id(visit: Visit) -> str | None:
    if visit.place is Place.PREVIEW:
        return "student"
    if visit.place is Place.STUDIO:
        return None
    seed = f"{settings.SECRET_KEY} {visit.course_key} {visit.user_id}"
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
