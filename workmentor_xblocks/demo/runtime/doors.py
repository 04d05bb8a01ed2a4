"""The ways in which a block is opened: by a learner, by staff in a learner's name, in Studio, or by nobody.

Each answers with a runtime that writes exactly what that place writes.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.people.roles import may_author
from workmentor_xblocks.demo.runtime.authored import AuthoredFields, Writes
from workmentor_xblocks.demo.runtime.personal import NobodysFields, PersonalFields, SessionFields
from workmentor_xblocks.demo.runtime.stage import DemoRuntime
from workmentor_xblocks.demo.runtime.visit import People, Visit

# Where a session keeps what is not recorded: played as a learner, and played in Studio's preview.
DRAWERS = ("masquerade_state", "preview_state")


def learning(request: HttpRequest, course_key: Any) -> DemoRuntime:
    """The LMS: published content; state in the tables, or in the session while looking as one learner."""
    mask = masquerade.current(request, course_key)
    actor = request.user if request.user.is_authenticated else None
    people = People(
        user=mask.learner if mask and mask.learner else actor, actor=actor, masked=mask is not None
    )
    personal: Any = PersonalFields() if people.user else NobodysFields()
    if people.in_disguise:
        personal = SessionFields(request.session, DRAWERS[0], behind=personal)
    return DemoRuntime(
        visit=Visit(Place.LEARNING, people, course_key),
        authored=AuthoredFields(Branch.PUBLISHED, writes=Writes.REFUSE),
        personal=personal,
    )


def as_staff_tool(learner: Any, actor: Any, course_key: Any) -> DemoRuntime:
    """A dashboard tool that works on a learner's block: really writes in their name."""
    return DemoRuntime(
        visit=Visit(Place.LEARNING, People(user=learner, actor=actor), course_key),
        authored=AuthoredFields(Branch.PUBLISHED, writes=Writes.REFUSE),
        personal=PersonalFields(),
    )


def preview(request: HttpRequest, course_key: Any) -> DemoRuntime:
    """Studio's preview of a unit: the draft, played in the session, leaving no trace."""
    return DemoRuntime(
        visit=Visit(Place.PREVIEW, People(user=request.user, actor=request.user), course_key),
        authored=AuthoredFields(Branch.DRAFT, writes=Writes.DROP),
        personal=SessionFields(request.session, DRAWERS[1]),
        handler_root="/studio/preview/handler/",
    )


def studio(request: HttpRequest, course_key: Any) -> DemoRuntime:
    """Studio's editor: fields of the draft are saved for authors, and not for others who find the address."""
    saves = Writes.SAVE if may_author(request.user, course_key) else Writes.DROP
    return DemoRuntime(
        visit=Visit(Place.STUDIO, People(user=request.user, actor=request.user), course_key),
        authored=AuthoredFields(Branch.DRAFT, writes=saves),
        personal=NobodysFields(),
        handler_root="/studio/handler/",
    )


def unbound(
    course_key: Any, *, branch: str = Branch.PUBLISHED, writes: Writes = Writes.REFUSE
) -> DemoRuntime:
    """A block that belongs to nobody: for reading the course, importing and exporting it."""
    return DemoRuntime(
        visit=Visit(Place.ELSEWHERE, People(), course_key),
        authored=AuthoredFields(branch, writes=writes),
        personal=NobodysFields(),
    )
