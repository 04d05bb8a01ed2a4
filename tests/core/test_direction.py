"""Text runs as its language does, wherever it stands, and a name turns nothing round that stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from lxml.html import fragment_fromstring

from workmentor_xblocks.core.content.language import direction, kept_apart
from workmentor_xblocks.core.output.printing.glyphs import printable
from workmentor_xblocks.core.pages import rendering

PACKAGE = Path(rendering.PACKAGE)
TEMPLATES = {
    str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8")
    for folder in ("agreement", "scenario", "core")
    for path in sorted((PACKAGE / folder / "templates").rglob("*.html"))
}
# What is somebody's name or what somebody is called by, wherever a template puts it into words.
NAMES = (
    "row.learner", "row.mentor", "comment.who", "part.who", "one.who", "one.name", "party.name", "party.position",
    "party.organisation", "person.name", "notice.who", "p.who", "e.asked.who", "party.members",
)  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_where_a_language_is_said_its_direction_is_too(name: str):
    bare = [tag for tag in re.findall(r"<[a-z][^<>]*?\slang=\"[^<]*?>", TEMPLATES[name]) if "dir=" not in tag]
    assert bare == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_name_is_kept_apart_from_what_stands_around_it(name: str):
    text = re.sub(r"\s[a-z-]+=\"[^\"]*\"", "", TEMPLATES[name])  # what stands in an attribute is no text
    loose = [
        found[0]
        for found in re.finditer(r"(<bdi>)?\{\{ ([a-z_.]+)(\|[^}]*)? \}\}", text)
        if found[2] in NAMES and not found[1] and "bdi" not in (found[3] or "")
    ]
    loose += [
        found[0]
        for found in re.finditer(r"(?:who|name|people)=([a-z_.]+)(\|bdi)?(?=[ %])", text)
        if found[1] in NAMES
        and not found[2]
        and "blocktrans" in text[max(0, found.start() - 40) : found.start()]
    ]
    assert loose == []


def test_the_walk_would_see_what_is_missing():
    assert len(TEMPLATES) > 60
    assert sum("<bdi>" in text or "|bdi" in text for text in TEMPLATES.values()) >= 8


@pytest.mark.parametrize(
    ("code", "runs"), [("ar", "rtl"), ("he-IL", "rtl"), ("ku-Latn", "ltr"), ("nb", "ltr")]
)
def test_a_template_says_the_direction_of_a_language(code: str, runs: str):
    html = rendering.engine().from_string('<p lang="{{ code }}" dir="{{ code|direction }}"></p>')
    assert fragment_fromstring(html.render(Context({"code": code}))).get("dir") == runs == direction(code)


def test_a_name_in_a_translated_sentence_is_kept_apart_and_never_markup():
    template = rendering.engine().from_string(
        "{% blocktrans with who=who|bdi %}Changed by: {{ who }}{% endblocktrans %}"
    )
    assert isinstance(template, Template)
    html = template.render(Context({"who": "שרה <b>"}))
    assert html.endswith("<bdi>שרה &lt;b&gt;</bdi>")
    assert template.render(Context({"who": ""})).strip().endswith(":")


def test_a_name_in_a_plain_sentence_is_kept_apart_where_it_runs_the_other_way():
    assert kept_apart("Liga Ozola") == "Liga Ozola"
    assert kept_apart("שרה לוי") == "\u2068שרה לוי\u2069"
    assert printable(kept_apart("Līga")) == "Līga"
    assert "\u2068" not in printable(kept_apart("שרה"))
