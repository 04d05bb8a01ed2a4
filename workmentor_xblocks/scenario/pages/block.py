"""The scenario block: a mentor plays a situation, decides, sees what follows, and looks back.

Fields, views and handlers only; each handler goes parse → action → answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from django.templatetags.static import static
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, Scope, String

from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.errors import Changed, Refusal
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import Input, PageNumber, Text, parsed
from workmentor_xblocks.core.pages.base import script_words
from workmentor_xblocks.core.pages.content_block import ContentBlock
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.pages.studio import Preview
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.people.permissions import Permission, may, require
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions import steps
from workmentor_xblocks.scenario.actions.grading import GradedMixin, as_score
from workmentor_xblocks.scenario.actions.play import Outcome, require_own_state
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.kind import SCENARIO
from workmentor_xblocks.scenario.pages.player import announcement, block_html, page_html
from workmentor_xblocks.scenario.pages.preview import preview_html
from workmentor_xblocks.scenario.pages.report import report_html
from workmentor_xblocks.scenario.pages.request import ScenarioRequest
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring

_NO_SCRIPT = _(
    "This page needs JavaScript to go on. What you read here is where you stand; nothing you chose is lost."
)


class Variant(Input):
    """In which language, for which workplace the texts are read."""

    language: Annotated[str, Text(20)] = ""
    workplace: Annotated[str, Text(60)] = ""


class Names(Input):
    """The names that are put into the texts."""

    learner: Annotated[str, Text(60)] = ""
    company: Annotated[str, Text(60)] = ""


class Results(steps.OfRun):
    """Which results: of everybody (a page of people), without names ("project"), or one person's run."""

    view: Annotated[str, Text(20)] = ""
    page: Annotated[int, PageNumber()] = 1


class ScenarioBlock(GradedMixin, ContentBlock):
    """A branching mentoring scenario."""

    kind = "scenario"
    content = SCENARIO
    sample = "scenario/templates/workmentor/scenario/sample.xml"
    guide = "first-scenario"

    display_name = String(default=_("Mentoring scenario"), scope=Scope.settings)
    minutes = Integer(default=8, scope=Scope.settings, help="About how long a run takes")
    feedback = String(default="now", scope=Scope.settings, help="When consequences show: now, end or never")
    ask_reason = Boolean(
        default=True, scope=Scope.settings, help="Offer a line for the reason before a choice"
    )
    show_plans = Boolean(
        default=False,
        scope=Scope.settings,
        help="Show people their own plans from all scenarios of the course",
    )
    scoring = String(default=Scoring.NONE.value, scope=Scope.settings, help="none, decisions or outcome")
    policy = String(
        default=Policy.BEST.value, scope=Scope.settings, help="best, first, last or mean of the runs"
    )
    weight = Float(default=1.0, scope=Scope.settings, help="Points in the gradebook")

    run = Dict(default={}, scope=Scope.user_state, help="The person's runs; one value, saved whole")
    attempts = Integer(default=0, scope=Scope.user_state, help="How many counted runs were begun")

    has_custom_completion = True
    completion_mode = XBlockCompletionMode.COMPLETABLE

    @property
    def scenario(self) -> Definition:
        """The parsed definition."""
        return SCENARIO.held(self.definition)

    @XBlock.supports("multi_device")
    def student_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """The page for who is playing, with the results for trainers."""
        request = ScenarioRequest.of(self)
        with self.speaking(request.viewer):
            may_see_report = may(request.viewer, Permission.SEE_REPORT)
            return self.root_fragment(
                block_html(request.view()),
                request.viewer,
                part="block",
                no_script=_NO_SCRIPT,
                below=render("workmentor/scenario/report_box.html", {}) if may_see_report else "",
            )

    public_view = student_view

    @action()
    def show(self, viewer: Viewer, data: Data) -> Answer:
        """What stands now, for a page that came back from the browser's memory."""
        require_own_state(viewer)
        html = block_html(ScenarioRequest.of(self, viewer).view())
        return {"html": html, "part": "block", "focus": "", "announce": "", "words": script_words()}

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        """Start a run."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.begin(request.play(), parsed(steps.OfRun, data)))

    @action()
    def choose(self, viewer: Viewer, data: Data) -> Answer:
        """Decide at a scene."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.choose(request.play(), parsed(steps.Decision, data)))

    @action()
    def leave(self, viewer: Viewer, data: Data) -> Answer:
        """Give up where nothing leads on."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.leave(request.play(), parsed(steps.OfRun, data)))

    @action()
    def open_debrief(self, viewer: Viewer, data: Data) -> Answer:
        """Look back on a finished run."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.open_debrief(request.play(), parsed(steps.OfRun, data)))

    @action()
    def go_on(self, viewer: Viewer, data: Data) -> Answer:
        """From an earlier debrief back to the run in hand."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.go_on(request.play()))

    @action()
    def retry(self, viewer: Viewer, data: Data) -> Answer:
        """Practise again from one decision."""
        request = ScenarioRequest.of(self, viewer)
        return self._played(request, steps.retry(request.play(), parsed(steps.Again, data)))

    @action()
    def plan(self, viewer: Viewer, data: Data) -> Answer:
        """Keep what the mentor will do on Monday."""
        request = ScenarioRequest.of(self, viewer)
        outcome = steps.plan(request.play(), parsed(steps.Monday, data))
        return {**self._played(request, outcome, plan_kept=True), "focus": "plan"}

    @action()
    def plans_read(self, viewer: Viewer, data: Data) -> Answer:
        """Where there are only plans to read, having read them completes the block."""
        require_own_state(viewer)
        request = ScenarioRequest.of(self, viewer)
        if viewer.may_write_records and self.show_plans and self.scenario.is_blank:
            self.emit_completion(1.0)
        view = request.view(plan_kept=True)
        return {"html": page_html(view), "part": "page", "focus": "plans", "announce": ""}

    @action()
    def switch(self, viewer: Viewer, data: Data) -> Answer:
        """Read on in another language or for another workplace; remembered for the person."""
        require_own_state(viewer)
        form = parsed(Variant, data)
        if form.language in self.offered_languages:
            self.chosen_language = form.language
        if form.workplace in (known.id for known in self.scenario.workplaces):
            self.chosen_workplace = form.workplace
        request = ScenarioRequest.of(self, viewer)
        with self.speaking(viewer):
            html = block_html(request.view())
            return {"html": html, "part": "block", "focus": "title", "announce": "", "words": script_words()}

    @action()
    def profile(self, viewer: Viewer, data: Data) -> Answer:
        """Remember the names that are put into the texts."""
        require_own_state(viewer)
        form = parsed(Names, data)
        if viewer.may_write_records and viewer.user_id is not None:
            profile.remember(viewer.user_id, learner=form.learner, company=form.company)
        request = ScenarioRequest.of(self, viewer)
        return {"html": page_html(request.view()), "part": "page", "focus": "title", "announce": ""}

    @action()
    def report(self, viewer: Viewer, data: Data) -> Answer:
        """The results, for trainers."""
        require(viewer, Permission.SEE_REPORT)
        form = parsed(Results, data)
        html = report_html(self, viewer, view=form.view, run_uuid=form.run, page=form.page)
        return {"html": html, "part": "report", "focus": "report", "announce": ""}

    def preview(self, viewer: Viewer, definition: Definition, language: str, form: Preview) -> str | None:
        """One place as a player would see it."""
        return preview_html(self, viewer, definition, language, form)

    def editor_extras(self) -> Mapping[str, Any]:
        """The package's competences, and the map that is loaded when it is looked at."""
        return {
            "default_competences": [{"id": code, "name": say(name)} for code, name in DEFAULT.items()],
            "map_url": static("workmentor/editor-map.js"),
        }

    def needs_content(self, definition: Definition) -> bool:
        """A block without scenes may be there to show people their plans."""
        return not (self.show_plans and definition.is_blank)

    def _played(self, request: ScenarioRequest, outcome: Outcome, *, plan_kept: bool = False) -> Answer:
        """Publish what came of an action, last of all, and answer with the page."""
        if request.viewer.may_write_records:
            if outcome.grade is not None:
                self.publish_grade(as_score(outcome.grade))
            if outcome.completed:
                self.emit_completion(1.0)
            for name, data in outcome.events:
                self.runtime.publish(self, name, data)
        view = request.view(plan_kept=plan_kept)
        return {"html": page_html(view), "part": "page", "focus": "scene", "announce": announcement(view)}

    def refused(self, viewer: Viewer, refusal: Refusal) -> Mapping[str, Any]:
        """With a 409 comes what stands now: what the action sends along, else the player's page."""
        if refusal.more or not isinstance(refusal, Changed):
            return refusal.more
        return {"html": page_html(ScenarioRequest.of(self, viewer).view()), "part": "page", "focus": "scene"}
