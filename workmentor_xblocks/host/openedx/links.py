"""Addresses: of our pages and of blocks as mails link to them, and the one that a request came from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urljoin

from django.conf import settings
from edx_django_utils import ip
from openedx.core.djangoapps.content.course_overviews.models import CourseOverview
from openedx.core.djangoapps.site_configuration import helpers

from workmentor_xblocks.host.openedx import keys


def absolute_url(path: str, *, course_key: str = "") -> str:
    """The path in the LMS; of the site of the course's organisation, where there are several."""
    root: str = getattr(settings, "LMS_ROOT_URL", "")
    course = keys.course(course_key)
    if course is not None:
        root = helpers.get_value_for_org(course.org, "LMS_ROOT_URL", root)
    else:
        root = helpers.get_value("LMS_ROOT_URL", root)
    return urljoin(root, path)


def block_url(usage_key: str) -> str:
    """The platform's own jump, which knows in which unit the block stands."""
    key = keys.block_in_course(usage_key)
    if key is None:
        return ""
    course_key = str(key.context_key)
    path = f"/courses/{quote(course_key, safe=':+')}/jump_to/{quote(str(key), safe=':+@')}"
    return absolute_url(path, course_key=course_key)


def client_address(request: Any) -> str:
    """The rightmost address that the site does not vouch for itself: what comes before it anybody can write."""
    found: str | None = ip.get_safest_client_ip(request)
    return found or ""


def other_runs(usage_key: str) -> list[str]:
    """The same block in the courses of the same organisation and number."""
    key = keys.block_in_course(usage_key)
    if key is None:
        return []
    here = key.context_key
    runs = CourseOverview.objects.filter(org=here.org).values_list("id", flat=True)
    return sorted(
        str(key.map_into_course(run)) for run in runs if run.course == here.course and run.run != here.run
    )
