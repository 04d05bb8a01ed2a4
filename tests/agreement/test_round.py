"""An agreement from the first draft to its end, as people go through it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.records.outbox import OutgoingMail


@pytest.mark.shows("agreement step 4")
def test_it_begins_as_a_draft_and_becomes_negotiated_with_the_first_invitation(story: Story) -> None:
    assert story.row.state == State.DRAFT

    story.does("school", "invite", party="employer", email="egle@ohm.example")

    assert story.row.state == State.NEGOTIATING


@pytest.mark.shows("agreement step 10")
def test_three_people_sign_one_text_and_with_the_last_signature_it_holds(story: Story) -> None:
    story.ready()
    assert story.row.state == State.SIGNING

    story.signs("learner", "Liga Ozola")
    story.signs("school", "Tove Nilsen")
    assert story.row.state == State.SIGNING
    story.signs("employer", "Egle Petrauskaite")

    assert story.row.state == State.SIGNED
    thread = story.thread
    assert thread.in_force is not None
    assert len(thread.signatures_of(thread.in_force)) == 3
    assert {s.version_id for s in thread.signatures} == {thread.in_force.id}


@pytest.mark.shows("agreement place 6")
def test_who_has_read_another_text_signs_nothing(story: Story) -> None:
    story.ready()
    read = story.version()
    story.does("school", "unfreeze", text="The hours are wrong.")
    story.fills("school", hours="38")
    story.does("school", "freeze")

    with pytest.raises(Changed) as refused:
        story.does("learner", "sign", **read, consent="on", name="Liga Ozola")

    assert refused.value.message.code == "text_changed"
    assert not story.thread.signatures


@pytest.mark.shows("agreement step 12")
def test_a_decline_opens_the_text_again_and_voids_what_was_signed(story: Story) -> None:
    story.ready().signs("learner", "Liga Ozola")

    story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")

    thread = story.thread
    assert thread.state is State.NEGOTIATING
    assert [version.state for version in thread.versions] == ["abandoned", "working"]
    assert [signature.void_at is not None for signature in thread.signatures] == [True]
    assert thread.values(thread.latest)["tasks"] == "Wiring under supervision."


@pytest.mark.shows("agreement step 9")
def test_a_guest_needs_the_code_and_an_account_does_not(story: Story) -> None:
    story.ready()
    story.signs("learner", "Liga Ozola")

    with pytest.raises(BadInput) as refused:
        story.does("employer", "sign", **story.version(), consent="on", name="Egle Petrauskaite")

    assert refused.value.message.code == "code_needed"


@pytest.mark.shows("agreement misuse 4")
def test_five_wrong_codes_lock_and_the_right_one_comes_too_late(story: Story) -> None:
    story.ready()
    right = story.code("employer")["code"]
    wrong = "000000" if right != "000000" else "111111"
    data = {**story.version(), "consent": "on", "name": "Egle Petrauskaite"}
    for left in (4, 3, 2, 1):
        with pytest.raises(BadInput) as refused:
            story.does("employer", "sign", **data, code=wrong)
        assert refused.value.message.values == {"left": left}
    with pytest.raises(NotAllowed):
        story.does("employer", "sign", **data, code=wrong)

    with pytest.raises(NotAllowed) as refused_at_last:
        story.does("employer", "sign", **data, code=right)

    assert refused_at_last.value.message.code == "link_locked"
    assert not story.thread.signatures


@pytest.mark.shows("agreement step 9")
def test_nobody_signs_without_the_sentence_or_a_name(story: Story) -> None:
    story.ready()
    with pytest.raises(BadInput, match="Tick the sentence"):
        story.does("learner", "sign", **story.version(), name="Liga Ozola")
    with pytest.raises(BadInput, match="Type your name"):
        story.does("learner", "sign", **story.version(), consent="on", name=" ")


def test_two_who_write_the_same_field_lose_no_word(story: Story) -> None:
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("employer", tasks="Cables.")
    late = {"f-tasks": "Switchboards.", "r-tasks": ""}

    with pytest.raises(Changed) as refused:
        story.does("employer", "edit", **late)

    conflict = refused.value.more["conflicts"][0]
    assert (conflict["theirs"], conflict["yours"]) == ("Cables.", "Switchboards.")
    assert story.thread.values()["tasks"] == "Cables."


@pytest.mark.shows("agreement lesson 1")
def test_strangers_find_nothing(story: Story) -> None:
    from workmentor_xblocks.agreement.actions.acts import act
    from workmentor_xblocks.agreement.actions.requester import Requester

    with pytest.raises(NotFound):
        act("comment", Requester(99_999), story.uuid, {"text": "Hello"})


@pytest.mark.shows("agreement step 21", "agreement promise 2")
def test_an_amendment_stands_beside_what_holds_until_all_have_signed(story: Story) -> None:
    story.ready().signed()
    story.does("employer", "propose", reason="hours", text="A shorter week.")
    story.fills("employer", hours="30")
    thread = story.thread
    assert thread.amendment is Amendment.WORKING
    assert thread.in_force is not None
    assert thread.in_force.number == 1

    story.does("school", "freeze")
    story.signed()

    thread = story.thread
    assert [version.state for version in thread.versions] == ["superseded", "in_force"]
    assert thread.values()["hours"] == 30
    assert thread.amendment is Amendment.NONE


@pytest.mark.shows("agreement step 23")
def test_a_declined_amendment_changes_nothing(story: Story) -> None:
    story.ready().signed()
    story.does("employer", "propose", reason="hours")
    story.fills("employer", hours="30")
    story.does("school", "freeze")

    story.does("learner", "decline", **story.version(), reason="dates", text="I would miss school days.")

    thread = story.thread
    assert [version.state for version in thread.versions] == ["in_force", "abandoned"]
    assert thread.state is State.SIGNED


@pytest.mark.shows("agreement step 20", "agreement promise 20")
def test_a_review_keeps_the_disagreement(story: Story) -> None:
    from django.utils import timezone

    story.ready().signed()
    story.thread.row.__class__.objects.update(state="active")
    story.does("school", "open_review")

    with pytest.raises(NotAllowed, match="learner"):
        story.does("employer", "submit_part", **{"f-seen": "Careful work."}, send="1")
    story.does("learner", "submit_part", **{"f-own_voice": "I want more time at the board."}, send="1")
    for who, said in (("school", {"f-school_view": "All fine."}), ("employer", {"f-seen": "Careful work."})):
        story.does(who, "submit_part", **said, send="1")
    story.does("learner", "acknowledge", decision="disagree", text="The board was promised in May.")
    story.does("school", "acknowledge", decision="agree")
    story.does("employer", "acknowledge", decision="agree")

    review = story.thread.reviews[0]
    assert {part.role for part in review.parts.all()} == {"learner", "school", "employer"}, (
        "no mentor is named"
    )
    assert review.closed_at is not None
    assert review.held_on == timezone.localdate()
    learner = review.parts.get(role="learner")
    assert story.thread.value_of(learner.text) == "The board was promised in May."


@pytest.mark.shows("agreement step 26")
def test_an_end_is_confirmed_by_the_school_and_says_what_it_means(story: Story) -> None:
    story.ready().signed()
    last = story.row.ends_on.isoformat()
    with pytest.raises(NotAllowed):
        story.does("employer", "terminate", reason="moved", on=last)
    story.does("employer", "propose_termination", reason="moved", on=last, text="The shop closes.")

    story.does("school", "terminate")

    assert (story.row.state, story.row.end_reason) == (State.TERMINATED, "moved")
    assert story.thread.open_review is not None


@pytest.mark.shows("agreement step 27", "agreement promise 21")
def test_what_was_reached_is_recorded_at_the_end(story: Story) -> None:
    story.ready().signed()
    story.thread.row.__class__.objects.update(state="active")

    with pytest.raises(BadInput, match="early"):
        story.does("school", "complete", **{"f-hours_done": "700"})
    story.does("school", "complete", **{"f-hours_done": "700"}, text="All outcomes were reached early.")

    thread = story.thread
    assert thread.state is State.COMPLETED
    assert thread.completion is not None
    assert thread.open_fields(thread.completion.fields) == {"hours_done": 700}


@pytest.mark.shows("agreement place 10")
def test_where_the_course_team_is_not_the_school_it_says_who_is(
    cast: SimpleNamespace, usage_key: str
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small(course_team_is_school=False))
    with pytest.raises(NotAllowed):
        story.does("school", "freeze")

    story.does("school", "add_member", account="tomas")

    as_tomas = Story(story.uuid, {**story.people, "school": Requester(cast.tomas.id)})
    as_tomas.does("school", "invite", party="employer", email="egle@ohm.example")
    assert story.row.state == State.NEGOTIATING


def test_a_learner_with_an_account_is_told_at_once(story: Story) -> None:
    asked = OutgoingMail.objects.filter(kind="agreement.invitation")

    assert [row.to_party for row in asked] == [story.thread.party("learner").uuid]


def test_who_does_anything_takes_part_and_who_was_not_meant_does_not(story: Story) -> None:
    story.does("school", "invite", party="employer", email="egle@ohm.example")

    story.does("employer", "not_me")
    assert story.thread.party("employer").state == "invited"

    story.does("learner", "comment", path="", text="I look forward to it.")
    assert story.thread.party("learner").state == "joined"
