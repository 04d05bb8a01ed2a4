"""Templates as a person would write them: short lines, whole elements, sentences that may be laid out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.testrun.places import ROOT
from workmentor_xblocks.core.pages.rendering import PACKAGE, engine

# What a block to come stands on is played by the blocks of notes.
NOTES = PACKAGE.parent / "tests/core/notes"
UI = PACKAGE / "core/templates/workmentor/ui"
OURS = {
    str(path.relative_to(ROOT)): path for path in sorted(PACKAGE.glob("*/templates/workmentor/**/*.html"))
}
DEMO = {str(path.relative_to(ROOT)): path for path in sorted(PACKAGE.glob("demo/templates/**/*.html"))}
VOID = {
    "!doctype",
    "area",
    "base",
    "br",
    "circle",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "path",
    "rect",
}
# What a person sees as a thing of its own stands on a line of its own.
LARGE = {
    "article", "details", "div", "fieldset", "footer", "form", "header", "label", "legend", "li", "main", "nav", "ol",
    "option", "p", "section", "select", "summary", "table", "tbody", "td", "textarea", "th", "thead", "tr", "ul",
}  # fmt: skip
_TAG = re.compile(r"<(/?)(!?[a-z]+(?:\d|\{\{ \w+ \}\})?)((?:\{%.*?%\}|\{\{.*?\}\}|[^<>{])*)>", re.S)


def plain(path: Path) -> str:
    """A template without what is said about it."""
    text = path.read_text("utf-8")
    return re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", text, flags=re.S)


@pytest.mark.parametrize("name", [*OURS, *DEMO])
def test_no_line_and_no_file_is_too_long_to_read(name: str):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert len(lines) <= 300
    assert [line for line in lines if len(line) > 120] == []


@pytest.mark.parametrize("name", OURS)
def test_every_large_element_has_a_line_of_its_own(name: str):
    crowded = [
        line.strip()
        for line in plain(OURS[name]).splitlines()
        if sum(not end and tag in LARGE for end, tag, _ in _TAG.findall(line)) > 1
    ]
    assert crowded == []


@pytest.mark.parametrize("name", [*OURS, *DEMO])
def test_every_element_ends_in_the_file_where_it_begins(name: str):
    open_ones: list[str] = []
    for end, tag, _attributes in _TAG.findall(plain(ROOT / name)):
        if end:
            assert open_ones[-1:] == [tag]
            open_ones.pop()
        elif tag not in VOID:
            open_ones.append(tag)
    assert open_ones == []


@pytest.mark.parametrize("name", OURS)
def test_the_lay_out_of_a_sentence_is_no_part_of_it(name: str):
    assert re.findall(r"\{% blocktrans(?! trimmed)[^%]*%\}", plain(OURS[name])) == []


@pytest.mark.parametrize("name", OURS)
def test_every_template_is_one(name: str):
    assert engine().get_template(name.split("/templates/")[1])


def test_every_thing_of_the_ui_says_what_it_is_and_what_it_takes():
    silent = [
        path.name
        for path in sorted(UI.glob("*.html"))
        if not re.match(
            r"(\{# .+ #\}|\{% comment %\}\n.+?\{% endcomment %\})\n\{% takes .*?%\}\n", path.read_text(), re.S
        )
    ]
    assert silent == []


def test_every_thing_of_the_ui_is_used():
    used = {
        thing
        for path in OURS.values()
        for thing in re.findall(r'\{% (?:ui|frame) "(\w+)"', path.read_text("utf-8"))
    }
    from_python = {
        thing
        for path in (*PACKAGE.rglob("*.py"), *NOTES.glob("*.py"))
        for thing in re.findall(r'\bui\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert {path.stem for path in UI.glob("*.html")} == used | from_python
