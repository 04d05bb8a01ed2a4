"""What every page of the demo shows around its own content: who is there, who else could be, and in which language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import translation

from workmentor_xblocks.demo.models import CourseRole
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.demo.place import PACKAGE


def actor(request: HttpRequest) -> Any:
    """Who sits at the keyboard, also on a page that belongs to the learner they look at."""
    user = getattr(request, "user", None)
    return getattr(user, "real_user", None) or user


def context(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor of the demo."""
    person = actor(request)
    known = person is not None and person.is_authenticated
    held = (
        set(CourseRole.objects.filter(user_id=person.id).values_list("role", flat=True)) if known else set()
    )
    return {
        "person": person if known else None,
        "member": cast.BY_NAME.get(person.username) if known else None,
        "cast": present_cast(),
        "guests": cast.GUESTS,
        "is_author": known and (person.is_superuser or CourseRole.STAFF in held),
        "languages": languages(),
        "language": translation.get_language(),
    }


def present_cast() -> list[cast.Member]:
    """The people who can be signed in; the retired are gone."""
    here = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    return [member for member in cast.CAST if member.username in here]


def languages() -> list[tuple[str, str]]:
    """English and every language that the package brings words in, each by its own name."""
    known = dict(settings.LANGUAGES)
    brought = {folder.parent.name for folder in (PACKAGE / "translations").glob("*/LC_MESSAGES")}
    codes = {"en"} | {translation.to_language(name) for name in brought}
    return sorted(
        (code, translation.get_language_info(code)["name_local"]) for code in codes if code in known
    )


def heading(courses: list[Any]) -> int:
    """The level of a course's name on a page of courses: the page's own heading, unless there are several."""
    return 1 if len(courses) == 1 else 2
