"""What the place of a finding is called in the author's own words: titles and labels, never a path of ids."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.core.content.schema import schema_of
from workmentor_xblocks.core.content.walking import parts_in

_ARROW = " › "


def place_name(whole: BaseModel, path: str) -> str:
    """The parts that a path leads through, by their words; "" for what belongs to the whole.

    Names of fields are left out: the sentence of the finding says which one it is about.
    """
    head, *rest = path.split("/")
    steps: list[str] = []
    if head == "variant" and rest:
        code, workplace, *rest = [*rest, ""] if len(rest) == 1 else rest
        steps.append(languages.name(code))
        trade = _part(whole, workplace)
        if workplace:
            steps.append(_words(trade) if trade is not None else workplace)
    else:
        rest = [head, *rest]
    here = whole
    for step in rest:
        part = _part(here, step)
        if part is not None:
            steps.append(_words(part))
            here = part
    return _ARROW.join(steps)


def _part(within: BaseModel, name: str) -> BaseModel | None:
    return (
        next((part for part in _parts(within) if getattr(part, "id", None) == name), None) if name else None
    )


def _parts(within: BaseModel) -> Iterator[BaseModel]:
    for field, _mark in schema_of(type(within)).parts:
        yield from parts_in(within, field)


def _words(part: BaseModel) -> str:
    """The first of its texts, by which a person knows it; else its id."""
    words = next((getattr(part, field.name) for field in schema_of(type(part)).texts), "")
    return shortened(words, str(getattr(part, "id", "")))
