"""Nobody becomes somebody else: the stories of an attack, and every place tried by everybody at every stage.

A right to fill an empty place ends when the place is filled by somebody else, and for good when its person has come.
"""

from __future__ import annotations

from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from tests.agreement.driving import Story, page_for
from tests.agreement.everyone import NAMES, STAGES, WHY, everyone, scan
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, comes, delivered, letter_to, link_in
from tests.cast import COURSE_KEY, GRETA, recorded
from tests.html import Page
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State
from workmentor_xblocks.core.content.errors import NotAllowed, Refusal
from workmentor_xblocks.core.pages.form_target import FormTarget

SECOND = "second.address@example.net"  # one that the attacker reads
EGLE = "egle@ohm.example"


def place(story: Story, role: str) -> Party:
    found = story.thread.party(role)
    assert found is not None
    return found


def begun_by(cast: SimpleNamespace, usage_key: str, who: str) -> Story:
    """An agreement for Liga that she or her mentor began, with Tove for the school."""
    begins = {"learner": Requester(cast.liga.id), "mentor": Requester(cast.marta.id)}
    ground = Ground(usage_key, COURSE_KEY, small(), "en")
    uuid = new_agreement.start(begins[who], ground, Plan(cast.liga.id)).uuid
    return Story(uuid, {**begins, "school": Requester(cast.tove.id, is_staff=True)})


ATTACKS = [
    ("learner", "learner", "employer"),
    ("learner", "learner", "guardian"),
    ("learner", "learner", "mentor"),
    ("mentor", "mentor", "employer"),
    ("learner", "mentor", "employer"),
]


class TestWhoHasComeIsNotPushedOut:
    @pytest.mark.parametrize(("begun", "who", "victim"), ATTACKS)
    @pytest.mark.parametrize("what", ["name_person", "invite", "correct_contact"])
    def test_by_whoever_named_and_invited_them(
        self, cast: SimpleNamespace, usage_key: str, begun: str, who: str, victim: str, what: str
    ) -> None:
        story = begun_by(cast, usage_key, begun)
        if (who, begun) == ("mentor", "learner"):
            story.does("learner", "name_person", party="mentor", email=cast.marta.email)
            story.does("mentor", "accept", party=place(story, "mentor").uuid)
        there = comes(story, victim, EGLE, asked_by=begun)
        before = recorded()

        with pytest.raises(NotAllowed) as refused:
            story.does(who, what, party=victim, name="Somebody", email=SECOND)

        told = "not_your_field" if what == "correct_contact" else "place_taken"
        assert refused.value.message.code == told
        assert recorded() == before
        delivered()
        assert not [letter for letter in django_mail.outbox if SECOND in letter.to]
        there.reads()
        assert "comment" in there.page.acts, "the link works on"

    def test_nor_while_a_change_is_proposed_and_withdrawn(self, story: Story) -> None:
        """In force: propose, name, withdraw. Nothing of it stays, and no letter goes to the other address."""
        story.ready().signed()
        delivered()
        story.does("learner", "propose", reason="hours", text=WHY)
        with pytest.raises(NotAllowed) as refused:
            story.does("learner", "name_person", party="employer", email=SECOND)
        assert refused.value.message.code in ("place_taken", "address_in_force")
        story.does("learner", "withdraw", text=WHY)

        story.does("employer", "propose", reason="hours", text=WHY)
        delivered()
        assert place(story, "employer").email == EGLE
        assert not [letter for letter in django_mail.outbox if SECOND in letter.to]

    @pytest.mark.parametrize("who", ["school", "employer"])
    def test_in_force_an_address_is_put_right_as_a_contact_only(self, story: Story, who: str) -> None:
        """Not even by who may: what is proposed can be withdrawn, and an address cannot be half changed."""
        story.ready().signed()
        story.does("employer", "propose", reason="hours", text=WHY)
        with pytest.raises(NotAllowed) as refused:
            story.does(who, "name_person", party="employer", email="new@ohm.example")
        assert refused.value.message.code == "address_in_force"

        story.does(who, "correct_contact", party="employer", email="new@ohm.example")
        story.does("employer", "withdraw", text=WHY)

        assert place(story, "employer").email == "new@ohm.example", "a contact is no part of the proposal"

    def test_a_proposal_that_is_withdrawn_takes_along_whom_it_brought(self, story: Story) -> None:
        story.ready().signed()
        story.does("learner", "propose", reason="hours", text=WHY)
        story.does("learner", "name_person", party="guardian", name="Greta Mertens", email=GRETA)
        story.does("learner", "withdraw", text=WHY)
        assert story.thread.party("guardian") is None

    def test_who_signed_on_paper_has_come_too(self, story: Story) -> None:
        story.ready().signs("learner", "Liga Ozola")
        thread, school = story.thread, place(story, "school")
        digits = keys.codes(thread.row, school, user_id=story.person("school").user_id).make(timezone.now())
        story.does(
            "school", "record_offline", **story.version(), code=digits,
            party=place(story, "employer").uuid, scan=scan(story).uuid, name="Egle Petrauskaite",
        )  # fmt: skip
        Party.objects.filter(role="employer").update(seen_on=None, state="invited")
        story.does("school", "unfreeze", text=WHY)
        with pytest.raises(NotAllowed):
            story.does("learner", "name_person", party="employer", email=SECOND)

    def test_an_account_has_its_address_from_the_site(self, cast: SimpleNamespace, usage_key: str) -> None:
        story = everyone(cast, usage_key)
        for what in ("name_person", "correct_contact"):
            with pytest.raises(NotAllowed) as refused:
                story.does("school", what, party="mentor", email=SECOND)
            assert refused.value.message.code == "address_of_account"


class TestBeforeAnybodyCame:
    def test_a_mistyped_address_is_mended_by_who_wrote_it_and_the_old_link_is_over(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = begun_by(cast, usage_key, "learner")
        story.does("learner", "name_person", party="employer", name=NAMES["employer"])
        story.does("learner", "invite", party="employer", email="egel@ohm.example")
        delivered()
        wrong = link_in(letter_to("egel@ohm.example"))

        story.does("learner", "invite", party="employer", email=EGLE)
        delivered()

        assert not Visitor().enters(wrong).page.acts & {"comment", "edit", "sign"}
        assert "comment" in Visitor().enters(link_in(letter_to(EGLE))).page.acts

    @pytest.mark.parametrize("what", ["name_person", "invite"])
    def test_what_the_school_wrote_down_is_not_the_learners_to_change(self, story: Story, what: str) -> None:
        """Also before the letter: it would go to the learner when the school sends it."""
        story.does("school", "name_person", party="employer", name=NAMES["employer"], email=EGLE)
        before = recorded()
        with pytest.raises(NotAllowed) as refused:
            story.does("learner", what, party="employer", email=SECOND)
        assert refused.value.message.code == "filled_by_others"
        assert recorded() == before

    def test_to_send_another_s_invitation_gives_no_right_over_the_place(self, story: Story) -> None:
        story.does("school", "name_person", party="employer", name=NAMES["employer"], email=EGLE)
        story.does("learner", "invite", party="employer")
        with pytest.raises(NotAllowed):
            story.does("learner", "invite", party="employer", email=SECOND)

    def test_whoever_says_not_me_has_not_taken_the_place(self, cast: SimpleNamespace, usage_key: str) -> None:
        story = begun_by(cast, usage_key, "learner")
        comes(story, "employer", "egel@ohm.example", asked_by="learner").does("not_me")
        story.does("learner", "invite", party="employer", email=EGLE)
        assert place(story, "employer").email == EGLE


STAGE_NAMES = ("draft", "negotiating", "signing", "signed", "active", "proposed", "frozen", "suspended")
WHO = ("learner", "employer", "mentor", "deputy_mentor", "guardian", "approver")
TRIES: dict[str, dict[str, str]] = {
    "name_person": {"name": "Somebody Else", "email": SECOND},
    "invite": {"email": SECOND},
    "correct_contact": {"email": SECOND},
    "replace": {"name": "Somebody Else", "email": SECOND},
}


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_who_tries_which_place_at_which_stage(cast: SimpleNamespace, usage_key: str, stage: str) -> None:
    """Everybody else's place stays whose it is. Here the school has written everybody down."""
    story = everyone(cast, usage_key)
    STAGES[stage](story)
    people = {who: story.person(who) for who in WHO}
    story = Story(story.uuid, {**story.people, **people})
    before = {party.role: (party.name, party.email, party.uuid) for party in story.thread.here}
    rows = recorded()

    changed = []
    for who in WHO:
        for what, data in TRIES.items():
            for victim in before:
                with suppress(Refusal), transaction.atomic():
                    story.does(who, what, party=victim, **data)
                    thread = story.thread
                    after = {p.role: (p.name, p.email, p.uuid) for p in thread.here}
                    changed += [(who, what, role) for role in before if after[role] != before[role]]
                    changed += [(who, what, party.role) for party in thread.incoming]
                    transaction.set_rollback(True)

    # What was refused was not taken back by this test: it left nothing.
    assert recorded() == rows
    guests = ("employer", "guardian", "approver")
    own = {(who, "correct_contact", who) for who in guests}
    if stage == "negotiating":
        own |= {(who, "name_person", who) for who in guests}
    assert set(changed) == own


class TestThePage:
    def test_offers_no_form_for_who_has_come_and_says_whom_to_ask(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = everyone(cast, usage_key)
        STAGES["negotiating"](story)
        assert {form["party"] for form in forms(story, "learner")} == {"learner"}
        assert {form["party"] for form in forms(story, "school")} == set(NAMES)
        assert "Ask one of them." in page_of(story, "learner")
        assert "ask the school contact" in page_of(story, "learner")

    def test_under_a_proposal_it_asks_for_no_address_of_who_is_in_the_text(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = everyone(cast, usage_key)
        STAGES["proposed"](story)
        assert story.thread.amendment is Amendment.WORKING
        assert story.thread.state is State.ACTIVE
        (form,) = [one for one in forms(story, "school") if one["party"] == "employer"]
        assert "email" not in form
        assert "employer" in {one["party"] for one in forms(story, "school", act="correct_contact")}
        assert {one["party"] for one in forms(story, "learner", act="correct_contact")} == set()


def page_of(story: Story, who: str) -> str:
    """The page of an agreement before somebody."""
    target = FormTarget(suffix="-x")
    return page_for(story.person(who), story.thread, target, "en")


def forms(story: Story, who: str, *, act: str = "name_person") -> list[dict[str, Any]]:
    """The forms for details of people on somebody's page, each as its fields."""
    found = [form.fields for form in Page(page_of(story, who)).forms]
    return [fields for fields in found if fields.get("act") == act]
