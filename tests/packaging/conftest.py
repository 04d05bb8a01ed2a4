"""The package, built and installed in every way that people use, each time into an environment of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.testrun import uv
from tools.testrun.places import ROOT, clean_environment

PROBE = Path(__file__).with_name("probe.py")
# What builds it: Ulmo's image pins the first, Verawood's the second.
SETUPTOOLS = ("69.1.1", "80.9.0")


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; when it fails, the test shows all of it."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"{' '.join(map(str, command))}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
    )
    return done.stdout


@dataclass(frozen=True)
class Environment:
    """A fresh virtual environment."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def install(self, *what: str) -> None:
        found = uv.find()
        installer = (
            [found, "pip", "install", "--python", self.python]
            if found
            else [self.python, "-m", "pip", "install"]
        )
        run(*installer, "--quiet", *what, cwd=self.folder)

    @classmethod
    def make(cls, folder: Path) -> Environment:
        found = uv.find()
        if found:
            run(found, "venv", "--quiet", "--python", sys.executable, folder, cwd=folder.parent)
        else:
            run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
        return cls(folder)


def copy_of_checkout(target: Path) -> Path:
    """The files that git knows or would take, links as links: building must not write into the checkout."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.split("\0")):
        source, copy = ROOT / name, target / name
        if source.is_symlink() or source.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy, follow_symlinks=False)
    return target


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit that holds today's files."""
    folder = copy_of_checkout(tmp_path_factory.mktemp("checkout"))
    author = ("-c", "user.name=Aad", "-c", "user.email=aad@example.org", "-c", "commit.gpgsign=false")
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", *author, "commit", "--quiet", "--message", "test: today's files", cwd=folder)
    return folder


@dataclass(frozen=True)
class Built:
    """What one release of setuptools made of the package."""

    wheel: Path
    sdist: Path
    wheel_of_sdist: Path


def _build(builder: Environment, kind: str, source: Path, target: Path) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    hook = f"import sys, setuptools.build_meta as backend; backend.build_{kind}(sys.argv[1])"
    run(builder.python, "-c", hook, target, cwd=source)
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="session", params=SETUPTOOLS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel, source distribution, and the wheel that is built from the latter."""
    home = tmp_path_factory.mktemp("build")
    builder = Environment.make(home / "builder")
    builder.install(f"setuptools=={request.param}", "wheel")
    sdist = _build(builder, "sdist", copy_of_checkout(home / "for-sdist"), home / "sdist")
    run(sys.executable, "-m", "tarfile", "--extract", sdist, home / "unpacked", cwd=home)
    (unpacked,) = (home / "unpacked").iterdir()
    return Built(
        wheel=_build(builder, "wheel", copy_of_checkout(home / "for-wheel"), home / "wheel"),
        sdist=sdist,
        wheel_of_sdist=_build(builder, "wheel", unpacked, home / "wheel-of-sdist"),
    )


WAYS = ("wheel", "sdist", "folder", "editable", "git")


@pytest.fixture(scope="session", params=WAYS)
def facts(request: pytest.FixtureRequest, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What a fresh environment knows after the package was installed in one of these ways."""
    home = tmp_path_factory.mktemp(request.param)
    environment = Environment.make(home / "environment")
    match request.param:
        case "wheel" | "sdist" as kind:
            builder = Environment.make(home / "builder")
            builder.install(f"setuptools=={SETUPTOOLS[-1]}", "wheel")
            environment.install(str(_build(builder, kind, copy_of_checkout(home / "source"), home / "made")))
        case "folder":
            environment.install(str(copy_of_checkout(home / "source")))
        case "editable":
            environment.install("--editable", str(copy_of_checkout(home / "source")))
        case "git":
            environment.install(f"git+file://{checkout}")
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    return json.loads(run(environment.python, PROBE, elsewhere, cwd=elsewhere).splitlines()[-1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.packaging)
