"""A person's own progress: what is finished, and which scores count how much."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workmentor_xblocks.demo import page
from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.models import Branch, Completion
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.people.roles import may_train, roles
from workmentor_xblocks.demo.staff import grades
from workmentor_xblocks.demo.views import staff


@login_required
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """The progress page, of oneself or of the learner one looks as."""
    shown = []
    for course_key in outline.course_keys():
        tree = outline.course(course_key, Branch.PUBLISHED)
        if tree is None or not roles(request.user, course_key):
            continue
        mask = masquerade.current(request, course_key)
        whose: Any = mask.learner if mask and mask.learner else request.user
        as_staff = mask is None and may_train(request.user, course_key)
        parts = grades.subsections(tree, whose.id, staff=as_staff)
        shown.append(
            {
                "tree": tree,
                "whose": whose,
                "parts": parts,
                "earned": sum(part.earned for part in parts if not part.hidden),
                "possible": sum(part.possible for part in parts if not part.hidden),
                "done": Completion.objects.filter(
                    user_id=whose.id, course_key=course_key, value__gte=1
                ).count(),
                "all": len(tree.leaves()),
                "mask_bar": staff.mask_bar(request, course_key),
            }
        )
    return render(request, "demo/progress.html", {"courses": shown, "level": page.heading(shown)})
