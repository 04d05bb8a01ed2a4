"""Who may do what: one table from permissions to the roles that hold them (OEP-66).

Owning a run gives more than a role does: one's own run, notes and page to keep are always one's own.
"""

from __future__ import annotations

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

WHY_NOT: dict[WhyNot, Message] = {
    WhyNot.ANONYMOUS: Message("anonymous", _("Sign in to play. What you choose is then kept for you.")),
    WhyNot.NOT_ENROLLED: Message("not_enrolled", _("You are not enrolled in this course. Enrol to play.")),
    WhyNot.MASQUERADING: Message(
        "masquerading", _("You are viewing as a learner: this is practice and is not recorded.")
    ),
    WhyNot.STUDIO: Message("studio", _("This is a preview: you can play it, and nothing is recorded.")),
    WhyNot.NO_HOST: Message(
        "no_host", _("You can play here, and nothing is recorded beyond this page's own memory.")
    ),
}


_AS_ANY_LEARNER = Message(
    "masquerading_as_any_learner",
    _("You are viewing as any learner: what you do is kept as your own try, and it counts nowhere."),
)


def reason_of(viewer: Viewer) -> Message | None:
    """Why what this viewer does is not recorded as everybody's is, in a sentence; None where it is."""
    if viewer.why_not is None:
        return None
    return _AS_ANY_LEARNER if viewer.is_any_learner else WHY_NOT[viewer.why_not]


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


def require_own_state(viewer: Viewer) -> None:
    """Raise ``NotAllowed`` unless the viewer can keep anything of their own here."""
    if not viewer.may_write_fields:
        raise NotAllowed(WHY_NOT[viewer.why_not or WhyNot.NO_HOST])
