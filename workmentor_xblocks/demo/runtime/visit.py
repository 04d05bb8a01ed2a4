"""Who asks for a block, of which course, and where: what the runtime and its services know of a request.

``user`` is whose page it is, ``actor`` who sits at the keyboard; they differ while staff look as one learner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.people.viewer import Place


@dataclass(frozen=True)
class People:
    """Who a request is about: ``user`` None is nobody; ``masked`` while staff look as a learner."""

    user: Any = None
    actor: Any = None
    masked: bool = False

    @property
    def in_disguise(self) -> bool:
        """Whether the page belongs to somebody else than the person who clicks."""
        return self.user is not None and self.actor is not None and self.user.id != self.actor.id


@dataclass(frozen=True)
class Visit:
    """One request: its people, the course, and the place where the block is shown."""

    place: Place
    people: People
    course_key: Any = None

    @property
    def user_id(self) -> int | None:
        """Whose fields are read and written; nobody has none."""
        return self.people.user.id if self.people.user else None
