"""A small course of its own in OLX, a tiny block in it, and the cast in front of their browsers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from xblock import plugin
from xblock.core import XBlock

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import files, loader

COURSE = "course-v1:WorkMentor+T1+2026"
FILES = {
    "course.xml": '<course url_name="2026" org="WorkMentor" course="T1"/>',
    "course/2026.xml": '<course><chapter url_name="c1"/><wiki slug="x"/></course>',
    "chapter/c1.xml": '<chapter display_name="First"><sequential url_name="q1"/></chapter>',
    "sequential/q1.xml": (
        '<sequential display_name="Part" graded="true" format="Task" due="&quot;2031-01-01T00:00:00Z&quot;">'
        '<vertical url_name="u1"/><vertical url_name="u2" display_name="Inline"><html url_name="h2">'
        "<p>Inline <b>text</b></p></html></vertical></sequential>"
    ),
    "vertical/u1.xml": """<vertical display_name="Unit">
        <!-- for authors only -->
        <html url_name="h1"/>
        <tiny url_name="t1" text="hello" weight="2" read="notes/t1.txt"/>
        <tiny url_name="broken" broken="yes"/>
        <nobody_knows url_name="n1" depth="3"><child>kept</child></nobody_knows>
      </vertical>""",
    "html/h1.xml": '<html filename="h1" display_name="Words"/>',
    "html/h1.html": "<p><img src=\"/static/board.svg\" alt=''> <a href='/jump_to_id/t1'>to the block</a></p>",
    "static/board.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "notes/t1.txt": "read from a file\n",
    "policies/2026/policy.json": json.dumps(
        {"course/2026": {"display_name": "Test course", "language": "nb", "advanced_modules": ["tiny"]}}
    ),
}


@pytest.fixture(scope="session", autouse=True)
def _tiny_block() -> Iterator[None]:
    """The tiny block is installed for these tests as a package would install it."""
    entry = ("tiny", EntryPoint("tiny", "tests.demo.tiny:TinyBlock", XBlock.entry_point))
    XBlock.extra_entry_points.append(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, "tiny"), None)
    yield
    XBlock.extra_entry_points.remove(entry)
    plugin.PLUGIN_CACHE.pop((XBlock.entry_point, "tiny"), None)


@pytest.fixture
def course_folder(tmp_path: Path, settings: Any) -> Path:
    """The OLX of the course on disk, and the only one that the demo knows."""
    root = tmp_path / "course"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    settings.COURSE_FOLDERS = [root]
    return root


@pytest.fixture
def course(course_folder: Path, db: None) -> str:
    """The course, loaded; its key."""
    assert list(files.folders()) == [COURSE]
    return loader.load(course_folder)


@pytest.fixture
def person(course: str) -> Callable[[str], Client]:
    """A browser of its own for somebody of the cast."""

    def open_browser(username: str) -> Client:
        client = Client()
        client.post("/sign-in/", {"person": username})
        return client

    return open_browser


@pytest.fixture
def user(course: str) -> Callable[[str], User]:
    """Somebody's account."""
    return lambda username: User.objects.get(username=username)


def key(kind: str, name: str) -> str:
    """A usage key of the course."""
    return str(keys.course(COURSE).make_usage_key(kind, name))


UNIT = key("vertical", "u1")
TINY = key("tiny", "t1")


def send(
    client: Client, handler: str, data: Any = None, *, root: str = "/handler/", block: str = TINY
) -> Any:
    """POST JSON to a handler; its answer."""
    return client.post(f"{root}{block}/{handler}", json.dumps(data or {}), content_type="application/json")


def who(client: Client, *, root: str = "/handler/") -> dict[str, Any]:
    """What a handler of the tiny block learns about the person."""
    return client.get(f"{root}{TINY}/who").json()
