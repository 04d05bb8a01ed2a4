"""The services that a place offers to a block, and those that it is known not to offer.

The lists follow what a running LMS and Studio offered (seen on a running Open edX): the user service in Studio says
"student" even to the author, and only Studio has ``studio_user_permissions``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import NullI18nService

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo import addresses
from workmentor_xblocks.demo.people.roles import may_author, may_train

if TYPE_CHECKING:
    from workmentor_xblocks.demo.runtime.stage import DemoRuntime


class DemoUserService(UserService):
    """Tells a block who is there, with the platform's names of the facts."""

    def __init__(self, runtime: DemoRuntime) -> None:
        super().__init__()
        self._runtime = runtime

    def get_current_user(self) -> XBlockUser:
        """The person whose page it is."""
        runtime, user = self._runtime, self._runtime.people.user
        person = XBlockUser(is_current_user=True)
        known = user is not None and user.is_authenticated
        person.opt_attrs["edx-platform.is_authenticated"] = known
        if not known:
            return person
        in_lms = runtime.place is Place.LEARNING
        staff = in_lms and not runtime.people.masked and may_train(user, runtime.course_id)
        person.full_name = user.get_full_name()
        person.display_name = user.get_full_name()
        person.emails = [user.email]
        person.opt_attrs |= {
            "edx-platform.user_id": user.id,
            "edx-platform.username": user.username,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_role": "staff" if staff else "student",
            "edx-platform.anonymous_user_id": _anonymous_id(runtime),
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

    def __init__(self, runtime: DemoRuntime) -> None:
        self._runtime = runtime

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """The text with working addresses; in Studio only files are known."""
        jumps = self._runtime.place is Place.LEARNING and not static_replace_only
        return addresses.replace_urls(text, self._runtime.course_id, jumps=jumps)


class StudioPermissions:
    """Who may write and read the course in Studio."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def can_write(self, course_key: Any) -> bool:
        """Whether the person at the keyboard is an author of the course."""
        return may_author(self._actor, course_key)


class Publisher:
    """The ``publish`` service: the same as ``runtime.publish``."""

    def __init__(self, runtime: DemoRuntime) -> None:
        self._runtime = runtime

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Hand it on."""
        self._runtime.publish(block, event_type, event_data)


def for_place(runtime: DemoRuntime) -> dict[str, Any]:
    """The services of this runtime's place, by name."""
    offered: dict[str, Any] = {"user": DemoUserService(runtime), "i18n": DemoI18n()}
    if runtime.place in (Place.LEARNING, Place.PREVIEW):
        offered |= {"replace_urls": ReplaceUrls(runtime)}
    if runtime.place is Place.LEARNING:
        offered |= {"publish": Publisher(runtime)}
    if runtime.place in (Place.STUDIO, Place.PREVIEW):
        offered |= {"studio_user_permissions": StudioPermissions(runtime.people.actor)}
    return offered


def _anonymous_id(runtime: DemoRuntime) -> str | None:
    if runtime.place is Place.PREVIEW:
        return "student"
    if runtime.place is Place.STUDIO:
        return None
    seed = f"{settings.SECRET_KEY} {runtime.course_id} {runtime.user_id}"
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
