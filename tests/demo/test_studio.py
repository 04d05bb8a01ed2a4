"""The author changes a draft, learners see what was published, and handlers let everybody in as the real Studio does."""

import pytest
from django.test import Client
from xblock.exceptions import InvalidScopeError

from tests.demo.conftest import COURSE, TINY, UNIT, key, send, who
from workmentor_xblocks.demo.models import AuthoredValue, Block, Branch, Completion, LearnerState, OtherValue

pytestmark = pytest.mark.shows("demo fact 2")

STUDIO, PREVIEW = "/studio/handler/", "/studio/preview/handler/"


@pytest.fixture
def aad(person):
    return person("aad")


def change(client, what, block="", **more):
    return client.post(f"/studio/unit/{UNIT}/change/", {"what": what, "block": block, **more})


def children(branch=Branch.DRAFT):
    return list(Block.objects.filter(branch=branch, parent_key=UNIT).values_list("usage_key", flat=True))


@pytest.mark.parametrize("who_else", ["marta", "tove", "olaf"])
@pytest.mark.parametrize(
    "address",
    [
        "/studio/",
        f"/studio/unit/{UNIT}/",
        f"/studio/edit/{TINY}/",
        f"/studio/olx/{TINY}/",
        f"/studio/export/{COURSE}/",
    ],
)
def test_the_pages_are_for_authors(person, who_else, address):
    assert person(who_else).get(address).status_code == 403


def test_nobody_is_led_to_the_door_and_no_handler_runs(course):
    assert Client().get("/studio/").status_code == 302
    assert send(Client(), "write", {"text": "x"}, root=STUDIO).status_code == 403


def test_an_edit_is_a_draft_until_it_is_published(aad, person):
    marta = person("marta")
    assert send(aad, "write", {"text": "new words"}, root=STUDIO).json() == {"can_write": True}
    assert "Preview of new words" in aad.get(f"/studio/unit/{UNIT}/").content.decode()
    assert "changed since published" in aad.get("/studio/").content.decode()
    assert "new words" not in marta.get(f"/unit/{UNIT}/").content.decode()
    change(aad, "publish")
    assert "new words" in marta.get(f"/unit/{UNIT}/").content.decode()
    assert "changed since published" not in aad.get("/studio/").content.decode()


def test_discarding_brings_back_what_learners_see(aad):
    send(aad, "write", {"text": "a mistake"}, root=STUDIO)
    change(aad, "delete", key("html", "h1"))
    change(aad, "discard")
    page = aad.get(f"/studio/unit/{UNIT}/").content.decode()
    assert "a mistake" not in page
    assert "to the block" in page


@pytest.mark.parametrize("who_else", ["marta", "olaf", "tove"])
def test_everybody_can_run_a_studio_handler_but_their_fields_are_not_kept(person, who_else):
    answer = send(person(who_else), "write", {"text": "graffiti"}, root=STUDIO)
    assert answer.json() == {"can_write": False}
    assert not AuthoredValue.objects.filter(value__contains="graffiti").exists()


def test_in_the_editor_the_block_is_nobodys(aad, user):
    told = who(aad, root=STUDIO)
    assert told["scope"] is None
    assert told["runtime"] == told["actor"] == user("aad").id
    assert told["staff"] is False
    assert told["anonymous_id"] is None
    assert told["author_mode"] is None
    assert (told["roles"], told["fields"], told["records"], told["why_not"]) == (
        ["author"],
        False,
        False,
        "studio",
    )


def test_in_the_preview_it_is_the_authors_and_they_are_a_student(aad, user):
    told = who(aad, root=PREVIEW)
    assert told["scope"] == user("aad").id
    assert (told["staff"], told["anonymous_id"], told["author_mode"]) == (False, "student", True)
    assert (told["fields"], told["records"], told["why_not"]) == (True, False, "studio")


def test_a_preview_is_played_without_a_trace(aad):
    assert send(aad, "click", {"colour": "red"}, root=PREVIEW).json() == {"count": 1}
    assert send(aad, "click", root=PREVIEW).json() == {"count": 2}
    send(aad, "tell", {"type": "grade", "event": {"value": 1, "max_value": 1}}, root=PREVIEW)
    send(aad, "tell", {"type": "completion", "event": {"completion": 1}}, root=PREVIEW)
    assert not any(model.objects.exists() for model in (LearnerState, Completion, OtherValue))


def test_content_written_in_the_preview_is_silently_dropped(aad):
    assert send(aad, "write", {"text": "from the preview"}, root=PREVIEW).status_code == 200
    assert not AuthoredValue.objects.filter(value__contains="from the preview").exists()


def test_a_persons_fields_written_in_the_editor_are_an_error(aad):
    with pytest.raises(InvalidScopeError):
        send(aad, "click", root=STUDIO)


def test_a_block_is_added_at_the_end_and_opens_in_its_editor(aad, settings):
    answer = change(aad, "add", type="html")
    assert children()[-1] in answer.url
    assert answer.url.startswith("/studio/edit/")
    assert len(children(Branch.PUBLISHED)) == 3


def test_only_what_the_course_allows_can_be_added(aad):
    change(aad, "add", type="nobody_knows")
    assert len(children()) == 3


def test_a_text_is_written_by_hand(aad, person):
    aad.post(f"/studio/edit/{key('html', 'h1')}/", {"name": "New name", "html": "<p>Other words</p>"})
    change(aad, "publish")
    assert "Other words" in person("marta").get(f"/unit/{UNIT}/").content.decode()


def test_blocks_change_places_and_stop_at_the_ends(aad):
    first, second, third = children()
    change(aad, "down", first)
    assert children() == [second, first, third]
    change(aad, "up", second)
    assert children() == [second, first, third]
    change(aad, "down", third)
    assert children() == [second, first, third]


def test_a_duplicate_has_the_same_fields_under_a_new_key(aad):
    change(aad, "duplicate", TINY)
    copy = children()[2]
    assert copy != TINY
    page = aad.get(f"/studio/unit/{UNIT}/").content.decode()
    assert "Duplicate of &#x27;tiny&#x27;" in page
    assert page.count("Preview of read from a file") == 2


def test_a_deleted_block_stays_with_learners_until_published_and_their_state_after_that(aad, person):
    marta = person("marta")
    send(marta, "click")
    change(aad, "delete", TINY)
    assert send(marta, "click").status_code == 200
    change(aad, "publish")
    assert send(marta, "click").status_code == 404
    assert LearnerState.objects.count() == 1


def test_a_stranger_to_the_unit_is_not_changed(aad):
    before = children()
    change(aad, "delete", key("html", "h2"))
    assert children() == before
    assert "no longer in the unit" in aad.get("/studio/").content.decode()


def test_the_preview_rewrites_files_but_no_jumps_and_the_editor_nothing(aad):
    preview = aad.get(f"/studio/unit/{UNIT}/").content.decode()
    assert f'src="/static-course/{COURSE}/board.svg"' in preview
    assert 'href="/jump_to_id/u1"' in preview
    assert 'src="/static/board.svg"' in aad.get(f"/studio/edit/{TINY}/").content.decode()


def test_the_editor_page_knows_the_way_back_and_its_handlers(aad):
    page = aad.get(f"/studio/edit/{TINY}/").content.decode()
    assert f'data-back="/studio/unit/{UNIT}/"' in page
    assert f'data-handler-root="/studio/handler/{TINY}/"' in page
