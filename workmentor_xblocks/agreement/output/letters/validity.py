"""Whether what a letter says still holds: asked when it is sent, because days may lie between asking and sending.

A mail server may have been down; meanwhile somebody signed, declined, put it aside or wrote down another address. Each
question looks at the agreement as it is now, and at the event that the letter tells of.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from workmentor_xblocks.agreement.output.letters.letter_values import Telling
from workmentor_xblocks.agreement.output.letters.readers import ASKING
from workmentor_xblocks.agreement.records import code_tries, former_address, keys, snapshot
from workmentor_xblocks.agreement.records.tables import PartyState
from workmentor_xblocks.agreement.rules.lifecycle import (
    IN_FORCE_STATES,
    OPEN_STATES,
    Amendment,
    Event,
    State,
    VersionState,
)

Holds = Callable[[Telling], bool]

# So long somebody may be waiting for six digits in front of the page; a server that asks us to come again takes a while.
CODE_PATIENCE = timedelta(hours=1)

_GOING = OPEN_STATES | IN_FORCE_STATES
# With each of these the talk about a text begins anew, or ends.
_TURNS = (
    Event.FREEZE,
    Event.DECLINE,
    Event.UNFREEZE,
    Event.PROPOSE_AMENDMENT,
    Event.WITHDRAW_AMENDMENT,
    Event.OBJECT,
    Event.EXPIRE,
    Event.REOPEN,
)


def always(_told: Telling) -> bool:
    """What was done stays done."""
    return True


def in_state(*states: State) -> Holds:
    """While the agreement is so."""

    def holds(told: Telling) -> bool:
        return told.thread.state in states

    return holds


def is_asked(told: Telling) -> bool:
    """Somebody is asked to take part, and has not come meanwhile."""
    party = told.reader.party
    came = party.state == PartyState.JOINED and not told.about.get("here")
    return told.thread.state in _GOING and not came


def needs_link(told: Telling) -> bool:
    """A guest can go in by a link."""
    return told.thread.state in _GOING and told.reader.is_guest


def is_turn(told: Telling) -> bool:
    """The version that was fixed then is still to be signed by this reader."""
    version = told.thread.open_version
    if version is None or version.state != VersionState.FROZEN:
        return False
    same = told.version in (0, version.number)
    return same and told.reader.party.uuid in snapshot.people_whose_turn(told.thread)


def wants_code(told: Telling) -> bool:
    """Somebody still waits for digits, has got no newer ones, and something is signed with them."""
    version = told.thread.open_version
    if version is None or version.state != VersionState.FROZEN:
        return False
    if told.version not in (0, version.number) or _has_signed(told):
        return False
    asked = told.about.get("at")
    if not asked:
        return True
    at = datetime.fromisoformat(str(asked))
    newer = keys.codes(told.thread.row, told.reader.party, user_id=told.reader.user_id).made_since(at)
    return not newer and told.now - at <= CODE_PATIENCE


def is_locked_out(told: Telling) -> bool:
    """No right code was typed since, nobody has unlocked it, and there is still something to sign."""
    party, version = told.locked_party, told.thread.open_version
    if party is None or version is None or version.state != VersionState.FROZEN:
        return False
    lock = code_tries.lock_of(party)
    at = lock.locked_at.isoformat() if lock.locked_at else ""
    return told.thread.state in _GOING and at == told.about.get("lock", at) != ""


def has_signed(told: Telling) -> bool:
    """There is the signature that a receipt is for; a void one was made all the same."""
    return told.signature is not None


def is_in_force(told: Telling) -> bool:
    """The version that all had signed is the one that holds."""
    version = told.thread.in_force
    same = version is not None and told.version in (0, version.number)
    return same and told.thread.state in IN_FORCE_STATES


def is_talked_about(told: Telling) -> bool:
    """Nobody has fixed, dropped or begun a text since; the agreement goes on."""
    return told.thread.state in _GOING and not told.since(*_TURNS)


def is_noticed(told: Telling) -> bool:
    """The change holds, nobody has objected, and no version was signed since that may say otherwise."""
    notice, version = told.notice, told.thread.in_force
    if notice is None or version is None or told.thread.state not in IN_FORCE_STATES:
        return False
    is_newer = version.in_force_at is None or notice.at >= version.in_force_at
    return notice.objected_at is None and is_newer and bool(told.fields(notice.fields))


def is_proposed(told: Telling) -> bool:
    """The proposal can still be talked about."""
    version = told.thread.open_version
    same = version is not None and told.version in (0, version.number)
    return same and told.thread.amendment is Amendment.WORKING and told.thread.state in IN_FORCE_STATES


def is_asked_in_review(told: Telling) -> bool:
    """The review is open, and the reader's step in it is the one that the letter asks for."""
    review, part = told.thread.open_review, told.part
    if review is None or part is None or told.about.get("review", review.uuid) != review.uuid:
        return False
    step = "write" if part.submitted_at is None else "answer"
    return told.about.get("step", step) == step and any(told.flags_of_part().values())


def wants_to_end(told: Telling) -> bool:
    """The wish is the one that waits for the school."""
    ending, said = told.thread.row.ending, told.event(Event.PROPOSE_TERMINATION).get("data", {})
    if not ending or told.thread.state not in IN_FORCE_STATES:
        return False
    return all(ending.get(name) == said.get(name) for name in ("on", "reason", "by"))


def pauses(told: Telling) -> bool:
    """The pause is the one that the letter tells of."""
    return told.thread.state is State.SUSPENDED and not told.since(Event.RESUME)


def expired(told: Telling) -> bool:
    """It is over, and nobody has opened it again."""
    return told.thread.state is State.EXPIRED and not told.since(Event.REOPEN)


def holds_as_before(told: Telling) -> bool:
    """The agreement holds, and nobody has proposed a change since."""
    return told.thread.state in IN_FORCE_STATES and not told.since(Event.PROPOSE_AMENDMENT, Event.OBJECT)


def began_unsigned(told: Telling) -> bool:
    """The first day is over, and signatures are missing."""
    starts = told.thread.row.starts_on
    return told.thread.state in OPEN_STATES and starts is not None and starts <= told.today


def misses_somebody(told: Telling) -> bool:
    """A place is still empty in an agreement that holds."""
    empty = any(party.state == PartyState.RETIRED for party in told.thread.here)
    return empty and told.thread.state in IN_FORCE_STATES


def went_wrong(told: Telling) -> bool:
    """Nobody has put the address right, or asked again, since the wrong person answered."""
    party = told.party_of(told.event(Event.VIEW))
    if party is None or party not in [*told.thread.here, *told.thread.incoming]:
        return False
    return told.thread.state in _GOING and not told.since(*ASKING, about=party.uuid)


def is_contested(told: Telling) -> bool:
    """The school has not looked at the objection yet."""
    role = str(told.event(Event.CONTEST).get("data", {}).get("role", ""))
    return former_address.is_contested(told.thread.row, role)


def _has_signed(told: Telling) -> bool:
    """The reader has signed the text that is open; the school's people may attest for others after that."""
    version, party = told.thread.open_version, told.reader.party
    signed = any(s.party_id == party.id for s in told.thread.signatures_of(version))
    return signed and told.reader.is_guest
