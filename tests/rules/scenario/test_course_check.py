"""Aad looks over a course folder before it is imported."""

from __future__ import annotations

import itertools
import json
import shutil

import pytest

from tests.scenario.examples import COURSE, S1, S5, SMALL, small
from workmentor_xblocks.core.content.variants import TextState, fingerprint, state_of
from workmentor_xblocks.scenario.content.course_check import main
from workmentor_xblocks.scenario.content.definition import source_texts
from workmentor_xblocks.scenario.content.kind import SCENARIO


@pytest.fixture
def course(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "clock.svg").write_text("<svg/>")
    (tmp_path / "vertical").mkdir()
    (tmp_path / "vertical" / "unit.xml").write_text(
        '<vertical><workmentor_scenario url_name="small"/></vertical>'
    )
    (tmp_path / "workmentor_scenario").mkdir()
    shutil.copy(SMALL, tmp_path / "workmentor_scenario" / "small.xml")
    return tmp_path


def line_of(file, words: str) -> int:
    return file.read_text().split(words)[0].count("\n") + 1


def test_the_sample_course_has_nothing_to_say(capsys):
    assert main([str(COURSE)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.shows("platform fact 60")
def test_the_sample_course_switches_the_block_on():
    (policy,) = COURSE.glob("policies/*/policy.json")
    (settings,) = (
        values for name, values in json.loads(policy.read_text()).items() if name.startswith("course/")
    )
    assert "workmentor_scenario" in settings["advanced_modules"]


@pytest.mark.shows("scenario goal 16a")
def test_the_sample_scenarios_are_finished_in_every_language_and_for_every_workplace():
    s1, s5 = (SCENARIO.read_file(file).definition for file in (S1, S5))
    for definition in (s1, s5):
        assert len(definition.scenes) >= 12
        assert len(definition.endings) >= 3
        pictures = [scene.picture for scene in definition.scenes if scene.picture]
        assert pictures
        assert all(picture.alt for picture in pictures)
    for definition, variants in ((s1, {("nb", ""), ("nl", "")}), (s5, {("en", "bicycle")})):
        assert {(variant.language, variant.workplace) for variant in definition.variants} == variants
        for variant, (path, source) in itertools.product(
            definition.variants, source_texts(definition).items()
        ):
            assert state_of(variant.by_path.get(path), source) is TextState.FINE, (variant.language, path)


@pytest.mark.shows("scenario lesson 25")
def test_each_finding_has_file_and_line_and_the_way_to_mend_it(course, capsys):
    file = course / "workmentor_scenario" / "small.xml"
    file.write_text(file.read_text().replace('to="talk"', 'to="tea"').replace('points="-2"', 'points="few"'))
    assert main([str(course)]) == 1
    said = capsys.readouterr().out.splitlines()
    target = next(line for line in said if "unknown-target" in line)
    points = next(line for line in said if 'points="few"' in line)
    ask, few = line_of(file, 'id="ask"'), line_of(file, '"few"')
    assert target.startswith(
        f"{file}:{ask}: error: The choice “Ask what happened this morning” leads to “tea”"
    )
    assert points.startswith(f'{file}:{few}: warning: In scene "silent" › choice "leave" › evidence "C2"')


def test_a_file_that_is_no_xml_is_said_and_left_alone(course, capsys):
    broken = course / "vertical" / "broken.xml"
    broken.write_text("<vertical>\n<html>")
    assert main([str(course), "--write"]) == 1
    assert f"{broken}:2: error: This file is not well-formed XML" in capsys.readouterr().out
    assert broken.read_text() == "<vertical>\n<html>"


def test_a_block_that_only_shows_plans_needs_no_scenes(course, capsys):
    file = course / "workmentor_scenario" / "plans.xml"
    file.write_text(
        '<workmentor_scenario display_name="My plans" schema="1" language="en" show_plans="true"/>'
    )
    main([str(course)])
    assert str(file) not in capsys.readouterr().out
    file.write_text(file.read_text().replace("true", "false"))
    main([str(course)])
    assert str(file) in capsys.readouterr().out


def test_writing_adds_the_hashes_of_sources_and_is_done_once(course, capsys):
    file = course / "workmentor_scenario" / "small.xml"
    unit = (course / "vertical" / "unit.xml").read_text()
    main([str(course), "--write"])
    written = file.read_text()
    texts = SCENARIO.read_file(file).definition.variants[0].by_path
    assert texts["late/title"].of == fingerprint("Ten to eight")
    assert texts["display_name"].of == fingerprint(small().attributes["display_name"])
    assert main([str(course), "--write"]) == 1  # the bicycle variant lacks most of its words
    assert "text-without-source" not in capsys.readouterr().out.splitlines()[-1]
    assert file.read_text() == written
    assert (course / "vertical" / "unit.xml").read_text() == unit


def test_a_scenario_inside_its_unit_is_written_in_place(course):
    inline = course / "vertical" / "inline.xml"
    inline.write_text(
        '<!-- ours --><vertical>\n  <workmentor_scenario start="a"><scene id="a"/></workmentor_scenario>\n</vertical>'
    )
    main([str(course), "--write"])
    assert inline.read_text() == (
        "<!-- ours --><vertical>\n"
        '  <workmentor_scenario schema="1" language="en" start="a">\n'
        '    <scene id="a"/>\n'
        "  </workmentor_scenario>\n"
        "</vertical>\n"
    )


@pytest.mark.parametrize(
    ("on_disk", "named"),
    [
        ("thank you.png", "/static/thank_you.png"),
        ("thank you.png", "/static/thank you.png"),
        ("wheel (front).png", "/static/wheel_(front).png"),
        ("folder/inside.png", "/static/folder_inside.png"),
    ],
)
def test_a_file_is_found_under_the_name_that_the_platform_gives_it(course, capsys, on_disk, named):
    file = course / "static" / on_disk
    file.parent.mkdir(exist_ok=True)
    file.write_text("x")
    scenario = course / "workmentor_scenario" / "small.xml"
    scenario.write_text(scenario.read_text().replace("/static/clock.svg", named))
    main([str(course)])
    assert "picture-not-found" not in capsys.readouterr().out
    scenario.write_text(scenario.read_text().replace(named, "/static/nowhere.png"))
    main([str(course)])
    assert "picture-not-found" in capsys.readouterr().out


def test_a_linked_file_that_is_no_picture_is_not_called_missing(course, capsys):
    scenario = course / "workmentor_scenario" / "small.xml"
    text = scenario.read_text()
    scenario.write_text(text.replace("<introduction>", "<introduction>[The list](/static/list.pdf) "))
    main([str(course)])
    assert scenario.read_text() != text
    assert "list.pdf" not in capsys.readouterr().out
