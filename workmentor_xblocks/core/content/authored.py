"""What an author wrote, as typed values: read from JSON in whatever state it is, written as equal JSON for equal content.

The types accept any draft: what is wrong with the content is said by checks, and only bytes that are no definition
at all raise. Fields that a newer version wrote are kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workmentor_xblocks.core.content import walking
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.nesting import is_too_deep
from workmentor_xblocks.core.content.schema import Attribute, Parts, schema_of
from workmentor_xblocks.core.content.variants import Variant

MAX_CHARACTERS = 2_000_000


class NotADefinition(ValueError):
    """The bytes hold no definition. ``problems`` are (path, pydantic's error type)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path or 'all'}: {kind}" for path, kind in problems))
        self.problems = problems


class Part(BaseModel):
    """A piece of a definition; ``unread`` is what stood in its element of a file and was not understood."""

    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, ignored_types=(cached_property,)
    )

    unread: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed; unlike ``model_copy`` it carries over nothing that was computed."""
        return self.model_validate({**dict(self), **changes})


class Authored(Part):
    """A whole definition: texts in the language of the source, and the same in others.

    ``LATEST`` is today's schema, ``STEPS`` carry older ones over, one schema at a time. ``TAG`` is the element of the
    whole, ``CALLED`` its name for a person.
    """

    LATEST: ClassVar[int] = 1
    STEPS: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    TAG: ClassVar[str]
    CALLED: ClassVar[str]

    schema_version: Annotated[int, Attribute("Schema of the file", always=True)] = Field(
        default=LATEST, alias="schema"
    )
    language: Annotated[str, Attribute(_("Language of the source"), always=True)] = "en"
    variants: Annotated[
        tuple[Variant, ...],
        Parts(
            "Other languages and workplaces",
            tag="variant",
            called=_('variant lang="{language}" workplace="{workplace}"'),
            keys=("language", "workplace"),
            beside=True,
        ),
    ] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the source with its path, in the order of the file, but for the block's own name."""
        return iter(self._texts)

    @cached_property
    def _texts(self) -> tuple[tuple[str, str], ...]:
        return (*walking.texts(self),)

    def pictures(self) -> Iterator[tuple[str, str]]:
        """The addresses of files beside those in texts, with their paths, of the source and of variants."""
        return iter(())

    @cached_property
    def _sections(self) -> frozenset[str]:
        found: set[str] = set()
        for field, mark in schema_of(type(self)).parts:
            if mark.bare:
                found.update(part.id for part in walking.parts_in(self, field))
            elif mark.together:
                found.add(mark.tag)
        return frozenset(found)

    def is_section(self, head: str) -> bool:
        """True when the texts whose paths begin with ``head`` are read in one language, or in none."""
        return head in self._sections

    def __hash__(self) -> int:
        """Computed once: rules keep their results by definition."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.canonical())

    def canonical(self) -> str:
        """The definition as JSON that is equal for equal content: sorted keys, no blanks, defaults left out."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(
            {"schema": self.LATEST, **data}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    def full(self) -> dict[str, Any]:
        """The definition with every default written out, for the editor."""
        return self.model_dump(mode="json", by_alias=True)

    @classmethod
    def from_data(cls, data: object) -> Self:
        """A definition of decoded JSON, migrated to today's schema. Raises ``NotADefinition``."""
        if not isinstance(data, dict):
            raise NotADefinition([("", "dict_type")])
        if is_too_deep(data):
            raise NotADefinition([("", "too_deep")])
        data = _migrated(data, cls.LATEST, cls.STEPS)
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            problems = [
                (walking.path_in_data(cls, data, e["loc"]), e["type"])
                for e in error.errors(include_url=False)
            ]
            raise NotADefinition(problems) from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """A definition of its JSON text; equal texts share one parsed definition. Raises ``NotADefinition``."""
        parsed: Self = parse(cls, text)
        return parsed


Whole = TypeVar("Whole", bound=Authored)


def _migrated(
    data: dict[str, Any], latest: int, steps: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]
) -> dict[str, Any]:
    """``data`` in today's schema; one that is newer than this version is read as far as it is understood."""
    version = data.get("schema", latest)
    if not isinstance(version, int):
        return data
    while version in steps:
        data = steps[version](data)
        version = data["schema"]
    return data


def source_texts(definition: Authored) -> dict[str, str]:
    """Every text of the source by its path, in reading order; ``display_name`` is the block's own and not here."""
    return dict(definition.texts())


@lru_cache(maxsize=256)
def parse(kind: Any, text: str) -> Any:
    """``kind.parse``, with its memory."""
    if not text.strip():
        return kind()
    if len(text) > MAX_CHARACTERS:
        raise NotADefinition([("", "too_long")])
    try:
        return kind.from_data(json.loads(text))
    except (ValueError, RecursionError) as error:
        if isinstance(error, NotADefinition):
            raise
        raise NotADefinition([("", "json_invalid")]) from error
