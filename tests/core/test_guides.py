"""The two short guides: on every site, for everybody, with pictures that come and words that the interface has."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.agreement.driving import small as template
from tests.cast import Course
from tests.doors import Browser
from tests.scenario.examples import small as scenario
from tools.translations import sources
from workmentor_xblocks.core.pages.guides import GUIDES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MOST = 60_000  # bytes of a picture
# Said by Studio itself, or by nobody: what stands in bold is a word of our interface.
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")


def text_of(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_a_page_for_everybody_with_its_pictures(name: str, db: None) -> None:
    page = Client().get(f"/workmentor/guides/{name}/")
    assert page.status_code == 200
    html = page.content.decode()
    assert f"<title>{text_of(name).splitlines()[0].removeprefix('# ')}</title>" in html
    shown = re.findall(r'<img alt="[^"]{20,}" src="(/workmentor/guides/pictures/[^"]+)">', html)
    assert len(shown) == len(_PICTURE.findall(text_of(name))) >= 3
    for address in shown:
        picture = Client().get(address)
        assert picture.status_code == 200
        assert picture["Content-Type"] == "image/webp"
        assert picture.content[8:12] == b"WEBP"


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "agreement/",
        "pictures/first-nothing.webp",
        "pictures/overview.png",
        "pictures/..%2Fagreement.md",
    ],
)
def test_nothing_else_of_the_folder_is_shown(path: str, db: None) -> None:
    assert Client().get(f"/workmentor/guides/{path}").status_code == 404


@pytest.mark.parametrize("name", GUIDES)
def test_pictures_are_small_and_say_what_they_show(name: str) -> None:
    for words, path in _PICTURE.findall(text_of(name)):
        assert len(words) >= 20
        assert (DOCS / path).stat().st_size <= MOST, path


@pytest.mark.parametrize("name", GUIDES)
def test_words_in_bold_are_words_of_the_interface(name: str) -> None:
    said = {one.id for one in sources.collect() if isinstance(one.id, str)}
    assert [word for word in _BOLD.findall(text_of(name)) if word not in said] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_leads_to_nothing_that_a_site_does_not_have(name: str) -> None:
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text_of(name))
    assert all(link.removesuffix(".md") in GUIDES for link in links)


@pytest.mark.parametrize("name", GUIDES)
def test_the_front_page_of_the_repository_leads_there(name: str) -> None:
    assert f"](docs/{name}.md)" in (ROOT / "README.md").read_text("utf-8")


def test_studio_leads_an_author_to_the_guide_of_the_block(cast: SimpleNamespace, course: Course) -> None:
    blocks = {
        "first-agreement": course.agreement(template()),
        "first-scenario": course.scenario(scenario().definition),
    }
    studio = Browser(cast.aad, root=Browser.STUDIO).client
    unit = course.unit_key
    html = studio.get(f"/studio/unit/{unit}/").content.decode()
    assert len(blocks) == 2
    for name in blocks:
        assert f'href="/workmentor/guides/{name}/"' in html
