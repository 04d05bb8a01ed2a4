"""One thing before one person, and what is answered to what they send from it: in a block and on a guest's page alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any

from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import Changed, Refusal
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.field_page import Conflict, FieldPage
from workmentor_xblocks.core.forms.inputs import Data, Input, Text, Tick, Uuid, parsed
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.handlers import Answer
from workmentor_xblocks.core.pages.rendering import ui


class Sent(Input):
    """What every form says: which act is meant, and on which thing (a guest's link says it, and is believed).

    ``quiet``: it went out by itself, and nobody waits for a page.
    """

    act: Annotated[str, Text(40)] = ""
    thing: Uuid = ""
    quiet: Tick = False


class ThingPage(ABC):
    """The page of one thing. A block draws it."""

    @property
    @abstractmethod
    def form_target(self) -> FormTarget:
        """Where its forms go."""

    @abstractmethod
    def html(self, *, said: str = "", said_at: str = "") -> str:
        """The whole of it. ``said`` is what came of an act, told where the reading goes on."""

    @abstractmethod
    def top_html(self) -> str:
        """Only its head: what a quiet save answers with."""

    @abstractmethod
    def reads(self, data: Data) -> Mapping[str, str]:
        """The names of the values that the person's page shows now, after a quiet save of ``data``."""

    @abstractmethod
    def conflict(self, found: Mapping[str, Any]) -> tuple[str, FieldPage, Conflict]:
        """A field that was changed twice: the id of its form, the field as it stands now, both texts."""

    @abstractmethod
    def older_html(self, path: str, before: str) -> str:
        """Remarks at a place that are not on the page, because there are newer ones."""

    def place_of(self, done: Done, data: Data) -> str:
        """Where the reading goes on after an act."""
        return done.focus or self.form_target.name

    def answer(self, done: Done, data: Data) -> Answer:
        """What the learner script gets after an act: the page, or where it saved by itself only the top of it."""
        if parsed(Sent, data).quiet:
            return {"html": self.top_html(), "part": "top", "reads": self.reads(data)}
        said, place = say(done.said), self.place_of(done, data)
        html = self.html(said=said, said_at=place)
        return {**self._page(html), "focus": place, "announce": said}

    def beside(self, refusal: Refusal) -> Answer:
        """What goes beside a refusal: both texts of what two people wrote at once, or today's page."""
        if refusal.status != Changed.status:
            return {}
        if self.form_target.scripted and (conflicts := refusal.more.get("conflicts")):
            return {"conflicts": [self._both_texts(found) for found in conflicts]}
        return {**self._page(self.html()), "focus": self.form_target.name}

    def _page(self, html: str) -> Answer:
        """Of which thing the page is, so that what leads from it to the list stays there."""
        return {"html": html, "part": "page", "thing": self.form_target.thing}

    def _both_texts(self, found: Mapping[str, Any]) -> Answer:
        target, (form_id, field, both) = self.form_target, self.conflict(found)
        at = {"form_id": f"{form_id}{target.suffix}", "draft": target.thing, "suffix": target.suffix}
        return {
            "field": found["field"],
            "read": found["read"],
            "html": ui("conflict", **vars(both), scripted=True),
            "control": ui("field", f=field, **at),
        }
