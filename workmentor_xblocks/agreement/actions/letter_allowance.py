"""How many letters a person may cause: whoever is not the school asks for so many a day, and pauses between two.

People in an agreement name addresses themselves, so without a limit the site would write to anybody in anybody's name.
The school and the course team are not counted: a table of learners is queued, whatever its length.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import mail
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.agreement.rules.lifecycle import Actor
from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.records import allowance
from workmentor_xblocks.core.rules.letter_rate import Rate

_FREE = frozenset((Actor.SCHOOL, Actor.STAFF, Actor.TIMER, Actor.PLATFORM))

_ENOUGH = Message(
    "letters_a_day",
    _(
        "You have asked for as many letters as one person can in a day. You can ask for the next one on {until}, "
        "or the school contact can send it."
    ),
)
_JUST_NOW = Message(
    "letter_just_now",
    _(
        "A letter went to this address a short time ago. Ask the person to look into their mail. "
        "You can send another one on {until}."
    ),
)
_CODE_JUST_NOW = Message(
    "code_just_now",
    _(
        "A code was sent to you a short time ago. Look into your mail. You can ask for another one on {until}."
    ),
)


def invite(act: Act, party: Party, *, begun: bool = False) -> None:
    """Ask for an invitation. Raises ``NotAllowed`` with the moment at which the next one may be asked for.

    ``begun``: with a new agreement, of which a school begins hundreds at once.
    """
    if act.actor not in _FREE:
        for sender in _senders(act):
            _spend(f"sender {sender}", _a_day(), _ENOUGH, at=act.now)
        _spend(f"to {_to(party)}", _to_one_address(), _JUST_NOW, at=act.now, field="email")
    elif not begun:
        _spend(f"to {_to(party)} {act.thread.row.uuid}", _by_school(), _ENOUGH, at=act.now, field="email")
    mail.post(Letter.INVITATION, act.thread, party)


def change(act: Act) -> None:
    """Somebody proposes or tells a change, which everybody is written to about. Raises ``NotAllowed``."""
    if act.actor not in _FREE:
        for sender in _senders(act):
            _spend(f"changes {sender} {act.thread.row.uuid}", _a_day(), _ENOUGH, at=act.now)


def code(requester: Requester, party: Party, *, version: int, locks: int, at: datetime) -> None:
    """Somebody asks for six digits; for another text and after a lock they are counted afresh. Raises ``NotAllowed``."""
    most = _setting("WORKMENTOR_CODES_A_DAY", 12)
    rate = Rate(most=most, pause=timedelta(minutes=1))
    _spend(
        f"code {party.uuid} {requester.user_id or ''} {version} {locks}",
        rate,
        _CODE_JUST_NOW,
        at=at,
        field="code",
    )


def _a_day() -> Rate:
    return Rate(most=_setting("WORKMENTOR_LETTERS_A_DAY", 20))


def _to_one_address() -> Rate:
    """Whoever asks, in whichever agreement: a stranger gets few letters of ours."""
    return Rate(
        most=_setting("WORKMENTOR_LETTERS_TO_ONE_ADDRESS", 6),
        pause=timedelta(minutes=_setting("WORKMENTOR_LETTER_PAUSE", 10)),
    )


def _by_school() -> Rate:
    """For one person in one agreement: an employer may be asked for a whole class on one morning."""
    return Rate(most=_setting("WORKMENTOR_LETTERS_A_DAY", 20))


def _setting(name: str, default: int) -> int:
    return max(int(getattr(settings, name, default)), 1)


def _senders(act: Act) -> tuple[str, ...]:
    """The account. For a guest the place, since addresses can be corrected, and the address, over several agreements."""
    if act.user_id is not None:
        return (f"user {act.user_id}",)
    if act.party is None:
        return ("nobody",)
    return (f"place {act.party.uuid}", f"address {compared(act.party.email)}")


def _to(party: Party) -> str:
    return compared(party.email) if party.user_id is None else f"user {party.user_id}"


def _spend(name: str, rate: Rate, message: Message, *, at: datetime, field: str = "") -> None:
    until = allowance.spend(name, rate, now=at)
    if until is not None:
        told = Message(message.code, message.msgid, {"until": until})
        raise NotAllowed(told, fields={field: told} if field else None)
