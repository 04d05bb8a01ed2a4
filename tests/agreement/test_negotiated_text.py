"""What the text takes in and what a change of it means: rows, numbers, the redline."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from tests.agreement.driving import Story, begin, page_for, wrote
from tests.agreement.everyone import WHY
from tests.agreement.small import small
from tests.cast import COURSE_KEY, recorded
from workmentor_xblocks.agreement.content.definition import ChangeClass
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.sections import effect as effect_of
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Party
from workmentor_xblocks.agreement.rules.redline import redline
from workmentor_xblocks.core.content.errors import BadInput, Changed
from workmentor_xblocks.core.forms.merge import digest
from workmentor_xblocks.core.pages.form_target import FormTarget


class TestRows:
    def test_are_added_changed_and_taken_away(self, story: Story) -> None:
        rows = {
            "f-outcomes-0-id": "1",
            "f-outcomes-0-text": "Wires a board.",
            "f-outcomes-1-id": " ",
            "f-outcomes-1-text": "",
            "f-outcomes-2-id": "2",
            "f-outcomes-2-text": "Finds a fault.",
        }
        story.does("school", "edit", **rows)
        found = story.thread.values()["outcomes"]
        assert found == [{"id": "1", "text": "Wires a board."}, {"id": "2", "text": "Finds a fault."}]

        story.does(
            "school",
            "edit",
            **{"f-outcomes": "", "f-outcomes-0-id": "", "r-outcomes": digest(found)},
        )
        assert "outcomes" not in story.thread.values()

    def test_are_no_place_for_columns_that_are_not_there(self, story: Story) -> None:
        before = recorded()
        story.does("school", "edit", **{"f-outcomes-0-other": "x"})
        assert story.thread.values() == {}
        assert {name: rows for name, rows in recorded().items() if name == "Version"} == {
            "Version": before["Version"]
        }


@pytest.mark.shows("agreement promise 4")
class TestTheRedline:
    @pytest.mark.shows("agreement step 3")
    def test_of_two_versions_is_told_by_what_each_edit_recorded(self, talking: Story) -> None:
        talking.fills("employer", tasks="One hour a week.")
        talking.fills("employer", tasks="Two hours a week.")

        (before, first), (second, after) = (change["tasks"] for change in wrote(talking))
        assert before is None
        assert first == second
        texts = [talking.thread.value_of(one["commitment"]) for one in (second, after)]
        assert texts == ["One hour a week.", "Two hours a week."]
        assert [piece.text for piece in redline(*texts) if piece.op != "same"] == ["One hour", "Two hours"]

    def test_numbers_and_dates_stand_there_as_they_are(self, talking: Story) -> None:
        talking.fills("employer", hours="38")
        talking.fills("employer", hours="")
        assert [change["hours"] for change in wrote(talking)] == [[None, 38], [38, None]]

    def test_no_event_holds_a_word_that_somebody_wrote(self, talking: Story) -> None:
        talking.fills("employer", tasks="Zebra wiring.")
        talking.does("learner", "comment", path="tasks", text="Zebra!")
        talking.does("school", "cancel", text="Zebra, after all.")
        assert "zebra" not in "".join(HistoryEvent.objects.values_list("record", flat=True)).casefold()


@pytest.mark.shows("agreement promise 5")
class TestWhatAChangeMeans:
    """Said before somebody changes anything, by the class of the field."""

    @pytest.mark.parametrize(
        ("change", "code"),
        [("material", "effect_free"), ("notice", "effect_free"), ("contact", "effect_free")],
    )
    def test_nothing_while_it_is_talked_about(self, talking: Story, change: str, code: str) -> None:
        assert effect(talking, change).code == code

    def test_while_it_is_signed_it_counts_the_signatures(self, story: Story) -> None:
        story.ready()
        assert effect(story, "material").code == "effect_opened"
        story.signs("learner", "Liga Ozola")
        assert effect(story, "material").code == "effect_void_one"
        story.signs("school", "Tove Nilsen")
        told = effect(story, "material")
        assert (told.code, told.values) == ("effect_void", {"count": 2})

    @pytest.mark.parametrize(
        ("change", "code"),
        [("material", "effect_amendment"), ("notice", "effect_notice"), ("contact", "effect_recorded")],
    )
    def test_while_it_holds_it_goes_by_the_class(self, story: Story, change: str, code: str) -> None:
        story.ready().signed()
        assert effect(story, change).code == code

    def test_and_so_it_is(self, story: Story) -> None:
        """A material field is refused at once, a notice holds, a contact is recorded, and nobody signs again."""
        story.does("school", "name_person", party="mentor", name="Marta Lind")
        story.ready().signed()
        signatures = len(story.thread.signatures)
        with pytest.raises(Changed) as refused:
            story.does("employer", "notice", **{"f-hours": "30", "r-hours": ""})
        assert refused.value.message.code == "needs_all"

        story.does("school", "notice", **{"f-rhythm": "Fridays", "r-rhythm": ""})
        story.does("employer", "notice", **{"f-emergency": "112", "r-emergency": ""})

        assert story.thread.values_today()["rhythm"] == "Fridays"
        assert story.thread.values_today()["emergency"] == "112"
        assert len(story.thread.versions) == 1
        assert len(story.thread.signatures) == signatures


def effect(story: Story, change: str) -> Any:
    shown = AgreementView.of(story.person("school"), story.thread, FormTarget(), "en")
    return effect_of(shown, ChangeClass(change))


@pytest.mark.shows("agreement step 32")
def test_a_text_that_is_fixed_is_changed_by_nobody(story: Story) -> None:
    story.ready()
    before = recorded()
    for who, field in (("school", "start"), ("employer", "tasks"), ("learner", "wishes")):
        with pytest.raises(Changed):
            story.fills(who, **{field: "2027-01-01"})
    assert recorded() == before


def test_what_was_declined_can_be_written_on_with_the_last_text(story: Story) -> None:
    story.ready()
    story.does("employer", "decline", **story.version(), reason="dates", text=WHY)
    story.fills("employer", tasks="Wiring and boards.")
    assert story.thread.values()["tasks"] == "Wiring and boards."
    assert Party.objects.filter(state="left").count() == 0


class TestNumbers:
    """Hours are half hours in most countries, and a comma is no mistake."""

    @pytest.fixture
    def half(self, cast: SimpleNamespace, usage_key: str) -> Story:
        frame = small().model_dump(mode="json", by_alias=True)["sections"][0]
        for field in frame["fields"]:
            if field["id"] == "hours":
                field["decimals"] = 1
        return begin(cast, usage_key, COURSE_KEY, small(sections=[frame]))

    @pytest.mark.parametrize("typed", ["37.5", "37,5", "37,50", "٣٧٫٥"])
    def test_they_are_taken_as_they_are_typed(self, half: Story, typed: str) -> None:
        half.fills("school", hours=typed)
        assert half.thread.values()["hours"] == "37.5"

    @pytest.mark.parametrize(("language", "shown"), [("en", "37.5"), ("nb", "37,5"), ("nl", "37,5")])
    def test_they_are_shown_as_the_reader_writes_them(self, half: Story, language: str, shown: str) -> None:
        half.fills("school", hours="37,5")
        with translation.override(language):
            page = page_for(half.person("school"), half.thread, FormTarget(), language)
        assert re.search(rf'name="f-hours"[^>]*value="{shown}"|value="{shown}"[^>]*name="f-hours"', page)

    def test_what_is_none_is_refused_in_words_that_fit_one_digit_too(self, half: Story) -> None:
        with pytest.raises(BadInput) as refused:
            half.fills("school", hours="full time")
        assert "1 digits" not in str(refused.value.fields["f-hours"])
        assert "37.5. Digits after the decimal point: at most 1" in str(refused.value.fields["f-hours"])

    def test_a_whole_number_is_whole_and_stands_in_clear_as_before(self, story: Story) -> None:
        story.fills("school", hours="38")
        version = story.thread.open_version
        assert version is not None
        assert version.body["fields"]["hours"] == 38
        with pytest.raises(BadInput):
            story.fills("school", hours="37,5")

    def test_decimals_are_a_sealed_text_in_the_body(self, half: Story) -> None:
        half.fills("school", hours="37,5")
        version = half.thread.open_version
        assert version is not None
        assert set(version.body["fields"]["hours"]) == {"commitment"}

    def test_the_same_number_typed_otherwise_is_no_change(self, half: Story) -> None:
        half.fills("school", hours="37,5")
        before = half.row.events_count
        half.fills("school", hours="37.50")
        assert half.row.events_count == before
