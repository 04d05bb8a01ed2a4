"""The files that browsers load, as small as a server sends them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tools.bench import budgets
from tools.bench.row import Row, at_most, number
from tools.testrun.places import ROOT

SERVED = ROOT / "static" / "workmentor"
_PART = "Files, compressed (gzip -9)"
# What a page loads, and how much that may be.
PAGES = {
    "a scenario's page": (("learner.js", "learner.css", "scenario.css"), budgets.LEARNER_BYTES),
    "an agreement's page": (("learner.js", "learner.css", "agreement.css"), budgets.LEARNER_BYTES),
    "the editor's shell": (("editor.js", "editor.css"), budgets.SHELL_BYTES),
    "the editor's forms": (("editor-forms.js",), budgets.FORMS_BYTES),
    "the editor of a scenario, beside both": (
        ("editor-scenario.js", "editor-scenario.css"),
        budgets.PART_BYTES,
    ),
    "the editor of an agreement, beside both": (
        ("editor-agreement.js", "editor-agreement.css"),
        budgets.PART_BYTES,
    ),
    "the map of a scenario": (("editor-map.js",), budgets.MAP_BYTES),
}


def sizes() -> dict[str, int]:
    """Bytes of each file by its name; only what a browser asks for."""
    return {
        path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0))
        for path in sorted(SERVED.iterdir())
        if path.suffix in (".js", ".css")
    }


def rows() -> Iterator[Row]:
    """Each file, and what each page loads together."""
    found = sizes()
    for name, size in found.items():
        yield Row(_PART, name, number(size))
    for page, (files, limit) in PAGES.items():
        size = sum(found[name] for name in files)
        yield at_most(_PART, page, size, limit, about=", ".join(files))
