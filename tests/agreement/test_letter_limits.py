"""The site writes to nobody in anybody's name as often as they like: limits for people, none for a school's table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import Story, begin, begun
from tests.agreement.small import small
from tests.agreement.visiting import comes, delivered, letter_to
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, NotAllowed
from workmentor_xblocks.core.records.allowance import Asked

EGLE = "egle@ohm.example"


@pytest.fixture
def own(cast: SimpleNamespace, usage_key: str) -> Story:
    """An agreement that Liga has begun herself."""
    return begun_by_liga(cast, usage_key)


def begun_by_liga(cast: SimpleNamespace, usage_key: str) -> Story:
    liga = Requester(cast.liga.id)
    ground = new_agreement.Ground(usage_key, COURSE_KEY, small(), "en")
    done = new_agreement.start(liga, ground, new_agreement.Plan(cast.liga.id))
    return Story(done.uuid, {"learner": liga, "school": Requester(cast.tove.id, is_staff=True)})


def asks(story: Story, who: str, address: str, role: str = "employer") -> Done:
    """Name an address and send an invitation to it."""
    story.does(who, "name_person", party=role, email=address)
    return story.does(who, "invite", party=role)


def refused(story: Story, who: str, address: str) -> str:
    with pytest.raises(NotAllowed) as found:
        asks(story, who, address)
    assert found.value.message.values["until"]
    return found.value.message.code


class TestOneSender:
    def test_thirty_addresses_in_a_loop_end_after_twenty(self, own: Story) -> None:
        for number in range(20):
            asks(own, "learner", f"stranger{number}@example.org")
        for number in range(20, 30):
            assert refused(own, "learner", f"stranger{number}@example.org") == "letters_a_day"

    def test_is_counted_over_all_agreements(
        self, cast: SimpleNamespace, usage_key: str, own: Story, settings: Any
    ) -> None:
        settings.WORKMENTOR_LETTERS_A_DAY = 3
        other = begun_by_liga(cast, usage_key + "b")
        for number, story in enumerate((own, other, own)):
            asks(story, "learner", f"stranger{number}@example.org")
        assert refused(other, "learner", "one.more@example.org") == "letters_a_day"

    def test_what_is_refused_leaves_nothing_behind(self, own: Story, settings: Any) -> None:
        settings.WORKMENTOR_LETTERS_A_DAY = 1
        asks(own, "learner", "one@example.org")
        events, rows = own.row.events_count, list(Asked.objects.values("key", "times"))
        own.does("learner", "name_person", party="employer", email="two@example.org")
        with pytest.raises(NotAllowed):
            own.does("learner", "invite", party="employer")
        assert own.row.events_count == events + 1
        assert list(Asked.objects.values("key", "times")) == rows

    def test_proposals_in_a_loop_end_too(self, story: Story) -> None:
        story.ready().signed()
        for _round in range(20):
            story.does("learner", "propose", reason="hours")
            story.does("school", "withdraw", text="We talk about this first.")
        with pytest.raises(NotAllowed) as found:
            story.does("learner", "propose", reason="hours")
        assert found.value.message.code == "letters_a_day"

    def test_a_guest_is_counted_too(self, story: Story, settings: Any) -> None:
        settings.WORKMENTOR_LETTERS_A_DAY = 2
        story.ready().signed()
        last = story.row.ends_on.isoformat()
        for _wish in range(2):
            story.does("employer", "propose_termination", reason="moved", on=last, text="The shop closes.")
        with pytest.raises(NotAllowed) as found:
            story.does("employer", "propose_termination", reason="moved", on=last, text="The shop closes.")
        assert found.value.message.code == "letters_a_day"

    def test_a_guest_with_many_addresses_is_one_sender(self, story: Story, settings: Any) -> None:
        """Whoever has a whole domain corrects the own address again and again, and would be another sender each time."""
        settings.WORKMENTOR_LETTERS_A_DAY = 3
        comes(story, "mentor", "m@many.example")
        asks(story, "mentor", "stranger0@example.org")
        story.does("mentor", "correct_contact", party="mentor", email="m1@many.example")
        asks(story, "mentor", "stranger1@example.org")
        with pytest.raises(NotAllowed) as found:
            story.does("mentor", "correct_contact", party="mentor", email="m2@many.example")
        assert found.value.message.code == "letters_a_day"
        assert refused(story, "mentor", "stranger2@example.org") == "letters_a_day"

    def test_so_it_is_with_changes(self, story: Story, settings: Any) -> None:
        settings.WORKMENTOR_LETTERS_A_DAY = 2
        story.ready().signed()
        story.does("employer", "propose", reason="hours")
        story.does("employer", "withdraw", text="We talk about this first.")
        story.does("employer", "correct_contact", party="employer", email="egle@many.example")
        story.does("employer", "propose", reason="hours")
        story.does("employer", "withdraw", text="We talk about this first.")
        with pytest.raises(NotAllowed) as found:
            story.does("employer", "propose", reason="hours")
        assert found.value.message.code == "letters_a_day"


class TestOneAddress:
    def test_a_hundred_letters_to_one_end_after_the_first(self, own: Story) -> None:
        asks(own, "learner", "stranger@example.org")
        for _letter in range(100):
            assert refused(own, "learner", "Stranger@Example.org") == "letter_just_now"

    def test_is_counted_whoever_asks(self, cast: SimpleNamespace, usage_key: str, own: Story) -> None:
        asks(own, "learner", "stranger@example.org")
        marta = Requester(cast.marta.id)
        ground = new_agreement.Ground(usage_key + "m", COURSE_KEY, small(), "en")
        done = new_agreement.start(marta, ground, new_agreement.Plan(cast.liga.id))
        other = Story(done.uuid, {"mentor": marta})
        assert refused(other, "mentor", "stranger@example.org") == "letter_just_now"

    def test_no_address_is_kept(self, own: Story) -> None:
        asks(own, "learner", "stranger@example.org")
        assert "stranger" not in repr(list(Asked.objects.values()))


class TestSchool:
    def test_asks_one_employer_for_a_whole_class_on_one_morning(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        for number in range(30):
            story = begin(cast, f"{usage_key}{number}", COURSE_KEY)
            story.does("school", "invite", party="employer", email=EGLE)
        assert len([one for one in delivered() if EGLE in one.to]) == 30

    def test_asks_one_person_again_and_again_only_so_often(self, story: Story) -> None:
        story.does("school", "invite", party="employer", email=EGLE)
        for _again in range(19):
            story.does("school", "invite", party="employer")
        with pytest.raises(NotAllowed) as found:
            story.does("school", "invite", party="employer")
        assert found.value.message.code == "letters_a_day"


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "Egle\nClick here",
            "Egle\r\nBcc: all@example.org",
            "Egle\u2028new line",
            "Buy at http://cheap.example",
            "Buy at HTTPS://cheap.example",
            "Egle, write to me@cheap.example",
        ],
    )
    @pytest.mark.parametrize("field", ["name", "organisation", "position"])
    def test_carry_no_text_of_a_stranger(self, story: Story, field: str, name: str) -> None:
        with pytest.raises(BadInput) as found:
            story.does("school", "name_person", party="employer", **{field: name})
        assert field in found.value.fields

    @pytest.mark.parametrize("role", ["employer", "mentor", "guardian"])
    def test_are_asked_for_alike_where_an_agreement_begins(
        self, cast: SimpleNamespace, usage_key: str, role: str
    ) -> None:
        liga = Requester(cast.liga.id)
        ground = new_agreement.Ground(usage_key, COURSE_KEY, small(), "en")
        with pytest.raises(BadInput) as found:
            begun(liga, ground, {"for": "me", f"{role}_name": "See http://cheap.example"})
        assert f"{role}_name" in found.value.fields

    @pytest.mark.parametrize(
        "name", ["Ohm & Co", "O’Brien-Łukasiewicz", "Müller @ Sons", "山田 太郎", "A/S Norsk"]
    )
    def test_of_people_and_companies_pass(self, story: Story, name: str) -> None:
        story.does("school", "name_person", party="employer", organisation=name)
        party = story.thread.party("employer")
        assert party is not None
        assert party.organisation == name

    def test_are_shortened_in_letters(self, story: Story) -> None:
        story.does("school", "name_person", party="employer", name="Egle " * 39, organisation="Ohm " * 70)
        story.does("school", "invite", party="employer", email=EGLE)
        delivered()
        body = letter_to(EGLE).body
        assert "Egle Egle" in body
        assert "Egle " * 20 not in body
        assert "Ohm " * 25 not in body
        assert "…" in body

    def test_of_accounts_that_are_no_names_stay_out_of_letters(
        self, own: Story, cast: SimpleNamespace
    ) -> None:
        cast.liga.first_name, cast.liga.last_name = "Buy at", "http://cheap.example"
        cast.liga.save()
        asks(own, "learner", "stranger@example.org")
        delivered()
        assert "cheap" not in letter_to("stranger@example.org").body


def test_what_somebody_wrote_stands_in_no_letter_to_who_has_not_come(story: Story) -> None:
    """A reason may be two pages of a stranger's text."""
    story.does("school", "invite", party="mentor", email="mikael@ohm.example")
    story.ready().signed()
    delivered()
    story.does("learner", "propose", reason="hours", text="Have a look at http://cheap.example")
    delivered()
    assert "cheap" in letter_to(EGLE).body  # she takes part
    assert "proposes to change" in letter_to("mikael@ohm.example").body
    assert "cheap" not in letter_to("mikael@ohm.example").body
