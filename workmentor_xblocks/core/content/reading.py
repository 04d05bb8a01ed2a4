"""Content in one person's language and workplace: which words stand at each place.

The workplace is chosen for the whole definition, and only where it is complete in that language. Languages fall back
section by section, never inside one, so that nobody reads a Dutch question with English answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from workmentor_xblocks.core.content.authored import Authored, source_texts
from workmentor_xblocks.core.content.language import first_of

Whole = TypeVar("Whole", bound=Authored)


def section_of(definition: Authored, path: str) -> str:
    """What is read in one language together with a text: its section, or the text alone."""
    head = path.split("/", 1)[0]
    return head if definition.is_section(head) else path


@lru_cache(maxsize=512)
def _by_section(definition: Authored) -> Mapping[str, tuple[str, ...]]:
    """The paths of non-empty texts by the section they belong to."""
    sections: dict[str, list[str]] = {}
    for path, text in source_texts(definition).items():
        if text.strip():
            sections.setdefault(section_of(definition, path), []).append(path)
    return {section: tuple(paths) for section, paths in sections.items()}


@lru_cache(maxsize=2048)
def _overlay(definition: Authored, language: str, workplace: str) -> Mapping[str, str]:
    return {
        path: text.text
        for variant in definition.variants
        if variant.language == language and variant.workplace == workplace
        for path, text in variant.by_path.items()
        if text.text.strip()
    }


def _has(overlay: Mapping[str, str], paths: Iterable[str]) -> bool:
    return all(path in overlay for path in paths)


@lru_cache(maxsize=512)
def is_complete(definition: Authored, language: str, workplace: str = "") -> bool:
    """True when every text of the source has words in this language and workplace."""
    overlay = _overlay(definition, language, workplace)
    return all(_has(overlay, paths) for paths in _by_section(definition).values())


@lru_cache(maxsize=512)
def languages(definition: Authored) -> tuple[str, ...]:
    """The languages to offer: the source's, and each in which at least one section has all its words.

    Where nothing is written but single texts, one of these is enough.
    """
    parts = _by_section(definition)
    sections = [paths for head, paths in parts.items() if definition.is_section(head)] or [*parts.values()]
    offered = [definition.language]
    for variant in definition.variants:
        overlay = _overlay(definition, variant.language, variant.workplace)
        if variant.language not in offered and any(_has(overlay, paths) for paths in sections):
            offered.append(variant.language)
    return tuple(offered)


def chosen_language(definition: Authored, wishes: Iterable[str | None]) -> str:
    """The first wish that is offered, else the source's language."""
    return first_of(wishes, languages(definition)) or definition.language


@dataclass(frozen=True)
class Reading(Generic[Whole]):
    """The words of a definition for one language and workplace (both must be offered ones)."""

    definition: Whole
    language: str
    workplace: str = ""

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
        """The language in which a section (or single text) is shown."""
        return self._words(section)[0]

    def text(self, path: str, source: str) -> str:
        """The words at ``path``; ``source`` where its section has none of its own."""
        return self._words(section_of(self.definition, path))[1].get(path, source)

    def display_name(self, source: str) -> str:
        """The block's name in this reading."""
        return next(
            (overlay["display_name"] for _, overlay in self._overlays if "display_name" in overlay), source
        )
