"""The course as learners see it: outline, units, texts, files, and the frame of the learning application."""

import json

import pytest
from django.test import Client

from tests.demo.conftest import COURSE, TINY, UNIT, key, send
from tests.demo.tiny import TinyBlock

FILE = f"/static-course/{COURSE}/board.svg"


def test_the_outline_names_sections_and_units(person):
    page = person("marta").get("/").content.decode()
    for words in ("Test course", "First", "Part", "Unit", "Inline"):
        assert words in page
    assert f"/unit/{UNIT}/" in page


def test_a_unit_shows_its_texts_and_blocks_in_order(person):
    page = person("marta").get(f"/unit/{UNIT}/").content.decode()
    assert page.index("to the block") < page.index("read from a file")


def test_a_block_stands_in_the_wrapper_that_its_script_needs(person):
    page = person("marta").get(f"/unit/{UNIT}/").content.decode()
    assert f'data-usage-id="{TINY}"' in page
    assert f'data-handler-root="/handler/{TINY}/"' in page
    assert 'data-init="Tiny"' in page
    assert page.count('<script src="/static/tiny.js">') == 1


def test_what_a_block_tells_its_script_cannot_close_the_element(person):
    page = person("marta").get(f"/unit/{UNIT}/").content.decode()
    inside = page.split('class="xblock_json_init_args">')[1].split("</script>")[0]
    assert json.loads(inside) == {"note": "</script><b>"}


@pytest.mark.shows("platform fact 57")
def test_no_page_has_inline_script_and_every_page_says_so(person):
    answer = person("marta").get(f"/unit/{UNIT}/")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.content.decode()


def test_files_of_the_course_are_shown_in_texts_and_blocks(person):
    marta = person("marta")
    page = marta.get(f"/unit/{UNIT}/").content.decode()
    assert page.count(f'src="{FILE}"') == 2
    assert marta.get(FILE).headers["Content-Type"] == "image/svg+xml"


def test_files_are_open_to_anybody_and_end_at_their_folder(course):
    assert Client().get(FILE).status_code == 200
    assert Client().get(f"/static-course/{COURSE}/../course.xml").status_code == 400
    assert Client().get("/static-course/course-v1:no+such+course/board.svg").status_code == 404


def test_a_jump_leads_to_the_unit_that_holds_the_element(person):
    marta = person("marta")
    assert f"/courses/{COURSE}/jump_to_id/t1" in marta.get(f"/unit/{UNIT}/").content.decode()
    assert marta.get(f"/courses/{COURSE}/jump_to_id/t1").url == f"/unit/{UNIT}/"
    assert marta.get(f"/courses/{COURSE}/jump_to_id/nothing").status_code == 404


def test_an_element_that_nobody_knows_is_not_shown(person):
    answer = person("marta").get(f"/unit/{UNIT}/")
    assert answer.status_code == 200
    assert "kept" not in answer.content.decode()


def test_an_inline_text_keeps_its_markup(person):
    assert (
        "<p>Inline <b>text</b></p>" in person("marta").get(f"/unit/{key('vertical', 'u2')}/").content.decode()
    )


def test_in_the_frame_stands_the_unit_alone(person):
    marta = person("marta")
    outer = marta.get(f"/unit-frame/{UNIT}/").content.decode()
    assert f'src="/xblock/{UNIT}/"' in outer
    assert 'scrolling="no"' in outer
    answer = marta.get(f"/xblock/{UNIT}/")
    inner = answer.content.decode()
    assert '<base target="_parent">' in inner
    assert "sign-in" not in inner
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_seen_text_is_finished_and_a_block_decides_for_itself(person):
    marta = person("marta")
    assert send(marta, "publish_completion", block=key("html", "h1")).status_code == 200
    assert send(marta, "publish_completion").status_code == 400
    page = marta.get("/").content.decode()
    assert "Words: finished" in page
    assert "t1: open" in page


def test_a_block_that_leaves_it_to_the_page_is_finished_when_seen(person, monkeypatch):
    monkeypatch.setattr(TinyBlock, "has_custom_completion", False)
    marta = person("marta")
    assert send(marta, "publish_completion").status_code == 200
    assert "t1: finished" in marta.get("/").content.decode()


def test_a_unit_that_is_not_there(person):
    marta = person("marta")
    assert marta.get(f"/unit/{key('vertical', 'nowhere')}/").status_code == 404
    assert marta.get("/unit/nonsense/").status_code == 404
    assert marta.get(f"/unit/{TINY}/").status_code == 404


def test_nobody_is_led_to_the_door_but_finds_no_bare_unit(course):
    assert Client().get(f"/unit/{UNIT}/").url.startswith("/sign-in/")
    assert Client().get(f"/xblock/{UNIT}/").status_code == 404
