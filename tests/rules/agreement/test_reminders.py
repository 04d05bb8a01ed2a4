"""Only who is late hears of it, in working hours, in one mail a day, and not for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.agreement.rules.reminders import Pending, Reminded, days, due
from workmentor_xblocks.agreement.rules.waiting import Waiting
from workmentor_xblocks.core.content.messages import Message

MONDAY = date(2026, 11, 2)
RIGA = "Europe/Riga"


def waits(what=What.SIGN, since=MONDAY, until=None):
    return Waiting(Actor.EMPLOYER, Message(what.value, "signs"), since, until, party="egle")


EGLE = Pending("a1", "egle@gears.example", waits())


def at(day, hour=10, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def run(pending, days_from_monday, sent=(), **more):
    return due(pending, sent, now=at(MONDAY + timedelta(days=days_from_monday), **more), home="Europe/Riga")


def keep(digests):
    return [
        Reminded(item.agreement, digest.person, item.waiting.what, digest.leaves)
        for digest in digests
        for item in digest.about
    ]


def mails(pending, length, *, pauses=(), hours=(10,)):
    """The offsets of the days on which a mail leaves for the person when cron runs at these hours."""
    sent, found = [], []
    for offset in range(length):
        if offset in pauses:
            continue
        for hour in hours:
            moment = at(MONDAY + timedelta(days=offset), hour)
            digests = due(pending, sent, now=moment, home=RIGA)
            sent += keep(digests)
            found += [(digest.leaves.date() - MONDAY).days for digest in digests]
    return found


class TestWhen:
    def test_before_signing_five_times_within_two_weeks_of_which_weekends_are_made_up_for_on_monday(self):
        assert [(day - MONDAY).days for day in days(waits())] == [5, 7, 9, 11, 13]
        # day 5 is a Saturday, day 7 a Monday, day 13 a Sunday
        assert mails([EGLE], 60) == [7, 9, 11, 14]

    @pytest.mark.parametrize(
        "what", [What.WRITE_PART, What.DECIDE, What.CONFIRM_END, What.COMPLETE, What.REPLACE]
    )
    def test_under_way_after_three_days_and_then_weekly(self, what):
        assert mails([replace(EGLE, waiting=waits(what))], 60) == [3, 10, 17, 24]

    @pytest.mark.parametrize("what", list(What))
    @pytest.mark.shows("agreement pitfall 28")
    def test_nobody_is_written_to_for_ever(self, what):
        found = mails([replace(EGLE, waiting=waits(what))], 120)
        assert 0 < len(found) <= 5
        assert found[-1] <= 30

    def test_once_more_two_working_days_before_it_should_be_done(self):
        last = replace(EGLE, waiting=waits(What.SIGN, until=MONDAY + timedelta(days=21)))
        assert mails([last], 60) == [7, 9, 11, 14, 17]

    def test_what_should_be_done_at_once_brings_no_mail_on_the_day_itself(self):
        urgent = replace(EGLE, waiting=waits(What.SIGN, until=MONDAY + timedelta(days=1)))
        assert mails([urgent], 5) == []

    def test_a_new_beginning_counts_anew(self):
        sent = [Reminded("a1", EGLE.person, What.SIGN, at(MONDAY + timedelta(days=11)))]
        again = replace(EGLE, waiting=waits(since=MONDAY + timedelta(days=14)))
        assert run([again], 18, sent) == []
        assert len(run([again], 21, sent)) == 1


@pytest.mark.shows("agreement pitfall 28")
class TestAfterAPause:
    def test_what_was_missed_is_one_mail(self):
        assert mails([EGLE], 60, pauses=range(3, 14)) == [14]

    def test_a_long_pause_brings_none_at_all(self):
        assert mails([EGLE], 60, pauses=range(3, 31)) == []

    def test_a_run_every_hour_is_still_one_mail(self):
        # asked for in the evening of day 8, it leaves in the morning of day 9
        assert mails([EGLE], 9, hours=range(24)) == [7, 9]


@pytest.mark.shows("agreement pitfall 28")
class TestWorkingHours:
    @pytest.mark.parametrize(
        ("hour", "leaves"),
        [
            (0, "09 08:00"),
            (5, "09 08:00"),
            (6, "09 08:00"),
            (13, "09 15:00"),
            (16, "10 08:00"),
            (21, "10 08:00"),
        ],
    )
    def test_are_those_of_the_institution_while_no_other_are_known(self, hour, leaves):
        (digest,) = run([EGLE], 7, hour=hour)
        assert f"{digest.leaves:%d %H:%M}" == leaves  # Riga is two hours ahead in November

    @pytest.mark.parametrize(
        ("zone", "leaves"),
        [
            ("America/New_York", "2026-11-09 08:00-0500"),
            ("Europe/Athens", "2026-11-09 12:00+0200"),
            ("Asia/Tokyo", "2026-11-10 08:00+0900"),
            ("Pacific/Auckland", "2026-11-10 08:00+1300"),
        ],
    )
    def test_else_the_persons_own(self, zone, leaves):
        (digest,) = run([replace(EGLE, zone=zone)], 7)
        assert f"{digest.leaves:%Y-%m-%d %H:%M%z}" == leaves

    @pytest.mark.parametrize("hour", range(24))
    @pytest.mark.parametrize(
        "zone", ["America/Los_Angeles", "Europe/Oslo", "Asia/Kolkata", "Pacific/Auckland"]
    )
    def test_one_run_a_day_at_any_hour_reaches_everybody_in_their_working_hours(self, zone, hour):
        person = replace(EGLE, zone=zone)
        sent = []
        for offset in range(40):
            sent += keep(run([person], offset, sent, hour=hour))
        assert 4 <= len(sent) <= 5
        assert all(reminder.at.weekday() < 5 and 8 <= reminder.at.hour < 18 for reminder in sent)
        assert len({reminder.at.date() for reminder in sent}) == len(sent)

    def test_it_is_their_weekend_too(self):
        auckland = replace(EGLE, zone="Pacific/Auckland", waiting=waits(since=MONDAY - timedelta(days=10)))
        friday_evening_there_saturday = datetime(2026, 11, 6, 20, tzinfo=UTC)
        (digest,) = due([auckland], [], now=friday_evening_there_saturday, home=RIGA)
        assert f"{digest.leaves:%A %H:%M}" == "Monday 08:00"
        sunday_here_monday_there = datetime(2026, 11, 8, 20, tzinfo=UTC)
        assert due([auckland], keep([digest]), now=sunday_here_monday_there, home=RIGA) == []

    @pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../../etc/passwd", "/etc/passwd", "\x00"])
    def test_a_zone_that_there_is_not_is_the_institutions(self, zone):
        assert len(run([replace(EGLE, zone=zone)], 7)) == 1


@pytest.mark.shows("agreement promise 22")
class TestOneMailADay:
    @pytest.mark.shows("agreement goal 14a")
    def test_over_all_agreements(self):
        many = [replace(EGLE, agreement=f"a{n}") for n in range(500)]
        (digest,) = run(many, 7)
        assert len(digest.about) == 500
        assert mails(many, 60) == [7, 9, 11, 14]

    def test_what_becomes_due_later_that_day_waits_for_the_next(self):
        review = replace(EGLE, agreement="a2", waiting=waits(What.DECIDE, since=MONDAY + timedelta(days=4)))
        sent = keep(run([EGLE], 7))
        assert run([EGLE, review], 7, sent, hour=14) == []
        (digest,) = run([EGLE, review], 8, sent)
        assert [item.agreement for item in digest.about] == ["a2"]

    def test_two_people_get_one_each(self):
        liga = replace(EGLE, person="7", waiting=replace(waits(), role=Actor.LEARNER, party="liga"))
        assert [digest.person for digest in run([EGLE, liga], 7)] == ["egle@gears.example", "7"]

    def test_the_day_is_the_persons(self):
        tokyo = replace(EGLE, zone="Asia/Tokyo")
        early = datetime(2026, 11, 9, 0, 30, tzinfo=UTC)  # 9:30 there
        sent = keep(due([tokyo], [], now=early, home=RIGA))
        assert sent
        other = replace(tokyo, agreement="a2")
        assert due([other], sent, now=datetime(2026, 11, 9, 8, 30, tzinfo=UTC), home=RIGA) == []
        assert len(due([other], sent, now=datetime(2026, 11, 10, 0, 30, tzinfo=UTC), home=RIGA)) == 1


class TestWhoIsNotReminded:
    def test_who_turned_it_off_for_this_agreement(self):
        off = replace(EGLE, no_reminders=True)
        assert run([off], 7) == []
        (digest,) = run([off, replace(EGLE, agreement="a2")], 7)
        assert [item.agreement for item in digest.about] == ["a2"]

    def test_who_is_not_waited_for(self):
        assert run([], 7) == []

    def test_who_is_waited_for_since_yesterday(self):
        assert run([EGLE], 1) == []
