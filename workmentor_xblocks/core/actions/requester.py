"""Who does something: the account of one request. Nobody is believed for what a page sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.people import permissions
from workmentor_xblocks.core.people.viewer import Viewer, WhyNot


@dataclass(frozen=True)
class Requester:
    """One request's person. A slice says in its own words why somebody cannot change anything (``WHY_NOT``)."""

    WHY_NOT: ClassVar[Mapping[WhyNot, Message]] = permissions.WHY_NOT

    user_id: int | None
    is_staff: bool = False  # trainer of the course in which the thing stands
    language: str = "en"
    why_not: WhyNot | None = None
    at: datetime | None = None  # where a host tells what happened before; a request never says so

    @property
    def now(self) -> datetime:
        """The moment of what they do: the server's, in UTC; a client's clock is never asked."""
        return self.at or datetime.now(UTC)

    def require_writing(self) -> None:
        """Raise ``NotAllowed`` where nothing may be changed: preview, masquerade, strangers."""
        if self.why_not is not None:
            raise NotAllowed(self.WHY_NOT[self.why_not])


def why_not(viewer: Viewer) -> WhyNot | None:
    """Why this viewer's acts are not recorded; None where they are."""
    return None if viewer.may_write_records else viewer.why_not or WhyNot.NO_HOST
