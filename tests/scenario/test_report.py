"""What Tove learns of her group, and what the people in the room may see of it."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pytest
from django.utils.timezone import now

from tests.cast import COURSE_KEY, OWN_DATES, Course, crowd
from tests.doors import Browser, Direct
from tests.html import Page
from tests.playing import Player
from tests.scenario.graphs import random_scenario
from tests.scenario.stories import (
    APRON,
    ASK,
    BEST,
    GREET,
    STOP,
    WORST,
    kitchen,
    kitchen_data,
    without,
)
from workmentor_xblocks.demo.models import Enrolment
from workmentor_xblocks.demo.staff import tools
from workmentor_xblocks.scenario.content.definition import from_data
from workmentor_xblocks.scenario.records.tables import RunRecord


def play(person: object, block_key: str, *words: str, back: bool = True) -> Player:
    player = Player(Direct(person), block_key)
    player.walk(*words)
    if back and player.page.offers("open_debrief"):
        player.look_back()
    return player


@pytest.fixture
def dated(course: Course) -> str:
    return course.scenario(kitchen(), display_name="The first morning", **OWN_DATES)


@pytest.fixture
def tove(cast: SimpleNamespace, dated: str) -> Player:
    return Player(Direct(cast.tove), dated)


class TestPage:
    def show(self, tove: Player, **data: str) -> Page:
        answer = tove.send("report", data)
        assert answer.status == 200, answer.raw
        assert (answer.data["part"], answer.data["focus"]) == ("report", "report")
        return Page(answer.data["html"])

    def test_of_nobody_says_so_and_breaks_nothing(self, tove: Player):
        assert "0 people began" in self.show(tove).text
        assert "Results without names" in self.show(tove, view="project").text

    def test_names_people_their_place_and_their_steps(self, cast: SimpleNamespace, tove: Player, dated: str):
        play(cast.marta, dated, *BEST)
        play(cast.mikael, dated, GREET)
        page = self.show(tove)
        assert "2 people began." in page.text
        assert "1 reached an ending." in page.text
        assert (
            "Marta Lind finished Open : Marta Lind A good first hour · 3 decisions · last step:" in page.text
        )
        assert "Mikael Berg on the way Open : Mikael Berg The slicer · 1 decision ·" in page.text

    @pytest.mark.shows("scenario pitfall 17")
    def test_leaves_practice_and_tries_of_staff_out(self, cast: SimpleNamespace, tove: Player, dated: str):
        tove.walk(*BEST)
        marta = play(cast.marta, dated, *BEST)
        marta.press("retry")
        page = self.show(tove)
        assert "1 person began." in page.text
        assert "Tove" not in page.text
        assert RunRecord.objects.count() == 3

    def test_names_those_who_left_the_course_and_not_those_who_are_gone(
        self, cast: SimpleNamespace, tove: Player, dated: str
    ):
        play(cast.marta, dated, *BEST)
        play(cast.mikael, dated, *WORST)
        Enrolment.objects.filter(user=cast.marta).delete()
        assert "Marta Lind finished has left the course" in self.show(tove).text
        tools.retire(cast.mikael)
        page = self.show(tove).text
        assert "Mikael" not in page
        assert "1 person began." in page

    def test_is_one_press_away_and_shows_fifty_people_at_a_time(
        self, cast: SimpleNamespace, tove: Player, dated: str
    ):
        for number, user in enumerate([*crowd(50), cast.marta]):
            RunRecord.objects.create(
                uuid=f"{number:032}", user_id=user.id, course_key=COURSE_KEY, usage_key=dated, kind="main",
                status="playing", place="door", started_at=now(), last_step_at=now(),
            )  # fmt: skip
        tove.press("report")
        shown = self.show(tove)
        assert [len(shown.texts("wm-entry")), "Page 1 of 2" in shown.text] == [50, True]
        rest = self.show(tove, page="2")
        assert len(rest.texts("wm-entry")) == 1
        assert "51 people began." in rest.text
        for junk in ("0", "-1", "x", "99"):
            assert self.show(tove, page=junk).texts("wm-entry")

    def test_opens_one_person_s_run_with_their_words(self, cast: SimpleNamespace, tove: Player, dated: str):
        marta = Player(Direct(cast.marta), dated)
        marta.begin()
        marta.choose(APRON, reason="It was late.")
        for label in (STOP, ASK):
            marta.choose(label)
        marta.look_back()
        marta.press("plan", plan="Greet her.")
        offered = [form.fields["run"] for form in self.show(tove).forms if "run" in form.fields]
        page = self.show(tove, run=offered[0])
        for words in (
            "The run of Marta Lind",
            "It was late.",
            "Greet her.",
            "What follows apron.",
            "Why greet matters.",
        ):
            assert words in page.text
        assert not page.offers("retry")

    @pytest.mark.shows("scenario pitfall 21")
    def test_shows_the_options_as_the_player_saw_them(self, cast: SimpleNamespace, tove: Player, dated: str):
        marta = play(cast.marta, dated, *BEST)
        page = self.show(tove, run=RunRecord.objects.get().uuid)
        assert page.texts("wm-option-label") == marta.page.texts("wm-option-label")

    def test_opens_a_run_that_is_still_on_the_way(self, cast: SimpleNamespace, tove: Player, dated: str):
        play(cast.marta, dated, GREET)
        assert "Greet her by name" in self.show(tove, run=RunRecord.objects.get().uuid).text

    def test_of_another_block_opens_nothing_here(self, cast: SimpleNamespace, course: Course, tove: Player):
        play(cast.marta, course.scenario(kitchen()), *BEST)
        for run in (RunRecord.objects.get().uuid, "x", "0" * 32):
            assert tove.send("report", {"run": run}).status == 404

    def test_without_names_holds_no_name_no_small_count_and_no_run(
        self, cast: SimpleNamespace, tove: Player, dated: str
    ):
        for number, person in enumerate([cast.marta, *crowd(11)]):
            play(person, dated, *(WORST if number < 2 else BEST))
        page = self.show(tove, view="project")
        assert "Marta" not in page.html
        assert "mentor1" not in page.html.lower()
        assert not any("run" in form.fields for form in page.forms)
        cells = [words for row in page.root.iter("td") for words in [row.text_content().strip()]]
        assert not {"1", "2", "3", "4"} & set(cells)
        assert "10 or more people began. 10 or more reached an ending." in page.text

    def test_without_names_is_the_same_before_and_after_one_more_person(
        self, cast: SimpleNamespace, tove: Player, dated: str
    ):
        """What issue 7 compared, also with one who goes on, and one who is erased; five more move it."""
        people = crowd(20)
        for person in people[:8]:
            play(person, dated, *BEST)
        for person in people[8:10]:
            play(person, dated, GREET, back=False)

        def looks() -> tuple[str, list[list[str]]]:
            counts = f"/workmentor/scenario/{dated}/counts.csv"
            return self.show(tove, view="project").text, read(Browser(cast.tove).client.get(counts))

        before = looks()
        assert "10 or more people began." in before[0]
        play(people[10], dated, *WORST)
        assert looks() == before
        tools.retire(people[0])
        assert looks() == before
        RunRecord.objects.filter(user_id=people[9].id).update(status="debriefed", place="luck")
        assert looks() == before
        for person in people[11:15]:
            play(person, dated, *WORST)
        after = looks()
        assert after != before
        assert ["ending", "luck", "", "5"] in after[1]

    def test_of_fewer_than_five_is_as_of_nobody(self, cast: SimpleNamespace, tove: Player, dated: str):
        before = self.show(tove, view="project").text
        for person in crowd(4):
            play(person, dated, *BEST)
        assert self.show(tove, view="project").text == before
        assert "Too few people to show how many." in before

    def test_without_names_survives_an_edit(
        self, cast: SimpleNamespace, course: Course, tove: Player, dated: str
    ):
        for person in crowd(12):
            play(person, dated, *BEST)
        assert "10 or more people began." in self.show(tove, view="project").text
        data = kitchen_data()
        data["scenes"][0]["choices"].append({"id": "new", "to": "break", "label": "Send her home"})
        course.publish(dated, from_data(data).canonical())
        text = self.show(tove, view="project").text
        assert "Send her home hidden" in text
        assert f"{GREET} 10" in text

    def test_survives_every_edit_of_the_scenario(
        self, cast: SimpleNamespace, course: Course, tove: Player, dated: str
    ):
        play(cast.marta, dated, *BEST)
        play(cast.mikael, dated, GREET)
        run = RunRecord.objects.order_by("id")[0].uuid
        for definition in (
            "",
            "{",
            without("slicer"),
            without("trust"),
            kitchen(start="gone"),
            random_scenario(1),
        ):
            course.publish(dated, definition)
            self.show(tove)
            self.show(tove, view="project")
            self.show(tove, run=run)

    def test_of_the_answers_is_in_the_reader_s_language(
        self, cast: SimpleNamespace, course: Course, tove: Player
    ):
        answer = Browser(cast.tove).client.post(
            f"/handler/{tove.usage_key}/report", "{}", content_type="application/json",
            headers={"Accept-Language": "nl"},
        )  # fmt: skip
        assert answer.status_code == 200


def read(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


class TestFiles:
    @pytest.mark.shows("scenario lesson 17")
    def test_all_runs_with_names_practice_too(self, cast: SimpleNamespace, dated: str):
        marta = play(cast.marta, dated, *BEST)
        marta.press("retry")
        play(cast.tove, dated, GREET)
        Enrolment.objects.filter(user=cast.marta).delete()
        head, *rows = read(Browser(cast.tove).client.get(f"/workmentor/scenario/{dated}/runs.csv"))
        assert head[:3] == ["User name", "Name", "Enrolled"]
        assert [row[:3] + row[4:8] for row in rows] == [
            ["marta", "Marta Lind", "0", "main", "debriefed", "trust", "3"],
            ["marta", "Marta Lind", "0", "practice", "playing", "door", "0"],
        ]
        assert rows[0][11] == "door/greet slicer/stop break/ask"

    def test_a_name_that_looks_like_a_formula_is_a_text(self, cast: SimpleNamespace, course: Course):
        cast.marta.first_name = "=HYPERLINK("
        cast.marta.save()
        odd = kitchen(
            start="=door",
            scenes=[
                {"id": "=door", "title": "D", "choices": [{"id": "a", "to": "trust", "label": "@SUM(A1)"}]}
            ],
        )
        block_key = course.scenario(odd)
        for person in [cast.marta, *crowd(5)]:
            play(person, block_key, "@SUM(A1)")
        for address in ("runs.csv", "counts.csv"):
            rows = read(Browser(cast.tove).client.get(f"/workmentor/scenario/{block_key}/{address}"))
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
            assert any(cell.startswith("'=") for cell in cells)

    @pytest.mark.shows("scenario goal 4a")
    def test_counts_without_names_hide_what_the_page_hides(self, cast: SimpleNamespace, dated: str):
        for number, person in enumerate([cast.marta, *crowd(27)]):
            play(person, dated, *(WORST if number < 2 else BEST))
        rows = read(Browser(cast.runa).client.get(f"/workmentor/scenario/{dated}/counts.csv"))
        assert ["run", "finished", "", "25"] in rows
        assert ["competence", "C2", "1.0", "25"] in rows, "26 of 28, in fifths"
        assert {row[3] for row in rows if row[0] in ("choice", "ending")} == {"hidden", "25"}
        assert "Marta" not in str(rows)

    def test_no_cache_keeps_them(self, cast: SimpleNamespace, dated: str):
        for address in ("runs.csv", "counts.csv"):
            answer = Browser(cast.tove).client.get(f"/workmentor/scenario/{dated}/{address}")
            assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize(
        "key",
        [
            "x",
            "block-v1:a+b+c+type@html+block@x",
            "%00",
            "a/b",
            "block-v1:WorkMentor+Stories+2026+type@workmentor_scenario+block@gone",
        ],
    )
    def test_of_what_is_no_scenario_are_not_there(self, cast: SimpleNamespace, course: Course, key: str):
        for address in ("runs.csv", "counts.csv"):
            assert Browser(cast.tove).client.get(f"/workmentor/scenario/{key}/{address}").status_code == 404


@pytest.mark.shows("scenario goal 14")
def test_a_group_of_five_thousand_is_reported_in_a_few_queries(
    cast: SimpleNamespace, tove: Player, dated: str, django_assert_max_num_queries
):
    play(cast.marta, dated, *BEST)
    row = RunRecord.objects.get()
    people = crowd(2000)
    RunRecord.objects.bulk_create(
        RunRecord(
            uuid=f"{number:032x}", user_id=people[number].id, course_key=row.course_key, usage_key=dated, kind="main",
            status="debriefed", place="trust", path=row.path, started_at=row.started_at, last_step_at=row.last_step_at,
            finished_at=row.finished_at,
        )
        for number in range(2000)
    )  # fmt: skip
    with django_assert_max_num_queries(20):
        answer = tove.send("report", {"view": "project"})
    assert "2000 or more people began" in Page(answer.data["html"]).text
