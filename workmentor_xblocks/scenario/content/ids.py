"""Ids for the parts of a scenario that came without one."""

from __future__ import annotations

from workmentor_xblocks.core.content.naming import named
from workmentor_xblocks.core.content.xml import clean
from workmentor_xblocks.scenario.content.definition import Definition


def with_ids(definition: Definition) -> tuple[Definition, list[str]]:
    """The definition with an id for every part, and the paths of those that were given one."""
    given: list[str] = []
    places = {clean(place.id) for place in definition.places}
    scenes = named(definition.scenes, "scene", given, taken=places)
    endings = named(definition.endings, "ending", given, taken={*places, *(scene.id for scene in scenes)})
    scenes = tuple(
        scene.but(choices=named(scene.choices, "choice", given, path=f"{clean(scene.id)}/"))
        for scene in scenes
    )
    competences = named(definition.competences, "competence", given, path="competence/")
    workplaces = named(definition.workplaces, "workplace", given, path="workplace/")
    questions = named(definition.questions, "question", given, path="question/")
    if not given:
        return definition, []
    return definition.but(
        scenes=scenes, endings=endings, competences=competences, workplaces=workplaces, questions=questions
    ), given
