"""Runs one command inside an environment that is made first if need be.

python3 -m tools.testrun.inside py311 ruff format .
python3 -m tools.testrun.inside npm run build
"""

from __future__ import annotations

import os
import sys

from tools.testrun import node, pythons, venvs
from tools.testrun.parts import PY311, PY312
from tools.testrun.places import FRONTEND, ROOT, clean_environment
from tools.testrun.venvs import Recipe


def _demo() -> Recipe:
    """The demo on whichever Python there is, the newest first."""
    version = next((v for v in ("3.12", "3.11") if pythons.find(v, with_pip=False)), "3.11")
    return Recipe("demo", version, ("-e", ".[demo]"))


def _npm(arguments: list[str]) -> None:
    if node.find_node() is None:
        raise SystemExit(f"Node {node.NODE_AT_LEAST} or newer is needed: https://nodejs.org/en/download")
    if not node.install_packages(sys.stderr):
        raise SystemExit("npm ci failed")
    os.chdir(FRONTEND)
    os.execvpe("npm", ["npm", *arguments], clean_environment(node.environment()))  # noqa: S606 - becomes npm


def main(arguments: list[str]) -> None:
    """Become the command; its exit code is ours."""
    where, *command = arguments
    if where == "npm":
        _npm(command)
    recipe = {"py311": PY311, "py312": PY312}.get(where) or _demo()
    try:
        venvs.ensure(recipe, sys.stderr)
    except venvs.CouldNotBuild as why:
        raise SystemExit(f"{why}; the lines above say more") from None
    path = f"{recipe.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    os.chdir(ROOT)
    os.execvpe(command[0], command, clean_environment({"PATH": path}))  # noqa: S606 - becomes the command


if __name__ == "__main__":
    main(sys.argv[1:])
