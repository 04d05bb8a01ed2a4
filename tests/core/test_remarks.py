"""Remarks with answers: one level, told to whom they are for, settled together, and none of them lost to the eye."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from tests.core.notes.block import NEWS, Note, Said
from tests.core.notes.person import Writer
from tests.html import Html
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.rules.remarks import AT_ONCE, MOST_OPEN, ON_A_PAGE, OPEN_AT_A_PLACE


@pytest.fixture(autouse=True)
def _letters_are_known() -> Iterator[None]:
    NEWS.register()
    yield
    mail.register(NEWS.kind, lambda _about: None)


@pytest.fixture
def liga(cast: SimpleNamespace, notes: str) -> Writer:
    return Writer(cast, notes, "liga")


@pytest.fixture
def tove(cast: SimpleNamespace, notes: str) -> Writer:
    return Writer(cast, notes, "tove")


@pytest.fixture
def note(liga: Writer) -> str:
    """A note of Liga's that Tove may read."""
    thing = liga.begins()
    liga.acts("show", thing)
    return thing


def says(person: Writer, note: str, text: str, path: str = "", **more: Any) -> str:
    """Say something; the name of what was said last."""
    answer = person.acts("comment", note, text=text, path=path, **more)
    assert answer.status == 200, answer.raw
    return Said.objects.latest("id").uuid


def seen(person: Writer, note: str) -> Html:
    return Html(person.sends("read", thing=note).data["html"])


def test_an_answer_stands_below_what_it_answers(liga: Writer, tove: Writer, note: str) -> None:
    first = says(tove, note, "What did you leave out?")
    says(tove, note, "And who was there?")
    says(liga, note, "The noise.", first)
    page = seen(liga, note)
    (answers,) = (node for node in page.root.iter("div") if node.get("data-wm-focus") == f"answers-{first}")
    assert "The noise." in answers.text_content()
    assert "You" in answers.text_content()
    assert "who was there" not in answers.text_content()
    assert page.text.count("The noise.") == 1


def test_an_answer_has_no_answers_and_what_is_not_there_has_none(
    liga: Writer, tove: Writer, note: str
) -> None:
    answer = says(liga, note, "The noise.", says(tove, note, "What did you leave out?"))
    other = liga.begins()
    for path in (answer, "f" * 32, says(liga, other, "Of another note.")):
        assert tove.acts("comment", note, text="Really?", path=path).status == 404
    assert Said.objects.filter(text="Really?").count() == 0
    forms = {form.get("data-wm-form") for form in seen(tove, note).root.iter("form")}
    assert f"comment-{answer}" not in forms


def test_an_answer_that_is_sent_twice_is_given_once(liga: Writer, tove: Writer, note: str) -> None:
    first = says(tove, note, "What did you leave out?")
    for _again in range(2):
        says(liga, note, "The noise.", first, request="page-1")
    assert Said.objects.filter(path=first).count() == 1


def test_a_form_to_settle_stands_only_where_something_is_to_be_settled(
    liga: Writer, tove: Writer, note: str
) -> None:
    def settles(person: Writer) -> tuple[int, int]:
        page = seen(person, note).root
        forms = page.xpath(".//form[@data-wm-form='settle-own']")
        return len(forms), len(page.xpath(".//button[starts-with(@form, 'wm-settle-own')]"))

    assert settles(tove) == (0, 0)
    first = says(tove, note, "What did you leave out?")
    assert (settles(tove), settles(liga)) == ((1, 1), (0, 0))
    tove.acts("settle", note, comment=first)
    assert settles(tove) == (0, 0)


def test_answers_are_settled_with_what_they_answer(liga: Writer, tove: Writer, note: str) -> None:
    first = says(tove, note, "What did you leave out?")
    answer = says(liga, note, "The noise.", first)
    assert liga.acts("settle", note, comment=answer).status == 404  # by itself it is not
    assert liga.acts("settle", note, comment=first).status == 403
    assert tove.acts("settle", note, comment=first).status == 200
    assert not Said.objects.filter(resolved_at=None).exists()
    late = liga.acts("comment", note, text="And the heat.", path=first)
    assert (late.status, late.error["code"]) == (409, "comment_settled_before")
    page = seen(liga, note)
    assert "The noise." in page.text
    assert f"comment-{first}" not in {form.get("data-wm-form") for form in page.root.iter("form")}


def test_who_is_told(
    cast: SimpleNamespace,
    liga: Writer,
    tove: Writer,
    note: str,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = says(tove, note, "What did you leave out?")
    with django_capture_on_commit_callbacks(execute=True):
        says(liga, note, "The noise.", first)
    to_liga, to_tove = mailoutbox
    assert (to_liga.to, to_tove.to) == ([cast.liga.email], [cast.tove.email])
    assert "Somebody said something of your note." in to_liga.body
    assert "of your note" not in to_tove.body
    assert "noise" not in to_tove.body
    with django_capture_on_commit_callbacks(execute=True):
        says(liga, note, "And the heat.", first)
        Note.objects.update(is_shown=False)
    assert len(mailoutbox) == 2  # who may read it no more is not told of it


def test_however_many_there_are_the_page_stays_short_and_each_can_be_read(
    cast: SimpleNamespace, liga: Writer, tove: Writer, note: str
) -> None:
    row, now = Note.objects.get(), timezone.now()
    by = {"note": row, "user_id": cast.tove.id, "at": now}
    remarks = [Said.objects.create(**by, text=f"remark {n}.") for n in range(30)]
    for remark in remarks:
        Said.objects.bulk_create(
            Said(**by, text=f"answer {n} to {remark.text}", path=remark.uuid) for n in range(20)
        )
    text = seen(liga, note).text
    assert [f" UTC remark {n}." in text for n in range(30)] == [False] * 25 + [True] * OPEN_AT_A_PLACE
    assert 0 < text.count("UTC answer ") <= ON_A_PAGE
    assert "answer 19 to remark 29." in text
    assert "answer 0 to remark 29." not in text

    found, before = set[str](), ""
    for _step in range(2):
        older = Html(liga.sends("remarks", thing=note, path="", before=before).data["html"])
        shown = [one for one in remarks if f"remark {one.text.split()[1]}" in older.text]
        found |= {one.text for one in shown}
        before = shown[0].uuid
        # Their answers come when somebody asks for them.
        parts = [node.get("data-wm-part") for node in older.root.iter("div") if node.get("data-wm-part")]
        assert any(part.startswith(f"older-{shown[0].uuid}") for part in parts)
    assert found >= {one.text for one in remarks[:-OPEN_AT_A_PLACE]}
    answers = liga.sends("remarks", thing=note, path=remarks[0].uuid, before="").data["html"]
    assert answers.count("answer ") == AT_ONCE


def test_nobody_drowns_the_others(liga: Writer, tove: Writer, note: str) -> None:
    for number in range(MOST_OPEN):
        says(tove, note, f"Remark {number}.")
    refused = tove.acts("comment", note, text="One more.")
    assert (refused.status, refused.error["code"]) == (400, "comments_enough")
    says(liga, note, "Enough now.")
