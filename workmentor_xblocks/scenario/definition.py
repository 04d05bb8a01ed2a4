"""What an author wrote: scenes with choices that lead on, endings, and the same words in other languages.

The types accept any draft (a choice that leads nowhere, an empty text): what is wrong with the content is said by
``checks``, and only bytes that are no definition at all raise. Fields that a newer version wrote are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workmentor_xblocks.core.content.nesting import is_too_deep
from workmentor_xblocks.core.content.variants import Variant
from workmentor_xblocks.scenario.migrations import LATEST, migrate

MAX_CHARACTERS = 2_000_000


class NotADefinition(ValueError):
    """The bytes hold no scenario. ``problems`` are (path of keys, pydantic's error type)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path or 'all'}: {kind}" for path, kind in problems))
        self.problems = problems


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, ignored_types=(cached_property,)
    )

    # What stood in this part's element of a file and was not understood (``core.content.unread``).
    unread: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed; unlike ``model_copy`` it carries over nothing that was computed."""
        return self.model_validate({**dict(self), **changes})


class Evidence(_Part):
    """What a choice shows about one competence, −2 (harms) to 2 (strong)."""

    competence: str = ""
    points: int = Field(default=0, ge=-2, le=2)


class Picture(_Part):
    """A portable file address and what it shows, for who cannot see it."""

    src: str = ""
    alt: str = ""


class Choice(_Part):
    """One thing the mentor could do: its words, what follows, why, and where it leads."""

    id: str
    to: str = ""
    label: str = ""
    consequence: str = ""
    coach_note: str = ""
    fixed: bool = False  # stays in its place when the others are shuffled
    evidence: tuple[Evidence, ...] = ()


class Scene(_Part):
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


class Ending(_Part):
    """Where a run stops; ``level`` 0 to 100 is how well it turned out."""

    id: str
    title: str = ""
    body: str = ""
    picture: Picture | None = None
    level: int = Field(default=0, ge=0, le=100)
    was: tuple[str, ...] = ()


class Competence(_Part):
    """A competence of the block's own; with none, the ten of the package are meant."""

    id: str
    name: str = ""
    weight: int = Field(default=1, ge=0, le=100)


class Workplace(_Part):
    """A trade that the scenario is written for; the first is the source's own."""

    id: str
    name: str = ""


class Question(_Part):
    """A question for the debrief."""

    id: str
    text: str = ""


class Definition(_Part):
    """A whole scenario."""

    schema_version: int = Field(default=LATEST, alias="schema")
    language: str = "en"
    start: str = ""
    introduction: str = ""
    competences: tuple[Competence, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    scenes: tuple[Scene, ...] = ()
    endings: tuple[Ending, ...] = ()
    questions: tuple[Question, ...] = ()
    variants: tuple[Variant, ...] = ()

    def __hash__(self) -> int:
        """Computed once: rules keep their results by definition."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.canonical())

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

    def canonical(self) -> str:
        """The definition as JSON that is equal for equal content: sorted keys, no blanks, defaults left out."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(
            {"schema": LATEST, **data}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    def full(self) -> dict[str, Any]:
        """The definition with every default written out, for the editor."""
        return self.model_dump(mode="json", by_alias=True)


def source_texts(definition: Definition) -> dict[str, str]:
    """Every text of the source by its path, in reading order; ``display_name`` is the block's own and not here."""
    return dict(_texts(definition))


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


def from_data(data: object) -> Definition:
    """A definition of decoded JSON, migrated to today's schema. Raises ``NotADefinition``."""
    if not isinstance(data, dict):
        raise NotADefinition([("", "dict_type")])
    if is_too_deep(data):
        raise NotADefinition([("", "too_deep")])
    try:
        return Definition.model_validate(migrate(data))
    except ValidationError as error:
        problems = [("/".join(map(str, e["loc"])), e["type"]) for e in error.errors(include_url=False)]
        raise NotADefinition(problems) from error


@lru_cache(maxsize=256)
def parse(text: str) -> Definition:
    """A definition of its JSON text; equal texts share one parsed definition. Raises ``NotADefinition``."""
    if not text.strip():
        return Definition()
    if len(text) > MAX_CHARACTERS:
        raise NotADefinition([("", "too_long")])
    try:
        return from_data(json.loads(text))
    except (ValueError, RecursionError) as error:
        if isinstance(error, NotADefinition):
            raise
        raise NotADefinition([("", "json_invalid")]) from error
