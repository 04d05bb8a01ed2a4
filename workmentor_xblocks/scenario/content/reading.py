"""A scenario in one person's language and workplace: how its pictures, competences and trades are called there."""

from __future__ import annotations

from functools import lru_cache

from workmentor_xblocks.core.content import reading
from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.reading import is_complete, languages as languages
from workmentor_xblocks.scenario.content.definition import Definition, Ending, Scene


@lru_cache(maxsize=512)
def workplaces(definition: Definition, language: str) -> tuple[str, ...]:
    """The workplaces to offer in a language: the source's own, and each that is complete in it."""
    return tuple(
        workplace.id
        for number, workplace in enumerate(definition.workplaces)
        if number == 0 or is_complete(definition, language, workplace.id)
    )


class Reading(reading.Reading[Definition]):
    """The words of a scenario for one language and workplace (both must be offered ones)."""

    @classmethod
    def choose(
        cls, definition: Definition, *, languages_wanted: tuple[str | None, ...], workplace: str
    ) -> Reading:
        """The reading for a person's wishes, in the order of the language rule."""
        language = reading.chosen_language(definition, languages_wanted)
        own = definition.workplaces[0].id if definition.workplaces else ""
        if workplace == own or workplace not in workplaces(definition, language):
            workplace = ""
        return cls(definition, language, workplace)

    def picture(self, place: Scene | Ending) -> tuple[str, str] | None:
        """Address and alternative text of a place's picture; a variant may bring a picture of its own."""
        if place.picture is None or not place.picture.src:
            return None
        path = f"{place.id}/picture"
        return self.text(f"{path}/src", place.picture.src), self.text(f"{path}/alt", place.picture.alt)

    def competence(self, code: str) -> str | Message:
        """A competence's name: the block's own, else the package's (a message to translate), else its code."""
        own = next((competence for competence in self.definition.competences if competence.id == code), None)
        if own is not None and own.name:
            return self.text(f"competence/{code}", own.name)
        return DEFAULT.get(code, code)

    def workplace_name(self, code: str) -> str:
        """A workplace's name in this reading."""
        found = next((place for place in self.definition.workplaces if place.id == code), None)
        return self.text(f"workplace/{code}", found.name or code) if found else code
