"""The course as learners see it: its outline, its units, and a unit in a frame as the learning application shows it.

Only the enrolled and staff get a page; for others it is not there (seen on a running Open edX).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from workmentor_xblocks.demo import keys, page, rendering
from workmentor_xblocks.demo.course import editions, outline
from workmentor_xblocks.demo.models import Branch, Completion
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.people.roles import is_enrolled, may_train, roles
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.views import staff


@login_required
@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    """Every course, with what this person finished."""
    shown = []
    for course_key in outline.course_keys():
        tree = outline.course(course_key, Branch.PUBLISHED)
        if tree is None:
            continue
        mask = masquerade.current(request, course_key)
        whose: Any = mask.learner if mask and mask.learner else request.user
        done = Completion.objects.filter(user_id=whose.id, course_key=course_key, value__gte=1)
        shown.append(
            {
                "key": course_key,
                "tree": tree,
                "open": bool(roles(request.user, course_key)),
                "done": set(done.values_list("usage_key", flat=True)),
                "mask_bar": staff.mask_bar(request, course_key),
            }
        )
    return render(request, "demo/courses.html", {"courses": shown, "level": page.heading(shown)})


@login_required
@require_GET
def unit(request: HttpRequest, usage: str) -> HttpResponse:
    """One unit with everything around it."""
    return _unit(request, usage, "demo/unit.html")


@require_GET
@xframe_options_sameorigin
def bare_unit(request: HttpRequest, usage: str) -> HttpResponse:
    """One unit and nothing else: what stands in the frame of the learning application."""
    return _unit(request, usage, "demo/bare_unit.html")


@login_required
@require_GET
def framed_unit(request: HttpRequest, usage: str) -> HttpResponse:
    """A page with a frame that grows with the unit in it."""
    tree, element = _published_unit(request, usage)
    return render(request, "demo/framed_unit.html", {"tree": tree, "unit": element})


@login_required
@require_GET
def jump(request: HttpRequest, course_key: str, block_id: str) -> HttpResponse:
    """The unit that holds the element of this id."""
    tree = outline.course(course_key, Branch.PUBLISHED)
    for element in tree.walk() if tree else ():
        usage_key = keys.usage(element.key)
        if usage_key is not None and usage_key.block_id == block_id:
            found = editions.unit_of(element.key, Branch.PUBLISHED) or next(
                (u.key for u in element.units()), None
            )
            if found:
                return redirect("demo:unit", found)
    raise Http404("Nothing of this id is in the course.")


def _unit(request: HttpRequest, usage: str, template: str) -> HttpResponse:
    tree, element = _published_unit(request, usage)
    course_key = keys.usage(usage).context_key
    runtime = doors.learning(request, course_key)
    mask_bar = staff.mask_bar(request, course_key)
    if runtime.people.in_disguise:
        # In a page view the platform replaces the request's user by the learner (seen on a running Open edX).
        runtime.people.user.real_user = request.user
        request.user = runtime.people.user
    shown = [rendering.show(runtime, child, "student_view") for child in element.children]
    units = tree.units()
    place = [one.key for one in units].index(element.key)
    return render(
        request,
        template,
        {
            "tree": tree,
            "unit": element,
            "blocks": shown,
            "resources": rendering.resources(shown),
            "previous": units[place - 1] if place else None,
            "following": units[place + 1] if place + 1 < len(units) else None,
            "mask_bar": mask_bar,
            "studio_link": reverse("demo:studio_unit", args=[element.key]),
        },
    )


def _published_unit(request: HttpRequest, usage: str) -> tuple[outline.Element, outline.Element]:
    usage_key = keys.usage(usage)
    person: Any = page.actor(request)
    if usage_key is None or not (
        is_enrolled(person, usage_key.context_key) or may_train(person, usage_key.context_key)
    ):
        raise Http404("There is no such unit for you.")
    tree = outline.course(str(usage_key.context_key), Branch.PUBLISHED)
    found = next((one for one in tree.units() if one.key == usage), None) if tree else None
    if tree is None or found is None:
        raise Http404("The course has no such unit.")
    return tree, found
