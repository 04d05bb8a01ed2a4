"""The only door of a page: what comes in is looked at, and every refusal leaves in one shape."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.cast import Course
from tests.doors import Browser, Direct
from tests.playing import Player
from tests.scenario.stories import GREET, kitchen
from workmentor_xblocks import host
from workmentor_xblocks.demo.models import LearnerState

HANDLERS = [
    "begin", "choose", "leave", "open_debrief", "retry", "plan", "switch", "profile", "report",
    "save_definition", "check_definition", "preview_part",
]  # fmt: skip


@pytest.fixture
def block_key(course: Course) -> str:
    return course.scenario(kitchen())


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


UNREADABLE = [
    b"", b"{", b"[]", b"null", b"7", b'"text"', b"\xff\xfe", b"run=1&step=2", b"{'a': 1}",
    b'{"run": ' + nested(400).encode() + b"}",
    b'{"definition": ' + nested(600).encode() + b"}",
    b'{"definition": {"scenes": ' + nested(200).encode() + b"}}",
    nested(30_000).encode(),
]  # fmt: skip


@pytest.mark.parametrize("handler", HANDLERS)
def test_what_cannot_be_read_is_a_sentence_and_never_an_exception(
    cast: SimpleNamespace, block_key: str, handler: str
):
    for body in UNREADABLE:
        root = Browser.STUDIO if handler in HANDLERS[9:] else Browser.LMS
        answer = Browser(cast.aad, root=root).post(block_key, handler, body)
        assert (answer.status, answer.error["code"]) == (400, "not_json"), body[:50]
    assert not LearnerState.objects.exists()


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.shows("platform fact 2", "agreement place 26")
def test_a_get_is_told_that_nothing_is_here(cast: SimpleNamespace, block_key: str, handler: str):
    answer = Browser(cast.marta).client.get(f"/handler/{block_key}/{handler}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "post_only")


@pytest.mark.parametrize("handler", HANDLERS[:9])
@pytest.mark.shows("scenario lesson 15")
def test_more_than_a_page_ever_sends_is_too_large(cast: SimpleNamespace, block_key: str, handler: str):
    answer = Direct(cast.tove).post(block_key, handler, json.dumps({"run": "x" * 70_000}).encode())
    assert (answer.status, answer.error["code"]) == (413, "too_large")


STRANGE = [
    None,
    True,
    7,
    -1,
    1.5,
    float("nan"),
    10**30,
    [],
    {},
    [[]],
    "",
    "x" * 39,
    "\x00",
    "\ud800",
    "💥",
    "a\u2028b",
]
FIELDS = {
    "begin": ["run"], "choose": ["run", "step", "choice", "reason"], "leave": ["run"], "open_debrief": ["run"],
    "retry": ["run", "step"], "plan": ["run", "plan"], "switch": ["language", "workplace"],
    "profile": ["learner", "company"], "report": ["view", "run"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("handler", "field"), [(name, field) for name, fields in FIELDS.items() for field in fields]
)
@pytest.mark.shows("scenario lesson 4")
def test_a_field_of_any_kind_ends_in_an_answer(
    cast: SimpleNamespace, block_key: str, handler: str, field: str
):
    """Whatever stands in one field of a form that is otherwise right; the database accepts what we accept."""
    player = Player(Direct(cast.tove), block_key)
    player.begin()
    page = player.page.form("choose")
    form = {**page.fields, "choice": page.choices[0][0], "reason": "", "plan": ""}
    for value in STRANGE:
        answer = player.send(handler, {**form, field: value})
        assert answer.status in (200, 400, 403, 404, 409, 413), answer.raw
        assert ("error" in answer.data) == (answer.status != 200)


def test_a_reason_with_signs_that_no_text_can_hold_is_kept_without_them(
    cast: SimpleNamespace, block_key: str
):
    marta = Player(Direct(cast.marta), block_key)
    marta.begin()
    answer = marta.choose(GREET, reason="A\x00 name\ud800 \x1bhelps 🙂")
    assert answer.status == 200
    for label in ("Stop her calmly", "Ask what she noticed"):
        marta.choose(label)
    marta.look_back()
    assert marta.page.texts("wm-reason") == ["Your reason: A name helps 🙂"]


def test_the_answer_is_utf_8_json_also_with_quotes_and_other_scripts(cast: SimpleNamespace, course: Course):
    odd = kitchen(introduction='Liga says "čau" </script> 漢字 🙂')
    browser = Browser(cast.marta)
    answer = browser.client.post(
        f"/handler/{course.scenario(odd)}/switch", '{"language": ""}', content_type="application/json"
    )
    assert answer["Content-Type"].startswith("application/json")
    assert "漢字 🙂" in json.loads(answer.content.decode("utf-8"))["html"]


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "cp037", "unicode_escape"])
def test_what_is_said_of_the_letters_changes_nothing_json_is_utf_8(
    cast: SimpleNamespace, block_key: str, charset: str
):
    client = Browser(cast.marta).client
    for body, status in ((b'{"run": ""}', 200), ('{"run": ""}'.encode("utf-16"), 400)):
        kind = f"application/json; charset={charset}"
        answer = client.generic("POST", f"/handler/{block_key}/begin", body, content_type=kind)
        assert answer.status_code == status


@pytest.mark.shows("platform fact 8")
class TestSomebodyElse:
    """Marta's page lies open while Mikael signs in in another tab of the same browser."""

    def post(self, user: object, block_key: str, made_for: str) -> tuple[int, dict]:
        answer = Browser(user).client.post(
            f"/handler/{block_key}/begin", '{"run": ""}', content_type="application/json",
            headers={"X-Workmentor-User": made_for},
        )  # fmt: skip
        return answer.status_code, answer.json()

    def test_s_page_sends_nothing_in_their_name(self, cast: SimpleNamespace, block_key: str):
        status, answer = self.post(cast.mikael, block_key, host.current().opaque_user(cast.marta.id))
        assert (status, answer["error"]["code"]) == (403, "somebody_else")
        assert not LearnerState.objects.exists()

    def test_s_page_is_no_obstacle_for_its_own_person(self, cast: SimpleNamespace, block_key: str):
        assert self.post(cast.marta, block_key, host.current().opaque_user(cast.marta.id))[0] == 200
        assert self.post(cast.mikael, block_key, "")[0] == 200


def test_a_refusal_is_said_in_the_language_that_the_person_reads(cast: SimpleNamespace, block_key: str):
    browser = Browser(cast.marta)
    answer = browser.client.post(
        f"/handler/{block_key}/begin",
        b"[]",
        content_type="application/json",
        headers={"Accept-Language": "nl"},
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]
