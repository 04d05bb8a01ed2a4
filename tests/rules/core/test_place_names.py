"""Where a finding is, in words: for a scenario, a template, and their translations."""

from __future__ import annotations

import pytest

from tests.scenario.stories import kitchen
from workmentor_xblocks.agreement.content.definition import Definition as Template
from workmentor_xblocks.core.content.place_names import place_name


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", ""),
        ("start", ""),
        ("door", "Liga at the door"),
        ("door/title", "Liga at the door"),
        ("door/apron/label", "Liga at the door › Hand her an apron"),
        ("question/q1", "What would you do tomorrow?"),
        ("trust/level", "A good first hour"),
        ("variant/nb/", "Norsk bokmål"),
        ("variant/nb//door/title", "Norsk bokmål › Liga at the door"),
        (
            "variant/nb/bakery/door/apron/label",
            "Norsk bokmål › bakery › Liga at the door › Hand her an apron",
        ),
        ("nowhere/to", ""),
    ],
)
def test_a_path_of_a_scenario_is_told_by_titles_and_labels(path: str, words: str):
    assert place_name(kitchen(), path) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("frame/hours/label", "When and what › Hours a week"),
        ("frame/hours/option/few", "When and what › Hours a week › Under twenty"),
        ("review_field/seen", "What did you see?"),
        ("variant/nl//frame/hours/label", "Nederlands › When and what › Hours a week"),
        ("start_field", ""),
    ],
)
def test_a_path_of_a_template_is_told_in_the_same_way(path: str, words: str):
    option = {"id": "few", "label": "Under twenty"}
    hours = {"id": "hours", "label": "Hours a week", "kind": "choice", "options": [option]}
    template = Template.from_data(
        {
            "sections": [{"id": "frame", "title": "When and what", "fields": [hours]}],
            "review_fields": [{"id": "seen", "label": "What did you see?"}],
        }
    )
    assert place_name(template, path) == words
