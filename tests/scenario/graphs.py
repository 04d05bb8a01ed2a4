"""Random scenarios with loops, in which each word and each id is there only once, so that a leak can be seen.

Every scene has one choice that leads onwards, so an ending is always within reach; the others lead anywhere, back
and into themselves too. Words are ``w12q``, ids ``s3q``, ``c14q``, ``e2q``, ``k1q``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from workmentor_xblocks.core.content.variants import fingerprint
from workmentor_xblocks.scenario.content.definition import Definition, Scene, from_data, source_texts
from workmentor_xblocks.scenario.content.marks import Marks, marks_of
from workmentor_xblocks.scenario.rules.run import Step

WORD = re.compile(r"w\d+q")
AUTHORED_ID = re.compile(r"\b[scek]\d+q")


def random_scenario(seed: int, *, scenes: int = 6, languages: tuple[str, ...] = ()) -> Definition:
    """A scenario of that many scenes; the same for the same seed."""
    chance, words = random.Random(seed), (f"w{number}q" for number in count(1))
    scene_ids = [f"s{number}q" for number in range(1, scenes + 1)]
    ending_ids = ["e1q", "e2q", "e3q"]
    competences = [
        {"id": f"k{n}q", "name": next(words), "weight": chance.choice([1, 1, 2])} for n in range(1, 4)
    ]
    choice_ids = (f"c{number}q" for number in count(1))
    data = {
        "start": scene_ids[0],
        "introduction": next(words),
        "competences": competences,
        "scenes": [
            {
                **_place(name, words, chance),
                "required": chance.random() < 0.2,
                "choices": _choices(chance, words, choice_ids, number, scene_ids, ending_ids),
            }
            for number, name in enumerate(scene_ids)
        ],
        "endings": [
            {**_place(name, words, chance), "level": chance.choice([10, 50, 90])} for name in ending_ids
        ],
        "questions": [{"id": "q1q", "text": next(words)}],
    }
    definition = from_data(data)
    return from_data({**data, "variants": [_variant(definition, code, words) for code in languages]})


def _place(name: str, words: Iterator[str], chance: random.Random) -> dict[str, Any]:
    picture = {"src": f"/static/{next(words)}.svg", "alt": next(words)} if chance.random() < 0.5 else None
    return {"id": name, "title": next(words), "body": f"{next(words)} {next(words)}", "picture": picture}


def _choices(
    chance: random.Random,
    words: Iterator[str],
    ids: Iterator[str],
    number: int,
    scene_ids: list[str],
    ending_ids: list[str],
) -> list[dict[str, Any]]:
    onward = scene_ids[number + 1 :] + ending_ids
    targets = [chance.choice(onward)]
    targets += [chance.choice(scene_ids + ending_ids) for _ in range(chance.randint(1, 3))]
    chance.shuffle(targets)
    return [
        {
            "id": next(ids),
            "to": target,
            "label": next(words),
            "consequence": next(words),
            "coach_note": next(words),
            "fixed": chance.random() < 0.2,
            "evidence": [
                {"competence": code, "points": chance.randint(-2, 2)}
                for code in chance.sample(["k1q", "k2q", "k3q"], chance.randint(0, 2))
            ],
        }
        for target in targets
    ]


def _variant(definition: Definition, language: str, words: Iterator[str]) -> dict[str, Any]:
    """A translation in words of its own; its texts are as secret as the source's."""
    return {
        "lang": language,
        "texts": [
            {"for": path, "of": fingerprint(text), "text": next(words)}
            for path, text in source_texts(definition).items()
            if text
        ],
    }


def words_of(definition: Definition, place_id: str) -> set[str]:
    """Every word that belongs to a place, in all languages, what is said of its choices included."""
    place = definition.place(place_id)
    assert place is not None
    found = set(WORD.findall(place.model_dump_json()))
    for variant in definition.variants:
        for text in variant.texts:
            if text.path.startswith(f"{place_id}/"):
                found.update(WORD.findall(text.text))
    return found


def worth_of(definition: Definition, scene: Scene) -> dict[str, int]:
    """Each choice's weighted points, added up by hand."""
    weights = {competence.id: competence.weight for competence in definition.competences}
    return {
        choice.id: sum(weights[entry.competence] * entry.points for entry in choice.evidence)
        for choice in scene.choices
    }


def random_walk(
    definition: Definition, chance: random.Random, *, pick: str = "any", steps: int = 40
) -> list[Step]:
    """Steps from the start on, taking only the best, only the worst, or any choices, to an ending or ``steps`` long."""
    walked: list[Step] = []
    place = definition.place(definition.start)
    while isinstance(place, Scene) and len(walked) < steps:
        worth = worth_of(definition, place)
        goal = {"best": max, "worst": min}.get(pick)
        names = [name for name, value in worth.items() if goal is None or value == goal(worth.values())]
        choice = place.choice(chance.choice(names))
        assert choice is not None
        walked.append(Step(place.id, choice.id, 0, _marks(definition, place, choice.id)))
        place = definition.place(choice.to)
    return walked


def _marks(definition: Definition, scene: Scene, choice_id: str) -> Marks:
    choice = scene.choice(choice_id)
    assert choice is not None
    return marks_of(definition, scene, choice)
