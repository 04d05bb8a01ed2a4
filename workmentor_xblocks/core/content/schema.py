"""What is known of a field beside its type, stated once where the field stands: its place in a file, and its words.

The marks stand in ``Annotated``. Course files both ways, ids, paths of texts, checks of words, the pages of docs and
the editor's description follow them; a field without one is a mistake of ours, said as soon as its model is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from workmentor_xblocks.core.content.messages import gettext_noop as _


class Text(StrEnum):
    """How words that are translated are typed."""

    LINE = "line"
    PROSE = "text"  # Markdown, over several lines
    PICTURE = "picture"  # the address of a file: a variant may bring its own, and needs none


@dataclass(frozen=True)
class Mark:
    """Where a field stands, with its title and hint for the author (English msgids)."""

    title: str
    hint: str = ""


@dataclass(frozen=True)
class Attribute(Mark):
    """It is an attribute; ``always`` written, or only when it is not the default."""

    text: Text | None = None
    always: bool = False


@dataclass(frozen=True)
class TextElement(Mark):
    """It is a text in an element of its own, inside."""

    text: Text | None = Text.PROSE


@dataclass(frozen=True)
class OwnText(Mark):
    """It is the text of the part's own element."""

    text: Text | None = Text.LINE


@dataclass(frozen=True, kw_only=True)
class Parts(Mark):
    """It holds parts, each an element: a tuple of them, or one at most.

    A part's path is ``tag/key``, or the key alone when it is ``bare``. Lists with the same ``ids`` share their ids,
    all over the definition. ``together``: who reads them reads all in one language. ``beside``: they are no part of
    the source, and are written last.
    """

    tag: str
    called: str = ""  # a part for a person: an English msgid with attributes in its slots
    keys: tuple[str, ...] = ("id",)
    bare: bool = False
    ids: str = ""
    new_id: str = ""  # how ids begin that are given; else as the tag
    together: bool = False
    beside: bool = False

    def is_place_of(self, field: Stated) -> bool:
        """Whether a field of a part has the path of the part: its name there, or all that it is."""
        return field.name in self.keys or (isinstance(field.mark, OwnText) and not self.bare)


@dataclass(frozen=True)
class OneOf:
    """A field that knows only these words, each with its title for the author; "" among them: it may be empty."""

    words: Mapping[str, str]

    def __hash__(self) -> int:
        return hash((*self.words,))


class Refers:
    """A field that names parts by their id: those of the lists of the whole at these paths (``sections.fields``)."""

    def __init__(self, *lists: str) -> None:
        self.lists = lists


@dataclass(frozen=True)
class OnlyWhere:
    """A text that is words only where another field of its part holds one of these."""

    field: str
    words: tuple[str, ...]


# What bears an id: learners' runs, histories and translations know it by that.
Id = Annotated[str, Attribute(_("Id"))]


@dataclass(frozen=True)
class Stated:
    """One field with its marks."""

    name: str
    info: FieldInfo
    mark: Mark

    @property
    def written(self) -> str:
        """Its name in a file and in JSON."""
        return self.info.alias or self.name

    @cached_property
    def part(self) -> type[BaseModel] | None:
        """The kind of part that it holds."""
        kinds = get_args(self.info.annotation) or (self.info.annotation,)
        return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)

    @cached_property
    def is_list(self) -> bool:
        """Whether it holds any number of words or parts."""
        return Ellipsis in get_args(self.info.annotation)

    @cached_property
    def default(self) -> Any:
        """What stands there when nothing was written."""
        return "" if self.info.is_required() else self.info.default

    @property
    def is_always_written(self) -> bool:
        """Whether an attribute stands in the file even where it is the default."""
        return isinstance(self.mark, Attribute) and self.mark.always

    @property
    def text(self) -> Text | None:
        """How it is typed, for a text that variants have too."""
        return getattr(self.mark, "text", None)

    @cached_property
    def one_of(self) -> Mapping[str, str] | None:
        """The words that it may hold, with their titles."""
        return next((mark.words for mark in self.info.metadata if isinstance(mark, OneOf)), None)

    @cached_property
    def refers(self) -> tuple[str, ...]:
        """The lists whose parts it names."""
        return next((mark.lists for mark in self.info.metadata if isinstance(mark, Refers)), ())

    @cached_property
    def only_where(self) -> OnlyWhere | None:
        """Where alone it is a text that variants have."""
        return next((mark for mark in self.info.metadata if isinstance(mark, OnlyWhere)), None)

    @cached_property
    def bounds(self) -> Mapping[str, int]:
        """``ge`` and ``le`` of a number."""
        return {
            name: getattr(mark, name)
            for mark in self.info.metadata
            for name in ("ge", "le")
            if hasattr(mark, name)
        }

    @cached_property
    def read(self) -> Callable[[object], Any]:
        """Its value of a text. Raises ``ValidationError``."""
        kind: Any = self.info.annotation
        return TypeAdapter(Annotated[kind, *self.info.metadata]).validate_python

    def is_default_in(self, part: BaseModel) -> bool:
        """Whether a part has nothing else there than when nothing was written."""
        return bool(getattr(part, self.name) == self.default)

    def is_text_in(self, part: BaseModel) -> bool:
        """Whether it is a text of the source there, which a variant has to have."""
        if self.text is None or self.text is Text.PICTURE:
            return False
        return self.only_where is None or getattr(part, self.only_where.field) in self.only_where.words


@dataclass(frozen=True)
class Schema:
    """All fields of one kind of part, in the order of writing."""

    fields: tuple[Stated, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Stated]:
        """All, by their name in JSON."""
        return {field.written: field for field in self.fields}

    @cached_property
    def attributes(self) -> Mapping[str, Stated]:
        """Those that are attributes, by their name in the file."""
        return {field.written: field for field in self.fields if isinstance(field.mark, Attribute)}

    @cached_property
    def inside(self) -> Mapping[str, Stated]:
        """Those that are elements, by their tag."""
        texts = {field.name: field for field in self.fields if isinstance(field.mark, TextElement)}
        parts = {field.mark.tag: field for field in self.fields if isinstance(field.mark, Parts)}
        return {tag: field for field in self.fields for tag, own in (texts | parts).items() if own is field}

    @cached_property
    def own(self) -> Stated | None:
        """The one that is the element's own text."""
        return next((field for field in self.fields if isinstance(field.mark, OwnText)), None)

    @cached_property
    def texts(self) -> tuple[Stated, ...]:
        """Those that variants have words for; by the first a person knows the part."""
        return tuple(field for field in self.fields if field.text is not None)

    @cached_property
    def parts(self) -> tuple[tuple[Stated, Parts], ...]:
        """Those that hold parts."""
        return tuple((field, field.mark) for field in self.fields if isinstance(field.mark, Parts))


@lru_cache(maxsize=64)
def schema_of(model: type[BaseModel]) -> Schema:
    """The fields of a model with their marks. Raises ``TypeError`` for one that has none."""
    found = []
    for name, info in model.model_fields.items():
        mark = next((mark for mark in info.metadata if isinstance(mark, Mark)), None)
        if mark is not None:
            found.append(Stated(name, info, mark))
        elif name != "unread":
            raise TypeError(f"{model.__name__}.{name} does not say where it stands in a file")
    return Schema(tuple(sorted(found, key=lambda field: getattr(field.mark, "beside", False))))


def models_of(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """A kind of part, then each that stands in it, in the order of writing."""
    inside = [one for field, _mark in schema_of(model).parts if field.part for one in models_of(field.part)]
    return tuple(dict.fromkeys((model, *inside)))


def sentences(model: type[BaseModel]) -> Iterator[str]:
    """What the fields of a definition say to the author: titles, hints and words to choose from (English msgids)."""
    for one in models_of(model):
        for field in schema_of(one).fields:
            yield from filter(None, (field.mark.title, field.mark.hint, *(field.one_of or {}).values()))
