"""A short scenario that most stories are played on: Liga's first morning in the kitchen."""

from __future__ import annotations

from typing import Any

from workmentor_xblocks.core.content.variants import fingerprint
from workmentor_xblocks.scenario.content.definition import Definition, Scene, from_data, source_texts
from workmentor_xblocks.scenario.rules import run as moves
from workmentor_xblocks.scenario.rules.run import Run

GREET, APRON = "Greet her by name", "Hand her an apron"
STOP, SHOUT, ROUND = "Stop her calmly", "Shout across the kitchen", "Go back to the door"
ASK, LECTURE = "Ask what she noticed", "Explain the rules again"


def choice(name: str, to: str, label: str, **points: int) -> dict[str, Any]:
    return {
        "id": name,
        "to": to,
        "label": label,
        "consequence": f"What follows {name}.",
        "coach_note": f"Why {name} matters.",
        "evidence": [{"competence": code, "points": value} for code, value in points.items()],
    }


def scene(name: str, title: str, *choices: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": title, "body": f"Here is {name}.", "choices": list(choices), **more}


def ending(name: str, title: str, level: int) -> dict[str, Any]:
    return {"id": name, "title": title, "body": f"So it ended with {name}.", "level": level}


def kitchen_data() -> dict[str, Any]:
    """Door → slicer (from which one may go round to the door again) → break → trust or luck."""
    return {
        "schema": 1,
        "language": "en",
        "start": "door",
        "introduction": "Liga starts in your kitchen today.",
        "scenes": [
            scene(
                "door",
                "Liga at the door",
                choice("greet", "slicer", GREET, C2=2),
                choice("apron", "slicer", APRON, C2=0),
            ),
            scene(
                "slicer",
                "The slicer",
                choice("stop", "break", STOP, C7=2),
                choice("shout", "break", SHOUT, C7=-2),
                choice("round", "door", ROUND, C7=0),
            ),
            scene(
                "break",
                "At the break",
                choice("ask", "trust", ASK, C5=2),
                choice("lecture", "luck", LECTURE, C5=-1),
            ),
        ],
        "endings": [
            ending("trust", "A good first hour", 90),
            ending("luck", "Lucky this time", 30),
        ],
        "questions": [{"id": "q1", "text": "What would you do tomorrow?"}],
    }


def kitchen(**changes: Any) -> Definition:
    """The kitchen, with top-level parts changed."""
    return from_data({**kitchen_data(), **changes})


BEST = (GREET, STOP, ASK)
WORST = (APRON, SHOUT, LECTURE)


def translated(definition: Definition, language: str, *, only: str = "", workplace: str = "") -> Definition:
    """With a variant in which every text (below ``only``, when given) reads "<language>: source"."""
    texts = [
        {"for": path, "of": fingerprint(text), "text": f"{workplace or language}: {text}"}
        for path, text in source_texts(definition).items()
        if text and path.startswith(only)
    ]
    variants = [v.model_dump(by_alias=True) for v in definition.variants]
    new = {"lang": language, "workplace": workplace, "texts": texts}
    return from_data({**definition.full(), "variants": [*variants, new]})


def without(place_id: str) -> Definition:
    """The kitchen after somebody deleted a place."""
    data = kitchen_data()
    data["scenes"] = [entry for entry in data["scenes"] if entry["id"] != place_id]
    data["endings"] = [entry for entry in data["endings"] if entry["id"] != place_id]
    return from_data(data)


def begun(definition: Definition | None = None) -> Run:
    """A run that stands at the start."""
    return moves.start(definition or kitchen(), run_id="r1", now=1000)


def decide(definition: Definition, run: Run, *choices: str) -> Run:
    """The run after these choices (by their ids)."""
    for choice_id in choices:
        place = moves.standing(definition, run).place
        assert isinstance(place, Scene)
        token = moves.token(run, place.id, choice_id)
        run = moves.choose(definition, run, step=len(run.steps), choice_token=token, now=run.started + 1)
    return run
