"""What was true when somebody looked is asked again once the agreement is held: two at once do one thing once.

Each story lets the second one look before the first has acted, which needs neither clock nor thread; on the database
of real sites, with real threads, the same is tried in test_races_of_jobs.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.agreement.driving import Story
from tests.agreement.everyone import WHY
from tests.agreement.small import small
from tests.agreement.visiting import comes, delivered
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import erasure, legal_hold, new_agreement, timer
from workmentor_xblocks.agreement.actions.legal_hold import Hold
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output import letters
from workmentor_xblocks.agreement.output.letters import readers
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.errors import Changed
from workmentor_xblocks.core.records.outbox import OutgoingMail, Problem

CHORES = {chore.name: chore for chore in (*timer.CHORES, timer.RETENTION)}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def begun(story: Story) -> None:
    story.ready().signed()
    timer.run(CHORES["begin"], timezone.now() + timedelta(days=31))


def cancelled(story: Story) -> None:
    story.does("school", "cancel", text=WHY)


READY: Mapping[str, tuple[Callable[[Story], object], int]] = {
    "expire": (lambda story: story.ready(), 15),
    "begin": (lambda story: story.ready().signed(), 31),
    "begun unsigned": (lambda story: story.ready(hours="35"), 31),
    "open a review": (begun, 45),
    "say who is waited for": (begun, 300),
    "forget network addresses": (begun, 300),
    "erase": (cancelled, 800),
}


@pytest.mark.parametrize("name", READY)
def test_three_daily_commands_that_looked_at_once_do_it_once(story: Story, name: str) -> None:
    ready, days = READY[name]
    ready(story)
    if name == "begun unsigned":
        Agreement.objects.update(expires_on=in_days(90))
    if name == "forget network addresses":
        for signature in story.thread.signatures:
            type(signature).objects.filter(pk=signature.pk).update(address="10.1.0.0")
    chore, day = CHORES[name], in_days(days)
    due = list(chore.due(day))
    assert due == [story.uuid]
    count, sent = story.row.events_count, OutgoingMail.objects.count()
    done = [chore.do(uuid, day) for uuid in due * 3]

    assert done == [True, False, False]
    assert story.row.events_count <= count + 1
    kinds = list(OutgoingMail.objects.order_by("id").values_list("kind", "to_party", "to_user_id"))[sent:]
    assert len(kinds) == len(set(kinds)), "nobody is written to twice"


def talked(story: Story) -> None:
    Agreement.objects.update(expires_on=in_days(90))


def later(story: Story) -> None:
    Agreement.objects.update(starts_on=in_days(90))


def opened_again(story: Story) -> None:
    Agreement.objects.update(state=State.NEGOTIATING)


def held(story: Story) -> None:
    legal_hold.hold(Hold(agreement=story.uuid))


def moved(story: Story) -> None:
    Agreement.objects.update(starts_on=in_days(44), ends_on=in_days(400))


@pytest.mark.parametrize(
    ("name", "meanwhile"),
    [
        ("expire", talked),
        ("begin", later),
        ("begun unsigned", later),
        ("open a review", moved),
        ("erase", opened_again),
        ("erase", held),
        ("forget network addresses", held),
    ],
)
def test_what_is_not_due_any_more_when_its_turn_comes_is_left_alone(
    story: Story, name: str, meanwhile: Callable[[Story], None]
) -> None:
    ready, days = READY[name]
    ready(story)
    if name == "begun unsigned":
        Agreement.objects.update(expires_on=in_days(90))
    chore, day = CHORES[name], in_days(days)
    due = list(chore.due(day)) or [story.uuid]
    meanwhile(story)
    count, state = story.row.events_count, story.row.state

    assert [chore.do(uuid, day) for uuid in due] == [False]
    assert (story.row.events_count, story.row.state) == (count, state)


class TestOneLearnerTwoPlaces:
    @pytest.fixture
    def two(self, cast: SimpleNamespace, usage_key: str) -> tuple[str, str]:
        """Two agreements for one address, as it was written in two ways; both are open."""
        tove = Requester(cast.tove.id, is_staff=True)
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        first = new_agreement.start(tove, ground, Plan(None, learner_email="one@example.org")).uuid
        second = new_agreement.start(tove, ground, Plan(None, learner_email="two@example.org")).uuid
        Party.objects.filter(role="learner").update(email=cast.liga.email)
        return first, second

    def test_the_second_is_told_in_a_sentence_whenever_the_first_comes(
        self, cast: SimpleNamespace, two: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = (Story(uuid, {"learner": Requester(cast.liga.id)}) for uuid in two)
        places = [story.thread.party("learner") for story in (first, second)]
        assert places[0] is not None
        assert places[1] is not None
        first.does("learner", "accept", party=places[0].uuid)
        before = Agreement.objects.values().get(uuid=second.uuid)

        with pytest.raises(Changed) as refused:
            second.does("learner", "accept", party=places[1].uuid)

        assert refused.value.message.code == "other_open_here"
        assert Agreement.objects.values().get(uuid=second.uuid) == before

    def test_a_form_that_comes_twice_gives_the_one_agreement(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        tove = Requester(cast.tove.id, is_staff=True)
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        plan = Plan(cast.liga.id, request_key="one form")
        assert new_agreement.start(tove, ground, plan).uuid == new_agreement.start(tove, ground, plan).uuid


class TestAccepting:
    """A change of an agreement like every other: one transaction, one revision, one moment."""

    def test_moves_the_revision_and_the_moment_and_says_anew_who_is_waited_for(
        self, story: Story, cast: SimpleNamespace
    ) -> None:
        story.does("school", "name_person", party="employer", name="Egle", email=cast.egle.email)
        story.does("school", "invite", party="employer")
        party = story.thread.party("employer")
        assert party is not None
        before = story.row
        Story(story.uuid, {"employer": Requester(cast.egle.id)}).does("employer", "accept", party=party.uuid)

        assert story.row.rev == before.rev + 1
        assert story.row.changed_at > before.changed_at
        assert story.row.events_count == before.events_count + 1

    def test_is_not_written_over_by_the_daily_job(self, story: Story, cast: SimpleNamespace) -> None:
        """The job has read who is waited for; then the place is taken; then the job writes."""
        story.does("school", "name_person", party="employer", name="Egle", email=cast.egle.email)
        story.does("school", "invite", party="employer")
        party = story.thread.party("employer")
        assert party is not None
        read = Agreement.objects.get(uuid=story.uuid)
        Story(story.uuid, {"employer": Requester(cast.egle.id)}).does("employer", "accept", party=party.uuid)

        assert not Agreement.objects.filter(pk=read.pk, rev=read.rev).exists(), "the job sees that it is late"

    def test_of_an_agreement_that_is_erased_is_not_there(self, story: Story, cast: SimpleNamespace) -> None:
        story.does("school", "name_person", party="employer", name="Egle", email=cast.egle.email)
        party = story.thread.party("employer")
        assert party is not None
        Agreement.objects.update(state=State.ERASED)
        with pytest.raises(Changed):
            Story(story.uuid, {"employer": Requester(cast.egle.id)}).does(
                "employer", "accept", party=party.uuid
            )


class TestEveryRoad:
    """What is no act of a person moves the revision as well."""

    def test_a_letter_that_found_nobody(self, story: Story) -> None:
        party = story.thread.party("learner")
        assert party is not None
        before = story.row.rev
        letters.not_delivered({"agreement": story.uuid, "party": party.uuid}, Problem.REFUSED)
        assert (story.row.contact_problem, story.row.rev) == (True, before + 1)

    def test_a_legal_hold(self, story: Story) -> None:
        before = story.row.rev
        assert legal_hold.hold(Hold(agreement=story.uuid))
        assert (story.row.legal_hold, story.row.rev) == (True, before + 1)

    def test_a_person_who_is_forgotten_twice_at_once_is_told_of_once(
        self, story: Story, cast: SimpleNamespace
    ) -> None:
        story.ready().signed()
        erasure.retire_user(cast.liga.id)
        before = story.row.events_count
        erasure._forget(story.uuid, user_id=cast.liga.id, address="", account=None)
        assert story.row.events_count == before


class TestALinkIsMadeForTheAddressThatIsRightNow:
    def test_and_not_for_one_that_was_changed_while_the_letter_was_written(self, story: Story) -> None:
        comes(story, "employer", "egle@ohm.example")
        thread = story.thread
        party = thread.party("employer")
        assert party is not None
        about = {"agreement": story.uuid, "party": party.uuid}
        reader = readers.of(thread, Letter.INVITATION, about)
        assert reader is not None
        keys = GuestKey.objects.count()
        story.does("school", "correct_contact", party="employer", email="new@ohm.example")

        assert readers.address_of_page(thread, reader) is None
        assert GuestKey.objects.count() == keys
        assert [letter.to for letter in delivered() if "new@ohm.example" in letter.to]
