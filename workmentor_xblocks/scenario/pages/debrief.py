"""The debrief as HTML: for the player, for the page to keep, and for a trainer who opens one run."""

from __future__ import annotations

from dataclasses import dataclass

from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.scenario.pages.scenario_view import ScenarioView
from workmentor_xblocks.scenario.rules import debrief
from workmentor_xblocks.scenario.rules.run import Run


@dataclass(frozen=True)
class OptionPage:
    """What was possible at a decision."""

    label: str
    chosen: bool
    consequence: str
    coach_note: str


@dataclass(frozen=True)
class DecisionPage:
    """One decision of the way: a line with what was chosen and how it went, and what else was possible."""

    number: int
    title: str
    language: str
    chosen: str
    strength: str
    reason: str
    chosen_is_gone: bool
    options: tuple[OptionPage, ...]


@dataclass(frozen=True)
class Debrief:
    """The parts of the debrief that all its pages share.

    ``level`` is the rank of their headings; ``figures``: (competence, percent, decisions); ``questions``: (text,
    language); ``result`` and ``grade`` in percent.
    """

    level: int
    ending_title: str
    ending_language: str
    decisions: tuple[DecisionPage, ...]
    figures: tuple[tuple[str, int, int], ...]
    results_hidden: bool
    result: int | None
    grade: int | None
    questions: tuple[tuple[str, str], ...]


def debrief_page(view: ScenarioView, run: Run, *, level: int = 5) -> Debrief:
    """What a run looks like to who looks back on it."""
    shows_feedback = view.feedback != "never" and view.shows_results
    figures = debrief.figures(view.definition, run, view.reading) if view.shows_results else []
    ending = view.definition.place(run.place) if run.place else None
    return Debrief(
        level=level,
        ending_title=view.plain(view.of(f"{ending.id}/title", ending.title)) if ending else "",
        ending_language=view.reading.language_of(ending.id) if ending else "",
        decisions=tuple(
            _decision(view, entry, shows_feedback)
            for entry in debrief.decisions(view.definition, run, view.reading, view.written.reasons)
        ),
        figures=tuple(
            (_said(one.name), round(one.figure.share * 100), one.figure.decisions) for one in figures
        ),
        results_hidden=not view.shows_results,
        result=round(run.value * 100)
        if view.graded and view.shows_results and run.value is not None
        else None,
        grade=round(view.grade * 100) if view.shows_results and view.grade is not None else None,
        questions=tuple(
            (
                view.plain(view.of(f"question/{one.id}", one.text)),
                view.reading.language_of(f"question/{one.id}"),
            )
            for one in view.definition.questions
        ),
    )


def _said(name: str | Message) -> str:
    return say(name) if isinstance(name, Message) else name


def _decision(view: ScenarioView, entry: debrief.Decision, shows_feedback: bool) -> DecisionPage:
    return DecisionPage(
        number=entry.number,
        title=view.plain(entry.title),
        language=entry.language,
        chosen=next((view.plain(option.label) for option in entry.options if option.chosen), ""),
        strength=entry.strength.value if entry.strength and shows_feedback else "",
        reason=entry.reason,
        chosen_is_gone=entry.chosen_is_gone,
        options=tuple(
            OptionPage(
                label=view.plain(option.label),
                chosen=option.chosen,
                consequence=view.html(option.consequence) if shows_feedback else "",
                coach_note=view.html(option.coach_note) if shows_feedback else "",
            )
            for option in entry.options
        ),
    )
