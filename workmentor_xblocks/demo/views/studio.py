"""The author's pages: outline, units of the draft with a preview, the editor of a block, publishing and export.

The pages are for authors only, as in Studio; its handlers are not (see ``handlers``).
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from workmentor_xblocks.demo import keys, page, rendering
from workmentor_xblocks.demo.course import authoring, editions, export as olx_export, outline
from workmentor_xblocks.demo.course.kinds import Kind
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.people.roles import may_author
from workmentor_xblocks.demo.runtime import doors


@login_required
@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    """The drafts of the courses that this person writes."""
    mine = [key for key in outline.course_keys() if may_author(request.user, key)]
    if not mine:
        raise PermissionDenied("Studio is for the authors of a course. In this demo that is Aad.")
    trees = [tree for key in mine if (tree := outline.course(key, Branch.DRAFT))]
    changed = {unit.key for tree in trees for unit in tree.units() if editions.is_changed(unit.key)}
    return render(
        request,
        "demo/studio_courses.html",
        {"trees": trees, "changed": changed, "level": page.heading(trees)},
    )


@login_required
@require_GET
def unit(request: HttpRequest, usage: str) -> HttpResponse:
    """One unit of the draft: every block as its author sees it, with what can be done to it."""
    tree, element = _draft(request, usage, kinds={Kind.VERTICAL})
    runtime = doors.preview(request, keys.usage(usage).context_key)
    shown = [rendering.show(runtime, child, "author_view") for child in element.children]
    context = {
        "tree": tree,
        "unit": element,
        "blocks": shown,
        "resources": rendering.resources(shown),
        "addable": authoring.addable(tree),
        "changed": editions.is_changed(usage),
        "published": editions.was_published(usage),
    }
    return render(request, "demo/studio_unit.html", context)


@login_required
@require_POST
@transaction.atomic
def change(request: HttpRequest, usage: str) -> HttpResponse:
    """Add, move, duplicate or delete a block of a unit, or publish or discard the unit."""
    tree, element = _draft(request, usage, kinds={Kind.VERTICAL})
    what, block = request.POST.get("what", ""), request.POST.get("block", "")
    if what == "add":
        return _add(request, tree, usage)
    if what in ("publish", "discard"):
        _publish_or_discard(request, usage, what)
    elif block in {child.key for child in element.children}:
        _change_block(request, what, block)
    else:
        messages.error(request, "That block is no longer in the unit.")
    return redirect("demo:studio_unit", usage)


@login_required
def edit(request: HttpRequest, usage: str) -> HttpResponse:
    """The editor of one block, alone on the page as in the authoring application's frame."""
    tree, element = _draft(request, usage)
    unit_key = editions.unit_of(usage, Branch.DRAFT) or ""
    context: dict[str, Any] = {
        "tree": tree,
        "element": element,
        "back": reverse("demo:studio_unit", args=[unit_key]),
    }
    if element.kind == Kind.HTML:
        return _edit_text(request, usage, context)
    shown = rendering.show(doors.studio(request, keys.usage(usage).context_key), element, "studio_view")
    context |= {"shown": shown, "resources": rendering.resources([shown])}
    return render(request, "demo/studio_edit.html", context)


@login_required
@require_GET
def olx(request: HttpRequest, usage: str) -> HttpResponse:
    """The OLX of one element, as the export would write it."""
    tree, element = _draft(request, usage)
    unit_key = editions.unit_of(usage, Branch.DRAFT)
    context = {"tree": tree, "element": element, "olx": olx_export.block_olx(usage), "unit_key": unit_key}
    return render(request, "demo/studio_olx.html", context)


@login_required
@require_GET
def export(request: HttpRequest, course_key: str) -> HttpResponse:
    """The course as ``course.tar.gz``."""
    if not may_author(request.user, course_key) or course_key not in outline.course_keys():
        raise PermissionDenied("Only the authors of the course can export it.")
    response = HttpResponse(olx_export.course_archive(course_key), content_type="application/gzip")
    response["Content-Disposition"] = 'attachment; filename="course.tar.gz"'
    return response


def _draft(
    request: HttpRequest, usage: str, kinds: set[Kind] | None = None
) -> tuple[outline.Element, outline.Element]:
    usage_key = keys.usage(usage)
    if usage_key is None or not may_author(request.user, usage_key.context_key):
        raise PermissionDenied("Studio is for the authors of a course. In this demo that is Aad.")
    tree = outline.course(str(usage_key.context_key), Branch.DRAFT)
    found = next((one for one in tree.walk() if one.key == usage), None) if tree else None
    if tree is None or found is None or (kinds and found.kind not in kinds):
        raise Http404("The draft has no such element.")
    return tree, found


def _add(request: HttpRequest, tree: outline.Element, unit_key: str) -> HttpResponse:
    block_type = request.POST.get("type", "")
    if block_type not in dict(authoring.addable(tree)):
        messages.error(request, "A block of this type cannot be added to the course.")
        return redirect("demo:studio_unit", unit_key)
    return redirect("demo:studio_edit", authoring.add(unit_key, block_type))


def _publish_or_discard(request: HttpRequest, unit_key: str, what: str) -> None:
    if what == "publish":
        editions.publish(unit_key)
        messages.success(request, "Published: learners now see this unit as it is here.")
    elif editions.was_published(unit_key):
        editions.discard(unit_key)
        messages.success(request, "Your changes were discarded: this is what learners see.")


def _change_block(request: HttpRequest, what: str, block: str) -> None:
    if what in ("up", "down"):
        authoring.move(block, by=-1 if what == "up" else 1)
    elif what == "duplicate":
        authoring.duplicate(block)
    elif what == "delete":
        authoring.delete(block)
        messages.info(request, "Deleted from your draft. Learners keep it until you publish the unit.")


def _edit_text(request: HttpRequest, usage: str, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        authoring.write_text(usage, name=request.POST.get("name", ""), html=request.POST.get("html", ""))
        return redirect(context["back"])
    context["values"] = authoring.values_of(usage)
    return render(request, "demo/studio_text.html", context)
