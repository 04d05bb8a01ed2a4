"""A scenario in one person's language and workplace: which words stand at each place.

The workplace is chosen for the whole scenario, and only where it is complete in that language. Languages fall back
place by place, never inside one, so that nobody reads a Dutch question with English answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.language import lookup
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.scenario.definition import Definition, Ending, Scene, source_texts


@lru_cache(maxsize=512)
def _by_section(definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """The paths of non-empty texts by the section they belong to (a place, or a path of its own)."""
    places = {*definition.scene_by_id, *definition.ending_by_id}
    sections: dict[str, list[str]] = {}
    for path, text in source_texts(definition).items():
        head = path.split("/", 1)[0]
        if text.strip():
            sections.setdefault(head if head in places else path, []).append(path)
    return {section: tuple(paths) for section, paths in sections.items()}


@lru_cache(maxsize=2048)
def _overlay(definition: Definition, language: str, workplace: str) -> Mapping[str, str]:
    return {
        path: text.text
        for variant in definition.variants
        if variant.language == language and variant.workplace == workplace
        for path, text in variant.by_path.items()
        if text.text.strip()
    }


def _has(overlay: Mapping[str, str], paths: tuple[str, ...]) -> bool:
    return all(path in overlay for path in paths)


@lru_cache(maxsize=512)
def is_complete(definition: Definition, language: str, workplace: str) -> bool:
    """True when every text of the source has words in this language and workplace."""
    overlay = _overlay(definition, language, workplace)
    return all(_has(overlay, paths) for paths in _by_section(definition).values())


@lru_cache(maxsize=512)
def languages(definition: Definition) -> tuple[str, ...]:
    """The languages to offer: the source's, and each in which at least one place has all its words."""
    places = [paths for section, paths in _by_section(definition).items() if definition.place(section)]
    offered = [definition.language]
    for variant in definition.variants:
        overlay = _overlay(definition, variant.language, variant.workplace)
        if variant.language not in offered and any(_has(overlay, paths) for paths in places):
            offered.append(variant.language)
    return tuple(offered)


@lru_cache(maxsize=512)
def workplaces(definition: Definition, language: str) -> tuple[str, ...]:
    """The workplaces to offer in a language: the source's own, and each that is complete in it."""
    return tuple(
        workplace.id
        for number, workplace in enumerate(definition.workplaces)
        if number == 0 or is_complete(definition, language, workplace.id)
    )


@dataclass(frozen=True)
class Reading:
    """The words of a definition for one language and workplace (both must be offered ones)."""

    definition: Definition
    language: str
    workplace: str = ""

    @classmethod
    def choose(
        cls, definition: Definition, *, languages_wanted: tuple[str | None, ...], workplace: str
    ) -> Reading:
        """The reading for a person's wishes, in the order of the language rule."""
        offered = languages(definition)
        language = next(
            (code for wish in languages_wanted if (code := lookup(wish, offered))), definition.language
        )
        own = definition.workplaces[0].id if definition.workplaces else ""
        if workplace == own or workplace not in workplaces(definition, language):
            workplace = ""
        return cls(definition, language, workplace)

    @cached_property
    def _overlays(self) -> list[tuple[str, Mapping[str, str]]]:
        """Overlays to ask, best first; an empty one with the source's language is the source itself."""
        found = []
        if self.workplace:
            found.append((self.language, _overlay(self.definition, self.language, self.workplace)))
        if self.language != self.definition.language:
            found.append((self.language, _overlay(self.definition, self.language, "")))
        return found

    def _words(self, section: str) -> tuple[str, Mapping[str, str]]:
        paths = _by_section(self.definition).get(section, ())
        for language, overlay in self._overlays:
            if paths and _has(overlay, paths):
                return language, overlay
        return self.definition.language, {}

    def language_of(self, section: str) -> str:
        """The language in which a place (or single text) is shown."""
        return self._words(section)[0]

    def text(self, path: str, source: str) -> str:
        """The words at ``path``; ``source`` where this place has none of its own."""
        head = path.split("/", 1)[0]
        section = head if self.definition.place(head) else path
        return self._words(section)[1].get(path, source)

    def display_name(self, source: str) -> str:
        """The block's name in this reading."""
        return next(
            (overlay["display_name"] for _, overlay in self._overlays if "display_name" in overlay), source
        )

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
