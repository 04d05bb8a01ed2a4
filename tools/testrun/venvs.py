"""Environments to run in, made once per set of requirements.

An environment carries the digest of everything that went into it; as long as that is the same it is used as it is,
so that a second run starts at once.
"""

from __future__ import annotations

import hashlib
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tools.testrun import pythons, uv
from tools.testrun.places import CONSTRAINTS, ROOT, VENVS, clean_environment

# One at a time: an editable install writes into the checkout, and two at once would mix their files.
_building = threading.Lock()


@dataclass(frozen=True)
class Recipe:
    """What an environment is made of. ``on_top`` of another one: that one, plus these packages."""

    name: str
    python: str
    packages: tuple[str, ...]
    on_top: Recipe | None = None

    @property
    def folder(self) -> Path:
        """Where it stands; what is put on top of an environment stands in it."""
        return self.on_top.folder if self.on_top else VENVS / self.name

    @property
    def executable(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"

    @property
    def constraints(self) -> Path:
        """The versions that it is held to."""
        return CONSTRAINTS / f"{self.on_top.name if self.on_top else self.name}.txt"

    def digest(self) -> str:
        """Changes whenever the environment has to be made again."""
        under = self.on_top.digest() if self.on_top else str(pythons.find(self.python, with_pip=False))
        parts = [
            under,
            *self.packages,
            self.constraints.read_text("utf-8"),
            (ROOT / "setup.py").read_text("utf-8"),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class CouldNotBuild(Exception):
    """An environment could not be made; the log says why."""


def _install_commands(recipe: Recipe, python: Path) -> list[list[list[str]]]:
    """Ways to make it, best first; each is a list of commands."""
    packages = ["-c", str(recipe.constraints), *recipe.packages]
    by_pip = [[str(recipe.executable), "-m", "pip", "install", "--quiet", *packages]]
    if recipe.on_top is None:
        by_pip.insert(0, [str(python), "-m", "venv", "--clear", str(recipe.folder)])
    found = uv.find()
    if found is None:
        return [by_pip]
    by_uv = [[str(found), "pip", "install", "--quiet", "--python", str(recipe.executable), *packages]]
    if recipe.on_top is None:
        by_uv.insert(
            0,
            [str(found), "venv", "--quiet", "--seed", "--clear", "--python", str(python), str(recipe.folder)],
        )
    return [by_uv, by_pip]


def _succeeds(commands: list[list[str]], log: TextIO) -> bool:
    for command in commands:
        log.write(f"$ {' '.join(command)}\n")
        log.flush()
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            env=clean_environment(),
        )
        if done.returncode:
            return False
    return True


def ensure(recipe: Recipe, log: TextIO) -> Path:
    """Make the environment if it is not there as wanted, and give its Python."""
    if recipe.on_top:
        ensure(recipe.on_top, log)
    with _building:
        stamp = recipe.folder / f"made-of-{recipe.name}.txt"
        digest = recipe.digest()
        if stamp.exists() and stamp.read_text("utf-8") == digest and recipe.executable.exists():
            return recipe.executable
        python = pythons.find(recipe.python, with_pip=False)
        if python is None:
            raise CouldNotBuild(f"no Python {recipe.python}")
        if not any(_succeeds(commands, log) for commands in _install_commands(recipe, python)):
            raise CouldNotBuild(f"the environment {recipe.name} could not be installed")
        stamp.write_text(digest, "utf-8")
        return recipe.executable
