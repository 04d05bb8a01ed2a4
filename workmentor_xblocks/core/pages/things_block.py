"""A block with things in it: the list of them or one that is open, and the acts on it; nothing here knows what they are.

A block says who asks (``requests``) and what can be done (``acts``), and gives two pages: of the list, and of one
thing. The page that answers an act is made of the thing as the act held it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Scope, String

from workmentor_xblocks.core.actions import acts
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import NotAllowed, Refusal
from workmentor_xblocks.core.content.reading import languages
from workmentor_xblocks.core.forms.inputs import Data, Text, Uuid, parsed
from workmentor_xblocks.core.pages.content_block import ContentBlock
from workmentor_xblocks.core.pages.handlers import Answer, action
from workmentor_xblocks.core.pages.remarks import part_before
from workmentor_xblocks.core.pages.rendering import render, safe
from workmentor_xblocks.core.pages.request import ThingsRequest
from workmentor_xblocks.core.pages.thing_page import Sent, ThingPage
from workmentor_xblocks.core.people.permissions import require_own_state
from workmentor_xblocks.core.people.viewer import Viewer, WhyNot

FORM_BYTES = 256_000  # a form with every text filled to the brim


class Asked(Sent):
    """What a page asks to see: the texts in which language; what was before the line or the remark of that name."""

    language: Annotated[str, Text(20)] = ""
    path: Annotated[str, Text(120)] = ""
    before: Uuid = ""


@dataclass(frozen=True)
class ThingLine:
    """One thing of the list, for ``ui/things.html``."""

    uuid: str
    title: str
    hint: str = ""
    state: str = ""
    look: str = ""


class ThingsBlock(ContentBlock):
    """A block with things in it. ``thing`` is the name under which a page sends which one it means."""

    requests: ClassVar[type[ThingsRequest[Any]]]
    acts: ClassVar[Mapping[str, Callable[[Any, str, Data], Done]]]
    thing: ClassVar[str] = "thing"

    last_opened = String(default="", scope=Scope.user_state, help="The thing that was open last")
    reads = String(default="", scope=Scope.user_state, help="The language in which the texts are read")

    def list_html(self, request: Any) -> str:
        """What stands there before a thing is opened."""
        raise NotImplementedError

    def page(self, request: Any, held: Any, **refused: Any) -> ThingPage:
        """One thing; ``refused`` are the ``refusal`` of an act and what was ``typed`` for it."""
        raise NotImplementedError

    def below_html(self, request: Any) -> str:
        """What stands below the page whatever is open."""
        return ""

    def is_opened(self, request: Any, held: Any) -> None:
        """Somebody opens a thing; a block may note it."""

    @XBlock.supports("multi_device")
    def student_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """The thing that was open last, or the list."""
        request = self.requests.of(self)
        with self.speaking(request.viewer):
            return self.whole_page(request)

    public_view = student_view

    def whole_page(self, request: Any) -> Fragment:
        """The page as it is loaded."""
        return self.root_fragment(
            self._html(request, None),
            request.viewer,
            title=request.reading.display_name(self.display_name),
            language=request.reading.language,
            below=self.below_html(request),
        )

    @action(limit=FORM_BYTES)
    def act(self, viewer: Viewer, data: Data) -> Answer:
        """One act of the list of acts, on one thing of this block."""
        request, sent = self.request(viewer), parsed(Sent, self.named(data))
        request.require_here(sent.thing)
        try:
            done = acts.do(self.acts, sent.act, request.requester, sent.thing, data)
        except Refusal as refusal:
            # For whom it is not there it stays so, whatever else was wrong.
            page = self.page(request, request.look(sent.thing), refusal=refusal, typed=data)
            refusal.more = page.beside(refusal)
            raise
        return self.answer(request, done, data)

    @action()
    def show(self, viewer: Viewer, data: Data) -> Answer:
        """What stands now, for a page that came back from the browser's memory: of the thing that it shows."""
        html = self._html(self.request(viewer), self.asked(data).thing or None)
        return {**self._page(html), "focus": ""}

    @action()
    def open(self, viewer: Viewer, data: Data) -> Answer:
        """Show one thing; the next visit begins with it."""
        request, thing = self.request(viewer), self.asked(data).thing
        held = request.look(thing)
        self.remember(viewer, thing)
        self.is_opened(request, held)
        return self._page(self._opened_html(request, held))

    @action()
    def list(self, viewer: Viewer, data: Data) -> Answer:
        """Show the list, and the way to begin another thing."""
        return self._page(self.list_html(self.request(viewer)))

    @action()
    def read(self, viewer: Viewer, data: Data) -> Answer:
        """Read the texts of a thing in another language."""
        require_own_state(viewer)
        request, asked = self.request(viewer), self.asked(data)
        if asked.language in languages(request.definition_of(request.look(asked.thing))):
            self.reads = asked.language
        return {**self._page(self._html(self.request(viewer), asked.thing)), "focus": "text"}

    @action()
    def remarks(self, viewer: Viewer, data: Data) -> Answer:
        """Remarks of a place that are not on the page, because there are newer ones."""
        request, asked = self.request(viewer), self.asked(data)
        html = self.page(request, request.look(asked.thing)).older_html(asked.path, asked.before)
        return {"html": html, "part": part_before(asked.path, asked.before), "focus": "", "announce": ""}

    def request(self, viewer: Viewer) -> Any:
        """What a handler of the page answers with. Studio shows content only, and a draft to no stranger."""
        request = self.requests.of(self, viewer)
        if viewer.is_in_studio:
            raise NotAllowed(request.requester.WHY_NOT[WhyNot.STUDIO])
        return request

    def asked(self, data: Data) -> Asked:
        """What a page of this block asks to see."""
        return parsed(Asked, self.named(data))

    def named(self, data: Data) -> Data:
        """What was sent, with the thing by the name that all blocks use."""
        return {**data, "thing": data.get(self.thing, "")}

    def answer(self, request: Any, done: Done, data: Data) -> Answer:
        """What follows from an act."""
        return self._after(request, done).answer(done, data)

    def begun(self, request: Any, done: Done) -> Answer:
        """What follows from the beginning of a thing: it is open now, and will be at the next visit."""
        self.remember(request.viewer, done.uuid)
        page = self._after(request, done)
        answer = page.answer(done, {})
        return {**answer, "html": self._around(request, page, answer["html"])}

    def remember(self, viewer: Viewer, thing: str) -> None:
        """Let this person's next visit begin with a thing."""
        if viewer.may_write_fields:
            self.last_opened = thing

    def refused(self, viewer: Viewer, refusal: Refusal) -> Mapping[str, Any]:
        """What stands now, beside a refusal; ``act`` has put it there."""
        return refusal.more

    def _html(self, request: Any, thing: str | None) -> str:
        held = request.to_open(thing)
        return self.list_html(request) if held is None else self._opened_html(request, held)

    def _after(self, request: Any, done: Done) -> ThingPage:
        return self.page(request, done.held if done.held is not None else request.look(done.uuid))

    def _opened_html(self, request: Any, held: Any) -> str:
        page = self.page(request, held)
        return self._around(request, page, page.html())

    def _around(self, request: Any, page: ThingPage, html: str) -> str:
        inside = {"back": request.back, "target": page.form_target, "thing_html": safe(html)}
        return render("workmentor/core/opened.html", inside)

    def _page(self, html: str) -> Answer:
        return {"html": html, "part": "page", "focus": self.thing, "announce": ""}
