"""A template leaves with the course and comes back: every word, and what nobody understood as well."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from lxml import etree

from tests.agreement.templates import small, small_data, translated
from workmentor_xblocks.agreement.content.definition import Definition, from_data
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.olx import Read

COURSE = Path(__file__).parents[3] / "sample_course/mentor/workmentor_agreement"


def read(text: str) -> Read[Definition]:
    return TEMPLATE.read(etree.fromstring(text))


def written(definition: Definition, attributes: dict[str, str] | None = None, **node: str) -> str:
    root = etree.Element("root", node)
    TEMPLATE.write(definition, root, attributes=attributes or {})
    return xml.serialise(root)


def template(inside: str, attributes: str = "") -> str:
    return f"<workmentor_agreement {attributes}>{inside}</workmentor_agreement>"


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.id)
def test_templates_to_begin_with_are_written_as_they_are(preset):
    found = read(preset.text)
    assert written(found.definition, dict(found.attributes), url_name=preset.id) == preset.text


def test_a_template_reads_like_an_agreement():
    lines = written(
        translated(small(), "nl"), {"display_name": "Kitchen", "default_language": "nl"}
    ).splitlines()
    assert lines[0] == (
        '<workmentor_agreement display_name="Kitchen" schema="1" language="en" starters="school"'
        ' in_order="true" default_language="nl">'
    )
    assert '    <field id="start" kind="date" change="material" owners="school" required="true">' in lines
    assert '      <option id="trainee">Traineeship</option>' in lines
    assert '    <clause id="safe" party="employer" to="learner">Nobody works alone.</clause>' in lines
    assert '  <signer role="guardian" when="if_minor"/>' in lines
    assert '  <reason id="left" purpose="terminate" means="left_training">Another trade</reason>' in lines
    assert '  <review id="first" week="1">First talk</review>' in lines
    assert not any("retention" in line for line in lines)  # the usual times are left out


def test_one_changed_sentence_is_one_change_in_the_file():
    data = small_data()
    before = written(from_data(data))
    data["sections"][1]["clauses"][0]["text"] = "Nobody works alone, or in the dark."
    diff = list(difflib.unified_diff(before.splitlines(), written(from_data(data)).splitlines(), n=0))
    assert len(diff) == 5


def test_nobody_who_may_begin_one_stays_nobody():
    assert 'starters=""' in written(small(starters=[]))
    assert read(written(small(starters=[]))).definition.starters == ()
    assert read(template("")).definition.starters == ("school",)


def test_files_that_texts_use_are_listed_for_copy_library_and_export():
    definition = small(introduction="![x](/static/b.svg) [terms](/static/a.pdf)")
    node = etree.fromstring(written(definition))
    assert [child.get("src") for child in node.findall("file")] == ["/static/a.pdf", "/static/b.svg"]
    assert [child.tag for child in node][:4] == ["introduction", "consent", "file", "file"]
    assert read(written(definition)).definition == definition


# What was not understood


def test_what_was_not_understood_is_said_with_its_place_and_comes_back():
    text = template(
        '<stamp/><section id="frame" colour="red"><field id="start" required="perhaps">'
        '<picture src="a"/><option id="x" weight="2">X</option></field>'
        '<clause id="c" party="school" law="11">We <b>help</b>.</clause></section>'
        '<review id="r" week="soon"/><retention ended_years="90"/>'
    )
    found = read(text)
    said = {finding.path: str(finding.message) for finding in found.findings}
    assert 'In section "frame" › field "start" › option "x"' in said["frame/start/option/x"]
    assert 'week="soon"' in said["review/r"]
    assert "In retention" in said["retention"]
    assert found.definition.retention.ended_years == 3
    assert next(found.definition.clauses).text == "We <b>help</b>."
    back = written(found.definition)
    for piece in ("<stamp/>", 'colour="red"', 'required="perhaps"', '<picture src="a"/>', 'weight="2"', 'law="11"',
                  'week="soon"', 'ended_years="90"'):  # fmt: skip
        assert piece in back
    assert set(said) == {
        finding.path for finding in TEMPLATE.check(found.definition) if finding.code == "unread"
    }


def test_settings_are_handed_out_and_others_kept():
    found = read(template("", 'url_name="a" display_name="D" default_language="nl" colour="red"'))
    assert found.attributes == {"display_name": "D", "default_language": "nl"}
    assert found.definition.unread == ("@colour=red",)


def test_parts_without_an_id_are_named_by_their_place_and_nobody_loses_one():
    text = template(
        '<section><field/><clause/></section><section id="s"><field/><field id="field-1"/></section>'
        "<reason/><review/><review_field><option/></review_field><completion_field><column/></completion_field>"
    )
    found = read(text)
    given_ids = [finding.path for finding in found.findings if finding.level is Level.NOTE]
    assert given_ids == [
        "section-1", "section-1/field-2", "section-1/clause-1", "s/field-3", "reason/reason-1", "review/review-1",
        "review_field/field-1", "review_field/field-1/option/option-1",
        "completion_field/field-1", "completion_field/field-1/column/column-1",
    ]  # fmt: skip
    assert read(text).definition == found.definition
    assert "repeated-id" not in {finding.code for finding in TEMPLATE.check(found.definition)}


def test_a_file_says_the_line():
    found = TEMPLATE.read_file(
        template('\n<section id="a">\n<field id="b"\n oddly="1"/>\n</section>').encode()
    )
    (finding,) = found.findings
    assert (finding.path, found.line_of(finding)) == ("a/b", 4)


def test_a_file_of_a_newer_version_is_read_as_far_as_it_is_understood():
    found = read(template('<section id="a"><witness/></section>', 'schema="7"'))
    assert {finding.code for finding in found.findings} == {"newer-schema", "unread"}
    assert 'schema="7"' in written(found.definition)
