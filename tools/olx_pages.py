"""Writes what follows from the definitions: a page about the file of each block, and their description for the editor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tools.testrun.places import ROOT
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.olx import Format
from workmentor_xblocks.core.content.schema import (
    Attribute,
    OwnText,
    Parts,
    Stated,
    Text,
    models_of,
    schema_of,
)
from workmentor_xblocks.core.content.settings import Setting
from workmentor_xblocks.scenario.content.kind import SCENARIO

KINDS: Mapping[str, Format[Any]] = {"agreement": TEMPLATE, "scenario": SCENARIO}

_HEAD = """# The file of {block}

This page is made from `workmentor_xblocks/{kind}/content/` (`make olx_pages`); change the definition there.

A course holds {called} as the first element below: in a unit, or in a file of its own, `{tag}/<url_name>.xml`.

- What is not written has its default. An export leaves it out, except where the table says *always written*.
- Words in lists are separated by blanks. Texts are Markdown. `<`, `>` and `&` are written as XML wants them.
- What is not understood is kept, named by the checks, and comes back at the next export.
- An export adds one `<file src="/static/…"/>` for each course file in use; an import passes them over.
- A text in another language, or for another workplace, names the text that it stands for by its *path*: the paths of
  the parts on the way to it, then the name of the text (`{example}`). A part that is in a list with a name of its own
  in the path, and has a text of its own, shares its path with that text.
"""
_BLOCKS = {
    "agreement": ("the template of an agreement", "frame/hours/label"),
    "scenario": ("a scenario", "arrive/stop/consequence"),
}


def page(kind: str) -> str:
    """The page about the file of one block."""
    olx = KINDS[kind]
    block, example = _BLOCKS[kind]
    whole = olx.whole
    head = _HEAD.format(block=block, kind=kind, called=whole.CALLED, tag=whole.TAG, example=example)
    settings = [
        "## The settings of the block",
        "",
        "More attributes of the same element.",
        "",
        *_settings(olx.settings),
    ]
    models = [line for model in models_of(whole) for line in ("", *_element(whole, model))]
    return "\n".join([head, *settings, *models, ""])


def _settings(settings: Iterable[Setting]) -> Iterator[str]:
    yield from _row("attribute", "holds", "meaning")
    for row in settings:
        holds = row.type if row.high == row.low else f"{row.type}, {row.low:g} to {row.high:g}"
        words = ", ".join(f"`{value}` ({label})" for value, label in row.choices)
        yield from _row(f"`{row.name}`", words or holds, _sentence(row.label, row.help), head=False)


def _element(whole: type[Authored], model: type[BaseModel]) -> Iterator[str]:
    """One element: what it is, what its path is, and what stands in it."""
    marks = {mark.tag: mark for field, mark in _lists(whole) if field.part is model}
    yield f"## {', '.join(f'`<{tag}>`' for tag in marks or [whole.TAG])}"
    yield ""
    yield " ".join((model.__doc__ or "").replace("``", "`").split())
    yield ""
    if paths := [f"`{_path(mark)}`" for mark in marks.values() if not mark.beside]:
        yield f"Path: {', '.join(paths)}."
        yield ""
    yield from _row("what", "holds", "default", "meaning")
    for field in schema_of(model).fields:
        title = _sentence(field.mark.title, field.mark.hint)
        yield from _row(_what(field), _holds(field), _default(field), title, head=False)


def _lists(whole: type[Authored]) -> Iterator[tuple[Stated, Parts]]:
    return (found for model in models_of(whole) for found in schema_of(model).parts)


def _path(mark: Parts) -> str:
    keys = "/".join(f"<{key}>" for key in mark.keys)
    return keys if mark.bare else f"{mark.tag}/{keys}".rstrip("/")


def _what(field: Stated) -> str:
    match field.mark:
        case Attribute():
            return f"`{field.written}`"
        case OwnText():
            return "its text"
        case Parts(tag=tag):
            return f"`<{tag}>`"
    return f"`<{field.name}>`"


def _holds(field: Stated) -> str:
    if field.part:
        return "any number" if field.is_list else "at most one"
    if field.one_of:
        words = ", ".join(f"`{word}` ({title})" for word, title in field.one_of.items() if word)
        return f"any of {words}" if field.is_list else words
    if field.refers:
        return f"id: {', '.join(name.replace('.', ' › ') for name in field.refers)}"
    if isinstance(field.default, bool):
        return "`true`, `false`"
    if isinstance(field.default, int):
        return f"{field.bounds['ge']} to {field.bounds['le']}" if field.bounds else "a number"
    if field.is_list:
        return "words"
    return {None: "a word", Text.LINE: "a line", Text.PROSE: "text", Text.PICTURE: "a file"}[field.text]


def _default(field: Stated) -> str:
    if field.info.is_required():
        return "required"
    value = field.default
    if field.part or value in ("", ()):
        shown = ""
    elif isinstance(value, bool):
        shown = "`true`" if value else "`false`"
    else:
        shown = f"`{' '.join(value) if isinstance(value, tuple) else value}`"
    return f"{shown}, always written" if field.is_always_written else shown


def _sentence(title: str, hint: str) -> str:
    return ". ".join(filter(None, (title, hint)))


def _row(*cells: str, head: bool = True) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"
    if head:
        yield "|" + "---|" * len(cells)


def description(whole: type[Authored]) -> dict[str, Any]:
    """The definition as the editor needs it: each kind of part with its fields."""
    return {
        "Definition" if model is whole else model.__name__: [
            _field(field) for field in schema_of(model).fields
        ]
        for model in models_of(whole)
    }


def _field(field: Stated) -> dict[str, Any]:
    mark = field.mark
    found: dict[str, Any] = {
        "name": field.written,
        "kind": _kind(field),
        "title": mark.title,
        "hint": mark.hint,
        "text": field.text and field.text.value,
        "own": isinstance(mark, OwnText),
        "only": {field.only_where.field: field.only_where.words} if field.only_where else {},
        "choices": [*(field.one_of or {}).items()],
        "reference": field.refers,
    }
    found = {name: value for name, value in found.items() if value}
    if field.bounds:
        found |= {"low": field.bounds["ge"], "high": field.bounds["le"]}
    if isinstance(mark, Parts) and field.part:
        return {**found, **_parts(field, field.part, mark)}
    return {**found, "default": [*field.default] if field.is_list else field.default}


def _parts(field: Stated, part: type[BaseModel], mark: Parts) -> dict[str, Any]:
    written = {one.name: one.written for one in schema_of(part).fields}
    found: dict[str, Any] = {
        "of": part.__name__,
        "head": "" if mark.bare else mark.tag,
        "key": [written[key] for key in mark.keys],
    }
    found |= {"default": None} if field.default is None else {}
    found |= {"ids": mark.ids} if mark.ids else {}
    return found | ({"together": True} if mark.together else {})


def _kind(field: Stated) -> str:
    if field.part:
        return "parts" if field.is_list else "part"
    if field.is_list:
        return "words"
    if isinstance(field.default, bool):
        return "flag"
    return "number" if isinstance(field.default, int) else "text"


def _lines(described: Mapping[str, list[dict[str, Any]]]) -> str:
    """As JSON, a field a line: one changed field is one changed line."""
    parts = [
        f" {json.dumps(name)}: [\n"
        + ",\n".join(f"  {json.dumps(field, ensure_ascii=False)}" for field in fields)
        + "\n ]"
        for name, fields in described.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def files() -> Iterator[tuple[Path, str]]:
    """Each file that is written from here, with what it holds."""
    for kind, olx in KINDS.items():
        yield ROOT / "docs" / f"olx-{kind}.md", page(kind)
        yield ROOT / "frontend" / "editor" / kind / "definition.json", _lines(description(olx.whole))


def main() -> None:
    """Write them."""
    for path, text in files():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
