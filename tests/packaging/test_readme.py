"""The lines of the README by which the package is installed do install it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.conftest import Environment, copy_of_checkout, run
from tools.testrun.places import ROOT, clean_environment

pytestmark = pytest.mark.packaging


def lines_with(word: str) -> list[str]:
    """The commands of the README's code blocks that hold a word, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if word in line]


def in_shell(line: str, *, folder: Path, environment: Path) -> None:
    """What somebody types who has activated the environment."""
    path = f"{environment / 'bin'}:{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder,
        env=clean_environment({"PATH": path}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def version_in(environment: Environment) -> str:
    program = "import importlib.metadata as m; print(m.version('workmentor-xblocks'))"
    done = subprocess.run(
        [environment.python, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def fresh(tmp_path: Path) -> Environment:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "environment"], check=True)
    return Environment(tmp_path / "environment")


def test_a_wheel_is_built_and_installed_by_the_lines_that_are_written_there(fresh, tmp_path):
    clone = copy_of_checkout(tmp_path / "clone")
    (build,) = lines_with("pip wheel")
    (install,) = lines_with("dist/workmentor_xblocks")
    in_shell(build, folder=clone, environment=fresh.folder)
    in_shell(install.replace("pip install", "pip install --no-deps"), folder=clone, environment=fresh.folder)
    assert version_in(fresh)


def test_the_line_for_git_installs_from_a_repository(fresh, checkout, tmp_path):
    (install,) = [line for line in lines_with("git+REPOSITORY") if line.startswith("pip")]
    commit = run("git", "rev-parse", "HEAD", cwd=checkout).strip()
    line = install.replace("REPOSITORY", f"file://{checkout}").replace("VERSION", commit)
    in_shell(line.replace("pip install", "pip install --no-deps"), folder=tmp_path, environment=fresh.folder)
    assert version_in(fresh)


def test_no_line_installs_from_an_index_in_which_the_package_is_not():
    asked = [
        line
        for line in lines_with("workmentor")
        if re.search(r"(?:install|=)\s*\"?workmentor-xblocks\b", line)
    ]
    assert asked == []
