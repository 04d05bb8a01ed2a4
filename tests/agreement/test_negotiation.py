"""Finding the text together: who writes and reads what, remarks, two who write at once, and what a change means."""

from __future__ import annotations

import io
import json
import unicodedata
from types import SimpleNamespace

import pypdf
import pytest

from tests.agreement.driving import Story, begin, wrote
from tests.agreement.everyone import everyone
from tests.agreement.small import _field, small
from tests.agreement.visiting import Visitor, invited
from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Browser, Direct
from workmentor_xblocks.agreement.output import stored_pdfs
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.records.tables import Opening
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.forms.merge import digest

SECRET = "Needs large print"
SCRIPTS = {
    "latin": "Žaneta Ķēniņa-Łuczak",
    "greek": "Μαρία Παπαδοπούλου",
    "cyrillic": "Юрій Їжакевич",
    "arabic": "محمد الأحمد",
    "devanagari": "लीला शर्मा",
    "han": "陳大文",
}


@pytest.fixture
def in_a_block(cast: SimpleNamespace, course: Course) -> Story:
    """An agreement in a block that can be opened, with a field that the employer may not read."""
    story = begin(cast, course.agreement(small()), COURSE_KEY, small())
    story.fills("learner", support=SECRET, wishes="The lift shaft")
    story.does("learner", "comment", path="support", text="Only the school, please: dyslexia.")
    return story


@pytest.mark.shows("agreement promise 3")
class TestOwners:
    @pytest.mark.parametrize(
        ("who", "field"), [("learner", "tasks"), ("employer", "wishes"), ("employer", "start")]
    )
    @pytest.mark.shows("agreement step 5")
    def test_a_field_of_others_is_not_written(self, talking: Story, who: str, field: str) -> None:
        before = recorded()
        with pytest.raises(NotAllowed) as refused:
            talking.fills(who, **{field: "2027-01-01"})
        assert set(refused.value.fields) == {f"f-{field}"}
        assert recorded() == before

    def test_one_field_of_others_and_nothing_of_the_form_is_kept(self, talking: Story) -> None:
        with pytest.raises(NotAllowed):
            talking.fills("employer", tasks="Wiring.", wishes="Mine too.")
        assert talking.thread.values() == {}

    @pytest.mark.shows("agreement step 3")
    def test_a_draft_is_filled_in_by_the_school_for_all_but_what_it_may_not_read(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        private = {
            "id": "private",
            "title": "Private",
            "fields": [{"id": "health", "label": "Health", "owners": ["learner"], "readers": ["learner"]}],
        }
        sections = [*json.loads(small().canonical())["sections"], private]
        story = begin(cast, usage_key, COURSE_KEY, small(sections=sections))

        story.fills("school", tasks="To be told by the company.", wishes="Not known yet.")

        with pytest.raises(NotAllowed):
            story.fills("school", health="Fine.")


class TestWhatOnlySomeMayRead:
    """The employer never sees the support needs: not on the page, nor in a file, nor by a remark."""

    def test_is_on_the_page_of_the_others_only(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        guest = Visitor().enters(invited(in_a_block))
        usage_key = in_a_block.row.usage_key
        for who, sees in (("liga", True), ("tove", True)):
            page = Direct(getattr(cast, who)).view(usage_key)
            assert (SECRET in page) is sees
            assert ("dyslexia" in page) is sees
        assert "The lift shaft" in guest.html
        assert SECRET not in guest.html
        assert "dyslexia" not in guest.html

    def test_nor_in_the_history_nor_on_paper(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        guest = Visitor().enters(invited(in_a_block))
        in_a_block.ready().signed()
        thread = in_a_block.thread
        assert thread.in_force is not None
        paper = pypdf.PdfReader(io.BytesIO(stored_pdfs.make(thread, thread.in_force)))

        words = " ".join(page.extract_text() for page in paper.pages)
        told = json.dumps(history(thread, for_roles=["employer"]))
        page = guest.reads().html

        for text in (words, told, page):
            assert SECRET not in text
            assert "dyslexia" not in text
        assert "Wiring under supervision." in words
        assert verify(json.loads(told), thread.row.head) == []
        assert SECRET in json.dumps(history(thread, for_roles=["learner"]))

    @pytest.mark.parametrize(
        ("kind", "value", "kept"),
        [
            ("number", "731", 731),
            ("yes_no", "yes", True),
            ("choice", "deaf", "deaf"),
            ("date", "2027-03-04", "2027-03-04"),
        ],
    )
    def test_whatever_kind_of_value_it_is(
        self, cast: SimpleNamespace, usage_key: str, kind: str, value: str, kept: object
    ) -> None:
        """Numbers, dates and choices stand in clear in the sealed text, which everybody gets: these do not."""
        apart = {
            "id": "apart",
            "title": "Apart",
            "fields": [
                {
                    "id": "measure",
                    "label": "Measure",
                    "kind": kind,
                    "owners": ["learner"],
                    "readers": ["learner", "school"],
                    "options": [{"id": "deaf", "label": "Deaf"}, {"id": "blind", "label": "Blind"}],
                }
            ],
        }
        sections = [*json.loads(small().canonical())["sections"], apart]
        story = begin(cast, usage_key, COURSE_KEY, small(sections=sections))
        story.fills("learner", measure=value)

        assert story.thread.values()["measure"] == kept
        told = history(story.thread, for_roles=["employer"])
        del told["template"]
        assert f'"{value}"' not in json.dumps(told)
        assert set(told["versions"][0]["body"]["fields"]["measure"]) == {"commitment"}

    def test_and_nobody_asks_about_it_who_does_not_see_it(self, in_a_block: Story) -> None:
        invited(in_a_block)
        before = recorded()
        with pytest.raises(NotFound):
            in_a_block.does("employer", "comment", path="support", text="What is it?")
        assert recorded() == before

    def test_what_two_wrote_at_once_is_shown_to_its_owner_only(self, in_a_block: Story) -> None:
        invited(in_a_block)
        with pytest.raises(NotAllowed) as refused:
            in_a_block.does("employer", "edit", **{"f-support": "Anything", "r-support": "something else"})
        assert not refused.value.more


@pytest.mark.shows("agreement promise 3")
class TestRemarks:
    @pytest.mark.shows("agreement step 6")
    def test_who_asks_for_a_change_keeps_the_text_open_until_it_is_settled(self, talking: Story) -> None:
        talking.does("learner", "comment", path="hours", text="Thirty is enough.", blocking="on")
        with pytest.raises(Changed) as refused:
            talking.ready()
        found = {finding["message"].code: finding["path"] for finding in refused.value.more["findings"]}
        assert found == {"open_request": "frame/hours"}

        talking.does("school", "settle", comment=talking.thread.comments[0].uuid)
        talking.does("school", "freeze")

        assert talking.row.state == State.SIGNING

    def test_a_plain_remark_keeps_nothing(self, talking: Story) -> None:
        talking.does("learner", "comment", path="hours", text="Thirty is enough.")
        talking.ready()
        assert talking.row.state == State.SIGNING

    @pytest.mark.shows("agreement step 6")
    def test_who_owns_the_field_is_waited_for(self, talking: Story) -> None:
        talking.does("learner", "comment", path="tasks", text="Which boards?", blocking="on")
        assert ",employer," in talking.row.waiting_for

    def test_is_settled_by_who_made_it_or_who_owns_the_field(self, talking: Story) -> None:
        talking.does("employer", "comment", path="wishes", text="Not the lift shaft.", blocking="on")
        remark = talking.thread.comments[0].uuid
        before = recorded()
        with pytest.raises(NotAllowed):
            talking.does("school", "settle", comment=remark)
        assert recorded() == before

        talking.does("learner", "settle", comment=remark)

        assert talking.thread.comments[0].resolved_at is not None

    def test_settled_twice_is_settled_once(self, talking: Story) -> None:
        talking.does("learner", "comment", path="wishes", text="Or the roof.")
        remark = talking.thread.comments[0].uuid
        talking.does("learner", "settle", comment=remark)
        events = talking.row.events_count
        talking.does("learner", "settle", comment=remark)
        assert talking.row.events_count == events

    def test_sent_twice_is_one_remark(self, talking: Story) -> None:
        for _time in range(2):
            talking.does("learner", "comment", path="wishes", text="Or the roof.", request="page-1")
        assert len(talking.thread.comments) == 1

    def test_of_another_agreement_is_another_remark(
        self, talking: Story, cast: SimpleNamespace, usage_key: str
    ) -> None:
        other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), usage_key, COURSE_KEY)
        for story in (talking, other):
            story.does("school", "comment", path="hours", text="Please check.", request="page-1")
        assert [len(story.thread.comments) for story in (talking, other)] == [1, 1]

    def test_of_another_agreement_is_not_settled_here(
        self, talking: Story, cast: SimpleNamespace, usage_key: str
    ) -> None:
        other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), usage_key, COURSE_KEY)
        other.does("school", "comment", path="hours", text="Please check.")
        with pytest.raises(NotFound):
            talking.does("school", "settle", comment=other.thread.comments[0].uuid)

    def test_without_words_is_none(self, talking: Story) -> None:
        with pytest.raises(BadInput):
            talking.does("learner", "comment", path="hours", text="  \n ")


@pytest.mark.shows("agreement pitfall 47", "agreement promise 6")
class TestTwoWhoWriteAtOnce:
    @pytest.mark.shows("agreement step 5")
    def test_in_three_fields_lose_no_word_and_see_both_texts(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        """The employer and the mentor have the page open on which tasks, hours and the number are empty."""
        talking = everyone(cast, usage_key)
        talking.does("school", "invite", party="employer")
        talking.fills("mentor", tasks="Cables.")
        talking.fills("school", hours="38")
        late = {"f-tasks": "Switchboards.", "f-hours": "30", "f-emergency": "112"}

        with pytest.raises(Changed) as refused:
            talking.does("employer", "edit", **late, **{"r-tasks": "", "r-hours": "", "r-emergency": ""})

        told = {conflict["field"]: conflict for conflict in refused.value.more["conflicts"]}
        assert (told["tasks"]["theirs"], told["tasks"]["yours"]) == ("Cables.", "Switchboards.")
        assert (told["hours"]["theirs"], told["hours"]["yours"]) == (38, 30)
        assert set(refused.value.fields) == {"f-tasks", "f-hours"}
        assert talking.thread.values() == {"tasks": "Cables.", "hours": 38, "emergency": "112"}

        both = {"f-tasks": "Cables and switchboards.", "r-tasks": told["tasks"]["read"]}
        talking.does("employer", "edit", **both)
        assert talking.thread.values()["tasks"] == "Cables and switchboards."

    def test_the_same_are_of_one_mind(self, talking: Story) -> None:
        talking.fills("employer", hours="38")
        talking.does("school", "edit", **{"f-hours": "38", "r-hours": ""})
        assert talking.thread.values()["hours"] == 38

    def test_what_does_not_meet_is_kept_of_both(self, talking: Story) -> None:
        talking.fills("employer", tasks="Cables.")
        with pytest.raises(Changed):
            talking.does(
                "employer",
                "edit",
                **{"f-tasks": "Other.", "r-tasks": "", "f-hours": "30", "r-hours": ""},
            )
        assert talking.thread.values() == {"tasks": "Cables.", "hours": 30}

    def test_a_page_that_sends_what_it_read_writes_over_nothing(self, talking: Story) -> None:
        """A second tab saves its whole form, in which only the hours were touched."""
        talking.fills("employer", tasks="Cables.")
        old = digest("Cables.")
        talking.fills("employer", tasks="Cables and boards.")

        talking.does(
            "employer", "edit", **{"f-tasks": "Cables.", "r-tasks": old, "f-hours": "30", "r-hours": ""}
        )

        assert talking.thread.values() == {"tasks": "Cables and boards.", "hours": 30}

    def test_emptied_and_changed_at_once_is_a_conflict_too(self, talking: Story) -> None:
        talking.fills("employer", tasks="Cables.")
        old = digest("Cables.")
        talking.fills("employer", tasks="")
        with pytest.raises(Changed) as refused:
            talking.does("employer", "edit", **{"f-tasks": "Boards.", "r-tasks": old})
        conflict = refused.value.more["conflicts"][0]
        assert (conflict["theirs"] or "", conflict["yours"]) == ("", "Boards.")

    @pytest.mark.parametrize(("first", "code"), [("learner", "you_wrote_twice"), ("mentor", "both_wrote")])
    def test_who_wrote_in_another_window_is_told_that_it_was_them(
        self, cast: SimpleNamespace, usage_key: str, first: str, code: str
    ) -> None:
        """Liga, by her account, and another who shares the field with her."""
        shared = [_field("goals", "Goals", "text", ["learner", "mentor"])]
        frame = small().model_dump(mode="json", by_alias=True)["sections"][0]
        sections = [frame, {"id": "part", "title": "Part", "fields": shared}]
        talking = everyone(cast, usage_key, sections=sections)
        talking.fills(first, goals="The lift shaft.")

        with pytest.raises(Changed) as refused:
            talking.does("learner", "edit", **{"f-goals": "Switchboards.", "r-goals": ""})

        assert refused.value.message.code == code
        assert refused.value.fields["f-goals"].code == code
        assert refused.value.more["conflicts"][0]["is_own"] is (first == "learner")

    def test_a_guest_too(self, talking: Story) -> None:
        """Egle comes by her link, in two windows; what Tove wrote beside it is somebody else's."""
        talking.fills("employer", tasks="Cables.")
        talking.fills("school", hours="38")

        late = {"f-tasks": "Boards.", "r-tasks": "", "f-hours": "30", "r-hours": ""}
        with pytest.raises(Changed) as refused:
            talking.does("employer", "edit", **late)

        assert {name: said.code for name, said in refused.value.fields.items()} == {
            "f-tasks": "you_wrote_twice",
            "f-hours": "both_wrote",
        }
        assert refused.value.message.code == "both_wrote"

    def test_nothing_new_is_no_event(self, talking: Story) -> None:
        talking.fills("employer", tasks="Cables.")
        events = len(wrote(talking))
        assert talking.fills("employer", tasks="Cables.").said.code == "nothing_new"
        assert len(wrote(talking)) == events


@pytest.mark.shows("agreement misuse 13")
class TestNames:
    @pytest.mark.parametrize("script", SCRIPTS)
    @pytest.mark.shows("agreement pitfall 12")
    def test_in_six_scripts_are_kept_composed_and_come_back(self, talking: Story, script: str) -> None:
        name = SCRIPTS[script]
        decomposed = unicodedata.normalize("NFD", name)
        talking.does("school", "name_person", party="employer", name=decomposed, organisation=decomposed)
        talking.fills("learner", wishes=decomposed)
        talking.does("learner", "comment", path="wishes", text=decomposed)

        party = talking.thread.party("employer")
        assert party is not None
        assert (party.name, party.organisation) == (name, name)
        assert talking.thread.values()["wishes"] == name
        assert talking.thread.value_of(talking.thread.comments[0].text) == name
        for value in Opening.objects.values_list("value", flat=True):
            assert unicodedata.is_normalized("NFC", json.dumps(value, ensure_ascii=False))

    @pytest.mark.parametrize("script", SCRIPTS)
    def test_are_signed_and_checked(self, story: Story, script: str) -> None:
        story.ready().signs("learner", unicodedata.normalize("NFD", SCRIPTS[script]))
        signature = story.thread.signatures[0]
        assert story.thread.value_of(signature.name) == SCRIPTS[script]
        assert verify(history(story.thread), story.row.head) == []

    @pytest.mark.shows("agreement pitfall 12")
    def test_and_a_proposal_that_spells_one_otherwise_changes_nothing(self, story: Story) -> None:
        """The same letters in another form are the same name: there is nothing to sign."""
        story.does("school", "name_person", party="mentor", name="Žaneta Ķēniņa")
        story.ready().signed()
        story.does("school", "propose", reason="hours")
        story.does(
            "school", "name_person", party="mentor", name=unicodedata.normalize("NFD", "Žaneta Ķēniņa")
        )
        with pytest.raises(Changed) as refused:
            story.does("school", "freeze")
        assert refused.value.message.code == "no_change"

    def test_with_markup_are_only_letters(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        trap = "<b>Egle</b> <script>alert(1)</script>"
        in_a_block.does("school", "name_person", party="employer", name=trap, organisation=trap)
        in_a_block.fills("learner", wishes=trap)
        page = Browser(cast.liga).view(in_a_block.row.usage_key)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
