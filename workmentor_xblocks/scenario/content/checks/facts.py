"""What the checks look at: the definition, what its course holds, and what several checks want to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from workmentor_xblocks.core.content.checks import facts
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.scenario.content import graph
from workmentor_xblocks.scenario.content.definition import Choice, Definition, Ending, Scene
from workmentor_xblocks.scenario.content.marks import WHOLE, marks_of


class Facts(facts.Facts[Definition]):
    """One scenario under check."""

    @property
    def workplaces(self) -> Mapping[str, str]:
        """The trades, the source's own first."""
        return {workplace.id: workplace.name for workplace in self.definition.workplaces}

    @property
    def further_paths(self) -> Iterator[str]:
        """A variant may bring pictures of its own."""
        return (f"{place.id}/picture/src" for place in self.definition.places)

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


def is_scored(scene: Scene) -> bool:
    """True when some choice of the scene shows something about a competence."""
    return any(choice.evidence for choice in scene.choices)


def name(part: Scene | Ending | Choice) -> str:
    """A place or choice as a person knows it, shortened."""
    return shortened(part.label if isinstance(part, Choice) else part.title, part.id)
