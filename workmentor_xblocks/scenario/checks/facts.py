"""What the checks look at: the definition, what its course holds, and what several checks want to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workmentor_xblocks.core.content.variants import Variant, VariantText
from workmentor_xblocks.scenario import graph
from workmentor_xblocks.scenario.definition import Choice, Definition, Ending, Scene, source_texts
from workmentor_xblocks.scenario.marks import WHOLE, marks_of

_SHOWN = 40


@dataclass(frozen=True)
class Facts:
    """One definition under check. ``pictures`` are the course's files (``/static/…``), None when not known."""

    definition: Definition
    display_name: str = ""
    pictures: frozenset[str] | None = None

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts of the source that say something, by path, the block's name among them."""
        texts = {"display_name": self.display_name, **source_texts(self.definition)}
        return {path: text for path, text in texts.items() if text.strip()}

    @cached_property
    def start(self) -> Scene | None:
        """The scene that the start leads to, if there is one."""
        place = self.definition.place(self.definition.start)
        return place if isinstance(place, Scene) else None

    @cached_property
    def edges(self) -> graph.Edges:
        """Which place leads where."""
        return graph.edges(self.definition)

    @cached_property
    def reached(self) -> frozenset[str]:
        """The places that a player can come to."""
        return frozenset(graph.distances(self.edges, [self.start.id])) if self.start else frozenset()

    @cached_property
    def totals(self) -> Mapping[int, list[int]]:
        """What each choice of a scene is worth as a decision, by the scene's number, in the order of choices."""
        return {
            number: [marks_of(self.definition, scene, choice)[WHOLE][0] for choice in scene.choices]
            for number, scene in enumerate(self.definition.scenes)
            if is_scored(scene)
        }

    def choices(self) -> Iterator[tuple[str, Scene, Choice]]:
        """Every choice with its path and scene."""
        for scene in self.definition.scenes:
            for choice in scene.choices:
                yield f"{scene.id}/{choice.id}", scene, choice

    @cached_property
    def all_texts(self) -> list[tuple[str, str, str]]:
        """Every text in every language as (its variant's path, its path in there, the text)."""
        found = [("", path, text) for path, text in self.texts.items()]
        for variant in self.definition.variants:
            within = f"{path_of(variant)}/"
            found += [(within, text.path, text.text) for text in variant.texts]
        return found

    @cached_property
    def overlaid(self) -> list[tuple[Variant, VariantText, str | None]]:
        """Every text of a variant with its source; None where the scenario has no such text."""
        known = {"display_name": self.display_name, **source_texts(self.definition)}
        known.update((f"{place.id}/picture/src", "") for place in self.definition.places)
        return [
            (variant, text, known.get(text.path))
            for variant in self.definition.variants
            for text in variant.texts
        ]


def path_of(variant: Variant) -> str:
    """Where the findings of a variant belong."""
    return f"variant/{variant.language}/{variant.workplace}"


def is_scored(scene: Scene) -> bool:
    """True when some choice of the scene shows something about a competence."""
    return any(choice.evidence for choice in scene.choices)


def name(part: Scene | Ending | Choice) -> str:
    """A place or choice as a person knows it, shortened."""
    words = " ".join((part.label if isinstance(part, Choice) else part.title).split()) or part.id
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
