"""The parts of the run as data: what each proves, what it needs, its steps.

To add one: a function that gives its steps, and a row in ``PARTS``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tools.testrun import needs, node
from tools.testrun.needs import Need
from tools.testrun.places import FRONTEND, REPORTS, ROOT
from tools.testrun.venvs import Recipe

PY311 = Recipe("py311", "3.11", ("-e", ".[demo,test,lint]"))
PY312 = Recipe("py312", "3.12", ("-e", ".[demo,test]"))
MARIADB = Recipe("mariadb", "3.11", ("mysqlclient>=2.2",), on_top=PY311)
SDK = Recipe(
    "sdk", "3.12", ("-e", ".", "xblock-sdk", "acid-xblock", "ddt", "mock", "pytest", "pytest-django")
)

# Run by parts of their own, which give them the browser, the database or the environments that they need.
_APART = "not browser and not mariadb and not packaging and not sdk and not house"


@dataclass(frozen=True)
class Step:
    """One command. It counts as one test, unless it writes down its tests in ``report`` while they run."""

    name: str
    command: list[str]
    report: Path | None = None
    folder: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A set of steps that share what they need. ``minutes`` orders the run: the longest starts first."""

    name: str
    proves: str
    needs: tuple[Need, ...]
    venvs: tuple[Recipe, ...]
    steps: Callable[[int], list[Step]]
    minutes: float = 1
    npm: bool = False


def _pytest(recipe: Recipe, name: str, *arguments: str, workers: int = 1, **settings: str) -> Step:
    """A pytest run that writes down each test where the count and the goals look for it."""
    report = REPORTS / f"{name}.jsonl"
    shared = ["-n", str(workers)] if workers > 1 else []
    command = [str(recipe.executable), "-m", "pytest", "-q", "--color=no", "--durations=8"]
    command += ["-p", "tools.testrun.pytest_results", f"--results={report}"]
    return Step(name, [*command, *shared, *arguments], report, environment=settings)


def _house(_workers: int) -> list[Step]:
    bin_folder = PY311.folder / "bin"
    python = str(PY311.executable)
    settings = {"DJANGO_SETTINGS_MODULE": "workmentor_xblocks.demo.settings"}
    return [
        Step("ruff", [str(bin_folder / "ruff"), "check", "."]),
        Step("format", [str(bin_folder / "ruff"), "format", "--check", "."]),
        Step("djlint", [str(bin_folder / "djlint"), "workmentor_xblocks", "--lint", "--quiet"]),
        Step("mypy", [str(bin_folder / "mypy")]),
        Step("import-linter", [str(bin_folder / "lint-imports")], environment={"PYTHONPATH": str(ROOT)}),
        Step(
            "migrations",
            [python, "-m", "django", "makemigrations", "--check", "--dry-run", "workmentor"],
            environment={**settings, "PYTHONPATH": str(ROOT)},
        ),
        Step("personal data", [python, "-m", "tools.pii"], environment=settings),
        _pytest(PY311, "house", "tests/house"),
    ]


def _py311(workers: int) -> list[Step]:
    return [_pytest(PY311, "py311", "-m", _APART, workers=workers)]


def _py312(workers: int) -> list[Step]:
    return [_pytest(PY312, "py312", "-m", f"{_APART} and not thorough", workers=workers)]


def _sdk(_workers: int) -> list[Step]:
    # The workbench keeps its database and log in ./var, so each run gets a folder of its own.
    home = REPORTS / "sdk-home"
    (home / "var").mkdir(parents=True, exist_ok=True)
    shared = ["--ds=tests.sdk.settings", "-p", "no:cacheprovider"]
    own = _pytest(SDK, "sdk", "tests/sdk", *shared)
    shared[0] = "--ds=workbench.settings"
    suite = ["--pyargs", "workbench.test", "sample_xblocks.basic"]
    theirs = _pytest(SDK, "sdk-own-suite", *shared, *suite, PYTHONPATH=str(ROOT))
    return [own, replace(theirs, folder=home)]


def _node(_workers: int) -> list[Step]:
    report = REPORTS / "vitest.jsonl"
    vitest = ["npx", "--no-install", "vitest", "run", "--reporter=default", "--reporter=./build/results.mjs"]
    environment = node.environment()
    telling = {**environment, "RESULTS": str(report)}
    return [
        Step("biome and tsc", ["npm", "run", "--silent", "check"], folder=FRONTEND, environment=environment),
        Step("vitest", vitest, report, FRONTEND, telling),
        Step(
            "build is committed",
            ["npm", "run", "--silent", "verify"],
            folder=FRONTEND,
            environment=environment,
        ),
        Step("sizes", ["npm", "run", "--silent", "sizes"], folder=FRONTEND, environment=environment),
    ]


def _browser(_workers: int) -> list[Step]:
    chromium = str(needs.chromium_path() or "")
    return [_pytest(PY311, "browser", "-m", "browser", CHROMIUM=chromium)]


def _mariadb(_workers: int) -> list[Step]:
    step = _pytest(PY311, "mariadb", "-p", "tests.databases", "-m", "mariadb")
    return [replace(step, command=[str(PY311.executable), "-m", "tools.mariadb", "--", *step.command])]


def _packaging(_workers: int) -> list[Step]:
    return [_pytest(PY311, "packaging", "tests/packaging", "-m", "packaging")]


_311, _312 = needs.python("3.11"), needs.python("3.12")
PARTS: tuple[Part, ...] = (
    Part("house", "the rules of the house", (_311,), (PY311,), _house, 1.5),
    Part("py311", "the oldest hosts: Python 3.11, Django 4.2, XBlock 5.2", (_311,), (PY311,), _py311, 2.5),
    Part("py312", "the newest hosts: Python 3.12, Django 5.2, newest XBlock", (_312,), (PY312,), _py312, 2.5),
    Part("sdk", "xblock-sdk's workbench", (_312,), (SDK,), _sdk, 0.5),
    Part("node", "the scripts of learner's page and editor", (needs.NODE,), (), _node, 1, npm=True),
    Part("browser", "people in a real browser", (_311, needs.CHROMIUM, needs.NODE), (PY311,), _browser, 4, npm=True),
    Part(
        "mariadb", "races, on the database of real sites",
        (_311, needs.MARIADB, needs.CLIENT_LIBRARY), (PY311, MARIADB), _mariadb, 1,
    ),
    Part("packaging", "every way to install the package", (_311,), (PY311,), _packaging, 2),
)  # fmt: skip


def chosen(names: str) -> list[Part]:
    """The parts named in ``names`` (commas or blanks), all when empty."""
    wanted = names.replace(",", " ").split()
    known = {part.name: part for part in PARTS}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise SystemExit(f"no such part: {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in wanted] if wanted else list(PARTS)


def workers_per_part(parallel: int) -> int:
    """How many processors are left to each of the parts that run at the same time."""
    return max(1, (os.cpu_count() or 1) // max(1, parallel))
