"""The course folder as a block's ``runtime.resources_fs``: the few calls of a file system that a block needs."""

from __future__ import annotations

from pathlib import Path
from typing import IO


class CourseFolder:
    """Read-only, and never outside its root."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def exists(self, path: str) -> bool:
        """Whether the course has this file or folder."""
        found = self._inside(path)
        return found is not None and found.exists()

    def open(self, path: str, mode: str = "r", encoding: str | None = None) -> IO[str] | IO[bytes]:
        """Open a file for reading."""
        found = self._inside(path)
        if found is None or set(mode) - set("rbt"):
            raise FileNotFoundError(path)
        return found.open(mode, encoding=None if "b" in mode else encoding or "utf-8")

    def _inside(self, path: str) -> Path | None:
        found = (self._root / path.lstrip("/")).resolve()
        return found if found.is_relative_to(self._root) else None
