"""Who stands in front of a block, and what may be written on their behalf.

A viewer is built anew for each request by the host and fails closed: what the host cannot say is not allowed.
Identity is the block's own ``scope_ids.user_id``; the person who really clicked is the actor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is to a course (never what a person is to a run: that is ownership)."""

    MENTOR = "mentor"  # enrolled: plays, writes, reads back their own
    TRAINER = "trainer"  # staff, limited staff or instructor of the course, or global staff
    AUTHOR = "author"  # may write the course in Studio
    RESEARCHER = "researcher"  # data_researcher: exports without names
    OPERATOR = "operator"  # runs the site


class Place(StrEnum):
    """Where the block is being shown."""

    LEARNING = "learning"  # LMS, or the demo's course
    PREVIEW = "preview"  # Studio's preview of a unit
    STUDIO = "studio"  # Studio's editor and its handlers
    LIBRARY = "library"  # a content library, where one address serves editor and preview
    ELSEWHERE = "elsewhere"  # a bare runtime: workbench, library, unknown


class WhyNot(StrEnum):
    """Why nothing is recorded for this viewer; the page turns it into a sentence."""

    ANONYMOUS = "anonymous"
    NOT_ENROLLED = "not_enrolled"
    MASQUERADING = "masquerading"
    STUDIO = "studio"
    NO_HOST = "no_host"


@dataclass(frozen=True)
class Viewer:
    """One request's person.

    ``user_id`` is whose state is shown, ``actor_id`` who clicked; they differ while staff view as a learner. ``address``
    is the e-mail address that was proven to be theirs; "" for none, and under a mask.
    ``may_write_fields`` covers the block's own user state, ``may_write_records`` our tables, grade, completion and mail.
    """

    user_id: int | None
    actor_id: int | None
    username: str = ""
    address: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    place: Place = Place.ELSEWHERE
    may_write_fields: bool = False
    may_write_records: bool = False
    why_not: WhyNot | None = WhyNot.NO_HOST

    def is_any(self, *roles: Role) -> bool:
        """True when the viewer holds at least one of ``roles`` here."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_in_studio(self) -> bool:
        """True where authors work: what is shown there is content, and nobody's own."""
        return self.place in (Place.PREVIEW, Place.STUDIO, Place.LIBRARY)

    @property
    def is_any_learner(self) -> bool:
        """True for staff who look as a learner without a name: what the platform keeps then is their own."""
        return (
            self.why_not is WhyNot.MASQUERADING and self.user_id is not None and self.user_id == self.actor_id
        )

    @property
    def is_trial(self) -> bool:
        """True when what is recorded is a staff member's own try, to be left out of the group's figures."""
        return self.is_any(Role.TRAINER, Role.AUTHOR, Role.OPERATOR)
