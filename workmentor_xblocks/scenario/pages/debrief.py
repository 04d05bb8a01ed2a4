"""The debrief as HTML: for the player, for the page to keep, and for a trainer who opens one run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import ngettext, say
from workmentor_xblocks.core.pages.rendering import render, safe
from workmentor_xblocks.scenario.pages.page import Shown
from workmentor_xblocks.scenario.rules import debrief
from workmentor_xblocks.scenario.rules.run import Run


def debrief_context(shown: Shown, run: Run, *, level: int = 5) -> dict[str, Any]:
    """The parts of the debrief that all three pages share; ``level`` is the rank of their headings."""
    shows_feedback = shown.feedback != "never" and shown.shows_results
    figures = debrief.figures(shown.definition, run, shown.reading) if shown.shows_results else []
    return {
        "level": level,
        "decisions": [_decision(shown, entry, shows_feedback) for entry in debrief.decisions(
            shown.definition, run, shown.reading, shown.written.reasons
        )],
        "figures": [
            (say(named.name) if isinstance(named.name, Message) else named.name, round(named.figure.share * 100), named.figure.decisions)
            for named in figures
        ],
        "results_hidden": not shown.shows_results,
        "result": round(run.value * 100) if shown.graded and shown.shows_results and run.value is not None else None,
        "grade": round(shown.grade * 100) if shown.shows_results and shown.grade is not None else None,
        "questions": [
            (shown.plain(shown.of(f"question/{question.id}", question.text)), shown.reading.language_of(f"question/{question.id}"))
            for question in shown.definition.questions
        ],
        "way": safe(way_svg([
            replace(stop, title=shown.plain(stop.title)) for stop in debrief.way(shown.definition, run, shown.reading)
        ])),
    }  # fmt: skip


def _decision(shown: Shown, entry: debrief.Decision, shows_feedback: bool) -> dict[str, Any]:
    return {
        "number": entry.number,
        "title": shown.plain(entry.title),
        "language": entry.language,
        "reason": entry.reason,
        "chosen_is_gone": entry.chosen_is_gone,
        "options": [
            {
                "label": shown.plain(option.label),
                "chosen": option.chosen,
                "consequence": shown.html(option.consequence) if shows_feedback else "",
                "coach_note": shown.html(option.coach_note) if shows_feedback else "",
            }
            for option in entry.options
        ],
    }


def way_svg(stops: list[debrief.Stop]) -> str:
    """The walked way as a picture: a line of places, with a short stub for each way not taken."""
    gap, top = 44, 24
    drawn = []
    for number, stop in enumerate(stops):
        y = top + number * gap
        drawn.append(
            {
                "y": y,
                "before_y": y - gap if number else 0,
                "text_y": y + 5,
                "stub_y": y + 20,
                "stubs": [8, 18][: stop.other_ways],
                "is_ending": stop.is_ending,
                "number": "" if stop.is_ending else number + 1,
                "title": stop.title,
                "short": stop.title if len(stop.title) <= 28 else stop.title[:27].rstrip() + "…",
            }
        )
    count = len(stops)
    label = ngettext("{count} place on your way", "{count} places on your way", count).format(count=count)
    return render(
        "workmentor/scenario/way.html",
        {"stops": drawn, "height": top * 2 + gap * max(0, count - 1), "label": label},
    )
