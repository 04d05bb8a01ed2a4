"""What Aad wrote leaves with the course and comes back: every word, and what nobody understood as well."""

from __future__ import annotations

import difflib

import pytest
from lxml import etree

from tests.scenario.examples import first, small
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.olx import Read
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.kind import SCENARIO


def read(text: str, **options) -> Read[Definition]:
    return SCENARIO.read(etree.fromstring(text), **options)


def written(definition: Definition, attributes: dict[str, str] | None = None) -> str:
    node = etree.Element("root")
    SCENARIO.write(definition, node, attributes=attributes or {})
    return xml.serialise(node)


def scenario(inside: str, attributes: str = "") -> str:
    return f"<workmentor_scenario {attributes}>{inside}</workmentor_scenario>"


@pytest.mark.shows("scenario goal 12a")
def test_one_changed_sentence_is_one_change_in_the_file():
    found = first()
    before = written(found.definition, dict(found.attributes))
    scene = found.definition.scenes[3]
    changed = scene.but(body=scene.body.replace(". ", ". And so on. ", 1))
    scenes = tuple(changed if one is scene else one for one in found.definition.scenes)
    after = written(found.definition.but(scenes=scenes), dict(found.attributes))
    diff = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))
    assert len([line for line in diff if line.startswith("@@")]) == 1
    assert len(diff) == 5


@pytest.mark.shows("platform fact 41")
def test_a_unit_that_holds_the_scenario_is_as_readable_as_the_file():
    found = small()
    unit = etree.Element("vertical", {"display_name": "Talks"})
    before = etree.SubElement(unit, "html", {"url_name": "h"})
    SCENARIO.write(found.definition, etree.SubElement(unit, "unknown"), attributes=found.attributes)
    text = etree.tostring(unit, pretty_print=True, encoding="unicode")
    lines = text.splitlines()
    assert before.tag == "html"
    assert lines[2].startswith("  <workmentor_scenario display_name=")
    assert any(line.startswith('    <scene id="late"') for line in lines)
    assert any(line.startswith('      <choice id="ask"') for line in lines)
    assert lines[-2:] == ["  </workmentor_scenario>", "</vertical>"]
    assert SCENARIO.read(etree.fromstring(text)[1]).definition == found.definition


@pytest.mark.shows("platform fact 43")
def test_blanks_that_the_platform_takes_away_or_adds_change_nothing():
    found = small()
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    bare = etree.fromstring(written(found.definition), parser)
    assert SCENARIO.read(bare).definition == found.definition
    pretty = etree.tostring(bare, pretty_print=True)
    assert SCENARIO.read(etree.fromstring(pretty)).definition == found.definition


# Settings and the platform's own attributes


def test_settings_are_handed_out_as_written_and_the_platforms_attributes_are_passed_over():
    text = scenario(
        "", 'url_name="s" xmlns:z="u" xblock-family="xblock.v1" display_name="D" minutes="eight" start="a"'
    )
    found = read(text)
    assert found.attributes == {"display_name": "D", "minutes": "eight"}
    assert found.definition.start == "a"
    assert found.findings == ()


@pytest.mark.shows("scenario pitfall 29")
def test_a_setting_that_the_block_does_not_have_is_kept():
    found = read(scenario("", 'display_name="D" colour="red"'), settings=["display_name"])
    (finding,) = found.findings
    assert str(finding.message).startswith(
        'In the scenario, this was not understood: colour="red". It is kept'
    )
    assert 'colour="red"' in written(found.definition, {"display_name": "E"})


def test_a_setting_of_today_wins_over_one_that_was_not_understood():
    found = read(scenario("", 'minutes="8"'), settings=[])
    assert 'minutes="9"' in written(found.definition, {"minutes": "9"})


# What was not understood


@pytest.mark.shows("platform fact 46")
def test_what_was_not_understood_is_said_with_its_place_and_comes_back():
    text = scenario(
        '<video src="/static/v.mp4"/>'
        '<scene id="arrive" colour="red"><mood>calm</mood>'
        '<choice id="stop"><evidence competence="C7" points="abc"/></choice></scene>'
        '<ending id="end" level="200"/>'
        '<variant lang="nb"><text for="arrive/title" tone="warm">Hei</text><note/></variant>'
    )
    found = read(text)
    said = {finding.path: str(finding.message) for finding in found.findings}
    assert 'In scene "arrive" › choice "stop" › evidence "C7"' in said["arrive/stop/evidence"]
    assert 'points="abc"' in said["arrive/stop/evidence"]
    assert 'level="200"' in said["end"]
    assert 'In variant lang="nb" workplace="" › text for "arrive/title"' in said["variant/nb//arrive/title"]
    assert found.definition.scenes[0].choices[0].evidence[0].points == 0
    assert found.definition.endings[0].level == 0

    back = written(found.definition)

    for piece in (
        "<video ",
        'colour="red"',
        "<mood>calm</mood>",
        'points="abc"',
        'level="200"',
        'tone="warm"',
        "<note/>",
    ):
        assert piece in back
    assert {finding.path for finding in SCENARIO.check(found.definition) if finding.code == "unread"} == set(
        said
    )


def test_a_long_piece_is_quoted_shortened():
    found = read(scenario(f"<video>{'long ' * 60}</video>"))
    (finding,) = found.findings
    quote = str(finding.message.values["quote"])
    assert len(quote) == 80
    assert quote.endswith("…")


def test_a_value_that_the_author_sets_right_replaces_what_was_not_understood():
    found = read(scenario('<ending id="end" level="high"/>')).definition
    mended = found.but(endings=(found.endings[0].but(level=80),))
    assert 'level="80"' in written(mended)
    assert "unread" not in {finding.code for finding in SCENARIO.check(mended)}


def test_html_in_a_text_becomes_the_characters_that_were_typed():
    found = read(scenario('<scene id="a"><body>One <b>two</b> &lt;three&gt;<!-- no --> four</body></scene>'))
    assert found.definition.scenes[0].body == "One <b>two</b> <three> four"
    assert "html" in {finding.code for finding in SCENARIO.check(found.definition)}


def test_comments_and_instructions_are_passed_over_and_stray_words_kept():
    found = read(scenario("<!-- a --><?b c?> stray <scene id='a'/> words"))
    assert found.definition.unread == ("#text stray words",)
    assert read(written(found.definition)).definition == found.definition
    assert "<scene" in written(found.definition)


def test_entities_that_the_parser_left_alone_do_no_harm():
    text = '<!DOCTYPE x [<!ENTITY e "hello">]><x><introduction>Say &e;</introduction>&e;<y>&e;</y></x>'
    found = SCENARIO.read(xml.parse(text))
    assert found.definition.introduction == "Say &e;"
    assert written(read(written(found.definition)).definition) == written(found.definition)


def test_indented_texts_lose_their_margin_and_nothing_else():
    found = read(scenario("<introduction>\n    First.\n\n        code\n\n    Last.\n  </introduction>"))
    assert found.definition.introduction == "First.\n\n    code\n\nLast."


def test_parts_without_an_id_are_named_by_their_place_and_nobody_loses_one():
    text = scenario(
        '<scene/><scene id="scene-1"><choice/><choice id="a"/><choice id=" "/></scene><ending/><question>?</question>'
    )
    found = read(text)
    assert [scene.id for scene in found.definition.scenes] == ["scene-2", "scene-1"]
    assert [choice.id for choice in found.definition.scenes[1].choices] == ["choice-1", "a", "choice-3"]
    assert [(f.code, f.path) for f in found.findings if f.level is Level.NOTE] == [
        ("id-given", "scene-2"),
        ("id-given", "scene-1/choice-1"),
        ("id-given", "scene-1/choice-3"),
        ("id-given", "ending-1"),
        ("id-given", "question/question-1"),
    ]
    assert read(text).definition == found.definition


def test_two_parts_with_one_id_are_both_kept_and_said():
    found = read(scenario('<scene id="a" title="One"/><scene id="a" title="Two"/>'))
    assert [scene.title for scene in found.definition.scenes] == ["One", "Two"]
    assert "repeated-id" in {finding.code for finding in SCENARIO.check(found.definition)}


def test_a_file_of_a_newer_version_is_read_as_far_as_it_is_understood():
    found = read(scenario('<scene id="a" mood="2"><camera/></scene>', 'schema="7"'))
    assert {finding.code for finding in found.findings} == {"newer-schema", "unread"}
    back = written(found.definition)
    assert 'schema="7"' in back
    assert "<camera/>" in back


# Files


@pytest.mark.shows("scenario pitfall 22")
def test_files_that_are_used_are_listed_for_copy_library_and_export():
    text = scenario(
        '<file src="/static/old.png"/><scene id="a"><picture src="/static/b.svg"/>'
        "<body>![x](/static/a.png) [plan](/static/plan.pdf) ![y](https://example.org/y.png)</body></scene>"
        '<variant lang="nb"><text for="a/picture/src">/static/c.svg</text>'
        '<text for="a/body">![x](/static/d.png)</text></variant>'
    )
    node = etree.fromstring(written(read(text).definition))
    assert [child.get("src") for child in node.findall("file")] == [
        f"/static/{name}" for name in ("a.png", "b.svg", "c.svg", "d.png", "plan.pdf")
    ]


def test_files_of_two_parts_with_one_id_are_both_listed():
    found = read(
        scenario(
            '<scene id="a"><body>![x](/static/a.png)</body></scene>'
            '<scene id="a"><body>![x](/static/b.png)</body></scene>'
        )
    )
    assert SCENARIO.files(found.definition) == ["/static/a.png", "/static/b.png"]


@pytest.mark.shows("scenario pitfall 29")
def test_a_file_says_the_line():
    source = scenario(
        '\n<scene id="a" title="A">\n<body>x</body>\n<choice id="b"\n to="c" fixed="perhaps"/>\n</scene>'
    )
    found = SCENARIO.read_file(source.encode())
    (finding,) = found.findings
    assert (finding.path, found.line_of(finding)) == ("a/b", 5)
    assert found.lines["a/body"] == 3


def test_a_file_that_is_no_xml_says_where_it_breaks():
    found = SCENARIO.read_file(b"<workmentor_scenario>\n<scene>\n</workmentor_scenario>")
    (finding,) = found.findings
    assert finding.level is Level.ERROR
    assert found.line_of(finding) == 3
    assert "scene" in str(finding.message)
