"""Which letters an agreement sends: a row in the outbox for each, made in the act's own transaction.

A row names the agreement and the party only. Words, links and codes are made when it is sent (``letters``), so that
none of them rests in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.output import mail as outbox
from workmentor_xblocks.core.records.outbox import OutgoingMail, Value


class Letter(StrEnum):
    """The kinds of letters."""

    INVITATION = "invitation"  # take part; the link
    NEW_LINK = "new_link"
    CODE = "code"  # six digits
    CODE_LOCKED = "code_locked"  # they were typed wrong too often
    SIGN = "sign"  # it is your turn
    RECEIPT = "receipt"  # you signed; the head of the chain
    SIGNED_BY_ALL = "signed_by_all"  # your copy
    DECLINED = "declined"  # who and why
    REOPENED = "reopened"  # the text is open again; your signature is void
    NOTICE = "notice"  # something changed; object until
    AMENDMENT = "amendment"  # a change is proposed
    REVIEW = "review"  # your part of a review
    ENDING = "ending"  # an early end is proposed
    ENDED = "ended"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    EXPIRED = "expired"
    PROPOSAL_EXPIRED = "proposal_expired"  # the change was not signed in time; the agreement holds as before
    STARTED_UNSIGNED = "started_unsigned"
    PERSON_GONE = "person_gone"  # a party's account was removed
    NOT_ME = "not_me"  # the invited person says it is somebody else
    PLACE_CHANGED = "place_changed"  # to the address before: somebody else has your place, or another address
    CONTESTED = "contested"  # whoever had the place before says that this is not right
    REMINDER = "reminder"


def post(
    letter: Letter | str,
    thread: Thread,
    party: Party,
    *,
    user_id: int | None = None,
    once_key: str = "",
    of: Mapping[str, Value] | None = None,
    not_before: datetime | None = None,
) -> None:
    """Put a letter to one party into the outbox; for a school ``user_id`` names the one person, else all of them.

    It tells of the newest link of the history, so it is posted after that was recorded; ``of`` names by id what else
    it is about. Both are asked when it is sent, whether they still hold (``letters.table``).
    """
    for person in [user_id] if user_id is not None else _people(party):
        about: dict[str, Value] = {"agreement": thread.row.uuid, "party": party.uuid, **(of or {})}
        about["seq"] = max(thread.row.events_count - 1, 0)
        if letter == Letter.INVITATION:
            about["here"] = party.state == PartyState.JOINED
        if person is not None:
            about["user"] = str(person)
        key = f"{once_key} {person}" if once_key and person is not None else once_key
        outbox.post(f"agreement.{Letter(letter)}", about, once_key=key or None, not_before=not_before)


def _people(party: Party) -> list[int | None]:
    """A letter each for the people of a school, in their own languages; one for anybody else."""
    return [*party.member_ids] or [None]


def post_all(letter: Letter, thread: Thread, *, but: Party | None = None) -> None:
    """The same letter to everybody who takes part."""
    for party in [*thread.here, *thread.incoming]:
        if party != but:
            post(letter, thread, party)


def post_former(thread: Thread, party: Party, former: int) -> None:
    """To where a party was written to before; the address itself stays out of the outbox.

    It tells of the link of the history that this act adds next.
    """
    about: dict[str, Value] = {"agreement": thread.row.uuid, "party": party.uuid, "former": str(former)}
    about["seq"] = thread.row.events_count
    outbox.post(f"agreement.{Letter.PLACE_CHANGED}", about, once_key=f"former {former}")


def post_reminder(
    party: Party, *, batch: str, user_id: int | None, once_key: str, leaves: datetime | None = None
) -> bool:
    """One letter about everything of which a person is reminded on a day: the ``Reminder`` rows of ``batch``.

    False when this person has been written to on the day on which it ``leaves``.
    """
    about: dict[str, Value] = {"party": party.uuid, "batch": batch}
    if user_id is not None:
        about["user"] = str(user_id)
    outbox.post(f"agreement.{Letter.REMINDER}", about, once_key=once_key, not_before=leaves)
    return OutgoingMail.objects.filter(once_key=once_key, about__batch=batch).exists()
