"""The folders of the courses on this machine, and the files that their texts show."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from lxml import etree
from opaque_keys.edx.locator import CourseLocator

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


def key_of(folder: Path) -> str:
    """The course key that a folder's ``course.xml`` names."""
    root = etree.parse(str(folder / "course.xml")).getroot()
    return str(CourseLocator(root.get("org"), root.get("course"), root.get("url_name")))


@cache
def _folders(roots: tuple[Path, ...]) -> dict[str, Path]:
    return {key_of(folder): folder for folder in roots}


def folders() -> dict[str, Path]:
    """Course key → folder, of every course that the settings name."""
    return _folders(tuple(settings.COURSE_FOLDERS))


def static_folder(course_key: str) -> Path | None:
    """Where the course keeps its files, or None when it has none."""
    folder = folders().get(course_key)
    return folder / "static" if folder and (folder / "static").is_dir() else None


def pictures(course_key: str) -> list[str]:
    """Paths of the course's image files below ``static``, sorted."""
    root = static_folder(course_key)
    if root is None:
        return []
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix.lower() in PICTURES)
    return sorted(path.relative_to(root).as_posix() for path in found)
