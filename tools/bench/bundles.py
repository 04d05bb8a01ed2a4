"""The files that browsers load, as small as a server sends them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tools.bench import budgets
from tools.bench.row import Row, at_most, number
from tools.testrun.places import ROOT

SERVED = ROOT / "static" / "workmentor"
_PART = "Files, compressed (gzip -9)"


def sizes() -> dict[str, int]:
    """Bytes of each file by its name; only what a browser asks for."""
    return {
        path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0))
        for path in sorted(SERVED.iterdir())
        if path.suffix in (".js", ".css")
    }


def rows() -> Iterator[Row]:
    """Each file, and what a learner's page and the editor load together."""
    found = sizes()
    for name, size in found.items():
        yield Row(_PART, name, number(size))
    for shown, start, limit in (
        ("learner's page", "learner.", budgets.LEARNER_BYTES),
        ("editor", "editor.", budgets.EDITOR_BYTES),
    ):
        size = sum(size for name, size in found.items() if name.startswith(start))
        yield at_most(_PART, shown, size, limit, about="script and style sheet together")
