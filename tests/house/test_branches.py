"""Ways through a template that were not shown are told, and looking for them changes nothing about the page."""

from __future__ import annotations

import pytest
from django.template import Context, Engine
from django.template.loaders import cached, locmem

from tests import branches

pytestmark = pytest.mark.shows("scenario goal 11b")

PAGE = """<h1>{{ title }}</h1>
{% if role == "trainer" and counts %}counts{% elif role %}{{ role }}{% else %}nobody{% endif %}
{% for name in names %}{% if name.known %}{{ name.text }}{% endif %}{% empty %}no names{% endfor %}
{% include "part.html" %}"""
PART = "{% with shown=late %}{% if shown %}late{% endif %}{% endwith %}"
NAMES = ("page.html", "part.html")


@pytest.fixture
def engine() -> Engine:
    made = Engine()
    keeper = cached.Loader(made, [])
    keeper.loaders = [locmem.Loader(made, dict(zip(NAMES, (PAGE, PART), strict=True)))]
    made.template_loaders = [keeper]
    return made


def show(engine: Engine, **context) -> str:
    return engine.get_template("page.html").render(Context(context))


def test_each_state_shows_its_branches_and_looks_as_before(engine):
    known = {branch for branch, _inside in branches.branches(engine, NAMES)}
    assert sorted(map(str, known)) == [
        'page.html:2: {% if role == "trainer" and counts %}',
        'page.html:2: {% if role == "trainer" and counts %} … 1',
        'page.html:2: {% if role == "trainer" and counts %} … 2',
        "page.html:3: {% for name in names %}",
        "page.html:3: {% for name in names %} … 1",
        "page.html:3: {% if name.known %}",
        "part.html:1: {% if shown %}",
    ]
    states = [
        {"role": "mentor", "names": []},
        {"names": [{"known": True, "text": "Marta"}, {"known": False}], "late": True},
        {"role": "trainer", "counts": 1, "names": [{"known": False}]},
    ]
    plain = [show(engine, **state) for state in states]
    seen = branches.mark(branches.branches(engine, NAMES))
    missing = []
    for state, before in zip(states, plain, strict=True):
        assert show(engine, **state) == before
        missing.append(sorted(f"{branch.line}: {branch.way}" for branch in known - seen))
    assert missing == [
        [
            "1: {% if shown %}",
            '2: {% if role == "trainer" and counts %}',
            '2: {% if role == "trainer" and counts %} … 2',
            "3: {% for name in names %}",
            "3: {% if name.known %}",
        ],
        ['2: {% if role == "trainer" and counts %}'],
        [],
    ]


def test_our_own_templates_have_branches_each_told_apart():
    found = [branch for branch, _inside in branches.ours()]
    assert len(found) > 100
    assert {branch.template.split("/")[1] for branch in found} >= {"agreement", "scenario"}
