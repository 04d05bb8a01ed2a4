"""Everything that one page of a scenario is made of, gathered before a template is filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workmentor_xblocks.core.content.authored_html import authored_html
from workmentor_xblocks.core.content.markdown import fill
from workmentor_xblocks.core.pages.rendering import safe
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions.plans import Plan, Written
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.rules.state import State


@dataclass(frozen=True)
class ScenarioView:
    """What a page shows and to whom. ``replace_urls`` makes portable addresses work where the page stands."""

    definition: Definition
    reading: Reading
    viewer: Viewer
    state: State
    display_name: str
    minutes: int
    feedback: str  # now, end, never
    ask_reason: bool
    graded: bool
    closed: bool
    shows_results: bool
    grade: float | None
    slots: dict[str, str]
    asks_profile: bool
    own_names: dict[str, str] = field(
        default_factory=dict
    )  # what the person told; ``slots`` speaks for the rest too
    written: Written = field(default_factory=Written)
    plan_kept: bool = False
    course_plans: tuple[Plan, ...] | None = (
        None  # from all scenarios of the course, where the author shows them
    )
    keep_url: str = ""
    replace_urls: Callable[[str], str] = str
    languages: tuple[tuple[str, bool], ...] = ()  # to choose from: (code, whether it is the present one)

    def html(self, text: str) -> str:
        """Markdown of the author as safe HTML of this page."""
        return safe(self.replace_urls(authored_html(text, self.slots))) if text.strip() else ""

    def plain(self, text: str) -> str:
        """A label or title with its slots filled; the template escapes it."""
        return fill(text, self.slots)

    def of(self, path: str, source: str) -> str:
        """The words at a path, for this reader."""
        return self.reading.text(path, source)
