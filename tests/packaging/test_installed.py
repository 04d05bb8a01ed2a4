"""Whichever way the package came, it finds its own files."""

from __future__ import annotations

import pytest

from tools.testrun.places import ROOT


def _tracked(folder: str) -> set[str]:
    return {str(p.relative_to(ROOT / folder)) for p in (ROOT / folder).rglob("*") if p.is_file()}


def test_it_runs_from_where_it_was_installed_and_not_from_this_checkout(facts):
    assert not facts["file"].startswith(str(ROOT / "workmentor_xblocks"))


@pytest.mark.shows("platform fact 59")
def test_every_served_file_is_found_exactly_once(facts):
    assert set(facts["static"]) == _tracked("static")
    assert {"workmentor/learner.js", "workmentor/learner.css", "workmentor/scenario.css"} <= set(
        facts["static"]
    )
    assert set(facts["found"].values()) == {1}


@pytest.mark.shows("platform fact 59")
def test_served_files_get_names_that_change_with_their_content(facts):
    # Django's manifest storage refuses a name that it does not know, and follows every url() of a style sheet.
    for name, address in facts["hashed"].items():
        assert address.startswith(f"/static/{name.rsplit('.', 1)[0]}.")
        assert address.removeprefix("/static/") in facts["collected"]


@pytest.mark.shows("platform fact 58")
def test_nothing_but_served_files_is_published(facts):
    ours = [name for name in facts["collected"] if not name.startswith(("admin/", "staticfiles.json"))]
    assert ours
    assert all(name.startswith("workmentor/") for name in ours)
    assert facts["resources_dir"]
    assert set(facts["resources_dir"].values()) == {None}


def test_every_template_of_the_blocks_is_there_and_compiles(facts):
    expected = {
        str(path.relative_to(folder))
        for folder in (ROOT / "workmentor_xblocks").glob("*/templates")
        for path in folder.rglob("*.html")
        if folder.parent.name != "demo"
    }
    assert expected
    assert expected <= set(facts["templates"])
    assert all(facts["templates"].values())


@pytest.mark.shows("scenario pitfall 28", "platform fact 50")
def test_every_language_is_there_and_loads(facts):
    expected = {path.parents[1].name for path in (ROOT / "translations").glob("*/*/django.po")}
    assert expected <= set(facts["languages"])
    assert all(facts["catalogues"].values())


def test_the_sample_courses_come_along(facts):
    expected = {
        str(path.relative_to(ROOT / "sample_course"))
        for path in (ROOT / "sample_course").glob("*/course.xml")
    }
    assert expected
    assert expected <= set(facts["courses"])


@pytest.mark.shows("agreement promise 24")
def test_the_templates_to_begin_an_agreement_with_come_along(facts):
    folder = ROOT / "workmentor_xblocks/agreement/content/presets"
    expected = {file.stem: file.read_text("utf-8") for file in folder.glob("*.xml")}
    assert expected
    assert facts["presets"] == expected


@pytest.mark.shows("platform fact 61", "agreement place 3")
def test_the_platform_finds_blocks_and_apps(facts):
    assert "workmentor_scenario" in facts["blocks"]
    assert set(facts["lms"]) == set(facts["cms"]) == {"workmentor"}
