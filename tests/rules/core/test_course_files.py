"""A picture that the page shows travels with the course and is not called missing, whatever its name."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from opaque_keys.edx.locator import AssetLocator, CourseLocator

from workmentor_xblocks.core.content.course_files import stored_name
from workmentor_xblocks.core.content.markdown import static_files, to_html

NAMES = [
    "board.svg",
    "thank you.png",
    "wheel (front).png",
    "a&b.png",
    "fête.png",
    "folder/inside.png",
    "x%20y.png",
    "[1].png",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "form", ["![Alt](</static/{}>)", "[A file](</static/{}>)", "![Alt][it]\n\n[it]: </static/{}>"]
)
def test_what_the_page_shows_is_what_is_used(name: str, form: str):
    text = form.format(name)
    used = static_files(text)
    html = to_html(text)
    # A reference with blanks is none to Markdown: its page shows the letters, and no file.
    is_shown = "<img" in html or "<a " in html
    assert used == ([f"/static/{name}"] if is_shown else [])
    assert is_shown or "[it]" in form


def test_brackets_without_angles_are_read_as_the_page_reads_them():
    text = "![Alt](/static/wheel_(front).png)"
    assert static_files(text) == ["/static/wheel_(front).png"]
    assert 'src="/static/wheel_(front).png"' in to_html(text)


def test_each_file_once_in_the_order_of_the_text():
    text = "![a](/static/one.png) [b](/static/two.pdf) ![c](/static/one.png) [d](https://example.org/static/no.png)"
    assert static_files(text) == ["/static/one.png", "/static/two.pdf"]


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
        lambda name: not set(name) & set("?#")
    )
)
def test_it_is_kept_under_the_platform_s_own_name(name: str):
    course = CourseLocator("X", "Y", "Z")
    kept = course.make_asset_key("asset", AssetLocator.clean_keeping_underscores(name.replace("/", "_")))
    assert stored_name(f"/static/{name}") == kept.path
