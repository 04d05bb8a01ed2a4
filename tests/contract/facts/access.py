"""Who gets in: the place guards pages and leaves handlers open, so the block guards itself."""

from __future__ import annotations

import pytest

from tests.contract.fact import fact
from tests.contract.site import Site
from tests.contract.steps import at, opening, place, runs
from tests.people import Answer

_SEEN = "Seen on a running LMS: a page asks for enrolment, a handler does not."
_SEEN_IN_STUDIO = "Seen on a running Studio: anybody who is signed in can run any handler."
PLAYING = ("show", "begin", "choose", "leave", "open_debrief", "retry", "go_on", "plan", "plans_read", "switch", "profile",
           "report")  # fmt: skip
EDITING = ("save_definition", "check_definition", "preview_part")
_BODY = b'{"run": "", "step": 0, "choice": "x", "plan": "mine", "language": "nl"}'


def _refused(answer: Answer, code: str) -> None:
    assert (answer.status, answer.is_ours) == (403, True), f"{answer.status} {answer.raw[:500]}"
    assert answer.error["code"] == code, answer.raw
    assert answer.error["message"]


@fact("Who is not enrolled gets no page of the unit.", source=_SEEN)
def outsider_gets_no_page(site: Site) -> None:
    assert site.person("olaf").page(site.sample("s1")).status == 404


@fact(
    "Whatever handler an outsider calls, we refuse with 403 in our own shape, and keep nothing.", source=_SEEN
)
@pytest.mark.shows("platform fact 1")
def outsider_is_refused_by_every_handler(site: Site) -> None:
    placed = place(site)
    olaf = site.person("olaf")
    for handler in PLAYING:
        code = "not_allowed_see_report" if handler == "report" else "not_enrolled"
        _refused(olaf.post(placed.key, handler, _BODY), code)
    assert runs(site, placed) == []


@fact("Nobody who is not signed in gets the page.", source=_SEEN)
def nobody_gets_no_page(site: Site) -> None:
    answer = site.nobody().page(site.sample("s1"))
    assert "data-wm-root" not in answer.raw
    assert answer.status in (302, 401, 403, 404)


@fact("A GET of a handler without a sign-in runs it, and we answer 405 in our own shape.", source=_SEEN)
@pytest.mark.shows("platform fact 2")
def nobody_may_get_a_handler_and_learns_nothing(site: Site) -> None:
    for handler in (*PLAYING, *EDITING):
        answer = site.nobody().get_handler(site.sample("s1"), handler)
        assert (answer.status, answer.is_ours) == (405, True), f"{handler} {answer.status} {answer.raw[:300]}"


@fact("A POST without a sign-in is refused by the place with a 403 that is no JSON.", source=_SEEN)
@pytest.mark.shows("platform fact 2")
def nobody_posts(site: Site) -> None:
    answer = site.nobody().post(site.sample("s1"), "begin", _BODY)
    assert (answer.status, answer.data) == (403, {})
    assert answer.headers["content-type"].startswith("text/html")


@fact("A POST without the token against forged requests is refused.", source="Seen on a running LMS.")
@pytest.mark.shows("platform fact 56")
def forged_post_is_refused(site: Site) -> None:
    placed = place(site)
    assert site.person("marta").post_without_token(placed.key, "begin").status == 403
    assert runs(site, placed) == []


@fact("A learner gets neither editor nor preview of a unit in Studio.", source="Seen on a running Studio.")
def learner_gets_no_editor(site: Site) -> None:
    marta = site.person("marta")
    for answer in (marta.editor(site.sample("s1")), marta.author_view(site.sample("s1"))):
        assert answer.status == 403
        assert "WorkmentorEditor" not in answer.raw


@fact(
    "Editor's handlers run for learners and outsiders; we refuse with 403 and nothing is saved.",
    source=_SEEN_IN_STUDIO,
)
@pytest.mark.shows("platform fact 3")
def strangers_save_nothing_in_studio(site: Site) -> None:
    placed = place(site)
    opened = opening(site.person("aad"), placed.key)
    data = {
        "definition": {**opened["definition"], "introduction": "Mine now."},
        "settings": opened["settings"],
        "base": opened["digest"],
        "part": "door",
    }
    for name in ("marta", "olaf"):
        for handler in EDITING:
            _refused(site.person(name).studio(placed.key, handler, data), "not_allowed_write_content")
    assert opening(site.person("aad"), placed.key)["digest"] == opened["digest"]


@fact("The preview's handlers run for learners and outsiders too, and we refuse.", source=_SEEN_IN_STUDIO)
@pytest.mark.shows("platform fact 3")
def strangers_play_nothing_in_the_preview(site: Site) -> None:
    placed = place(site)
    for name in ("marta", "olaf"):
        answer = site.person(name).preview(placed.key, "begin", {"run": ""})
        assert (answer.status, answer.is_ours) == (403, True), answer.raw[:500]
    assert runs(site, placed) == []


@fact("Nobody who is not signed in runs a handler of Studio.", source="Seen on a running Studio.")
def nobody_in_studio(site: Site) -> None:
    nobody = site.nobody()
    for answer in (
        nobody.studio(site.sample("s1"), "save_definition", {}),
        nobody.preview(site.sample("s1"), "begin", {}),
    ):
        assert answer.status in (302, 401, 403) or "data-wm" not in answer.raw
        assert not answer.data


@fact(
    "The editor's handlers refuse everybody in the LMS, staff too.",
    source="Content is written in Studio only.",
)
@pytest.mark.shows("platform fact 4")
def nobody_edits_in_the_lms(site: Site) -> None:
    for name in ("marta", "tove", "aad"):
        for handler in EDITING:
            answer = site.person(name).post(site.sample("s1"), handler, b"{}")
            _refused(answer, "not_allowed_write_content")


@fact("Who is not staff cannot ask for the results.", source="A hidden button protects nothing.")
def learner_gets_no_report(site: Site) -> None:
    marta = at(site, "marta", site.sample("s1"))
    assert not marta.page.offers("report")
    _refused(site.person("marta").post(site.sample("s1"), "report", b"{}"), "not_allowed_see_report")


@fact("What is no JSON is a 400 and what is too long a 413, both in our shape.", source="One error shape.")
@pytest.mark.shows("scenario lesson 15")
def bad_bodies(site: Site) -> None:
    marta = site.person("marta")
    for body, status in (
        (b"run=", 400),
        (b"[]", 400),
        (b'{"run": 3}', 400),
        (b'"' + b"x" * 70_000 + b'"', 413),
    ):
        answer = marta.post(site.sample("s1"), "begin", body)
        assert (answer.status, answer.is_ours) == (status, True), f"{answer.status} {answer.raw[:300]}"
