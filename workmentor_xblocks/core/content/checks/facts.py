"""What checks look at: the definition, what its course holds, and what several checks want to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from workmentor_xblocks.core.content import walking
from workmentor_xblocks.core.content.authored import Authored, source_texts
from workmentor_xblocks.core.content.variants import Variant, VariantText

Whole = TypeVar("Whole", bound=Authored, covariant=True)


@dataclass(frozen=True)
class Facts(Generic[Whole]):
    """One definition under check. ``pictures`` are the course's files (``/static/…``), None when not known."""

    definition: Whole
    display_name: str = ""
    pictures: frozenset[str] | None = None

    @cached_property
    def ids(self) -> tuple[list[tuple[str, str]], ...]:
        """(path, id) of everything that has an id, in lists within which ids have to differ."""
        return (*walking.ids(self.definition),)

    @property
    def workplaces(self) -> Mapping[str, str]:
        """The trades that the definition is written for, by id, the source's own first."""
        return {}

    @property
    def further_paths(self) -> Iterator[str]:
        """Paths at which a variant may have words of its own, though the source has none."""
        return iter(())

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts of the source that say something, by path, the block's name among them."""
        texts = {"display_name": self.display_name, **source_texts(self.definition)}
        return {path: text for path, text in texts.items() if text.strip()}

    @cached_property
    def all_texts(self) -> list[tuple[str, str, str]]:
        """Every text in every language as (its variant's path, its path in there, the text)."""
        found = [("", path, text) for path, text in self.texts.items()]
        for variant in self.definition.variants:
            within = f"{variant.path}/"
            found += [(within, text.path, text.text) for text in variant.texts]
        return found

    @cached_property
    def overlaid(self) -> list[tuple[Variant, VariantText, str | None]]:
        """Every text of a variant with its source; None where the definition has no such text."""
        known = {"display_name": self.display_name, **source_texts(self.definition)}
        known.update((path, "") for path in self.further_paths)
        return [
            (variant, text, known.get(text.path))
            for variant in self.definition.variants
            for text in variant.texts
        ]


def shortened(words: str, otherwise: str, *, most: int = 40) -> str:
    """Words by which a person knows a part, on one line; ``otherwise`` where there are none."""
    line = " ".join(words.split()) or otherwise
    return line if len(line) <= most else line[: most - 1] + "…"
