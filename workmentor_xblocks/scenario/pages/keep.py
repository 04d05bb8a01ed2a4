"""What stands on the page to keep: one run's debrief in the reader's language, with what its owner wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions import plans
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.pages.debrief import debrief_page
from workmentor_xblocks.scenario.pages.request import shows_results
from workmentor_xblocks.scenario.pages.scenario_view import ScenarioView
from workmentor_xblocks.scenario.records import tables
from workmentor_xblocks.scenario.records.restored_run import run_of
from workmentor_xblocks.scenario.rules.run import Kind
from workmentor_xblocks.scenario.rules.scoring import Scoring
from workmentor_xblocks.scenario.rules.state import State


@dataclass(frozen=True)
class GoneBlock:
    """What is left where a scenario was deleted: nothing of its own, so that what people wrote stays readable."""

    scenario: Definition = field(default_factory=Definition)
    scoring_model: Scoring = Scoring.NONE
    is_graded_use: bool = False
    minutes: int = 0
    feedback: str = "never"
    ask_reason: bool = False
    default_language: str = ""
    replace_urls: Callable[[str], str] = str

    @property
    def display_name(self) -> str:
        """What a scenario is called that nobody named."""
        return gettext("Mentoring scenario")


def keep_context(block: Any, viewer: Viewer, row: tables.RunRecord, *, language: str) -> dict[str, Any]:
    """The context of the page to keep. ``block`` has no person: everything of the run comes from its row."""
    definition = block.scenario
    run = run_of(row, definition, block.scoring_model)
    written = plans.written_in(row.uuid, user_id=row.user_id, usage_key=row.usage_key)
    wishes = (language, block.default_language, definition.language)
    reading = Reading.choose(definition, languages_wanted=wishes, workplace="")
    view = ScenarioView(
        definition=definition,
        reading=reading,
        viewer=viewer,
        state=State(current=run),
        display_name=block.display_name,
        minutes=block.minutes,
        feedback=block.feedback,
        ask_reason=block.ask_reason,
        graded=block.is_graded_use and run.kind is Kind.MAIN,
        closed=False,
        shows_results=shows_results(block, viewer),
        grade=None,
        slots={**profile.unnamed(reading.language), **profile.slots_of(row.user_id)},
        asks_profile=False,
        written=written,
    )
    view = replace(view, replace_urls=block.replace_urls)
    return {
        **vars(debrief_page(view, run, level=2)),
        "title": view.plain(view.reading.display_name(block.display_name)),
        "finished_at": row.finished_at,
        "plan": written.plan,
        "earlier_plans": written.earlier_plans,
        "can_retry": False,
    }
