"""The platform guards a block's addresses very little, and so does the demo: facts of a running LMS and Studio."""

import pytest
from django.test import Client
from xblock.exceptions import InvalidScopeError

from tests.demo.conftest import TINY, UNIT, send, who

pytestmark = pytest.mark.shows("demo fact 2")


def test_the_unenrolled_get_no_page_but_their_post_runs(person):
    assert send(person("olaf"), "click").json() == {"count": 1}


def test_an_anonymous_get_runs_a_plain_handler(course):
    assert Client().get(f"/handler/{TINY}/who").json()["why_not"] == "anonymous"


def test_an_anonymous_get_of_a_json_handler_is_405(course):
    assert Client().get(f"/handler/{TINY}/click").status_code == 405


def test_an_anonymous_post_is_403_in_html(course):
    answer = send(Client(), "click")
    assert (answer.status_code, answer.content) == (403, b"Unauthenticated")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_post_without_the_token_is_refused(person):
    marta = person("marta")
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = marta.cookies
    assert send(careful, "click").status_code == 403
    careful.get(f"/unit/{UNIT}/")
    token = careful.cookies["csrftoken"].value
    answer = careful.post(
        f"/handler/{TINY}/click", "{}", content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.json() == {"count": 1}


def test_the_suffix_reaches_the_handler(person):
    assert person("marta").get(f"/handler/{TINY}/who/a/b").json()["suffix"] == "a/b"


def test_what_is_not_there_is_404(person):
    marta = person("marta")
    assert send(marta, "no_such_handler").status_code == 404
    assert send(marta, "click", block=TINY.replace("t1", "t9")).status_code == 404
    assert send(marta, "click", block="nonsense").status_code == 404
    assert send(marta, "student_view").status_code == 404


def test_fields_set_before_a_refusal_are_saved(person):
    marta = person("marta")
    assert send(marta, "click_then_refuse").status_code == 403
    assert send(marta, "click").json() == {"count": 2}


def test_fields_set_before_an_exception_are_lost(person):
    marta = person("marta")
    marta.raise_request_exception = False
    assert send(marta, "click_then_break").status_code == 500
    assert send(marta, "click").json() == {"count": 1}


def test_a_handler_of_the_lms_cannot_write_content(person):
    with pytest.raises(InvalidScopeError):
        send(person("marta"), "write", {"text": "mine"})


def test_preferences_are_a_persons_own_in_every_block_of_the_type(person):
    marta = person("marta")
    send(marta, "click", {"colour": "blue"})
    send(person("mikael"), "click")
    from workmentor_xblocks.demo.models import OtherValue

    kept = OtherValue.objects.get()
    assert (kept.scope, kept.subject, kept.value) == ("preferences", "tiny", '"blue"')


def test_the_user_service_speaks_the_platforms_names(person, user):
    told = who(person("tove"))
    assert (told["service"], told["runtime"], told["actor"]) == (user("tove").id,) * 3
    assert told["staff"] is True
    assert len(told["anonymous_id"]) == 32
    assert told["author_mode"] is None
