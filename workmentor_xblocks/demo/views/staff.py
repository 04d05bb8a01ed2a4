"""The trainer's pages: looking as a learner, the gradebook, and the tools of the instructor dashboard."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.course.kinds import CONTAINERS, Kind
from workmentor_xblocks.demo.models import Branch, Completion, LearnerState
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.people.roles import may_train
from workmentor_xblocks.demo.staff import grades, tools
from workmentor_xblocks.demo.views.people import back


def mask_bar(request: HttpRequest, course_key: object) -> dict[str, Any] | None:
    """What the "view as" bar shows; None for those who are not staff."""
    if not may_train(request.user, course_key):
        return None
    mask = masquerade.current(request, course_key)
    return {
        "course_key": str(course_key),
        "on": mask is not None,
        "learner": mask.learner if mask else None,
        "learners": learners(str(course_key)),
    }


def learners(course_key: str) -> list[User]:
    """The people who take the course, by name; those who were retired too."""
    return list(User.objects.filter(enrolments__course_key=course_key).order_by("first_name", "username"))


@login_required
@require_POST
def view_as(request: HttpRequest, course_key: str) -> HttpResponse:
    """Begin, change or end a masquerade."""
    _require_trainer(request, course_key)
    choice = request.POST.get("view_as", "")
    if choice == "staff":
        masquerade.leave(request, course_key)
    elif choice == "learner":
        masquerade.as_any_learner(request, course_key)
    elif not masquerade.as_learner(request, course_key, choice):
        messages.error(request, "Nobody of that name takes this course. The view was not changed.")
    return redirect(back(request, request.POST.get("next", "")))


@login_required
@require_GET
def gradebook(request: HttpRequest, course_key: str) -> HttpResponse:
    """Everybody's scores and completion, block by block."""
    tree = _tree(request, course_key)
    lines = []
    for learner in learners(course_key):
        parts = grades.subsections(tree, learner.id, staff=True)
        lines.append(
            {
                "learner": learner,
                "scores": [
                    score for part in parts for score in part.scores if score.element.kind != Kind.HTML
                ],
                "earned": sum(part.earned for part in parts),
                "possible": sum(part.possible for part in parts),
            }
        )
    blocks = [leaf for leaf in tree.leaves() if leaf.kind != Kind.HTML]
    return render(request, "demo/gradebook.html", {"tree": tree, "blocks": blocks, "lines": lines})


@login_required
@require_GET
def person(request: HttpRequest, course_key: str, user_id: int) -> HttpResponse:
    """One learner's raw state, with the tools that change it."""
    tree = _tree(request, course_key)
    learner = get_object_or_404(User, id=user_id, enrolments__course_key=course_key)
    rows = {row.usage_key: row for row in LearnerState.objects.filter(user_id=user_id, course_key=course_key)}
    done = dict(Completion.objects.filter(user_id=user_id).values_list("usage_key", "value"))
    blocks = [
        {
            "element": leaf,
            "row": rows.get(leaf.key),
            "state": _pretty(rows.get(leaf.key)),
            "done": done.get(leaf.key),
        }
        for leaf in tree.leaves()
        if leaf.kind != Kind.HTML and leaf.kind not in CONTAINERS
    ]
    return render(request, "demo/person.html", {"tree": tree, "learner": learner, "blocks": blocks})


@login_required
@require_POST
def tool(request: HttpRequest, course_key: str, user_id: int) -> HttpResponse:
    """Run one tool on one block of one learner."""
    _require_trainer(request, course_key)
    learner = get_object_or_404(User, id=user_id, enrolments__course_key=course_key)
    usage_key, which = request.POST.get("block", ""), request.POST.get("tool", "")
    if which == "reset_attempts":
        said = tools.reset_attempts(learner, usage_key)
    elif which == "delete_state":
        said = tools.delete_state(learner, usage_key)
    elif which in ("rescore", "rescore_if_higher"):
        said = tools.rescore(learner, usage_key, request.user, only_if_higher=which == "rescore_if_higher")
    elif which == "override":
        said = tools.override_score(learner, usage_key, request.user, request.POST.get("score", ""))
    elif which == "change_email":
        said = tools.change_email(learner, request.POST.get("email", "").strip())
    elif which in ("retire", "unenrol"):
        messages.info(
            request, tools.retire(learner) if which == "retire" else tools.unenrol(learner, course_key)
        )
        return redirect("demo:gradebook", course_key)
    else:
        said = "There is no such tool."
    messages.info(request, said)
    return redirect("demo:person", course_key, user_id)


def _tree(request: HttpRequest, course_key: str) -> outline.Element:
    _require_trainer(request, course_key)
    tree = outline.course(course_key, Branch.PUBLISHED)
    if tree is None:
        raise Http404("There is no such course.")
    return tree


def _require_trainer(request: HttpRequest, course_key: str) -> None:
    if not may_train(request.user, course_key):
        raise PermissionDenied("Only the staff of the course have this page.")


def _pretty(row: LearnerState | None) -> str:
    return json.dumps(json.loads(row.state), indent=2, ensure_ascii=False) if row else ""
