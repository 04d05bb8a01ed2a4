"""The address before: whoever was written to hears that their place was changed, and can say that it is not right."""

from __future__ import annotations

import pytest
from django.core import mail as django_mail

from tests.agreement.driving import Story
from tests.agreement.everyone import NAMES
from tests.agreement.visiting import Visitor, comes, delivered, letter_to, link_in
from tests.cast import recorded
from workmentor_xblocks.agreement.actions import erasure
from workmentor_xblocks.agreement.records.former_address import FormerAddress
from workmentor_xblocks.core.content.errors import Changed

EGLE = "egle@ohm.example"
SECOND = "second.address@example.net"


class TestTheOldAddress:
    @pytest.fixture
    def moved(self, story: Story) -> Story:
        comes(story, "employer", EGLE)
        story.does("school", "correct_contact", party="employer", email=SECOND)
        delivered()
        return story

    def test_is_told_and_not_to_which_one_it_was_changed(self, moved: Story) -> None:
        letter = letter_to(EGLE)
        assert "Your part in an agreement was changed" in letter.subject
        assert "Tove Nilsen (School contact) has changed" in letter.body
        assert SECOND not in letter.body
        assert SECOND not in letter.alternatives[0][0]

    @pytest.mark.parametrize("what", ["name_person", "invite"])
    def test_is_told_however_it_was_changed(self, story: Story, what: str) -> None:
        comes(story, "employer", EGLE)
        story.does("school", what, party="employer", email=SECOND)
        delivered()
        assert "Your part in an agreement was changed" in letter_to(EGLE).subject

    def test_and_so_is_who_was_replaced(self, story: Story) -> None:
        comes(story, "employer", EGLE)
        story.does("school", "replace", party="employer", name="Rasa", email="rasa@ohm.example")
        delivered()
        assert "Your part in an agreement was changed" in letter_to(EGLE).subject
        assert "rasa" not in letter_to(EGLE).body.casefold()

    def test_is_not_told_when_no_letter_ever_went_there(self, story: Story) -> None:
        story.does("school", "name_person", party="employer", email="never@ohm.example")
        story.does("school", "name_person", party="employer", email=EGLE)
        delivered()
        assert not [letter for letter in django_mail.outbox if "never@ohm.example" in letter.to]

    def test_strangers_to_whom_no_link_went_are_not_told_one_after_the_other(self, story: Story) -> None:
        """Only the first address of many has got a link."""
        story.does("school", "name_person", party="employer", name="Egle", email=EGLE)
        story.does("learner", "invite", party="employer")
        delivered()
        for number in range(10):
            story.does("school", "name_person", party="employer", email=f"stranger{number}@example.org")
        assert [letter.to for letter in delivered()] == [[EGLE]]

    def test_is_told_once_however_often_it_was_right_again(self, story: Story) -> None:
        story.does("school", "name_person", party="employer", name="Egle", email=EGLE)
        story.does("learner", "invite", party="employer")
        delivered()
        told = []
        for _round in range(5):
            story.does("school", "name_person", party="employer", email=SECOND)
            story.does("school", "name_person", party="employer", email=EGLE)
            told += delivered()
        assert told == []
        for _round in range(5):
            story.does("school", "name_person", party="employer", email=SECOND)
            told += delivered()
            story.does("school", "name_person", party="employer", email=EGLE)
        assert [letter.to for letter in told] == [[EGLE]]

    def test_is_not_told_when_it_is_right_again_before_the_letter_leaves(self, story: Story) -> None:
        comes(story, "employer", EGLE)
        story.does("school", "correct_contact", party="employer", email=SECOND)
        story.does("school", "correct_contact", party="employer", email=EGLE)
        delivered()
        assert "Your part in an agreement was changed" not in " ".join(
            letter.subject for letter in django_mail.outbox if EGLE in letter.to
        )

    def test_is_told_each_time_also_when_it_was_changed_twice_at_once(self, story: Story) -> None:
        comes(story, "employer", EGLE)
        story.does("school", "correct_contact", party="employer", email="third@example.net")
        story.does("school", "correct_contact", party="employer", email=SECOND)
        delivered()
        assert "Your part in an agreement was changed" in letter_to(EGLE).subject

    def test_opens_no_page_of_the_agreement_and_opening_it_changes_nothing(self, moved: Story) -> None:
        link = link_in(letter_to(EGLE))
        before = recorded()
        page = Visitor().opens(link)
        assert recorded() == before
        assert page.page.acts == set()
        assert "Liga" not in page.html

    def test_can_object_and_then_nobody_signs_in_that_place_until_the_school_has_looked(
        self, moved: Story
    ) -> None:
        story = moved
        page = Visitor().opens(link_in(letter_to(EGLE)))
        page.presses("This is not right: tell the school")
        assert "The school is told" in page.text
        delivered()
        assert "Somebody objects to a change of address" in letter_to("tove@example.org").subject
        assert "“Employer signatory”" in letter_to("tove@example.org").body
        assert story.row.contact_problem
        story.fills("school", start="2027-01-11", end="2027-06-30")
        story.fills("employer", tasks="Wiring under supervision.")
        story.does("school", "freeze")
        story.signs("learner", "Liga Ozola")
        with pytest.raises(Changed) as refused:
            story.signs("employer", NAMES["employer"])
        assert refused.value.message.code == "place_contested"

        story.does("school", "correct_contact", party="employer", email=EGLE)

        story.signs("employer", NAMES["employer"])
        assert not story.row.contact_problem

    def test_who_has_the_place_cannot_settle_the_objection(self, moved: Story) -> None:
        Visitor().opens(link_in(letter_to(EGLE))).presses("This is not right: tell the school")
        moved.does("employer", "correct_contact", party="employer", phone="112")
        assert moved.row.contact_problem

    def test_objects_once(self, moved: Story) -> None:
        link = link_in(letter_to(EGLE))
        for _time in range(2):
            Visitor().opens(link).presses("This is not right: tell the school")
        assert [event.kind for event in moved.thread.events].count("contest") == 1

    def test_a_link_that_nobody_gave_out_says_the_same_and_does_nothing(self, moved: Story) -> None:
        before = recorded()
        page = Visitor().opens("/workmentor/guest/objection/" + "x" * 43 + "/")
        page.presses("This is not right: tell the school")
        assert "The school is told" in page.text
        assert recorded() == before

    def test_is_forgotten_with_the_person(self, moved: Story) -> None:
        assert FormerAddress.objects.get().address == EGLE
        erasure.retire_address(EGLE)
        assert not FormerAddress.objects.exists()
