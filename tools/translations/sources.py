"""Every sentence that a person may read, found where it is written: Python, templates, the editor's script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tools.testrun.places import ROOT

PACKAGE = ROOT / "workmentor_xblocks"
EDITOR_WORDS = ROOT / "static" / "workmentor" / "editor-words.json"

# The functions of core.content.translation and .messages, and which of their arguments are sentences.
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_COMMENTS = ("Translators:",)


def _python_files() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.relative_to(PACKAGE).parts:
            yield path


def _template_files() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            yield path


def _add_from(catalogue: Catalog, path: Path, source: str) -> None:
    # Babel never asks what the keywords of one function have to do with those of another: its type is too narrow.
    found = extract("python", BytesIO(source.encode()), _KEYWORDS, _COMMENTS, {"encoding": "utf-8"})
    for _line, sentence, comments, context in found:
        catalogue.add(
            sentence, locations=[(str(path.relative_to(ROOT)), 0)], auto_comments=comments, context=context
        )


def _add_editor_words(catalogue: Catalog) -> None:
    """The build of the front end lists them, because it knows its own language best."""
    words = json.loads(EDITOR_WORDS.read_text("utf-8")) if EDITOR_WORDS.exists() else {}
    where = [(str(EDITOR_WORDS.relative_to(ROOT)), 0)]
    for sentence in words.get("singular", []):
        catalogue.add(sentence, locations=where)
    for singular, plural in words.get("plural", []):
        catalogue.add((singular, plural), locations=where)


def collect() -> Catalog:
    """All sentences of the package, untranslated."""
    catalogue = Catalog(project="WorkMentor XBlocks", charset="utf-8")
    for path in _python_files():
        _add_from(catalogue, path, path.read_text("utf-8"))
    for path in _template_files():
        # Django's own reader turns a template into Python with the same sentences on the same lines, and with the
        # template's blanks at their beginning, where they mean something to Python.
        source = templatize(path.read_text("utf-8"), origin=str(path))
        _add_from(catalogue, path, "\n".join(line.lstrip() for line in source.splitlines()))
    _add_editor_words(catalogue)
    return catalogue
