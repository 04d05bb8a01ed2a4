"""What a part needs from the machine, how to see whether it is there, and the command that mends its absence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.testrun import pythons, uv
from tools.testrun.commands import answer_of
from tools.testrun.node import NODE_AT_LEAST, find_node


@dataclass(frozen=True)
class Need:
    """One thing on the machine. ``apt`` are Debian's packages for it; ``advice`` is what else to tell a person."""

    name: str
    is_there: Callable[[], bool]
    apt: tuple[str, ...] = ()
    otherwise: Callable[[], list[str] | None] = lambda: None
    advice: str = ""


def mend_all(needs: list[Need]) -> str:
    """The commands for the table, what Debian has in one of them."""
    packages = [package for need in needs if not need.advice for package in need.apt]
    debian = [f"apt-get install -y --no-install-recommends {' '.join(packages)}"] if packages else []
    return "; ".join([*debian, *(need.advice for need in needs if need.advice)])


def first_on_path(*names: str) -> str | None:
    """The first of these programs that there is; Debian keeps servers where a person's PATH does not look."""
    for name in names:
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
        if found:
            return found
    return None


def _has_client_library() -> bool:
    """What compiling mysqlclient takes: a compiler, the library's description, Python's headers."""
    python = pythons.find("3.11", with_pip=False)
    if not (first_on_path("cc", "gcc") and first_on_path("pkg-config") and python):
        return False
    headers = (
        "import sysconfig, pathlib; print(pathlib.Path(sysconfig.get_path('include'), 'Python.h').exists())"
    )
    libraries = ("mysqlclient", "libmariadb", "mariadb")
    return (answer_of(str(python), "-c", headers) or "").strip() == "True" and any(
        answer_of("pkg-config", "--exists", name) is not None for name in libraries
    )


def python(version: str) -> Need:
    """A Python of this version: Debian's, pyenv's, or one that uv fetches."""

    def fetch() -> list[str] | None:
        found = uv.find()
        return [str(found), "python", "install", version] if found else None

    return Need(
        f"Python {version}",
        lambda: pythons.find(version, with_pip=uv.find() is None) is not None,
        apt=(f"python{version}", f"python{version}-venv"),
        otherwise=fetch,
        advice=f"uv python install {version}   (or: apt-get install -y python{version} python{version}-venv)",
    )


CHROMIUM = Need(
    "Chromium",
    lambda: first_on_path("chromium", "chromium-browser", "google-chrome") is not None,
    apt=("chromium",),
)
NODE = Need(
    f"Node {NODE_AT_LEAST} or newer",
    lambda: find_node() is not None,
    apt=("nodejs", "npm"),
    advice=f"install Node {NODE_AT_LEAST} or newer: https://nodejs.org/en/download",
)
MARIADB = Need(
    "MariaDB",
    lambda: (
        first_on_path("mariadbd", "mysqld") is not None
        and first_on_path("mariadb-install-db", "mysql_install_db") is not None
    ),
    # The program alone: no server is set up or started on the machine.
    apt=("mariadb-server-core",),
)
CLIENT_LIBRARY = Need(
    "MariaDB's client library and a C compiler",
    _has_client_library,
    apt=("build-essential", "pkg-config", "libmariadb-dev", "python3-dev"),
)


def chromium_path() -> Path | None:
    """Where the browser is, for the tests."""
    found = first_on_path("chromium", "chromium-browser", "google-chrome")
    return Path(found) if found else None
