"""A block with things in it: what its page begins with, what is answered, and what goes beside a refusal."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Course
from tests.core.notes.slips import Prompt, Slip, SlipBook
from tests.doors import Browser
from tests.html import Html
from tests.people import Answer
from workmentor_xblocks.core.content.variants import Variant, VariantText
from workmentor_xblocks.core.forms.merge import digest


class Writer:
    """Somebody of the cast before the slips; "tove as liga" looks with the eyes of another."""

    def __init__(self, cast: SimpleNamespace, slips: str, person: str, *, root: str = Browser.LMS) -> None:
        self.door, self.slips = Browser.of(cast, person, root=root), slips

    def sends(self, handler: str, **data: Any) -> Answer:
        return self.door.post(self.slips, handler, json.dumps(data).encode())

    def writes(self, slip: str, text: str, **more: Any) -> Answer:
        return self.sends("act", act="write", thing=slip, text=text, **more)

    def sees(self) -> str:
        return self.door.view(self.slips)


@pytest.fixture
def liga(cast: SimpleNamespace, slips: str) -> Writer:
    return Writer(cast, slips, "liga")


@pytest.fixture
def slip(liga: Writer) -> str:
    assert liga.sends("begin").data["announce"] == "Your slip is there."
    return Slip.objects.get().uuid


def open_in(html: str) -> list[str]:
    """What a page says is open on it."""
    return [str(name) for name in Html(html).root.xpath(".//input[@data-wm-now]/@value")]


class TestOpening:
    def test_a_page_begins_with_the_list_and_then_with_what_was_open_last(self, liga: Writer) -> None:
        assert open_in(liga.sees()) == []
        first, second = (liga.sends("begin").data["thing"] for _ in range(2))
        assert open_in(liga.sees()) == [second]
        answer = liga.sends("open", thing=first)
        assert (answer.data["part"], answer.data["focus"]) == ("page", "thing")
        assert open_in(answer.data["html"]) == [first] == open_in(liga.sees())
        assert "Back to the list" in answer.data["html"]
        assert liga.sends("list").data["html"].count("<li>") == 2

    def test_what_is_gone_is_not_what_a_page_begins_with(self, liga: Writer, slip: str) -> None:
        liga.sends("open", thing=slip)
        Slip.objects.all().delete()
        assert open_in(liga.sees()) == []

    def test_a_page_from_the_browser_s_memory_asks_for_what_it_shows(self, liga: Writer, slip: str) -> None:
        assert open_in(liga.sends("show", thing=slip).data["html"]) == [slip]
        assert open_in(liga.sends("show").data["html"]) == [slip], "or else what was open last"
        assert liga.sends("show").data["focus"] == ""

    def test_for_a_stranger_it_is_not_there(self, cast: SimpleNamespace, liga: Writer, slip: str) -> None:
        marta = Writer(cast, liga.slips, "marta")
        for handler in ("open", "show", "remarks", "read"):
            answer = marta.sends(handler, thing=slip)
            assert (answer.status, set(answer.data)) == (404, {"error"}), handler

    @pytest.mark.parametrize("root", [Browser.STUDIO, Browser.PREVIEW])
    def test_in_studio_nothing_of_anybody_is_shown(
        self, cast: SimpleNamespace, liga: Writer, slip: str, root: str
    ) -> None:
        aad = Writer(cast, liga.slips, "aad", root=root)
        for handler in ("open", "show", "list", "act", "remarks"):
            assert aad.sends(handler, thing=slip).status == 403, handler

    def test_the_texts_are_read_in_the_language_that_was_chosen(
        self, liga: Writer, slip: str, course: Course
    ) -> None:
        text = "Write what you saw."
        nb = Variant(language="nb", texts=(VariantText(path="day/text", text="Skriv hva du så."),))
        course.publish(
            liga.slips, SlipBook(prompts=(Prompt(id="day", text=text),), variants=(nb,)).canonical()
        )
        assert text in liga.sends("list").data["html"]
        assert liga.sends("read", thing=slip, language="nb").data["focus"] == "text"
        assert "Skriv hva du så." in liga.sends("list").data["html"]
        liga.sends("read", thing=slip, language="sv")  # not offered: nothing changes
        assert "Skriv hva du så." in liga.sends("list").data["html"]

    def test_older_remarks_come_into_a_part_of_their_own(self, liga: Writer, slip: str) -> None:
        answer = liga.sends("remarks", thing=slip, path="text", before="a1")
        assert (answer.data["html"], answer.data["part"]) == ("<p>text before a1</p>", "older-text-a1")

    def test_what_was_just_begun_is_open_and_has_a_way_back(self, liga: Writer) -> None:
        answer = liga.sends("begin")
        assert open_in(answer.data["html"]) == [Slip.objects.get().uuid] == open_in(liga.sees())
        assert "Back to the list" in answer.data["html"]


class TestActing:
    def test_the_answer_is_the_page_with_what_came_of_it(self, liga: Writer, slip: str) -> None:
        answer = liga.writes(slip, "I saw the press.")
        assert (answer.data["announce"], answer.data["thing"]) == ("It is saved.", slip)
        assert "<h4>I saw the press.</h4><i>It is saved. at thing</i>" in answer.data["html"]

    def test_what_saves_itself_gets_the_top_and_what_it_has_read_now(self, liga: Writer, slip: str) -> None:
        answer = liga.writes(slip, "I saw", quiet=True)
        assert answer.data == {
            "html": "<h4>I saw</h4>", "part": "top", "reads": {"r-text": digest("I saw")},
        }  # fmt: skip

    def test_the_page_that_answers_reads_nothing_twice(self, liga: Writer, slip: str) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert liga.writes(slip, "I saw the press.").status == 200
        ours = [query["sql"].split()[0] for query in asked if "notes_slip" in query["sql"]]
        assert ours == ["SELECT", "UPDATE"]

    def test_of_what_two_windows_wrote_both_texts_come_back(self, liga: Writer, slip: str) -> None:
        liga.writes(slip, "In the first window.")
        answer = liga.writes(slip, "In the second.", read=digest("an older one"))
        assert answer.status == 409
        (conflict,) = answer.data["conflicts"]
        assert (conflict["field"], conflict["read"]) == ("text", digest("In the first window."))
        assert "In the first window." in conflict["html"]
        assert "In the second." in conflict["html"]
        suffix = f"-{liga.slips.rpartition('@')[2]}"
        assert f'form="wm-slip{suffix}"' in conflict["control"]
        assert "html" not in answer.data

    def test_beside_what_came_too_late_stands_today_s_page_with_what_was_typed(
        self, liga: Writer, slip: str
    ) -> None:
        liga.sends("act", act="close", thing=slip)
        answer = liga.writes(slip, "One more thing.")
        assert (answer.status, answer.error["code"], answer.data["part"]) == (409, "over", "page")
        assert "<b>One more thing.</b>" in answer.data["html"]

    def test_a_slip_of_the_pen_is_told_and_the_page_stays(self, liga: Writer, slip: str) -> None:
        answer = liga.writes(slip, "x" * 300)
        assert (answer.status, set(answer.data)) == (413, {"error"})

    @pytest.mark.parametrize(("person", "status"), [("tove", 403), ("marta", 404), ("olaf", 404)])
    def test_who_may_only_read_is_told_so_and_a_stranger_nothing(
        self, cast: SimpleNamespace, liga: Writer, slip: str, person: str, status: int
    ) -> None:
        answer = Writer(cast, liga.slips, person).writes(slip, "mine")
        assert (answer.status, set(answer.data)) == (status, {"error"})
        assert Slip.objects.get().text == ""
