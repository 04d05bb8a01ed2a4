"""The page of components shows all there is: every thing of the ui, and every way through its template."""

from __future__ import annotations

import re

import pytest
from django.template.exceptions import TemplateSyntaxError

from tests import branches
from workmentor_xblocks.core.pages import rendering
from workmentor_xblocks.demo.components import EXAMPLES

UI = rendering.PACKAGE / "core/templates/workmentor/ui"
PARTS = {"help", "label", "rows"}  # of a field


def test_every_thing_has_an_example():
    assert {example.thing for example in EXAMPLES} | PARTS == {path.stem for path in UI.glob("*.html")}


def test_no_two_examples_have_one_name():
    assert len({(example.thing, example.state) for example in EXAMPLES}) == len(EXAMPLES)


def test_the_examples_show_every_state():
    names = [f"workmentor/ui/{path.name}" for path in UI.glob("*.html")]
    found = list(branches.branches(rendering.engine(), names))
    seen = branches.mark(found)
    for example in EXAMPLES:
        assert example.html
    assert [str(branch) for branch, _inside in found if branch not in seen] == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "workmentor/ui/download.html needs url"),
        ({"url": "#", "colour": "red"}, "workmentor/ui/download.html does not take colour"),
    ],
)
def test_what_a_thing_does_not_take_is_told(values, says):
    with pytest.raises(TemplateSyntaxError, match=says):
        rendering.ui("download", **values)


def test_a_thing_sees_nothing_of_the_page_around_it():
    page = rendering.engine().from_string('{% frame "notice" %}{{ code }}{% endframe %}')
    shown = page.render(rendering.Context({"code": "of the page", "look": "late"}))
    assert "of the page" in shown
    assert "data-wm-notice" not in shown
    assert "wm-notice--late" not in shown


def test_a_value_has_no_blanks_of_ours_where_blanks_show():
    loose = [
        example.state
        for example in EXAMPLES
        if example.thing == "value" and re.search(r">\s|\s<", example.html)
    ]
    assert loose == []


def test_the_page_stands_in_either_direction(person):
    for runs in ("ltr", "rtl"):
        page = person("marta").get(f"/components/?dir={runs}").content.decode()
        assert page.count(f'dir="{runs}" data-example') == len(EXAMPLES)
