"""Which branches of our templates were ever shown: a state of a page that nobody looks at is one that can be broken.

At the head of each way through an ``{% if %}`` or ``{% for %}`` stands a mark that prints nothing and notes that it was
reached. A server in a process of its own leaves what it showed in a file, which ``shown`` reads:

    python -m tests.branches seen.json workmentor_xblocks.demo runserver

The coverage plugin for Django's templates counts lines: a way inside a line is none to it, it wants the debugging of the
site's own engine, and it finds its lines by places in a text from which our loader has taken the indentation.
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.template import Context, Engine
from django.template.base import Node, NodeList
from django.template.defaulttags import ForNode, IfNode


class Branch(NamedTuple):
    """One way through a tag: its template, line, number and text, behind it the number of an elif, else or empty."""

    template: str
    line: int
    tag: int
    way: str

    def __str__(self) -> str:
        """The place as a person looks for it."""
        return f"{self.template}:{self.line}: {self.way}"


def branches(engine: Engine, names: Iterable[str]) -> Iterator[tuple[Branch, NodeList]]:
    """The ways through some templates, each with what it shows."""
    for name in names:
        tags = engine.get_template(name).nodelist.get_nodes_by_type((IfNode, ForNode))
        for tag, node in enumerate(tags):
            for number, inside in enumerate(_ways(node)):
                which = f" … {number}" if number else ""
                yield (
                    Branch(name, node.token.lineno or 0, tag, f"{{% {node.token.contents} %}}{which}"),
                    inside,
                )


def _ways(node: Node) -> list[NodeList]:
    if isinstance(node, IfNode):
        return [inside for _condition, inside in node.conditions_nodelists]
    assert isinstance(node, ForNode)
    return [node.nodelist_loop, node.nodelist_empty] if node.nodelist_empty else [node.nodelist_loop]


def ours() -> Iterator[tuple[Branch, NodeList]]:
    """The ways through the blocks' templates; the demo's own pages are no part of the package's promise."""
    from workmentor_xblocks.core.pages.rendering import PACKAGE, engine

    folders = [folder for folder in PACKAGE.glob("*/templates") if folder.parent.name != "demo"]
    names = {str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.html")}
    return branches(engine(), sorted(names))


class _Mark(Node):
    """Prints nothing and remembers that it was reached."""

    def __init__(self, branch: Branch, seen: set[Branch]) -> None:
        self.branch, self.seen = branch, seen

    def render(self, context: Context) -> str:
        self.seen.add(self.branch)
        return ""


def mark(found: Iterable[tuple[Branch, NodeList]]) -> set[Branch]:
    """Mark these ways; in what comes back stand those that were shown since. The engine must keep its templates."""
    seen: set[Branch] = set()
    for branch, inside in list(found):
        inside.insert(0, _Mark(branch, seen))
    return seen


def shown(path: Path) -> set[Branch]:
    """What another process showed."""
    return {Branch(*branch) for branch in json.loads(path.read_text("utf-8"))}


def _record(target: Path, module: str) -> None:
    """Run a module as the command line would, and write what was shown when it ends or is told to."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    seen = mark(ours())
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        target.write_text(json.dumps(sorted(seen)), "utf-8")


if __name__ == "__main__":
    _, to, started, *rest = sys.argv
    sys.argv = [started, *rest]
    _record(Path(to), started)
