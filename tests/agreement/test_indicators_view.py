"""The evaluation reads its figures from real histories, in words, without names, and without small groups."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY, crowd
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.pages import indicators
from workmentor_xblocks.agreement.pages.indicators import Line, Table
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.output.csv_export import lines
from workmentor_xblocks.core.people.permissions import Permission, require
from workmentor_xblocks.core.people.viewer import Role, Viewer

TRAINER = Viewer(1, 1, roles=frozenset({Role.TRAINER}))
RESEARCHER = Viewer(2, 2, roles=frozenset({Role.RESEARCHER}))


def table(ground: Ground, code: str, *, all_groups: bool = True) -> Table:
    found = indicators.figures(ground, with_small_groups=all_groups)
    return next(each for each in found if each.code == code)


def counts(shown: Table) -> dict[str, int | None]:
    return {line.name: line.count for line in shown.lines}


def test_a_round_with_a_decline_and_its_words(story: Story, ground: Ground) -> None:
    story.ready()
    story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")
    story.does("school", "freeze")
    story.signed()

    signing = {line.code: line for line in table(ground, "signing").lines}

    assert signing["rounds"].median == 2
    assert signing["days_to_signature"].median == 0
    assert counts(table(ground, "declines")) == {"Dates": 1}
    assert counts(table(ground, "amendments")) == {"never changed": 1}


def test_an_early_end_is_told_with_what_it_meant(story: Story, ground: Ground) -> None:
    story.ready().signed()
    story.does(
        "school", "terminate", reason="moved", on=story.row.ends_on.isoformat(), text="The shop has closed."
    )
    assert counts(table(ground, "ends")) == {"Other company": 1}
    assert counts(table(ground, "meanings")) == {"goes on at another company": 1}


def test_a_review_is_late_two_weeks_after_its_day(story: Story, ground: Ground) -> None:
    story.ready().signed()
    Agreement.objects.update(state="active")
    story.does("school", "open_review")
    assert counts(table(ground, "reviews")) == {"closed in time": 0, "late, or still open": 0}
    story.does("school", "close_review", text="Nobody had the time for it.")
    assert table(ground, "reviews").lines[0] == Line("on_time", "closed in time", 1, 100)


def test_who_is_waited_for_today_counts_as_well(story: Story, ground: Ground) -> None:
    story.ready()
    row = story.row
    row.waiting_since -= timedelta(days=9)
    row.save()
    waited = {line.code: line.median for line in table(ground, "waited").lines}
    assert set(waited) == {"learner", "employer", "school"}
    assert set(waited.values()) == {9}


def test_what_was_erased_still_counts(story: Story, ground: Ground) -> None:
    story.ready().signed()
    Agreement.objects.update(state="erased")
    assert table(ground, "signing").lines[0].count == 1


def test_reasons_are_said_in_the_reader_s_language_and_old_ones_by_their_code(
    story: Story, ground: Ground
) -> None:
    story.ready()
    story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")
    other = Ground(ground.usage_key, COURSE_KEY, small(reasons=[]), "en")
    with override("nb"):
        assert counts(table(other, "declines")) == {"dates": 1}


@pytest.mark.shows("agreement promise 27")
class TestSmallGroups:
    def test_one_agreement_is_hidden_from_who_may_not_open_it(self, story: Story, ground: Ground) -> None:
        story.ready().signed()
        shown = table(ground, "signing", all_groups=False)
        assert [line.count for line in shown.lines] == [None, None]
        html = indicators.indicators_html(RESEARCHER, ground, with_small_groups=True)
        assert "hidden" in html
        assert "Show small groups too" not in html

    def test_a_trainer_may_ask_for_them(self, story: Story, ground: Ground) -> None:
        story.ready().signed()
        html = indicators.indicators_html(TRAINER, ground, with_small_groups=False)
        assert "hidden</td>" in html.replace("\n", "")
        assert "Show small groups too" in html
        shown = indicators.indicators_html(TRAINER, ground, with_small_groups=True)
        assert "hidden</td>" not in shown.replace("\n", "")

    def test_the_table_to_take_along_hides_them_from_everybody(self, story: Story, ground: Ground) -> None:
        story.ready().signed()
        rows = list(csv.reader("".join(lines(indicators.csv_rows(ground))).splitlines()))
        assert rows[1] == [
            "signing",
            "days_to_signature",
            "Days from the first draft to the last signature",
            "hidden",
            "",
            "",
            "",
        ]

    def test_they_stay_until_something_has_happened_in_five_agreements(
        self, cast: SimpleNamespace, story: Story, ground: Ground
    ) -> None:
        def looks() -> tuple[str, list[Sequence[object]]]:
            html = indicators.indicators_html(RESEARCHER, ground, with_small_groups=False)
            return html, list(indicators.csv_rows(ground))

        def more(people: list[User]) -> None:
            for learner in people:
                begin(
                    SimpleNamespace(liga=learner, tove=cast.tove), ground.usage_key, COURSE_KEY
                ).ready().signed()

        people = crowd(9)
        more(people[:4])
        story.ready().signed()
        before = looks()
        assert ["amendments", "0", "never changed", 5, 100, None, None] in before[1]
        more(people[4:5])
        assert looks() == before, "one more"
        Agreement.objects.update(state="active")
        story.does("school", "open_review")
        assert looks() == before, "and one goes on"
        more(people[5:])
        assert ["amendments", "0", "never changed", 10, 100, None, None] in looks()[1]

    @pytest.mark.shows("agreement goal 21")
    def test_no_name_is_in_any_of_it(self, story: Story, ground: Ground) -> None:
        story.ready().signed()
        told = "".join(lines(indicators.csv_rows(ground)))
        told += indicators.indicators_html(TRAINER, ground, with_small_groups=True)
        for name in ("Liga", "Egle", "Tove", "Ohm", "egle@", "Riga"):
            assert name not in told


def test_of_nothing_there_are_figures_too(db: None, ground: Ground) -> None:
    assert counts(table(ground, "reviews", all_groups=False)) == {
        "closed in time": None,
        "late, or still open": None,
    }
    assert "Figures for the evaluation" in indicators.indicators_html(
        TRAINER, ground, with_small_groups=False
    )


@pytest.mark.shows("agreement promise 27")
def test_the_same_four_queries_for_many(cast: SimpleNamespace, story: Story, ground: Ground) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            indicators.figures(ground)
        return len(captured)

    few = queries()
    for learner in (cast.bram, cast.mikael, cast.marta):
        begin(SimpleNamespace(liga=learner, tove=cast.tove), ground.usage_key, COURSE_KEY).ready()
    assert queries() == few == 4


def test_learners_and_outsiders_are_no_researchers() -> None:
    for roles in (frozenset(), frozenset({Role.MENTOR}), frozenset({Role.AUTHOR})):
        with pytest.raises(NotAllowed):
            require(Viewer(3, 3, roles=roles), Permission.EXPORT_WITHOUT_NAMES)
