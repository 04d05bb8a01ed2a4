"""The debrief as HTML: for the player, for the page to keep, and for a trainer who opens one run."""

from __future__ import annotations

from dataclasses import dataclass

from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.scenario.pages.page import Shown
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


def debrief_page(shown: Shown, run: Run, *, level: int = 5) -> Debrief:
    """What a run looks like to who looks back on it."""
    shows_feedback = shown.feedback != "never" and shown.shows_results
    figures = debrief.figures(shown.definition, run, shown.reading) if shown.shows_results else []
    ending = shown.definition.place(run.place) if run.place else None
    return Debrief(
        level=level,
        ending_title=shown.plain(shown.of(f"{ending.id}/title", ending.title)) if ending else "",
        ending_language=shown.reading.language_of(ending.id) if ending else "",
        decisions=tuple(
            _decision(shown, entry, shows_feedback)
            for entry in debrief.decisions(shown.definition, run, shown.reading, shown.written.reasons)
        ),
        figures=tuple(
            (_said(one.name), round(one.figure.share * 100), one.figure.decisions) for one in figures
        ),
        results_hidden=not shown.shows_results,
        result=round(run.value * 100)
        if shown.graded and shown.shows_results and run.value is not None
        else None,
        grade=round(shown.grade * 100) if shown.shows_results and shown.grade is not None else None,
        questions=tuple(
            (
                shown.plain(shown.of(f"question/{one.id}", one.text)),
                shown.reading.language_of(f"question/{one.id}"),
            )
            for one in shown.definition.questions
        ),
    )


def _said(name: str | Message) -> str:
    return say(name) if isinstance(name, Message) else name


def _decision(shown: Shown, entry: debrief.Decision, shows_feedback: bool) -> DecisionPage:
    return DecisionPage(
        number=entry.number,
        title=shown.plain(entry.title),
        language=entry.language,
        chosen=next((shown.plain(option.label) for option in entry.options if option.chosen), ""),
        strength=entry.strength.value if entry.strength and shows_feedback else "",
        reason=entry.reason,
        chosen_is_gone=entry.chosen_is_gone,
        options=tuple(
            OptionPage(
                label=shown.plain(option.label),
                chosen=option.chosen,
                consequence=shown.html(option.consequence) if shows_feedback else "",
                coach_note=shown.html(option.coach_note) if shows_feedback else "",
            )
            for option in entry.options
        ),
    )
