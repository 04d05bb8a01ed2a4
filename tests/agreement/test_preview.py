"""What an author is shown of a template is what the parties will see: every field, every role, read and filled in alike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.agreement import everyone
from tests.agreement.driving import Story
from tests.agreement.small import _field, small
from workmentor_xblocks.agreement.content.definition import Definition, Field, Role
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.part_preview import part_html
from workmentor_xblocks.agreement.pages.sections import writer
from workmentor_xblocks.core.pages.form_target import FormTarget

# A field of each combination that differs: nobody's, own and restricted, restricted to others, shared.
FIELDS = [
    _field("nobodys", "Nobody's", "line", []),
    _field("nobodys_apart", "Nobody's, apart", "line", [], readers=["school"]),
    _field("own", "Own", "text", ["learner"]),
    _field("own_not_named", "Own, not named", "text", ["learner"], readers=["school"]),
    _field("for_two", "For two", "text", ["employer"], readers=["employer", "mentor"]),
    _field("shared", "Shared", "number", ["employer", "school"]),
]
REVIEW = [
    _field("of_mentor", "Seen by the mentor", "text", ["mentor"]),
    _field("of_employer", "Seen by the employer", "text", ["employer"], readers=["school"]),
    _field("of_learner", "Own voice", "text", ["learner"], readers=["learner", "school"]),
]
# The workplace speaks with one voice.
ASKED = {
    "learner": {"of_learner"},
    "employer": {"of_mentor", "of_employer"},
    "mentor": {"of_mentor", "of_employer"},
}


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    frame = small().model_dump(mode="json", by_alias=True)["sections"][0]
    part = {"id": "part", "title": "Part", "fields": FIELDS}
    made = everyone.everyone(cast, usage_key, sections=[frame, part], review_fields=REVIEW)
    everyone.negotiating(made)
    return made


def shown_to(story: Story, role: str) -> AgreementView:
    return AgreementView.of(story.person(role), story.thread, FormTarget(), "en")


def previewed(definition: Definition, part: str, role: str) -> dict[str, bool]:
    """The fields that the preview shows to a role, and whether it offers a control for them."""
    html = part_html(Reading(definition, "en"), part, role=role)
    assert html is not None
    labels = {field.label: field.id for field in (*definition.fields, *definition.review_fields)}
    root: Any = lxml_html.fragment_fromstring(html, create_parent="div")
    found = {}
    for box in root.xpath(".//*[@data-wm-preview-field]"):
        found[box.get("data-wm-preview-field")] = bool(box.xpath(".//input|.//textarea|.//select"))
    assert set(found) <= set(labels.values())
    return found


ROLES = ("learner", "guardian", "employer", "mentor", "deputy_mentor", "school", "approver")


@pytest.mark.parametrize("role", ROLES)
def test_a_section_is_previewed_as_the_page_shows_it(story: Story, role: str) -> None:
    shown = shown_to(story, role)
    fields = next(section for section in story.thread.definition.sections if section.id == "part").fields
    on_page = {field.id: writer(shown, field) is not None for field in fields if shown.may_read(field)}
    assert previewed(story.thread.definition, "part", role) == on_page


@pytest.mark.parametrize("role", ROLES)
def test_a_review_s_form_is_previewed_as_it_will_be_asked(story: Story, role: str) -> None:
    definition = story.thread.definition
    asked = ASKED.get(role, set())
    seen = {field.id for field in definition.review_fields if shown_to(story, role).may_read(field)}
    assert previewed(definition, "review_field", role) == {name: name in asked for name in seen | asked}


def test_yes_or_no_is_asked_as_on_the_page() -> None:
    """Two answers and neither chosen: a box that is not ticked would say no."""
    night = _field("night", "Work at night?", "yes_no", ["learner"], required=True)
    definition = small(sections=[{"id": "part", "title": "Part", "fields": [night]}])
    html = part_html(Reading(definition, "en"), "part", role="learner")
    root: Any = lxml_html.fragment_fromstring(html or "", create_parent="div")
    assert [one.text_content().strip() for one in root.xpath(".//label[input[@type='radio']]")] == [
        "Yes",
        "No",
    ]
    assert root.xpath(".//input[@checked]") == []
    assert "(needed)" in root.text_content()


def test_who_fills_a_field_in_reads_it() -> None:
    for field in (*small().fields, *(Field.model_validate(each) for each in FIELDS)):
        for role in Role:
            assert field.is_read_by(role) or role not in field.owners
