"""One request to one block: who asks, what of the block they are shown, and what its pages need besides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

from django.utils.translation import get_language

from workmentor_xblocks import host
from workmentor_xblocks.core.actions.requester import Requester
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.reading import Reading, chosen_language
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.people.viewer import Viewer

Held = TypeVar("Held")


@dataclass(frozen=True)
class BlockRequest:
    """One request to one block."""

    block: Any
    viewer: Viewer

    @classmethod
    def of(cls, block: Any, viewer: Viewer | None = None) -> Self:
        """The request of who asks; ``viewer`` where that is known already."""
        return cls(block, viewer or host.current().viewer(block))

    @property
    def has_person(self) -> bool:
        """Whether the block can keep anything for somebody: it may be shown to nobody in particular."""
        return self.block.scope_ids.user_id is not None

    @cached_property
    def definition(self) -> Any:
        """What the author wrote."""
        return self.block.content.held(self.block.definition)

    def course_language(self, definition: Authored) -> str | None:
        """The course's language, where there is one to choose."""
        return host.current().course_language(self.block.course_key_text) if definition.variants else None


class ThingsRequest(BlockRequest, Generic[Held]):
    """One request to a block with things in it."""

    @property
    def requester(self) -> Requester:
        """Who acts."""
        raise NotImplementedError

    def look(self, thing: str) -> Held:
        """The thing of that name, to be read. Raises ``NotFound`` for whom it is not there."""
        raise NotImplementedError

    def require_here(self, thing: str) -> None:
        """Refuse an act on what stands in no page of this block, where the act itself does not look."""

    @property
    def target(self) -> FormTarget:
        """Where the forms of the page go."""
        return FormTarget(suffix=f"-{self.block.usage_id_text.rpartition('@')[2][-32:]}")

    @property
    def language(self) -> str:
        """In which this person reads the texts: as chosen here, else as the interface speaks."""
        return (self.block.reads if self.has_person else "") or get_language() or "en"

    @cached_property
    def reading(self) -> Reading[Any]:
        """What the author wrote, in this person's words."""
        return Reading(self.definition, chosen_language(self.definition, (self.language,)))

    def definition_of(self, held: Held) -> Authored:
        """What an author wrote for a thing: the content of today, unless the thing has kept its own."""
        found: Authored = self.definition
        return found

    @property
    def back(self) -> str:
        """What leads from an open thing to the list; "" where nothing does."""
        return gettext("Back to the list")

    def to_open(self, thing: str | None) -> Held | None:
        """What the page shows: that thing, for None the one that was open last. None: the list."""
        if thing is None:
            return self.as_left(self.block.last_opened if self.has_person else "")
        return self.look(thing) if thing else None

    def as_left(self, last_opened: str) -> Held | None:
        """What the page begins with. None: the list."""
        try:
            return self.look(last_opened) if last_opened else None
        except NotFound:
            return None
