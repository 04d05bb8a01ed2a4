"""Both releases of setuptools that hosts build with make the same, complete package."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile

from tools.testrun.places import ROOT


def _names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def _expected() -> set[str]:
    """The files of the checkout under the names that they have in a wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    links = {f"workmentor_xblocks/{name}" for name in ("static", "translations", "sample_course", "docs")}
    own = {
        n for n in listed if n.startswith("workmentor_xblocks/") and n not in links and (ROOT / n).exists()
    }
    parts = ("static/", "translations/", "sample_course/", "docs/first-", "docs/pictures/first-")
    mapped = {
        f"workmentor_xblocks/{name}" for name in listed if name.startswith(parts) and (ROOT / name).exists()
    }
    return own | mapped


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built):
    assert _names(built.wheel) == _expected()


def test_a_wheel_built_from_the_source_distribution_is_the_same(built):
    assert _names(built.wheel_of_sdist) == _names(built.wheel)


def test_the_source_distribution_carries_sources_tests_and_licence(built):
    with tarfile.open(built.sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {
        "LICENSE",
        "pyproject.toml",
        "Makefile",
        "static/workmentor/learner.js",
        "tests/conftest.py",
    } <= names
    assert {
        "frontend/package-lock.json",
        "tools/testrun/__main__.py",
        "docs/decisions/0001-purpose.md",
    } <= names
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def test_the_wheel_says_its_licence_and_its_python(built):
    with zipfile.ZipFile(built.wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    assert "Requires-Python: >=3.11" in text
    assert "Apache-2.0" in text
    assert "License-File: LICENSE" in text
