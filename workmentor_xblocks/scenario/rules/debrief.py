"""What a mentor looks back on: each decision of the own way with what else was possible, and what it shows.

Only places that were visited appear, so that another run still has its surprises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.scenario.content.definition import Definition, Scene
from workmentor_xblocks.scenario.content.marks import WHOLE, share_of
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.rules.run import Run, Step, looked_back_on
from workmentor_xblocks.scenario.rules.scoring import Figure, marks_today, profile


class Strength(StrEnum):
    """How a choice stands beside the others of its scene."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


def strength(definition: Definition, step: Step) -> Strength | None:
    """The upper, middle or lower third of what could be had there; None where nothing is marked."""
    share = share_of(marks_today(definition, step).get(WHOLE))
    if share is None:
        return None
    return Strength.STRONG if share > 2 / 3 else Strength.FAIR if share > 1 / 3 else Strength.WEAK


@dataclass(frozen=True)
class Option:
    """One way that a decision could have gone; ``consequence`` only where it was taken."""

    label: str
    chosen: bool
    consequence: str
    coach_note: str


@dataclass(frozen=True)
class Decision:
    """One step of the way. ``options`` is empty when an edit took the scene away since."""

    number: int  # from 0, as steps count
    title: str
    language: str
    options: tuple[Option, ...]
    reason: str
    chosen_is_gone: bool
    strength: Strength | None = None


@dataclass(frozen=True)
class Named:
    """A competence figure with its name, ready to show."""

    figure: Figure
    name: str | Message


def decisions(
    definition: Definition, run: Run, reading: Reading, reasons: Mapping[int, str]
) -> list[Decision]:
    """The way walked, one entry per decision, in the order in which it was walked."""
    return [
        _decision(definition, run, reading, number, reasons.get(number, ""))
        for number in range(len(run.steps))
    ]


def _decision(definition: Definition, run: Run, reading: Reading, number: int, reason: str) -> Decision:
    step = run.steps[number]
    scene = definition.place(step.scene)
    if not isinstance(scene, Scene):
        return Decision(number, "", reading.language, (), reason, chosen_is_gone=True)
    options = tuple(
        Option(
            label=reading.text(f"{scene.id}/{choice.id}/label", choice.label),
            chosen=choice.id == step.choice,
            consequence=(
                reading.text(f"{scene.id}/{choice.id}/consequence", choice.consequence)
                if choice.id == step.choice
                else ""
            ),
            coach_note=reading.text(f"{scene.id}/{choice.id}/coach_note", choice.coach_note),
        )
        for choice in looked_back_on(definition, run, scene, step.choice)
    )
    return Decision(
        number=number,
        title=reading.text(f"{scene.id}/title", scene.title),
        language=reading.language_of(scene.id),
        options=options,
        reason=reason,
        chosen_is_gone=not any(option.chosen for option in options),
        strength=strength(definition, step),
    )


def figures(definition: Definition, run: Run, reading: Reading) -> list[Named]:
    """The competence profile of one run, named in the reader's language."""
    return [Named(figure, reading.competence(figure.competence)) for figure in profile(definition, run.steps)]
