"""A form that a block states itself: what is typed is kept by itself, and two windows lose nothing of one another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.notes.block import DRAFT, Note
from tests.core.notes.person import Writer
from tests.html import Html
from workmentor_xblocks.core.forms.merge import digest


@pytest.fixture
def liga(cast: SimpleNamespace, notes: str) -> Writer:
    return Writer(cast, notes, "liga")


def page(liga: Writer, note: str) -> dict[str, str]:
    """What the form of the page would send."""
    root = next(Html(liga.sends("read", thing=note).data["html"]).root.iter("section"))
    return {
        control.get("name"): control.get("value") or control.text or ""
        for control in root.iter("input", "textarea")
    }


def test_the_page_sends_what_its_script_needs(liga: Writer) -> None:
    note = liga.begins()
    liga.acts("save", note, **{"f-title": "Day one", "f-body": "I saw the *press*.", "f-day": "2027-01-11"})
    sent = page(liga, note)
    assert (sent["act"], sent["thing"]) == ("save", note)
    assert {name: sent[f"f-{name}"] for name in ("title", "body", "day")} == Note.objects.get().draft
    assert sent["r-title"] == digest("Day one")
    assert "data-wm-autosave" in liga.sends("read", thing=note).data["html"]


def test_what_is_saved_by_itself_answers_with_what_the_page_shows_now(liga: Writer) -> None:
    note = liga.begins()
    answer = liga.acts("save", note, quiet=True, **{"f-title": "Day one", "r-title": ""})
    assert answer.data == {"reads": {"r-title": digest("Day one")}}
    again = liga.acts("save", note, quiet=True, **{"f-title": "Day 1", **answer.data["reads"]})
    assert again.data == {"reads": {"r-title": digest("Day 1")}}
    assert liga.acts("save", note, **{"f-title": "", "r-title": digest("Day 1")}).status == 200
    assert Note.objects.get().draft == {"title": None}


def test_what_is_saved_by_itself_asks_for_the_note_and_keeps_it_and_no_more(liga: Writer) -> None:
    note = liga.begins()
    with CaptureQueriesContext(connection) as asked:
        liga.acts("save", note, quiet=True, **{"f-title": "Day one"})
    ours = [one["sql"].split()[0] for one in asked if '"notes_' in one["sql"] or "`notes_" in one["sql"]]
    assert ours == ["SELECT", "UPDATE"]


def test_two_windows_lose_nothing(liga: Writer) -> None:
    note = liga.begins()
    before = page(liga, note)
    liga.sends("act", **{**before, "f-body": "The press was on."}, quiet=True)
    answer = liga.sends("act", **{**before, "f-body": "The press was off.", "f-title": "Day one"})
    assert (answer.status, answer.error["code"]) == (409, "you_wrote_twice")
    assert answer.data["conflicts"] == {
        "body": ["The press was on.", "The press was on.", "The press was off."]
    }
    # What did not clash is kept.
    assert Note.objects.get().draft == {
        "title": "Day one",
        "body": "The press was on.",
        "day": None,
    }


def test_what_was_only_sent_along_is_not_read_as_theirs(liga: Writer) -> None:
    note = liga.begins()
    before = page(liga, note)
    liga.acts("save", note, **{"f-title": "Theirs"})
    answer = liga.sends("act", quiet=True, **{**before, "f-body": "Mine"})
    assert "r-title" not in answer.data["reads"]
    assert Note.objects.get().draft["title"] == "Theirs"


def test_a_refused_form_stands_on_the_page_again() -> None:
    held = {"title": "Theirs", "day": "2027-01-11"}
    typed = {"f-title": "Mine", "f-day": "Monday"}
    twice = [{"field": "title", "theirs": "Theirs", "yours": "Mine", "is_own": True}]
    title, body, day = DRAFT.page(held, typed=typed, conflicts=twice)
    assert (title.raw, title.read) == ("Mine", digest("Theirs"))
    assert title.conflict is not None
    assert title.conflict.own
    assert (title.conflict.theirs.text, title.conflict.yours.text) == ("Theirs", "Mine")
    assert (body.raw, body.read, body.conflict) == ("", "", None)
    assert (day.raw, day.value.text) == ("Monday", "11 January 2027")
