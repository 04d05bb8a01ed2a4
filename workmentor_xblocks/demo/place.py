"""Where the demo keeps its file and finds its courses on this machine.

In a checkout that is ``.demo/`` beside the code; installed from a wheel it is a folder of the user's. Both can be
chosen by WORKMENTOR_DEMO_DIR and WORKMENTOR_DEMO_COURSES.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent


def address() -> str:
    """Where mails link to when no browser asked for them: at the start, and by a command that is run beside the demo."""
    return os.environ.get("WORKMENTOR_DEMO_ADDRESS", "http://127.0.0.1:8888/")


def data_dir() -> Path:
    """The folder of the database; it is made by ``prepare``, not by asking."""
    chosen = os.environ.get("WORKMENTOR_DEMO_DIR")
    if chosen:
        return Path(chosen).expanduser().resolve()
    checkout = PACKAGE.parent
    if (checkout / "setup.py").is_file() and os.access(checkout, os.W_OK):
        return checkout / ".demo"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(base) / "workmentor-demo"


def prepare(folder: Path) -> None:
    """Make the folder and its secret, so that sessions and browser copies outlive a restart."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(50), encoding="ascii")


def secret_key(folder: Path) -> str:
    """The folder's secret, or one for this process only when nothing was prepared (tests)."""
    secret = folder / "secret"
    return secret.read_text(encoding="ascii") if secret.is_file() else secrets.token_urlsafe(50)


def course_folders() -> list[Path]:
    """Every OLX root to load: those named in the environment, else all of the sample courses."""
    chosen = os.environ.get("WORKMENTOR_DEMO_COURSES")
    if chosen:
        return [Path(part).expanduser().resolve() for part in chosen.split(os.pathsep) if part]
    return sorted(file.parent for file in (PACKAGE / "sample_course").glob("*/course.xml"))
