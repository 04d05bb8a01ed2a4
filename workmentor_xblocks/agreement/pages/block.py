"""The agreement block: learner, school and workplace find a text, sign it, follow it up, change it and end it.

Fields, views and handlers only; each handler goes parse → action → answer. Nothing is written when a page is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.fields import Scope, String

from workmentor_xblocks.agreement.actions import new_agreement_form
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.pages import board as board_view
from workmentor_xblocks.agreement.pages.agreement_page import AgreementPage, history_html
from workmentor_xblocks.agreement.pages.agreement_view import THING
from workmentor_xblocks.agreement.pages.home import list_html
from workmentor_xblocks.agreement.pages.part_preview import part_html
from workmentor_xblocks.agreement.pages.request import AgreementRequest
from workmentor_xblocks.agreement.pages.template_preview import template_html
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.pages import studio
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.things_block import ThingsBlock
from workmentor_xblocks.core.people.viewer import Viewer


class AgreementBlock(ThingsBlock):
    """A three-way agreement."""

    kind = "agreement"
    content = TEMPLATE
    sample = "agreement/content/presets/vet_default.xml"
    guide = "first-agreement"

    display_name = String(default=_("Three-way agreement"), scope=Scope.settings)

    # Whoever looks has completed nothing: the host is told for the learner, when everybody has signed.
    has_custom_completion = True
    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_score = False

    requests, acts, thing = AgreementRequest, ACTS, THING

    @property
    def template(self) -> Definition:
        """The parsed template."""
        return TEMPLATE.held(self.definition)

    def whole_page(self, request: AgreementRequest) -> Fragment:
        """The agreement of who is asking, or the list of them; for authors the template as a learner meets it."""
        if request.viewer.is_in_studio:
            return self.learner_fragment(template_html(self), request.viewer)
        return super().whole_page(request)

    def list_html(self, request: AgreementRequest) -> str:
        """The agreements of this person here, and the way to begin one."""
        return list_html(request)

    def below_html(self, request: AgreementRequest) -> str:
        """The board."""
        return board_view.slot_html(request.viewer, sees_all=request.sees_board)

    def page(self, request: AgreementRequest, held: Thread, **refused: Any) -> AgreementPage:
        """One agreement."""
        return AgreementPage(request.view(held, **refused))

    @action()
    def history(self, viewer: Viewer, data: Data) -> Answer:
        """What happened to an agreement: the newest, or what was before."""
        request, asked = self.request(viewer), self.asked(data)
        before, thread = asked.before, request.look(asked.thing)
        html = history_html(request.view(thread, older={"history": before}))
        return {
            "html": html,
            "part": f"history-{before}" if before else "history",
            "focus": "",
            "announce": "",
        }

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        """Begin an agreement: for oneself, or for a learner who is named."""
        request, form = self.request(viewer), parsed(new_agreement_form.Beginning, data)
        other_run = request.elsewhere if form.continues else None
        done = new_agreement_form.begin(request.requester, request.ground, form, other_run=other_run)
        return self.begun(request, done)

    @action(limit=board_view.MAX_BYTES)
    def board(self, viewer: Viewer, data: Data) -> Answer:
        """All agreements, for trainers and school contacts: the board, its figures, many begun at once."""
        request = self.request(viewer)
        return board_view.answer(request.requester, viewer, request.ground, data)

    def preview(
        self, viewer: Viewer, definition: Definition, language: str, form: studio.Preview
    ) -> str | None:
        """One section or form as a party would meet it."""
        role = form.reader or Role.LEARNER.value
        return part_html(Reading(definition, language), form.part, role=role)

    def editor_extras(self) -> Mapping[str, Any]:
        """While nothing is written, templates to begin with."""
        return {
            "presets": []
            if self.template.sections
            else [{"id": one.id, "name": say(one.name), "definition": one.data} for one in presets()],
        }
