"""The debrief as HTML: for the player, for the page to keep, and for a trainer who opens one run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import ngettext, say
from workmentor_xblocks.core.pages.rendering import render, safe
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
    """One decision of the way, with what else was possible."""

    number: int
    title: str
    language: str
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
    decisions: tuple[DecisionPage, ...]
    figures: tuple[tuple[str, int, int], ...]
    results_hidden: bool
    result: int | None
    grade: int | None
    questions: tuple[tuple[str, str], ...]
    way: str


def debrief_page(shown: Shown, run: Run, *, level: int = 5) -> Debrief:
    """What a run looks like to who looks back on it."""
    shows_feedback = shown.feedback != "never" and shown.shows_results
    figures = debrief.figures(shown.definition, run, shown.reading) if shown.shows_results else []
    return Debrief(
        level=level,
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
        way=safe(
            way_svg(
                [
                    replace(stop, title=shown.plain(stop.title))
                    for stop in debrief.way(shown.definition, run, shown.reading)
                ]
            )
        ),
    )


def _said(name: str | Message) -> str:
    return say(name) if isinstance(name, Message) else name


def _decision(shown: Shown, entry: debrief.Decision, shows_feedback: bool) -> DecisionPage:
    return DecisionPage(
        number=entry.number,
        title=shown.plain(entry.title),
        language=entry.language,
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


@dataclass(frozen=True)
class StopDrawn:
    """A place on the drawn way: where its dot, its text and the stubs of other ways stand."""

    y: int
    before_y: int
    text_y: int
    stub_y: int
    stubs: tuple[int, ...]
    is_ending: bool
    number: int | None
    title: str
    short: str


def way_svg(stops: list[debrief.Stop]) -> str:
    """The walked way as a picture: a line of places, with a short stub for each way not taken."""
    gap, top = 44, 24
    drawn = [
        StopDrawn(
            y=(y := top + number * gap),
            before_y=y - gap if number else 0,
            text_y=y + 5,
            stub_y=y + 20,
            stubs=(8, 18)[: stop.other_ways],
            is_ending=stop.is_ending,
            number=None if stop.is_ending else number + 1,
            title=stop.title,
            short=stop.title if len(stop.title) <= 28 else stop.title[:27].rstrip() + "…",
        )
        for number, stop in enumerate(stops)
    ]
    count = len(stops)
    label = ngettext("{count} place on your way", "{count} places on your way", count).format(count=count)
    return render(
        "workmentor/scenario/way.html",
        {"stops": drawn, "height": top * 2 + gap * max(0, count - 1), "label": label},
    )
