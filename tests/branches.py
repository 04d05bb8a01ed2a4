"""Which branches of our templates were ever shown: a state of a page that nobody looks at is one that can be broken.

A ``Recorder`` puts a mark that prints nothing at the head of each branch of ``{% if %}`` and ``{% for %}``; rendering
a mark notes it. Marks that were never rendered are branches that no state showed.

    with Recorder(engine(), names) as shown:
        …
    assert not shown.missing()

A server in a process of its own records into a file, which ``Recorder.add_from`` reads back:

    python -m tests.branches seen.json workmentor_xblocks.demo runserver
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from django.template import Context, Engine
from django.template.base import Node, NodeList
from django.template.defaulttags import ForNode, IfNode


@dataclass(frozen=True, order=True)
class Branch:
    """One way through a tag, by the template, the line of the tag, the tag's number there, and what was true."""

    template: str
    line: int
    tag: int
    way: str

    def __str__(self) -> str:
        """The place as a person looks for it."""
        return f"{self.template}:{self.line}: {self.way}"


class _Mark(Node):
    """Prints nothing and remembers that it was reached."""

    def __init__(self, branch: Branch, seen: set[Branch]) -> None:
        self.branch, self.seen = branch, seen

    def render(self, context: Context) -> str:
        self.seen.add(self.branch)
        return ""


def _words(condition: Any) -> str:
    """A condition as it was written; Django keeps a tree of it."""
    first, second = getattr(condition, "first", None), getattr(condition, "second", None)
    if second is not None:
        return f"{_words(first)} {condition.id} {_words(second)}"
    return (
        f"{condition.id} {_words(first)}" if first is not None else str(getattr(condition, "text", condition))
    )


def _ways_of_if(node: IfNode) -> Iterator[tuple[str, NodeList]]:
    opening = _words(node.conditions_nodelists[0][0])
    for number, (condition, inside) in enumerate(node.conditions_nodelists):
        if condition is None:
            yield f"{{% if {opening} %}} … {{% else %}}", inside
        else:
            yield f"{{% {'elif' if number else 'if'} {_words(condition)} %}}", inside


def _ways_of_for(node: ForNode) -> Iterator[tuple[str, NodeList]]:
    yield f"{{% for … in {node.sequence} %}}", node.nodelist_loop
    if node.nodelist_empty:
        yield f"{{% for … in {node.sequence} %}} … {{% empty %}}", node.nodelist_empty


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (inside for _, inside in node.conditions_nodelists)
    else:
        yield from (getattr(node, name, None) or NodeList() for name in node.child_nodelists)


def _forks(nodes: NodeList) -> Iterator[IfNode | ForNode]:
    for node in nodes:
        if isinstance(node, (IfNode, ForNode)):
            yield node
        for inside in _inside(node):
            yield from _forks(inside)


class Recorder:
    """Marks the branches of some templates of an engine while it is entered. The engine must keep its templates."""

    def __init__(self, engine: Engine, names: Iterable[str]) -> None:
        self.engine, self.names = engine, sorted(names)
        self.known: set[Branch] = set()
        self.seen: set[Branch] = set()
        self._marked: list[NodeList] = []

    def _mark(self, name: str) -> None:
        forks = list(_forks(self.engine.get_template(name).nodelist))
        for number, node in enumerate(forks):
            ways = _ways_of_if(node) if isinstance(node, IfNode) else _ways_of_for(node)
            for way, inside in ways:
                branch = Branch(name, node.token.lineno or 0, number, way)
                self.known.add(branch)
                inside.insert(0, _Mark(branch, self.seen))
                self._marked.append(inside)

    def __enter__(self) -> Recorder:
        for name in self.names:
            self._mark(name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for inside in self._marked:
            inside[:] = [node for node in inside if not isinstance(node, _Mark)]
        self._marked.clear()

    def missing(self) -> list[Branch]:
        """The branches that were not rendered."""
        return sorted(self.known - self.seen)

    def write_to(self, path: Path) -> None:
        """Leave what was seen for another process."""
        path.write_text(json.dumps([asdict(branch) for branch in sorted(self.seen)]), "utf-8")

    def add_from(self, path: Path) -> None:
        """Take what another process saw."""
        self.seen |= {Branch(**branch) for branch in json.loads(path.read_text("utf-8"))}


def ours() -> Recorder:
    """A recorder for every template of the blocks; the demo's own pages are no part of the package's promise."""
    from workmentor_xblocks.core.pages.rendering import PACKAGE, engine

    folders = [folder for folder in PACKAGE.glob("*/templates") if folder.parent.name != "demo"]
    return Recorder(
        engine(), {str(p.relative_to(folder)) for folder in folders for p in folder.rglob("*.html")}
    )


def _record(target: Path, module: str) -> None:
    """Run a module as the command line would, and write what was shown when it ends or is told to."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with ours() as recorder:
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        finally:
            recorder.write_to(target)


if __name__ == "__main__":
    _, to, started, *rest = sys.argv
    sys.argv = [started, *rest]
    _record(Path(to), started)
