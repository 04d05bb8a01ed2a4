"""What days bring: begun, expired, begun unsigned, reviews by plan, reminders, and forgetting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db.models import RestrictedError
from django.utils import timezone

from tests.agreement.driving import Story
from workmentor_xblocks.agreement.actions import daily_reminders, reviews, timer
from workmentor_xblocks.agreement.actions.act import automatically
from workmentor_xblocks.agreement.records.attached_tables import Reminder, Signature
from workmentor_xblocks.agreement.records.tables import Agreement, Opening, Party
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.core.records.outbox import OutgoingMail


def on(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))  # noqa: DTZ001  # made aware here


def a_day_passes(now: datetime) -> dict[str, int]:
    return {chore.name: timer.run(chore, now) for chore in (*timer.CHORES, timer.RETENTION)}


def monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


@pytest.mark.shows("agreement step 17")
def test_on_its_first_day_a_signed_placement_is_under_way(story: Story) -> None:
    story.ready().signed()

    assert a_day_passes(on(story.row.starts_on))["begin"] == 1

    assert story.row.state == State.ACTIVE


@pytest.mark.shows("agreement step 18")
def test_a_placement_that_began_unsigned_is_told_to_the_school_once_and_never_dated_back(
    story: Story,
) -> None:
    story.ready()
    Agreement.objects.update(expires_on=story.row.starts_on + timedelta(days=30))
    first = on(story.row.starts_on)

    assert a_day_passes(first)["begun unsigned"] == 1
    assert a_day_passes(first + timedelta(days=1))["begun unsigned"] == 0

    assert story.row.started_unsigned
    assert story.row.state == State.SIGNING
    story.signed()
    assert timezone.localdate(story.thread.signatures[0].at) == timezone.localdate()


@pytest.mark.shows("agreement step 16")
def test_nobody_goes_on_with_it_and_it_expires_and_the_school_opens_it_again(story: Story) -> None:
    story.ready().signs("learner", "Liga Ozola")

    a_day_passes(timezone.now() + timedelta(days=15))
    assert story.row.state == State.EXPIRED
    assert story.thread.signatures[0].void_at is not None

    story.does("school", "reopen")
    assert story.row.state == State.NEGOTIATING
    assert story.thread.values()["tasks"] == "Wiring under supervision."


@pytest.mark.shows("agreement step 19")
def test_of_missed_reviews_only_the_newest_is_opened(story: Story) -> None:
    story.ready().signed()
    start = story.row.starts_on
    a_day_passes(on(start))

    assert a_day_passes(on(start + timedelta(weeks=20)))["open a review"] == 1

    review = story.thread.reviews[0]
    assert review.due_on > start + timedelta(weeks=8)
    assert a_day_passes(on(start + timedelta(weeks=20)))["open a review"] == 0


@pytest.mark.shows("agreement pitfall 29", "agreement promise 22")
def test_only_who_is_late_is_reminded_and_once_a_day(story: Story) -> None:
    story.ready()
    story.signs("learner", "Liga Ozola")
    story.signs("school", "Tove Nilsen")
    OutgoingMail.objects.all().delete()
    later = on(monday_after(timezone.localdate() + timedelta(days=5)))

    assert daily_reminders.job(later) == 1
    assert daily_reminders.job(later + timedelta(hours=2)) == 0

    assert [row.party.role for row in Reminder.objects.all()] == ["employer"]
    assert OutgoingMail.objects.filter(kind="agreement.reminder").count() == 1


@pytest.mark.shows("agreement pitfall 28")
def test_who_wants_no_reminders_gets_none(story: Story) -> None:
    story.ready()
    for who in ("learner", "employer", "school"):
        story.does(who, "reminders", no_reminders="on")

    assert daily_reminders.job(on(monday_after(timezone.localdate() + timedelta(days=5)))) == 0


@pytest.mark.shows("agreement pitfall 16")
def test_after_its_days_it_is_forgotten_from_where_somebody_signed(story: Story) -> None:
    story.ready().signed()
    Signature.objects.update(address="192.0.2.0", agent="Firefox")

    assert a_day_passes(timezone.now())["forget network addresses"] == 0
    Signature.objects.update(at=timezone.now() - timedelta(days=91))
    assert a_day_passes(timezone.now())["forget network addresses"] == 1

    assert set(Signature.objects.values_list("address", "agent")) == {("", "")}


@pytest.mark.shows("agreement step 31")
def test_when_its_time_is_over_text_and_people_are_erased_and_the_rest_stays(story: Story) -> None:
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("employer", tasks="Wiring.")
    story.does("school", "cancel", text="The company has no place any more.")
    events = story.row.events_count

    a_day_passes(timezone.now() + timedelta(days=300))
    assert story.row.state == State.CANCELLED
    a_day_passes(timezone.now() + timedelta(days=400))

    assert story.row.state == State.ERASED
    assert not Opening.objects.exclude(state="erased").exists()
    assert set(Party.objects.values_list("name", "email", "organisation")) == {("", "", "")}
    assert story.row.events_count == events + 1
    assert story.thread.versions[0].body is None


@pytest.mark.shows("agreement step 31")
def test_a_legal_hold_keeps_everything(story: Story) -> None:
    story.does("school", "cancel", text="The company has no place any more.")
    Agreement.objects.update(legal_hold=True)

    a_day_passes(timezone.now() + timedelta(days=4_000))

    assert story.row.state == State.CANCELLED


@pytest.mark.shows("agreement promise 28")
def test_the_last_trace_goes_after_the_years_of_the_tombstone(story: Story, cast: SimpleNamespace) -> None:
    story.does("school", "cancel", text="The company has no place any more.")
    a_day_passes(timezone.now() + timedelta(days=400))

    a_day_passes(timezone.now() + timedelta(days=366 * 11))

    assert not Agreement.objects.exists()


def test_the_last_trace_goes_with_signatures_remarks_and_reviews(story: Story, cast: SimpleNamespace) -> None:
    """Nothing of a whole agreement holds it back; a party who signed is never deleted alone."""
    story.does("learner", "comment", path="tasks", text="Is there a lift?")
    story.ready().signed()
    Agreement.objects.update(state=State.ACTIVE.value)
    with automatically(story.uuid, Actor.TIMER, Event.OPEN_REVIEW) as act:
        assert act is not None
        reviews.begin(act, step="first", due_on=timezone.localdate())
    learner = story.thread.party("learner")
    assert learner is not None
    with pytest.raises(RestrictedError):
        learner.delete()
    Agreement.objects.update(state=State.TERMINATED.value, ended_on=timezone.localdate())
    a_day_passes(timezone.now() + timedelta(days=366 * 5))
    assert story.row.state == State.ERASED

    a_day_passes(timezone.now() + timedelta(days=366 * 16))

    assert not Agreement.objects.exists()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("who", ["learner", "employer"])
def test_reminders_stop_when_nobody_ever_reacts(story: Story, who: str) -> None:
    story.ready()
    Agreement.objects.update(expires_on=timezone.localdate() + timedelta(days=200))

    assert daily_reminders.job(on(monday_after(timezone.localdate() + timedelta(days=60)))) == 0


def test_an_operator_holds_an_agreement_by_command_and_lets_it_go(story: Story) -> None:
    story.does("school", "cancel", text="The company has no place any more.")
    later = timezone.now() + timedelta(days=400)

    call_command("workmentor_legal_hold", story.uuid)
    a_day_passes(later)
    assert story.row.state == State.CANCELLED

    call_command("workmentor_legal_hold", story.uuid, "--lift")
    a_day_passes(later)
    assert story.row.state == State.ERASED


def test_a_hold_on_nothing_says_so(db: None) -> None:
    with pytest.raises(CommandError, match="no agreement"):
        call_command("workmentor_legal_hold", "0" * 32)


def test_what_nobody_negotiates_any_more_expires_after_the_months_of_a_draft(story: Story) -> None:
    story.does("school", "invite", party="employer", email="egle@ohm.example")

    a_day_passes(timezone.now() + timedelta(days=300))
    assert story.row.state == State.NEGOTIATING
    a_day_passes(timezone.now() + timedelta(days=361))

    assert story.row.state == State.EXPIRED
