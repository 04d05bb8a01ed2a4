"""What stands in each folder, by the files that git knows: how much of each language, how many acts, the longest file."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.testrun.places import ROOT

LANGUAGES = {
    "Python": (".py",),
    "templates": (".html", ".txt"),
    "scripts": (".ts", ".tsx"),
    "styles": (".css",),
}
_LANGUAGE_OF = {ending: language for language, endings in LANGUAGES.items() for ending in endings}
_DEPTH = {"workmentor_xblocks": 3, "frontend": 3, "tests": 2, "tools": 2}  # down to a slice's rooms


@dataclass
class Folder:
    """The files of one folder, those of a whole slice, or of everything."""

    name: str
    files: int = 0
    lines: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, 0))
    template_bytes: int = 0
    acts: int = 0
    longest: tuple[int, str] = (0, "")

    def add(self, path: Path) -> None:
        """Count a file in."""
        text, language = path.read_text("utf-8"), _LANGUAGE_OF[path.suffix]
        lines = len(text.splitlines())
        self.files += 1
        self.lines[language] += lines
        self.template_bytes += len(text) if language == "templates" else 0
        self.longest = max(self.longest, (lines, path.name))
        self.acts += acts(text) if language == "Python" else 0

    @property
    def lines_per_act(self) -> int | None:
        """Python and templates behind each thing that a person can do here."""
        return (self.lines["Python"] + self.lines["templates"]) // self.acts if self.acts else None


def acts(source: str) -> int:
    """What a person can do by a module: the rows of a list ``ACTS``, and the handlers of a block.

    The handler that hands on to such a list is no act by itself.
    """
    if "ACTS" not in source and "@action" not in source:
        return 0
    tree = ast.parse(source)
    return sum(_rows(node) for node in tree.body) + sum(map(_is_handler, ast.walk(tree)))


def _rows(node: ast.stmt) -> int:
    if (
        isinstance(node, ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and ast.unparse(node.target) == "ACTS"
    ):
        return len(node.value.keys)
    return 0


def _is_handler(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name == "act":
        return False
    return any(
        isinstance(mark, ast.Call) and ast.unparse(mark.func) == "action" for mark in node.decorator_list
    )


def measured() -> list[Folder]:
    """Every folder; one that has others in it counts theirs in."""
    found: dict[Path, Folder] = {}
    for path in _files():
        for depth in range(1, min(_DEPTH[path.parts[0]], len(path.parts) - 1) + 1):
            name = Path(*path.parts[:depth])
            found.setdefault(name, Folder(str(name))).add(ROOT / path)
    return [found[name] for name in sorted(found)]


def _files() -> Iterator[Path]:
    told = subprocess.run(["git", "ls-files", *_DEPTH], cwd=ROOT, check=True, capture_output=True, text=True)
    for path in map(Path, told.stdout.splitlines()):
        language = _LANGUAGE_OF.get(path.suffix)
        # An HTML or text file elsewhere is no template; a link and a deleted file have no lines.
        is_ours = language and (language != "templates" or "templates" in path.parts)
        if is_ours and (ROOT / path).is_file() and not (ROOT / path).is_symlink():
            yield path
