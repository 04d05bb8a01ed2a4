"""What an author wrote: scenes with choices that lead on, endings, and the same words in other languages.

The types accept any draft (a choice that leads nowhere, an empty text): what is wrong with the content is said by
``checks``, and only bytes that are no definition at all raise. Fields that a newer version wrote are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pydantic import Field

from workmentor_xblocks.core.content.authored import (
    MAX_CHARACTERS as MAX_CHARACTERS,
    Authored,
    NotADefinition as NotADefinition,
    Part,
    source_texts as source_texts,
)


class Evidence(Part):
    """What a choice shows about one competence, −2 (harms) to 2 (strong)."""

    competence: str = ""
    points: int = Field(default=0, ge=-2, le=2)


class Picture(Part):
    """A portable file address and what it shows, for who cannot see it."""

    src: str = ""
    alt: str = ""


class Choice(Part):
    """One thing the mentor could do: its words, what follows, why, and where it leads."""

    id: str
    to: str = ""
    label: str = ""
    consequence: str = ""
    coach_note: str = ""
    fixed: bool = False  # stays in its place when the others are shuffled
    evidence: tuple[Evidence, ...] = ()


class Scene(Part):
    """A moment that asks for a decision. ``was`` are earlier ids of it; ``required`` decisions count when skipped."""

    id: str
    title: str = ""
    body: str = ""
    picture: Picture | None = None
    required: bool = False
    was: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class Ending(Part):
    """Where a run stops; ``level`` 0 to 100 is how well it turned out."""

    id: str
    title: str = ""
    body: str = ""
    picture: Picture | None = None
    level: int = Field(default=0, ge=0, le=100)
    was: tuple[str, ...] = ()


class Competence(Part):
    """A competence of the block's own; with none, the ten of the package are meant."""

    id: str
    name: str = ""
    weight: int = Field(default=1, ge=0, le=100)


class Workplace(Part):
    """A trade that the scenario is written for; the first is the source's own."""

    id: str
    name: str = ""


class Question(Part):
    """A question for the debrief."""

    id: str
    text: str = ""


class Definition(Authored):
    """A whole scenario."""

    start: str = ""
    introduction: str = ""
    competences: tuple[Competence, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    scenes: tuple[Scene, ...] = ()
    endings: tuple[Ending, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def is_blank(self) -> bool:
        """True where nothing is written to be played or read."""
        return not (self.scenes or self.endings or self.introduction.strip() or self.unread)

    @property
    def places(self) -> tuple[Scene | Ending, ...]:
        """Scenes, then endings."""
        return (*self.scenes, *self.endings)

    @cached_property
    def scene_by_id(self) -> Mapping[str, Scene]:
        """Scenes by id; of two with one id the first counts."""
        return {scene.id: scene for scene in reversed(self.scenes)}

    @cached_property
    def ending_by_id(self) -> Mapping[str, Ending]:
        """Endings by id; a scene of the same id goes first."""
        return {ending.id: ending for ending in reversed(self.endings)}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Earlier id → today's id, where no place of today bears the earlier one."""
        today = {place.id for place in self.places}
        return {old: place.id for place in self.places for old in place.was if old not in today}

    def place(self, place_id: str) -> Scene | Ending | None:
        """The scene or ending of that id, by its earlier names too; an empty id names nothing."""
        for name in filter(None, (place_id, self.renamed.get(place_id))):
            found = self.scene_by_id.get(name) or self.ending_by_id.get(name)
            if found is not None:
                return found
        return None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the source with its path, in reading order."""
        return _texts(self)

    def is_section(self, head: str) -> bool:
        """A scene or an ending is read in one language as a whole."""
        return head in self.scene_by_id or head in self.ending_by_id


def _texts(definition: Definition) -> Iterator[tuple[str, str]]:
    yield "introduction", definition.introduction
    for place in definition.places:
        yield f"{place.id}/title", place.title
        yield f"{place.id}/body", place.body
        if place.picture:
            yield f"{place.id}/picture/alt", place.picture.alt
        for choice in place.choices if isinstance(place, Scene) else ():
            yield f"{place.id}/{choice.id}/label", choice.label
            yield f"{place.id}/{choice.id}/consequence", choice.consequence
            yield f"{place.id}/{choice.id}/coach_note", choice.coach_note
    for question in definition.questions:
        yield f"question/{question.id}", question.text
    for competence in definition.competences:
        yield f"competence/{competence.id}", competence.name
    for workplace in definition.workplaces:
        yield f"workplace/{workplace.id}", workplace.name


from_data = Definition.from_data
parse = Definition.parse
