"""Installs Debian packages, and only where nobody is surprised: as root in a container, or when asked for."""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache
from pathlib import Path

from tools.testrun import pythons
from tools.testrun.needs import Need
from tools.testrun.node import find_node

_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}


def _is_container() -> bool:
    told = os.environ.get("container")  # noqa: SIM112 - systemd's own spelling
    if told or Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return True
    try:
        return any(
            word in Path("/proc/1/cgroup").read_text() for word in ("docker", "kubepods", "lxc", "containerd")
        )
    except OSError:
        return False


def may_install() -> bool:
    """Root in a container, or ``INSTALL=1``; ``INSTALL=0`` forbids it in any case."""
    asked = os.environ.get("INSTALL", "")
    if asked:
        return asked == "1"
    return os.geteuid() == 0 and _is_container()


def _run(command: list[str]) -> bool:
    print("  $", " ".join(command), flush=True)
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as why:
        print("   ", why, flush=True)
        return False
    if done.returncode:
        print("    failed:", *done.stdout.strip().splitlines()[-3:], sep="\n    ", flush=True)
    return done.returncode == 0


@lru_cache(maxsize=1)
def _lists_are_fresh() -> bool:
    return _run(["apt-get", "update", "-q"])


def provide(need: Need) -> None:
    """Try to bring what is missing; whoever calls looks afterwards whether it is there."""
    if not may_install():
        return
    print(f"missing: {need.name}", flush=True)
    if need.apt and _lists_are_fresh():
        _run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *need.apt])
    pythons.find.cache_clear()
    find_node.cache_clear()
    if not need.is_there() and (command := need.otherwise()):
        _run(command)
        pythons.find.cache_clear()
