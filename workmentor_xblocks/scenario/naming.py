"""Ids for what came without one: by kind and place in the list, so that a file gets the same names at every reading.

An id that somebody gave is never changed, not even one that is there twice: the checks say so instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar

from workmentor_xblocks.core.content.xml import clean
from workmentor_xblocks.scenario.definition import Definition


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    def but(self, **changes: str) -> Self: ...


Part = TypeVar("Part", bound=_Named)


def with_ids(definition: Definition) -> tuple[Definition, list[str]]:
    """The definition with an id for every part, and the paths of those that were given one."""
    given: list[str] = []
    places = {clean(place.id) for place in definition.places}
    scenes = _named(definition.scenes, "scene", given, taken=places)
    endings = _named(definition.endings, "ending", given, taken={*places, *(scene.id for scene in scenes)})
    scenes = tuple(
        scene.but(choices=_named(scene.choices, "choice", given, path=f"{clean(scene.id)}/"))
        for scene in scenes
    )
    competences = _named(definition.competences, "competence", given, path="competence/")
    workplaces = _named(definition.workplaces, "workplace", given, path="workplace/")
    questions = _named(definition.questions, "question", given, path="question/")
    if not given:
        return definition, []
    return definition.but(
        scenes=scenes, endings=endings, competences=competences, workplaces=workplaces, questions=questions
    ), given


def _named(
    parts: Sequence[Part], kind: str, given: list[str], *, taken: set[str] | None = None, path: str = ""
) -> tuple[Part, ...]:
    """``parts`` with an id each that is not ``taken``; the paths of the new ones are added to ``given``."""
    used = {clean(part.id) for part in parts} | (taken or set())
    named = []
    for number, part in enumerate(parts, start=1):
        if clean(part.id):
            named.append(part)
            continue
        free = number
        while f"{kind}-{free}" in used:
            free += 1
        used.add(f"{kind}-{free}")
        given.append(f"{path}{kind}-{free}")
        named.append(part.but(id=f"{kind}-{free}"))
    return tuple(named)
