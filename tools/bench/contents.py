"""Scenarios of a wanted size, worded no shorter than the sample course's own."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from workmentor_xblocks.core.content.variants import fingerprint
from workmentor_xblocks.scenario.content.definition import Definition, from_data, source_texts

# What the sample course's scenarios have on average.
LABEL, CONSEQUENCE, COACH_NOTE = 50, 180, 180
_SENTENCE = "He looks at the board, then at you, and waits for what you will say about the switch. "


def words(start: str, length: int) -> str:
    """A text of exactly ``length`` characters, a paragraph every 500; different texts start differently."""
    text, endless = f"{start}. ", cycle(_SENTENCE)
    while len(text) < length:
        text += "\n\n" if len(text) % 500 == 498 else next(endless)
    return text[: length - 1].rstrip().ljust(length - 1, ".") + "."


def sized(scenes: int, *, characters: int = 560, ahead: tuple[int, ...] = (1, 2, 5)) -> Definition:
    """A scenario of so many scenes with bodies of so many characters.

    Choice number n of a scene leads ``ahead[n]`` scenes on; beyond the last one stands an ending. There is a slot for
    a name in it, because looking that up costs a statement.
    """
    ids = [f"scene-{number}" for number in range(scenes)]
    ends = [f"ending-{number}" for number in range(3)]
    data: dict[str, Any] = {
        "start": ids[0],
        "introduction": words("It begins with {learner}", characters),
        "scenes": [
            {
                "id": name,
                "title": f"What happens at moment {number}",
                "body": words(f"Moment {number}", characters),
                "choices": [
                    _choice(name, branch, [*ids, *ends][min(number + step, scenes + branch)])
                    for branch, step in enumerate(ahead)
                ],
            }
            for number, name in enumerate(ids)
        ],
        "endings": [
            {"id": name, "title": f"How it ends {level}", "body": words(name, characters), "level": level}
            for name, level in zip(ends, (10, 50, 90), strict=True)
        ],
        "questions": [{"id": "q1", "text": "What would you do tomorrow?"}],
    }
    return from_data(data)


def _choice(scene: str, branch: int, target: str) -> dict[str, Any]:
    name = f"{scene}, option {branch}"
    return {
        "id": f"option-{branch}",
        "to": target,
        "label": words(name, LABEL),
        "consequence": words(f"After {name}", CONSEQUENCE),
        "coach_note": words(f"About {name}", COACH_NOTE),
        "evidence": [{"competence": "C5", "points": branch - 1}, {"competence": "C7", "points": branch - 1}],
    }


def translated(definition: Definition, language: str) -> Definition:
    """With every text in another language as well."""
    texts = [
        {"for": path, "of": fingerprint(text), "text": f"{text} ({language})"}
        for path, text in source_texts(definition).items()
        if text
    ]
    return from_data({**definition.full(), "variants": [{"lang": language, "texts": texts}]})
