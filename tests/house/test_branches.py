"""The recorder sees which ways through a template were shown, and changes nothing about the page."""

from __future__ import annotations

import pytest
from django.template import Context, Engine
from django.template.loaders import cached, locmem

from tests.branches import Recorder, ours

pytestmark = pytest.mark.shows("scenario goal 11b")

PAGE = """<h1>{{ title }}</h1>
{% if role == "trainer" and counts %}counts{% elif role %}{{ role }}{% else %}nobody{% endif %}
{% for name in names %}{% if name.known %}{{ name.text }}{% endif %}{% empty %}no names{% endfor %}
{% include "part.html" %}"""
PART = "{% with shown=late %}{% if shown %}late{% endif %}{% endwith %}"


@pytest.fixture
def engine() -> Engine:
    made = Engine()
    loader = locmem.Loader(made, {"page.html": PAGE, "part.html": PART})
    keeper = cached.Loader(made, [])
    keeper.loaders = [loader]
    made.template_loaders = [keeper]
    return made


def show(engine: Engine, **context) -> str:
    return engine.get_template("page.html").render(Context(context))


def told(recorder: Recorder) -> list[str]:
    return [str(branch) for branch in recorder.missing()]


def test_before_anything_is_shown_every_branch_is_missing(engine):
    with Recorder(engine, ["page.html", "part.html"]) as recorder:
        assert told(recorder) == [
            "page.html:2: {% elif role %}",
            'page.html:2: {% if role == "trainer" and counts %}',
            'page.html:2: {% if role == "trainer" and counts %} … {% else %}',
            "page.html:3: {% for … in names %}",
            "page.html:3: {% for … in names %} … {% empty %}",
            "page.html:3: {% if name.known %}",
            "part.html:1: {% if shown %}",
        ]


def test_each_state_shows_its_branches(engine):
    with Recorder(engine, ["page.html", "part.html"]) as recorder:
        show(engine, role="mentor", names=[])
        assert "page.html:2: {% elif role %}" not in told(recorder)
        assert "page.html:3: {% for … in names %} … {% empty %}" not in told(recorder)
        show(engine, names=iter([{"known": True, "text": "Marta"}, {"known": False}]), late=True)
        assert told(recorder) == ['page.html:2: {% if role == "trainer" and counts %}']
        show(engine, role="trainer", counts=1)
        assert not recorder.missing()


def test_the_page_stays_as_it_is(engine):
    states = [
        {},
        {"role": "trainer", "counts": 2},
        {"names": [{"known": True, "text": "Marta"}], "late": True},
    ]
    plain = [show(engine, **state) for state in states]
    with Recorder(engine, ["page.html", "part.html"]):
        assert [show(engine, **state) for state in states] == plain
    assert [show(engine, **state) for state in states] == plain


def test_another_process_hands_over_what_it_saw(engine, tmp_path):
    with Recorder(engine, ["page.html"]) as there:
        show(engine, role="mentor")
        there.write_to(tmp_path / "seen.json")
    with Recorder(engine, ["page.html"]) as here:
        here.add_from(tmp_path / "seen.json")
        assert here.seen == there.seen


def test_our_own_templates_can_be_recorded():
    with ours() as recorder:
        assert recorder.known
        assert not recorder.seen
