"""What anybody who works here relies on: sizes, floors, commands and contracts that say what they do."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from pathlib import Path

import pytest

from tools.testrun.places import CONSTRAINTS, ROOT

PACKAGE = ROOT / "workmentor_xblocks"
ALONE = {"verify_agreement.py"}  # handed out as one file, so its length is free
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules() -> list[Path]:
    """Our own modules, without migrations, which are data."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def own_texts() -> list[Path]:
    folders = ("workmentor_xblocks", "tools", "tests")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    sources = [path for path in (ROOT / "frontend").rglob("*.ts*") if "node_modules" not in path.parts]
    return sorted({*files, *sources})


# --- a file tells one story -----------------------------------------------------------------------------------------


def test_files_are_small():
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = {
        str(path.relative_to(ROOT)): size
        for path, size in sizes.items()
        if size > 300 and path.name not in ALONE
    }
    assert not long
    assert statistics.median(size for size in sizes.values() if size > 3) <= 100


def test_every_module_says_what_it_is_for():
    silent = [
        str(path)
        for path in modules()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_nothing_is_skipped_or_left_to_do():
    words = re.compile(
        r"pytest\.mark\.skip|pytest\.skip\(|importorskip|\b(?:it|test|describe)\.(?:skip|todo|only)\b"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in own_texts()
        if path != Path(__file__) and words.search(path.read_text("utf-8"))
    ]
    assert not found


def test_an_ignored_rule_says_why():
    # Behind a dash or as a second comment on the line, or as a comment on the line above.
    bare = re.compile(r"#\s*(?:noqa|type: ignore)\b(?!.*(?: - |#.*\w{3,}.*#|\s{2}#))")
    found = []
    for path in own_texts():
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            above = lines[number - 1].lstrip() if number else ""
            explained = above.startswith("#") or "noqa" in above  # one reason for several lines in a row
            if path != Path(__file__) and bare.search(line) and not explained:
                found.append(f"{path.relative_to(ROOT)}:{number + 1}")
    assert not found


# --- versions -------------------------------------------------------------------------------------------------------


def floors() -> dict[str, str]:
    """The lower ends of what setup.py asks for at run time."""
    source = (ROOT / "setup.py").read_text("utf-8")
    block = source[source.index("RUN_TIME = [") : source.index("]", source.index("RUN_TIME = ["))]
    return {name.lower(): floor for name, floor in re.findall(r'"([\w-]+)>=([\d.]+)', block)}


def test_the_oldest_host_is_tested_with_the_oldest_of_everything():
    pinned = dict(
        re.findall(r"^([\w-]+)==([\d.]+?)(?:\.\*)?$", (CONSTRAINTS / "py311.txt").read_text(), re.M)
    )
    pinned = {name.lower(): version for name, version in pinned.items()}
    # web-fragments is whatever XBlock 5.2 brings; from 6.2 on XBlock is it.
    assert pinned == {name: floor for name, floor in floors().items() if name != "web-fragments"}


def test_nothing_that_the_platform_pins_is_pinned():
    block = (ROOT / "setup.py").read_text("utf-8")
    assert not re.findall(r'"[\w\[\]-]+==', block)


# --- contracts of the import linter ---------------------------------------------------------------------------------


def contract(name: str) -> dict:
    (found,) = (one for one in PYPROJECT["tool"]["importlinter"]["contracts"] if name in one["name"])
    return found


def top_level() -> set[str]:
    names = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
    return names - {"__init__", "migrations"}


@pytest.mark.shows("platform fact 62")
def test_every_room_is_held_to_the_rule_about_the_platform():
    held = {name.split(".")[1] for name in contract("only host.openedx")["source_modules"]}
    assert held == top_level()


@pytest.mark.shows("platform fact 62")
def test_every_module_of_the_hosts_but_the_adapter_is_held_to_it():
    held = {
        name.split(".")[2] for name in contract("only host.openedx")["source_modules"] if name.count(".") == 2
    }
    assert held == {path.stem for path in (PACKAGE / "host").glob("*.py")} - {"__init__"}


def test_every_room_has_its_layer():
    layers = " ".join(contract("arrows run one way")["layers"])
    assert set(re.findall(r"\w+", layers)) >= top_level()


ROOMS = {"content", "rules", "records", "actions", "pages", "output"}


@pytest.mark.parametrize("name", ["agreement", "scenario"])
def test_a_slice_has_the_rooms_of_every_slice_and_no_file_beside_them(name: str):
    """Folders are layers: a new file goes into a room, and no list of files has to be touched."""
    beside = {path.stem for path in (PACKAGE / name).glob("*.py")} - {"__init__", "wiring", "api"}
    assert not beside
    assert {path.parent.name for path in (PACKAGE / name).glob("*/__init__.py")} <= ROOMS


@pytest.mark.shows("platform fact 7")
def test_nobody_asks_who_is_there_of_what_requests_share():
    """Services and runtime of one process name whoever came last (seen): people are asked of the bound host."""
    found = []
    for path in modules():
        if "demo" in path.relative_to(PACKAGE).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call) else ""
            is_shared = text.endswith(("runtime.user_id", ".anonymous_student_id"))
            is_user_service = ".service(" in text and text.endswith(("'user')", "'user_state')"))
            if is_shared or is_user_service:
                found.append(f"{path.relative_to(ROOT)}: {text}")
    assert not found


# --- commands -------------------------------------------------------------------------------------------------------


def test_every_command_of_the_makefile_is_explained():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z_]+):", makefile, re.M))
    explained = set(re.findall(r"^([a-z_]+):.* ## \w", makefile, re.M))
    assert targets == explained
    assert {
        "test",
        "demo",
        "build",
        "translations",
        "extract_translations",
        "compile_translations",
    } <= targets


def test_the_build_machine_runs_what_everybody_runs():
    script = (ROOT / ".ci/run").read_text("utf-8")
    commands = [
        line for line in script.splitlines()[1:] if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["REQUIRE=browser,node,mariadb,py311,py312 exec make test </dev/null"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


# --- documents ------------------------------------------------------------------------------------------------------

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_decisions_are_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_else_was_thought_of(path):
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.M)
    assert headings == ["Status", "Context", "Decision", "Consequences", "Rejected alternatives"]


@pytest.mark.parametrize(
    "path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
    gone = [
        link
        for link in links
        if "://" not in link and not link.startswith("mailto:") and not (path.parent / link).exists()
    ]
    assert not gone
