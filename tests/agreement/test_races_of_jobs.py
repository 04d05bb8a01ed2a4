"""The daily command three times at once, and two places of one learner taken at once, on the database of real sites.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement/test_races_of_jobs.py
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.test_decided_after_the_lock import CHORES, READY, in_days
from tests.cast import COURSE_KEY
from tests.racing import together
from workmentor_xblocks.agreement.actions import daily_reminders, erasure, new_agreement
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.attached_tables import Reminder
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.core.records.outbox import OutgoingMail

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("name", READY)
def test_three_daily_commands_at_once_write_one_event_and_one_letter_to_each(
    cast: SimpleNamespace, usage_key: str, name: str
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    ready, days = READY[name]
    ready(story)
    Agreement.objects.update(expires_on=in_days(days - 1 if name == "expire" else days + 60))
    for signature in story.thread.signatures:
        type(signature).objects.filter(pk=signature.pk).update(address="10.1.0.0")
    chore, day = CHORES[name], in_days(days)
    assert list(chore.due(day)) == [story.uuid]
    count, sent = story.row.events_count, OutgoingMail.objects.count()

    done = together(*[lambda: chore.do(story.uuid, day)] * 3)

    assert Counter(done) == {True: 1, False: 2}
    assert story.row.events_count <= count + 1
    kinds = list(OutgoingMail.objects.order_by("id").values_list("kind", "to_party", "to_user_id"))[sent:]
    assert len(kinds) == len(set(kinds))


def test_of_two_places_of_one_learner_one_is_taken_and_the_other_says_why(
    cast: SimpleNamespace, usage_key: str
) -> None:
    tove = Requester(cast.tove.id, is_staff=True)
    ground = Ground(usage_key, COURSE_KEY, small(), "en")
    liga = {"learner": Requester(cast.liga.id)}
    addresses = ("one@example.org", "two@example.org")
    stories = [
        Story(new_agreement.start(tove, ground, Plan(None, learner_email=address)).uuid, liga)
        for address in addresses
    ]
    Party.objects.filter(role="learner").update(email=cast.liga.email)
    places = {story.uuid: Party.objects.get(agreement__uuid=story.uuid, role="learner") for story in stories}

    came = together(
        *[lambda story=story: story.does("learner", "accept", party=places[story.uuid].uuid).said.code for story in stories]
    )  # fmt: skip

    assert sorted(str(one) for one in came) == ["joined", "other_open_here"]
    assert Agreement.objects.filter(learner_id=cast.liga.id).count() == 1


def test_three_rounds_of_reminders_at_once_remind_everybody_once(
    cast: SimpleNamespace, usage_key: str
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    story.ready()
    # A Tuesday at ten, where the school is and everybody else.
    later = timezone.now() + timedelta(days=4)
    moment = (later + timedelta(days=(1 - later.weekday()) % 7)).replace(hour=10, minute=0)
    with transaction.atomic():
        expected = daily_reminders.job(moment)
        transaction.set_rollback(True)
    assert expected

    done = together(*[lambda: daily_reminders.job(moment)] * 3)

    letters = OutgoingMail.objects.filter(kind="agreement.reminder")
    assert letters.count() == expected
    assert Reminder.objects.values("batch").distinct().count() == expected
    assert sum(int(str(one)) for one in done) == expected


def test_an_account_that_is_retired_three_times_at_once_is_told_of_once(
    cast: SimpleNamespace, usage_key: str
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    story.ready().signed()

    together(*[lambda: erasure.retire_user(cast.liga.id)] * 3)

    assert [event.kind for event in story.thread.events].count("party_retired") == 1
