"""What follows from a definition is made from it: pages, the editor's description, and nothing stands without a mark."""

from __future__ import annotations

import json
from typing import Annotated

import pytest

from tools.olx_pages import KINDS, description, files
from workmentor_xblocks.core.content.authored import Authored, Part
from workmentor_xblocks.core.content.schema import Attribute, models_of, schema_of, sentences
from workmentor_xblocks.core.content.walking import path_in_data


@pytest.mark.parametrize("path", [path for path, _text in files()], ids=lambda path: path.name)
def test_pages_and_descriptions_are_those_of_today(path):
    assert path.read_text("utf-8") == dict(files())[path], "make olx_pages"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_part_says_where_it_stands(kind):
    for model in models_of(KINDS[kind].whole):
        names = {field.name for field in schema_of(model).fields}
        assert names == set(model.model_fields) - {"unread"}


def test_a_field_without_a_mark_is_found_at_once():
    class Lamp(Part):
        colour: Annotated[str, Attribute("Colour")] = ""
        bulb: str = ""

    with pytest.raises(TypeError, match=r"Lamp\.bulb"):
        schema_of(Lamp)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_fields_of_a_part_claim_one_place_of_the_file(kind):
    for model in models_of(KINDS[kind].whole):
        schema = schema_of(model)
        elements = len(schema.inside) + (schema.own is not None)
        assert len(schema.attributes) + elements == len(schema.fields)
        assert not (schema.own and schema.inside), model.__name__


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_editor_is_told_holds_its_defaults(kind):
    whole: type[Authored] = KINDS[kind].whole
    described = description(whole)["Definition"]
    told = {field["name"]: field["default"] for field in described if "default" in field}
    full = whole().full()
    assert told == {name: full[name] for name in told}
    parts = {field["name"] for field in described if field["kind"] in ("part", "parts")}
    assert {*told, *parts} == {*full} - {"unread"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_that_a_field_starts_with_is_among_those_it_may_hold(kind):
    for model in models_of(KINDS[kind].whole):
        for field in schema_of(model).fields:
            if field.one_of is not None and not field.info.is_required():
                words = field.default if field.is_list else [field.default]
                assert set(words) <= set(field.one_of), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_description_is_plain_json(kind):
    described = description(KINDS[kind].whole)
    assert json.loads(json.dumps(described)).keys() == described.keys()
    assert all(isinstance(sentence, str) for sentence in sentences(KINDS[kind].whole))


@pytest.mark.parametrize(
    ("kind", "keys", "path"),
    [
        ("agreement", ["sections", 0, "fields", 0, "options", 0, "label"], "frame/type/option/trainee"),
        ("agreement", ["reasons", 0, "label"], "reason/dates"),
        ("agreement", ["reasons", 0, "means"], "reason/dates/means"),
        ("agreement", ["review_fields", 0, "kind"], "review_field/seen/kind"),
        ("agreement", ["retention", "ended_years"], "retention/ended_years"),
        ("agreement", ["sections", 5, "title"], "5/title"),
        ("agreement", ["nothing", 0, "known"], "nothing"),
        ("scenario", ["scenes", 0, "picture", "alt"], "arrive/picture/alt"),
    ],
)
def test_a_place_in_json_is_told_by_its_path(kind, keys, path):
    data = {
        "sections": [{"id": "frame", "fields": [{"id": "type", "options": [{"id": "trainee"}]}]}],
        "reasons": [{"id": "dates"}],
        "review_fields": [{"id": "seen"}],
        "scenes": [{"id": "arrive"}],
    }
    assert path_in_data(KINDS[kind].whole, data, keys) == path
