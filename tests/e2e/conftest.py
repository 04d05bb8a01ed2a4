"""A demo of its own in a process of its own, and a real browser: what a person meets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.agreement_desk import Desk
from tests.e2e.visitor import PATIENCE, House

expect.set_options(timeout=PATIENCE)

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def shown_branches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server leaves which branches of our templates it rendered, when it ends."""
    return tmp_path_factory.mktemp("branches") / "seen.json"


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its database and files."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def server(demo_folder: Path, shown_branches: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The demo with the sample course and a course of page states."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    courses = [ROOT / "sample_course/mentor", ROOT / "tests/e2e/course", ROOT / "tests/e2e/earlier_run"]
    environment = {
        **os.environ,
        "WORKMENTOR_DEMO_DIR": str(demo_folder),
        "WORKMENTOR_DEMO_COURSES": os.pathsep.join(map(str, courses)),
        "DJANGO_SETTINGS_MODULE": "workmentor_xblocks.demo.settings",
    }
    command = [sys.executable, "-m", "tests.branches", str(shown_branches), "workmentor_xblocks.demo"]
    process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers, however long a busy machine takes to start it."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/"):  # noqa: S310  # our own http address
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail("The demo did not start; its output stands above.")


@pytest.fixture
def house(server: tuple[str, subprocess.Popen[bytes]], browser: Browser) -> Iterator[House]:
    """The demo as people visit it; every browser session is closed at the end."""
    visited = House(server[0], browser)
    yield visited
    visited.close()


@pytest.fixture(scope="session")
def desk(demo_folder: Path, server: tuple[str, subprocess.Popen[bytes]]) -> Iterator[Desk]:
    """The desk at the demo's own machine: it lets days pass and prepares agreements."""
    opened = Desk(demo_folder)
    yield opened
    opened.close()
