"""Tove begins the agreements of a whole class from one table: nothing twice, nothing half, each slip told at its line."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.agreement.bulk import begun, of, results
from tests.cast import crowd
from workmentor_xblocks.agreement.actions import bulk
from workmentor_xblocks.agreement.actions.bulk import Result
from workmentor_xblocks.agreement.actions.cohort import Column
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan, start
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content import csv_reading
from workmentor_xblocks.agreement.pages import bulk as bulk_view
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.tables import Agreement, HistoryEvent, Party
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, Refusal, TooLarge
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.people.viewer import WhyNot
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.demo.models import Enrolment

QUERIES_A_LINE = 36
SIX_SCRIPTS = ("Ģirts Ķezbers", "Ольга Иванова", "Μαρία Παπά", "ليلى حداد", "王小明", "นภา สุข")


@pytest.mark.shows("agreement step 2", "agreement promise 9")
class TestCreating:
    TABLE = (
        "learner,learner_name,employer_organisation,employer_name,employer_email,mentor_name,mentor_email,"
        "school_name,start,hours,tasks\n"
        'liga,,Ohm & Co,Egle Petrauskaite,egle@ohm.example,Marta Lind,marta@ohm.example,Riga Tech,2027-01-11,38,"Wiring,\n'
        'with care"\n'
        "bram@example.org,Bram K.,,,,,,,,,\n"
    )

    def test_what_the_preview_says_is_what_is_begun(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        looked_at = bulk.preview(tove, ground, self.TABLE)
        assert [(row.line, row.learner, row.result) for row in looked_at] == [
            (2, "Liga Ozola", Result.NEW),
            (4, "Bram Kok", Result.NEW),
        ]
        assert Agreement.objects.count() == 0

        rows = begun(tove, ground, self.TABLE)

        assert results(rows) == ["made", "made"]
        liga = threads.find(rows[0].uuid)
        assert liga is not None
        assert liga.values() == {"start": "2027-01-11", "hours": 38, "tasks": "Wiring,\nwith care"}
        people = {party.role: (party.name, party.organisation, party.email) for party in liga.here}
        assert people["employer"] == ("Egle Petrauskaite", "Ohm & Co", "egle@ohm.example")
        assert people["mentor"] == ("Marta Lind", "", "marta@ohm.example")
        assert people["school"][1] == "Riga Tech"
        assert of(cast.bram).party("learner").name == "Bram K."

    def test_each_history_begins_with_the_list_and_names_who_began_it(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        begun(tove, ground, self.TABLE)
        assert set(HistoryEvent.objects.values_list("kind", "user_id")) == {("bulk_create", cast.tove.id)}

    def test_only_learners_are_written_to(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        begun(tove, ground, self.TABLE)
        written = {letter.to_party for letter in OutgoingMail.objects.all()}
        assert written == {party.uuid for party in Party.objects.filter(role="learner")}
        assert set(Agreement.objects.values_list("state", flat=True)) == {"draft"}

    @pytest.mark.shows("agreement goal 14a")
    def test_the_same_again_begins_nothing(self, tove: Requester, ground: Ground) -> None:
        begun(tove, ground, self.TABLE)
        before = list(HistoryEvent.objects.values_list("hash", flat=True))
        assert results(bulk.preview(tove, ground, self.TABLE)) == ["exists", "exists"]
        assert results(begun(tove, ground, self.TABLE)) == ["exists", "exists"]
        assert list(HistoryEvent.objects.values_list("hash", flat=True)) == before

    def test_a_longer_table_adds_only_what_is_new(self, tove: Requester, ground: Ground) -> None:
        begun(tove, ground, "learner\nliga\n")
        assert results(begun(tove, ground, "learner\nliga\nbram\n")) == ["exists", "made"]

    def test_two_at_once_begin_each_once(
        self, tove: Requester, ground: Ground, cast: SimpleNamespace
    ) -> None:
        """The other one begins Liga's after this one has looked: her place is taken, Bram's is not."""
        lines = bulk._checked(ground, "learner\nliga\nbram\n")
        start(tove, ground, Plan(cast.liga.id))
        rows = [bulk._begin(tove, ground, line.plan, line.row) for line in lines if line.plan]
        assert [row.result for row in rows] == [Result.EXISTS, Result.MADE]

    @pytest.mark.shows("agreement misuse 11")
    def test_a_wrong_line_stops_no_other(self, tove: Requester, ground: Ground) -> None:
        rows = begun(tove, ground, "learner,start\nliga,tomorrow\nbram,2027-01-11\n")
        assert results(rows) == ["problem", "made"]
        assert Agreement.objects.count() == 1

    def test_only_what_was_looked_at_is_begun(self, tove: Requester, ground: Ground) -> None:
        for seen in ("", bulk.digest("learner\nbram\n")):
            with pytest.raises(Changed) as refused:
                bulk.create(tove, ground, "learner\nliga\n", seen=seen)
            assert refused.value.message.code == "preview_first"
        assert Agreement.objects.count() == 0

    def test_other_line_ends_are_no_other_table(self, tove: Requester, ground: Ground) -> None:
        assert results(
            bulk.create(tove, ground, "learner\r\nliga\r\n", seen=bulk.digest("learner\nliga\n"))
        ) == ["made"]

    def test_a_minor_with_a_guardian(self, cast: SimpleNamespace, tove: Requester, ground: Ground) -> None:
        begun(
            tove, ground,
            "learner,is_minor,guardian_name,guardian_email\nliga,yes,Greta Mertens,greta@home.example\nbram,no,,\n",
        )  # fmt: skip
        guardian, learner = of(cast.liga).party("guardian"), of(cast.liga).party("learner")
        assert guardian is not None
        assert learner is not None
        assert (guardian.name, guardian.email, learner.is_minor) == (
            "Greta Mertens",
            "greta@home.example",
            True,
        )
        assert of(cast.bram).party("guardian") is None

    def test_a_minor_with_the_day_of_coming_of_age(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        day = timezone.localdate().replace(day=1) + timedelta(days=200)
        begun(
            tove, ground,
            f"learner,is_minor,of_age_from\nliga,yes,{day:%d.%m.%Y}\nbram,no,\n",
        )  # fmt: skip
        told = [of(person).party("learner") for person in (cast.liga, cast.bram)]
        assert [(one.is_minor, one.of_age_from) for one in told if one] == [(True, day), (False, None)]

    def test_who_has_no_account_comes_by_link(self, tove: Requester, ground: Ground) -> None:
        text = "learner,learner_name\nnew.learner@home.example,New Learner\n"
        (row,) = bulk.preview(tove, ground, text)
        assert (row.result, row.messages[0].code) == (Result.NEW, "bulk_by_link")
        begun(tove, ground, text)
        party = Party.objects.get(role="learner")
        assert (party.email, party.name, party.user_id) == ("new.learner@home.example", "New Learner", None)
        assert results(bulk.preview(tove, ground, text.replace("new.l", "NEW.L"))) == ["exists"]

    def test_who_got_an_account_since_has_an_agreement_still(self, tove: Requester, ground: Ground) -> None:
        begun(tove, ground, "learner\nlater@home.example\n")
        (user,) = crowd(1, first="later")
        user.email = "later@home.example"
        user.save()
        assert results(bulk.preview(tove, ground, f"learner\n{user.username}\n")) == ["exists"]

    @pytest.mark.parametrize("name", SIX_SCRIPTS)
    @pytest.mark.shows("agreement misuse 13")
    def test_names_in_any_script(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, name: str
    ) -> None:
        begun(tove, ground, f"learner,learner_name\nliga,{name}\n")
        learner = of(cast.liga).party("learner")
        assert learner is not None
        assert learner.name == name


class TestWho:
    def test_the_course_team_and_listed_school_contacts(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, story: Any
    ) -> None:
        assert bulk.may_begin(tove, ground)
        assert not bulk.may_begin(Requester(cast.tomas.id), ground)
        story.does("school", "add_member", account="tomas")
        assert bulk.may_begin(Requester(cast.tomas.id), ground)
        assert results(begun(Requester(cast.tomas.id), ground, "learner\nbram\n")) == ["made"]

    def test_everybody_else_is_refused_and_nothing_is_begun(
        self, cast: SimpleNamespace, ground: Ground
    ) -> None:
        text = "learner\nliga\n"
        masked = Requester(cast.tove.id, is_staff=True, why_not=WhyNot.MASQUERADING)
        for requester in (
            Requester(cast.liga.id),
            Requester(cast.marta.id),
            Requester(None),
            Requester(None, party="p"),
            masked,
        ):
            for attempt in (bulk.preview, begun):
                with pytest.raises(NotAllowed):
                    attempt(requester, ground, text)
        assert Agreement.objects.count() == 0


class TestWholeCourse:
    def test_a_line_for_each_learner(self, cast: SimpleNamespace, tove: Requester, ground: Ground) -> None:
        text = bulk.of_learners(ground)
        names = [row.learner for row in bulk.preview(tove, ground, text)]
        assert {"Liga Ozola", "Bram Kok"} <= set(names)
        assert "Tove Nilsen" not in names
        assert set(results(begun(tove, ground, text))) == {"made"}

    @pytest.mark.shows("agreement place 13")
    def test_or_only_of_a_cohort(self, cast: SimpleNamespace, ground: Ground) -> None:
        assert (
            bulk.of_learners(ground, cohort="Apprentices")
            == "learner,learner_name\nbram,Bram Kok\nliga,Liga Ozola\n"
        )

    def test_of_nobody_there_is_no_table(self, cast: SimpleNamespace, ground: Ground) -> None:
        with pytest.raises(BadInput, match="no learner"):
            bulk.of_learners(ground, cohort="Nobody’s")

    def test_too_many_are_said(self, cast: SimpleNamespace, ground: Ground) -> None:
        crowd(csv_reading.MAX_LINES + 1)
        with pytest.raises(TooLarge, match="Choose a cohort"):
            bulk.of_learners(ground)


@pytest.mark.shows("agreement goal 14a")
class TestSize:
    def test_sixty_learners_within_a_fixed_number_of_queries_each(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        text = "learner,employer_name,tasks\n" + "".join(f"{u.username},Egle,Wiring\n" for u in crowd(60))
        with CaptureQueriesContext(connection) as looking:
            bulk.preview(tove, ground, text)
        with CaptureQueriesContext(connection) as beginning:
            rows = begun(tove, ground, text)
        assert results(rows) == ["made"] * 60
        assert len(looking) <= 6, "a preview asks for all learners at once"
        assert (len(beginning) - len(looking)) / 60 <= QUERIES_A_LINE

    def test_more_than_fit_into_one_request_go_on_with_the_same_button(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bulk, "AT_ONCE", 2)
        text = "learner\n" + "".join(f"{user.username}\n" for user in crowd(5))
        assert results(begun(tove, ground, text)) == ["made", "made", "new", "new", "new"]
        assert results(begun(tove, ground, text)) == ["exists", "exists", "made", "made", "new"]
        assert results(begun(tove, ground, text)) == ["exists"] * 4 + ["made"]


def test_the_guide_names_every_column_and_every_limit() -> None:
    guide = (Path(__file__).parents[2] / "docs/agreement.md").read_text("utf-8")
    rows = re.findall(
        r"^\| (`[^|]*`) \|", guide.split("## Many agreements")[1].split("## Guests")[0], re.MULTILINE
    )
    assert re.findall(r"`(\w+)`", " ".join(rows)) == [column.value for column in Column]
    text = " ".join(guide.split())
    assert (csv_reading.MAX_LINES, csv_reading.MAX_BYTES, bulk.AT_ONCE) == (2_000, 1_000_000, 500)
    assert "at most 2 000 lines and 1 MB" in text
    assert "500 in one go" in text


class TestPage:
    def shown(self, requester: Requester, ground: Ground, **data: str) -> str:
        return str(bulk_view.bulk_html(requester, ground, parsed(bulk_view.Table, data))[0])

    def test_look_then_begin(self, cast: SimpleNamespace, tove: Requester, ground: Ground) -> None:
        text = "learner,learner_name\nliga,<b>Liga</b>\nnobody,\n"
        html = self.shown(tove, ground, do="preview", text=text)
        assert "Begin 1 agreement<" in html
        assert f'name="seen" value="{bulk.digest(text)}"' in html
        assert "&lt;b&gt;Liga&lt;/b&gt;" in html
        assert "<b>" not in html

        html = self.shown(tove, ground, do="create", text=text, seen=bulk.digest(text))
        assert "is begun" in html
        assert 'value="create"' not in html
        assert Agreement.objects.count() == 1

    def test_problems_stand_before_the_rest_and_the_end_of_a_long_list_is_said(
        self, tove: Requester, ground: Ground, cast: SimpleNamespace
    ) -> None:
        lines = [user.username for user in crowd(bulk_view.SHOWN + 5)]
        html = self.shown(tove, ground, do="preview", text="\n".join(["learner", *lines, "nobody"]))
        assert html.index("cannot be begun<br>") < html.index("will be begun</td>")
        assert "5 more lines are not shown." in html

    def test_another_table_than_was_looked_at_comes_back_with_its_preview(
        self, tove: Requester, ground: Ground, cast: SimpleNamespace
    ) -> None:
        with pytest.raises(Changed) as refused:
            bulk_view.bulk_html(tove, ground, bulk_view.Table(do="create", text="learner\nliga\n", seen="x"))
        assert refused.value.more["part"] == "board"
        assert "Begin 1 agreement<" in refused.value.more["html"]

    @pytest.mark.parametrize("text", [None, 5, [], "", "  \n"])
    def test_without_a_table_there_is_nothing_to_look_at(
        self, tove: Requester, ground: Ground, text: Any
    ) -> None:
        with pytest.raises(Refusal):
            bulk_view.bulk_html(tove, ground, parsed(bulk_view.Table, {"do": "preview", "text": text}))

    def test_it_names_the_columns_in_the_binding_language(self, tove: Requester, ground: Ground) -> None:
        html = self.shown(tove, ground)
        assert "<code>guardian_email</code>" in html
        assert "<code>hours</code></dt><dd>Hours a week</dd>" in html.replace("\n", "")
        assert "<code>outcomes</code>" not in html, "a list does not fit into a cell"

    def test_who_left_the_course_is_said_when_the_table_is_sent(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        text = "learner\nliga\n"
        bulk.preview(tove, ground, text)
        Enrolment.objects.filter(user=cast.liga).delete()
        (row,) = begun(tove, ground, text)
        assert (row.result, row.messages[0].code) == (Result.PROBLEM, "bulk_not_enrolled")
