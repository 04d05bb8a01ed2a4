"""Finds a Python of a wanted version by asking candidates what they are.

A name on PATH proves nothing: pyenv puts a ``python3.12`` there that answers "command not found" unless that version
is selected. So every candidate is run once, and pyenv's own folders are looked into as well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools.testrun.commands import answer_of

_ASK = "import sys, ensurepip; print('%d.%d' % sys.version_info[:2], sys._base_executable)"
_ASK_WITHOUT_PIP = _ASK.replace(", ensurepip", "")


def _on_path(names: tuple[str, ...]) -> Iterator[Path]:
    for folder in os.get_exec_path():
        for name in names:
            yield Path(folder) / name


def _kept_by_version_managers(version: str) -> Iterator[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    yield from sorted(pyenv.glob(f"{version}*/bin/python{version}"), reverse=True)
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path.home() / ".local/share/uv/python")
    yield from sorted(uv.glob(f"*-{version}*/bin/python{version}"), reverse=True)


def _ask(candidate: Path, question: str) -> list[str]:
    return (answer_of(str(candidate), "-c", question) or "").split()


@cache
def find(version: str, *, with_pip: bool = True) -> Path | None:
    """The first working Python ``version`` ("3.12"), or None.

    ``with_pip``: it can also make environments by itself (Debian keeps that in a package of its own).
    """
    question = _ASK if with_pip else _ASK_WITHOUT_PIP
    names = (f"python{version}", "python3", "python")
    for candidate in (Path(sys.executable), *_on_path(names), *_kept_by_version_managers(version)):
        if not candidate.exists():
            continue
        match _ask(candidate, question):
            case [found, executable] if found == version:
                return Path(executable)
    return None
