"""Somebody else comes in the place of a party: a deputy, another person, the same person at another address."""

from __future__ import annotations

import pytest
from django.core import mail as django_mail

from tests.agreement.driving import Story
from tests.agreement.everyone import STAGES, WHY
from tests.agreement.visiting import Visitor, delivered, invited, letter_to, link_in
from tests.cast import GRETA, recorded
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed


@pytest.mark.shows("agreement promise 7")
class TestADeputy:
    def test_reads_and_speaks_and_writes_only_what_is_the_deputys(self, all_of_them: Story) -> None:
        STAGES["negotiating"](all_of_them)
        all_of_them.does("deputy_mentor", "comment", path="tasks", text="I can show the lift.")
        with pytest.raises(NotAllowed):
            all_of_them.fills("deputy_mentor", tasks="Mine.")

    def test_is_in_the_text_that_all_sign(self, all_of_them: Story) -> None:
        STAGES["signing"](all_of_them)
        version = all_of_them.thread.open_version
        assert version is not None
        assert version.body is not None
        assert "deputy_mentor" in {party["role"] for party in version.body["parties"]}


class TestAnotherPerson:
    @pytest.mark.shows("agreement step 7")
    def test_before_anybody_signed_comes_at_once_and_the_old_link_is_over(self, story: Story) -> None:
        link = invited(story)
        before = story.place("employer")

        story.does("school", "replace", party="employer", name="Rasa Kazlauskaite", email="rasa@ohm.example")

        after = story.place("employer")
        assert (after.name, after.organisation) == ("Rasa Kazlauskaite", "Ohm & Co")
        assert after.state == "invited", "the letter is on its way"
        assert after.uuid != before.uuid
        assert not Visitor().enters(link).page.acts & {"edit", "comment", "sign"}
        delivered()
        assert "edit" in Visitor().enters(link_in(letter_to("rasa@ohm.example"))).page.acts

    @pytest.mark.shows("agreement step 7")
    def test_does_not_come_while_a_text_is_being_signed(self, story: Story) -> None:
        story.ready()
        with pytest.raises(Changed):
            story.does("school", "replace", party="employer", name="Rasa", email="rasa@ohm.example")

    @pytest.mark.shows("agreement step 22", "agreement pitfall 27", "agreement promise 21")
    def test_while_it_holds_comes_with_an_amendment_that_both_sign(self, story: Story) -> None:
        story.ready().signed()
        story.does("school", "propose", reason="hours", text="Egle leaves the company.")
        story.does("school", "replace", party="employer", name="Rasa Kazlauskaite", email="rasa@ohm.example")
        first = story.thread.in_force
        assert [party.name for party in story.thread.incoming] == ["Rasa Kazlauskaite"]
        assert story.place("employer").name == "Egle Petrauskaite"
        story.does("school", "freeze")
        for role, name in (("learner", "Liga"), ("employer", "Egle"), ("school", "Tove")):
            story.signs(role, name)
        assert story.thread.in_force == first, "who comes has not signed"

        rasa = Requester(None, party=story.thread.incoming[0].uuid)
        coming = Story(story.uuid, {**story.people, "rasa": rasa})
        coming.signs("rasa", "Rasa Kazlauskaite")

        assert story.row.state == State.SIGNED
        assert story.place("employer").name == "Rasa Kazlauskaite"
        assert first is not None
        old = story.thread.signatures
        assert len([s for s in old if s.version_id == first.id and s.void_at is None]) == 3

    def test_of_two_who_were_to_come_only_the_later_one_does(self, story: Story) -> None:
        story.ready().signed()
        story.does("school", "propose", reason="hours")
        story.does("school", "replace", party="employer", name="Rasa", email="rasa@ohm.example")
        story.does("school", "replace", party="employer", name="Jonas", email="jonas@ohm.example")

        assert [party.name for party in story.thread.incoming] == ["Jonas"]
        assert story.place("employer").name == "Egle Petrauskaite"

    @pytest.mark.shows("agreement step 23")
    def test_does_not_come_when_the_amendment_is_put_aside(self, story: Story) -> None:
        story.ready().signed()
        story.does("school", "propose", reason="hours")
        story.does("school", "replace", party="employer", name="Rasa", email="rasa@ohm.example")
        delivered()
        link = link_in(letter_to("rasa@ohm.example"))

        story.does("school", "withdraw", text="Egle stays after all.")

        assert not story.thread.incoming
        assert not Visitor().enters(link).page.acts

    @pytest.mark.parametrize("how", ["withdraw", "decline", "terminate"])
    def test_nor_does_another_name_stay_when_it_is_put_aside(self, story: Story, how: str) -> None:
        """What was only proposed of people goes with the proposal: names, and who would have been added."""
        story.ready().signed()
        story.does("school", "propose", reason="hours")
        story.does("school", "name_person", party="employer", name="Rasa Kazlauskaite", phone="112")
        story.does("school", "name_person", party="guardian", name="Greta Mertens", email=GRETA)
        if how == "withdraw":
            story.does("school", "withdraw", text=WHY)
        elif how == "decline":
            story.does("school", "freeze")
            story.does("learner", "decline", **story.version(), reason="dates", text=WHY)
        else:
            story.does("school", "terminate", reason="left", on=str(story.row.starts_on))

        employer = story.place("employer")
        assert (employer.name, employer.phone) == ("Egle Petrauskaite", "112"), "a number is only contact"
        assert story.thread.party("guardian") is None
        delivered()
        for letter in django_mail.outbox:
            if GRETA in letter.to:
                assert not Visitor().enters(link_in(letter)).page.acts

    def test_and_the_proposal_that_is_opened_again_keeps_them(self, story: Story) -> None:
        story.ready().signed()
        story.does("school", "propose", reason="hours")
        story.does("school", "name_person", party="employer", name="Rasa Kazlauskaite")
        story.does("school", "freeze")
        story.does("school", "unfreeze", text=WHY)
        assert story.place("employer").name == "Rasa Kazlauskaite"

    @pytest.mark.parametrize("role", ["learner", "school"])
    def test_is_no_way_to_exchange_the_learner_or_the_school(self, story: Story, role: str) -> None:
        with pytest.raises(NotAllowed):
            story.does("school", "replace", party=role, name="Somebody", email="somebody@example.org")


@pytest.mark.shows("agreement step 14")
class TestAnotherAddress:
    """Whoever got a link at an address that was wrong must not come in by it."""

    @pytest.mark.parametrize("what", ["name_person", "invite", "correct_contact"])
    def test_ends_the_links_that_went_to_the_one_before(self, story: Story, what: str) -> None:
        link = invited(story)
        assert "comment" in Visitor().enters(link).page.acts

        story.does("school", what, party="employer", email="egle.p@ohm.example")

        assert not Visitor().enters(link).page.acts & {"edit", "comment", "sign"}

    @pytest.mark.shows("agreement place 23")
    def test_is_written_to_and_nobody_signs_again(self, story: Story) -> None:
        story.ready().signs("learner", "Liga Ozola")
        version = story.version()

        story.does("school", "correct_contact", party="employer", email="egle.p@ohm.example")
        delivered()

        assert story.version() == version
        assert len(story.thread.signatures) == 1
        visitor = Visitor().enters(link_in(letter_to("egle.p@ohm.example")))
        assert "sign" in visitor.page.acts

    @pytest.mark.shows("agreement pitfall 11")
    def test_that_is_the_same_in_other_letters_ends_nothing(self, story: Story) -> None:
        link = invited(story)
        story.does("school", "correct_contact", party="employer", email="EGLE@ohm.example", phone="112")
        assert "comment" in Visitor().enters(link).page.acts

    def test_is_not_taken_away_from_who_has_no_other_way_in(self, story: Story) -> None:
        invited(story)
        before = recorded()
        with pytest.raises(BadInput) as refused:
            story.does("school", "correct_contact", party="employer", email="")
        assert refused.value.message.code == "no_address"
        assert recorded() == before

    def test_of_somebody_else_is_not_ones_own_to_correct(self, story: Story) -> None:
        invited(story)
        with pytest.raises(NotAllowed):
            story.does("learner", "correct_contact", party="employer", email="liga@else.example")
