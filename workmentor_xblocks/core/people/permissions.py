"""Who may do what: one table from permissions to the roles that hold them (OEP-66).

Owning a thing gives more than a role does: what one wrote or did is always one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.people.viewer import Place, Role, Viewer, WhyNot


class Permission(StrEnum):
    """A thing that can be done, named as people say it."""

    SEE_REPORT = "see_report"  # counts and single runs, with names
    EXPORT_WITHOUT_NAMES = "export_without_names"
    WRITE_CONTENT = "write_content"


GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.SEE_REPORT: frozenset({Role.TRAINER, Role.OPERATOR}),
    Permission.EXPORT_WITHOUT_NAMES: frozenset({Role.TRAINER, Role.RESEARCHER, Role.OPERATOR}),
    Permission.WRITE_CONTENT: frozenset({Role.AUTHOR}),
}

_REFUSALS = {
    Permission.SEE_REPORT: _("Only the trainers of this course can see its results."),
    Permission.EXPORT_WITHOUT_NAMES: _(
        "Only trainers and researchers of this course can take its results along."
    ),
    Permission.WRITE_CONTENT: _("Only the authors of this course can change it. Ask its team for access."),
}

# What every block can say; one that knows a better sentence of its own takes it instead.
WHY_NOT: dict[WhyNot, Message] = {
    WhyNot.ANONYMOUS: Message("sign_in", _("Sign in to change anything here.")),
    WhyNot.NOT_ENROLLED: Message(
        "not_enrolled_here", _("You are not enrolled in this course, so nothing can be changed here.")
    ),
    WhyNot.MASQUERADING: Message(
        "masquerading_here", _("You are viewing as a learner, so nothing can be changed here.")
    ),
    WhyNot.STUDIO: Message("studio_here", _("This is a preview: nothing can be changed here.")),
    WhyNot.NO_HOST: Message("no_host_here", _("This works only inside a course.")),
}


def may(viewer: Viewer, permission: Permission) -> bool:
    """True when one of the viewer's roles holds the permission."""
    return viewer.is_any(*GRANTS[permission])


def require(viewer: Viewer, permission: Permission) -> None:
    """Raise ``NotAllowed`` unless the viewer holds the permission."""
    if not may(viewer, permission):
        raise NotAllowed(Message(f"not_allowed_{permission}", _REFUSALS[permission]))


def require_author(viewer: Viewer) -> None:
    """Raise ``NotAllowed`` unless the viewer writes the course (or library) and stands in its editor.

    Everywhere else the platform drops what is written to content (Studio's preview) or fails (the LMS): both seen.
    """
    require(viewer, Permission.WRITE_CONTENT)
    if viewer.place not in (Place.STUDIO, Place.LIBRARY):
        raise NotAllowed(Message("not_here", _REFUSALS[Permission.WRITE_CONTENT]))


def require_own_state(viewer: Viewer, why_not: Mapping[WhyNot, Message] = WHY_NOT) -> None:
    """Raise ``NotAllowed``, in the sentences of ``why_not``, unless the viewer can keep anything of their own here."""
    if not viewer.may_write_fields:
        raise NotAllowed(why_not[viewer.why_not or WhyNot.NO_HOST])
