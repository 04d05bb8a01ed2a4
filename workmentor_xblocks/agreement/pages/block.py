"""The agreement block: learner, school and workplace find a text, sign it, follow it up, change it and end it.

Fields, views and handlers only; each handler goes parse → action → answer. Nothing is written when a page is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Scope, String

from workmentor_xblocks.agreement.actions import new_agreement_form, requester as requesters
from workmentor_xblocks.agreement.actions.acts import Sent, act
from workmentor_xblocks.agreement.content import reading as readings
from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.pages import board as board_view
from workmentor_xblocks.agreement.pages.agreement import answer, history_html
from workmentor_xblocks.agreement.pages.home import home_html
from workmentor_xblocks.agreement.pages.part_preview import part_html
from workmentor_xblocks.agreement.pages.remarks import older_html
from workmentor_xblocks.agreement.pages.request import Presenter
from workmentor_xblocks.agreement.pages.template_preview import template_html
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.errors import NotAllowed, Refusal
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import Input, Text, Uuid, parsed
from workmentor_xblocks.core.pages import studio
from workmentor_xblocks.core.pages.content_block import ContentBlock
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.remarks import part_before
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.people.permissions import require_own_state
from workmentor_xblocks.core.people.viewer import Place, Viewer, WhyNot

# A part with every text filled to the brim.
_FORM_BYTES = 256_000
_STUDIO = (Place.PREVIEW, Place.STUDIO, Place.LIBRARY)


class Opened(Input):
    """Which agreement is meant."""

    agreement: Uuid = ""


class ReadIn(Opened):
    """In which language its texts are read."""

    language: Annotated[str, Text(20)] = ""


class Older(Opened):
    """What is before the line or the remark of that name; remarks of one place."""

    path: Annotated[str, Text(120)] = ""
    before: Uuid = ""


class AgreementBlock(ContentBlock):
    """A three-way agreement."""

    kind = "agreement"
    content = TEMPLATE
    sample = "agreement/content/presets/vet_default.xml"

    display_name = String(default=_("Three-way agreement"), scope=Scope.settings)

    last_opened = String(default="", scope=Scope.user_state, help="The agreement that was open last")
    reads = String(default="", scope=Scope.user_state, help="The language in which the texts are read")

    # Whoever looks has completed nothing: the host is told for the learner, when everybody has signed.
    has_custom_completion = True
    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_score = False

    @property
    def template(self) -> Definition:
        """The parsed template."""
        return TEMPLATE.held(self.definition)

    @XBlock.supports("multi_device")
    def student_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """The agreement of who is asking, or the list of them."""
        presenter = Presenter.of(self)
        with self.speaking(presenter.viewer):
            if presenter.viewer.place in _STUDIO:
                return self.learner_fragment(template_html(self), presenter.viewer)
            reading = presenter.reading
            html = render(
                "workmentor/agreement/root.html",
                {
                    "display_name": reading.display_name(self.display_name),
                    "language": reading.language,
                    "direction": languages.direction(reading.language),
                    "page_html": home_html(presenter),
                    "board_html": board_view.slot_html(presenter.viewer, sees_all=presenter.sees_board),
                },
            )
            return self.learner_fragment(html, presenter.viewer)

    public_view = student_view

    def author_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """Studio's preview: the template as a learner meets it, under what the checks have to say."""
        presenter = Presenter.of(self)
        with self.speaking(presenter.viewer):
            fragment = self.learner_fragment(template_html(self), presenter.viewer)
            fragment.content = studio.findings_html(self) + fragment.content
            return fragment

    @action(limit=_FORM_BYTES)
    def act(self, viewer: Viewer, data: Data) -> Answer:
        """One act of the list of acts, on one agreement of this block."""
        presenter, form = self._presenter(viewer), parsed(Sent, data)
        uuid = presenter.thread(form.agreement).row.uuid
        try:
            done = act(form.act, presenter.requester, uuid, data)
        except Refusal as refusal:
            refusal.more = presenter.beside(refusal, uuid, data)
            raise
        return answer(presenter.shown(done.held), data=data, done=done)

    @action()
    def show(self, viewer: Viewer, data: Data) -> Answer:
        """What stands now, for a page that came back from the browser's memory: of the agreement that it shows."""
        agreement = parsed(Opened, data).agreement or None
        return {**_page(home_html(self._presenter(viewer), agreement=agreement)), "focus": ""}

    @action()
    def open(self, viewer: Viewer, data: Data) -> Answer:
        """Show one agreement; the next visit begins with it."""
        presenter = self._presenter(viewer)
        uuid = presenter.thread(parsed(Opened, data).agreement).row.uuid
        if viewer.may_write_fields:
            self.last_opened = uuid
        return _page(home_html(presenter, agreement=uuid))

    @action()
    def list(self, viewer: Viewer, data: Data) -> Answer:
        """Show the list, and the way to begin another one."""
        return _page(home_html(self._presenter(viewer), agreement=""))

    @action()
    def read(self, viewer: Viewer, data: Data) -> Answer:
        """Read the texts in another language; the binding one stays the binding one."""
        require_own_state(viewer)
        form = parsed(ReadIn, data)
        thread = self._presenter(viewer).thread(form.agreement)
        if form.language in readings.languages(thread.definition):
            self.reads = form.language
        return {**_page(home_html(Presenter.of(self, viewer), agreement=thread.row.uuid)), "focus": "text"}

    @action()
    def history(self, viewer: Viewer, data: Data) -> Answer:
        """What happened to an agreement: the newest, or what was before."""
        presenter, form = self._presenter(viewer), parsed(Older, data)
        thread = presenter.thread(form.agreement)
        shown = presenter.shown(thread, with_history=True, older={"history": form.before})
        part = f"history-{form.before}" if form.before else "history"
        return {"html": history_html(shown), "part": part, "focus": "", "announce": ""}

    @action()
    def remarks(self, viewer: Viewer, data: Data) -> Answer:
        """Remarks of a place that are not on the page, because there are newer ones."""
        presenter, form = self._presenter(viewer), parsed(Older, data)
        shown = presenter.shown(presenter.thread(form.agreement))
        html = older_html(shown, form.path, form.before)
        return {"html": html, "part": part_before(form.path, form.before), "focus": "", "announce": ""}

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        """Begin an agreement: for oneself, or for a learner who is named."""
        presenter = self._presenter(viewer)
        form = parsed(new_agreement_form.Beginning, data)
        other_run = presenter.elsewhere if form.continues else None
        done = new_agreement_form.begin(presenter.requester, presenter.ground, form, other_run=other_run)
        if viewer.may_write_fields:
            self.last_opened = done.uuid
        return answer(presenter.shown(presenter.thread(done.uuid)), data={}, done=done)

    @action(limit=board_view.MAX_BYTES)
    def board(self, viewer: Viewer, data: Data) -> Answer:
        """All agreements, for trainers and school contacts: the board, its figures, many begun at once."""
        presenter = self._presenter(viewer)
        return board_view.answer(presenter.requester, viewer, presenter.ground, data)

    def preview(
        self, viewer: Viewer, definition: Definition, language: str, form: studio.Preview
    ) -> str | None:
        """One section or form as a party would meet it."""
        role = form.reader or Role.LEARNER.value
        return part_html(readings.Reading(definition, language), form.part, role=role)

    def editor_extras(self) -> Mapping[str, Any]:
        """While nothing is written, templates to begin with."""
        return {
            "presets": []
            if self.template.sections
            else [{"id": one.id, "name": say(one.name), "definition": one.data} for one in presets()],
        }

    def _presenter(self, viewer: Viewer) -> Presenter:
        """What a handler of the learner's page answers with. Studio shows the template only, and a draft to no stranger."""
        if viewer.place in _STUDIO:
            raise NotAllowed(requesters.why_not(WhyNot.STUDIO))
        return Presenter.of(self, viewer)

    def refused(self, viewer: Viewer, refusal: Refusal) -> Mapping[str, Any]:
        """What stands now, beside a refusal; ``act`` has put it there."""
        return refusal.more


def _page(html: str) -> Answer:
    return {"html": html, "part": "page", "focus": "agreement", "announce": ""}
