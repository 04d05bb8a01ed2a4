"""No letter tells what is not so any more: the mail server was down, something happened, and it is back.

Each letter is walked through everything that may have happened meanwhile; ``STALE`` says what makes it untrue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from tests.agreement.driving import Story
from tests.agreement.visiting import Visitor, delivered, letter_to, link_in
from tests.soak import cases
from workmentor_xblocks.agreement.actions import erasure, timer
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import mail
from workmentor_xblocks.agreement.records.attached_tables import Notice, Reminder
from workmentor_xblocks.agreement.records.code_tries import CodeTries
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.records.allowance import Asked
from workmentor_xblocks.core.records.outbox import OutgoingMail

EGLE = "egle@ohm.example"
WHY = "The company has changed its plans."


class NotPossible(Exception):
    """This cannot happen at that stage."""


def chore(name: str, days: int) -> Callable[[Story], None]:
    """A job of a later day."""

    def run(story: Story) -> None:
        found = next(one for one in timer.CHORES if one.name == name)
        if not timer.run(found, timezone.now() + timedelta(days=days)):
            raise NotPossible(name)

    return run


def does(who: str, act: str, **data: str) -> Callable[[Story], None]:
    def run(story: Story) -> None:
        story.does(who, act, **data)

    return run


def signs(who: str, name: str) -> Callable[[Story], None]:
    def run(story: Story) -> None:
        if story.thread.open_version is None or not story.thread.open_version.sha256:
            raise NotPossible(who)
        story.signs(who, name)

    return run


def all_sign(story: Story) -> None:
    for who, name in (
        ("learner", "Liga Ozola"),
        ("employer", "Egle Petrauskaite"),
        ("school", "Tove Nilsen"),
    ):
        signs(who, name)(story)


def declines(story: Story) -> None:
    if story.thread.open_version is None:
        raise NotPossible
    story.does("employer", "decline", **story.version(), reason="dates", text=WHY)


def objects(story: Story) -> None:
    notices = story.thread.notices
    if not notices:
        raise NotPossible
    story.does("employer", "object", notice=notices[-1].uuid, text=WHY)


def ends(story: Story) -> None:
    last = timezone.localdate() + timedelta(days=40)
    story.does("school", "terminate", reason="moved", on=last.isoformat(), text=WHY)


def wants_an_end(story: Story) -> None:
    last = timezone.localdate() + timedelta(days=45)
    story.does("employer", "propose_termination", reason="left", on=last.isoformat(), text=WHY)


def suspends(story: Story) -> None:
    story.does("school", "suspend", on=story.row.starts_on.isoformat(), text=WHY)


def goes_on(story: Story) -> None:
    story.does("school", "resume", on=story.row.starts_on.isoformat())


def says(who: str, field: str) -> Callable[[Story], None]:
    def run(story: Story) -> None:
        story.does(who, "submit_part", send="1", **{field: "It goes well."})

    return run


def learner_is_gone(story: Story) -> None:
    if not erasure.retire_user(story.people["learner"].user_id or 0):
        raise NotPossible


def comes_with_an_account(story: Story) -> None:
    party = story.thread.party("employer")
    assert party is not None
    account = story.people["egle"]
    story.does("egle", "accept", party=party.uuid)
    assert Party.objects.get(uuid=party.uuid).user_id == account.user_id


def time_is_over(story: Story) -> None:
    """It ended, and so long ago that nothing of it is kept; how it ended is another story."""
    Agreement.objects.filter(uuid=story.uuid).update(state=State.CANCELLED, amendment=Amendment.NONE)
    if not erasure.erase_text(story.uuid):
        raise NotPossible


def days_pass_since_the_notice(_story: Story) -> None:
    if not Notice.objects.update(object_until=timezone.localdate() - timedelta(days=1)):
        raise NotPossible


# Everything that may happen while a letter waits.
MEANWHILE: Mapping[str, Callable[[Story], None]] = {
    "nothing": lambda _story: None,
    "invited once more": does("school", "invite", party="employer"),
    "fixed": does("school", "freeze"),
    "signed by the employer": signs("employer", "Egle Petrauskaite"),
    "signed by the learner": signs("learner", "Liga Ozola"),
    "signed by all": all_sign,
    "declined": declines,
    "unlocked": lambda story: unlocks(story),
    "opened again": does("school", "unfreeze", text=WHY),
    "cancelled": does("school", "cancel", text=WHY),
    "expired": chore("expire", 500),
    "reopened": does("school", "reopen"),
    "begun": chore("begin", 60),
    "replaced": does("school", "replace", party="employer", name="Ona", email="ona@ohm.example"),
    "corrected": does("school", "correct_contact", party="employer", email="egle.p@ohm.example"),
    "not me": does("employer", "not_me"),
    "an account": comes_with_an_account,
    "proposed": does("learner", "propose", reason="hours"),
    "withdrawn": does("school", "withdraw", text=WHY),
    "another notice": does("school", "notice", **{"f-rhythm": "Fridays at ten", "r-rhythm": ""}),
    "objected": objects,
    "too late to object": days_pass_since_the_notice,
    "suspended": suspends,
    "goes on": goes_on,
    "an end is proposed": wants_an_end,
    "ended": ends,
    "completed": does("school", "complete", **{"f-hours_done": "900"}, text=WHY),
    "the learner writes": says("learner", "f-own_voice"),
    "the school writes": says("school", "f-school_view"),
    "the review is closed": does("school", "close_review", text=WHY),
    "the learner is gone": learner_is_gone,
    "erased": time_is_over,
}  # fmt: skip


def active(story: Story) -> Story:
    story.ready().signed()
    Agreement.objects.update(state="active")
    return story


def invitation(story: Story) -> None:
    story.does("school", "name_person", party="employer", name="Egle Petrauskaite", organisation="Ohm & Co")
    dates = {"start": "2027-01-11", "end": "2027-06-30"}
    story.fills("school", **dates)
    story.does("school", "invite", party="employer", email=EGLE)


def new_link(story: Story) -> None:
    invitation(story)
    delivered()
    party = story.thread.party("employer")
    assert party is not None
    mail.post(Letter.NEW_LINK, story.thread, party)


def code(story: Story) -> None:
    story.ready()
    story.does("employer", "send_code")


def lock(story: Story) -> None:
    right = story.ready().code("employer")["code"]
    wrong = {**story.version(), "consent": "on", "name": "Egle", "code": f"{(int(right) + 1) % 10**6:06d}"}
    for _guess in range(5):
        with suppress(Refusal):
            story.does("employer", "sign", **wrong)


def unlocks(story: Story) -> None:
    party = story.thread.party("employer")
    assert party is not None
    if not CodeTries.objects.filter(party=party).exists():
        raise NotPossible
    story.does("school", "unlock_code", party=party.uuid)


def signature(story: Story) -> None:
    story.ready().signs("employer", "Egle Petrauskaite")


def decline(story: Story) -> None:
    declines(story.ready())


def reopening(story: Story) -> None:
    story.ready().does("school", "unfreeze", text=WHY)


def notice(story: Story) -> None:
    active(story).does("school", "notice", **{"f-rhythm": "Mondays at nine", "r-rhythm": ""})


def amendment(story: Story) -> None:
    active(story).does("learner", "propose", reason="hours")
    story.fills("school", hours="36")


def review(story: Story) -> None:
    active(story).does("school", "open_review")


def ending(story: Story) -> None:
    active(story).does(
        "employer",
        "propose_termination",
        reason="moved",
        on=(timezone.localdate() + timedelta(days=40)).isoformat(),
        text=WHY,
    )


def end(story: Story) -> None:
    ends(active(story))


def suspension(story: Story) -> None:
    suspends(active(story))


def completion(story: Story) -> None:
    active(story).does("school", "complete", **{"f-hours_done": "900"}, text=WHY)


def expiry(story: Story) -> None:
    chore("expire", 15)(story.ready())


def proposal_expiry(story: Story) -> None:
    active(story).does("learner", "propose", reason="hours")
    story.fills("school", hours="36")
    story.does("school", "freeze")
    chore("expire", 15)(story)


def begun_unsigned(story: Story) -> None:
    story.ready()
    Agreement.objects.update(starts_on=timezone.localdate())
    chore("begun unsigned", 0)(story)


def person_gone(story: Story) -> None:
    active(story)
    erasure.retire_user(story.people["learner"].user_id or 0)


def not_me(story: Story) -> None:
    invitation(story)
    story.does("employer", "not_me")


def place_changed(story: Story) -> None:
    invitation(story)
    delivered()
    story.does("school", "correct_contact", party="employer", email="rasa@ohm.example")


def contested(story: Story) -> None:
    place_changed(story)
    delivered()
    Visitor().opens(link_in(letter_to(EGLE))).presses("This is not right: tell the school")


def reminder(story: Story) -> None:
    story.ready()
    party = story.thread.party("employer")
    assert party is not None
    Reminder.objects.create(
        batch="b1", agreement=party.agreement, party=party, what="sign", at=timezone.now()
    )
    mail.post_reminder(party, batch="b1", user_id=None, once_key="reminder 1")


# How each letter comes to wait, and for whom.
SETUP: Mapping[Letter, tuple[str, Callable[[Story], object]]] = {
    Letter.INVITATION: ("employer", invitation),
    Letter.NEW_LINK: ("employer", new_link),
    Letter.CODE: ("employer", code),
    Letter.CODE_LOCKED: ("employer", lock),
    Letter.SIGN: ("employer", lambda story: story.ready()),
    Letter.RECEIPT: ("employer", signature),
    Letter.SIGNED_BY_ALL: ("employer", active),
    Letter.DECLINED: ("learner", decline),
    Letter.REOPENED: ("learner", reopening),
    Letter.NOTICE: ("employer", notice),
    Letter.AMENDMENT: ("employer", amendment),
    Letter.REVIEW: ("learner", review),
    Letter.ENDING: ("school", ending),
    Letter.ENDED: ("employer", end),
    Letter.SUSPENDED: ("employer", suspension),
    Letter.COMPLETED: ("employer", completion),
    Letter.EXPIRED: ("employer", expiry),
    Letter.PROPOSAL_EXPIRED: ("employer", proposal_expiry),
    Letter.STARTED_UNSIGNED: ("school", begun_unsigned),
    Letter.PERSON_GONE: ("school", person_gone),
    Letter.NOT_ME: ("school", not_me),
    Letter.PLACE_CHANGED: ("employer", place_changed),
    Letter.CONTESTED: ("school", contested),
    Letter.REMINDER: ("employer", reminder),
}

_OVER = {"cancelled", "expired", "erased"}
# What makes a letter untrue; after everything else that can happen it is sent.
STALE: Mapping[Letter, set[str]] = {
    Letter.INVITATION: {*_OVER, "replaced", "not me", "an account"},
    Letter.NEW_LINK: {*_OVER, "replaced", "not me", "an account"},
    Letter.CODE: {*_OVER, "signed by the employer", "signed by all", "declined", "opened again", "not me"},
    Letter.CODE_LOCKED: {*_OVER, "declined", "opened again", "not me", "unlocked"},
    Letter.SIGN: {*_OVER, "signed by the employer", "signed by all", "declined", "opened again", "not me"},
    Letter.RECEIPT: {"erased"},
    Letter.SIGNED_BY_ALL: {"not me", "ended", "completed", "erased"},
    Letter.DECLINED: {*_OVER, "fixed", "the learner is gone"},
    Letter.REOPENED: {*_OVER, "fixed", "the learner is gone"},
    Letter.NOTICE: {"not me", "objected", "ended", "completed", "erased"},
    Letter.AMENDMENT: {"not me", "fixed", "withdrawn", "ended", "completed", "erased"},
    Letter.REVIEW: {"the learner writes", "the review is closed", "the learner is gone", "erased"},
    Letter.ENDING: {"an end is proposed", "ended", "completed", "erased"},
    Letter.ENDED: {"not me", "erased"},
    Letter.SUSPENDED: {"not me", "goes on", "ended", "erased"},
    Letter.COMPLETED: {"not me", "erased"},
    Letter.EXPIRED: {"not me", "reopened", "erased"},
    Letter.PROPOSAL_EXPIRED: {"not me", "proposed", "ended", "completed", "erased"},
    Letter.STARTED_UNSIGNED: {*_OVER, "signed by all"},
    Letter.PERSON_GONE: {"ended", "completed", "erased"},
    Letter.NOT_ME: {*_OVER, "replaced", "corrected", "invited once more"},
    Letter.PLACE_CHANGED: {"erased"},
    Letter.CONTESTED: {"corrected", "replaced", "erased"},
    Letter.REMINDER: {*_OVER, "signed by the employer", "signed by all", "declined", "opened again", "not me"},
}  # fmt: skip


@pytest.fixture
def egle(story: Story, cast: SimpleNamespace) -> Story:
    """Egle has an account under the address that is written down, and may use it some day."""
    cast.egle.email = EGLE
    cast.egle.save()
    story.people = {**story.people, "egle": Requester(cast.egle.id)}
    delivered()
    return story


def waiting(letter: Letter, story: Story, role: str) -> OutgoingMail:
    """The letter that could not be sent yet; all others were."""
    party = story.thread.party(role)
    assert party is not None
    row = OutgoingMail.objects.filter(kind=f"agreement.{letter}", to_party=party.uuid).latest("id")
    OutgoingMail.objects.exclude(pk=row.pk).delete()
    assert row.sent_at is None
    return row


def test_the_walk_knows_every_letter() -> None:
    assert set(SETUP) == set(STALE) == set(Letter)
    assert set().union(*STALE.values()) <= set(MEANWHILE)


def has_turn(letter: Letter, nth: int) -> bool:
    """What makes a letter untrue always happens to it; of what does not, every third, and all in ``make soak``."""
    return (list(Letter).index(letter) + nth) % cases(3, soak=1) == 0


@pytest.mark.soak
@pytest.mark.parametrize("letter", list(Letter))
def test_a_letter_goes_out_only_while_what_it_says_holds(letter: Letter, egle: Story) -> None:
    role, come_to_wait = SETUP[letter]
    come_to_wait(egle)
    row = waiting(letter, egle, role)

    found = {
        name: _went(egle, row, happens)
        for nth, (name, happens) in enumerate(MEANWHILE.items())
        if name in STALE[letter] or name == "nothing" or has_turn(letter, nth)
    }

    possible = {name for name, went in found.items() if went is not None}
    assert {name for name in possible if found[name]} == possible - STALE[letter]
    assert STALE[letter] <= possible, "what cannot happen makes nothing untrue"


def _went(story: Story, row: OutgoingMail, happens: Callable[[Story], None]) -> bool | None:
    """Whether the letter is sent after something happened; None where that cannot happen. All of it is undone."""
    before = transaction.savepoint()
    Asked.objects.all().delete()  # whoever asks again has waited a little
    try:
        happens(story)
        delivered()
        row.refresh_from_db()
        return row.sent_at is not None
    except (Refusal, NotPossible):
        return None
    finally:
        transaction.savepoint_rollback(before)
