"""What fills the sentences of a letter: who did it, why, until when. One function for each kind that needs more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.output.letters import wording
from workmentor_xblocks.agreement.output.letters.letter_values import Telling, role_name
from workmentor_xblocks.agreement.output.letters.readers import ASKING
from workmentor_xblocks.agreement.records import code_tries
from workmentor_xblocks.agreement.records.receipts import event_of
from workmentor_xblocks.agreement.rules import waiting
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State, VersionState
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.records import codes

# The slots and flags of a letter: a text, or whether something is so.
Slots = dict[str, Any]
Fill = Callable[[Telling], Slots]


def common(told: Telling) -> Slots:
    """What every letter can say."""
    reader = told.reader
    is_school = reader.party.role == Role.SCHOOL
    return {
        "learner": told.learner,
        "organisation": told.organisation,
        "role": told.role,
        "number": told.thread.shown.number,
        "still_holds": told.thread.in_force is not None,
        "open": told.thread.open_version is not None,
        "guest": reader.is_guest,
        "school_contact": told.school_contact,
        "school": is_school,
        "others": not is_school,
        "own": reader.party.role == Role.LEARNER,
        "not_own": reader.party.role != Role.LEARNER,
    }


def nothing(_told: Telling) -> Slots:
    """The common ones do."""
    return {}


def invitation(told: Telling) -> Slots:
    """Who asked this party; who was there from the beginning was asked by who began it."""
    asked = told.last(*ASKING, about=told.reader.party.uuid) or told.last(Event.CREATE, Event.BULK_CREATE)
    row, party = told.thread.row, told.reader.party
    answer = waiting.answer_by(party.asked_on or told.today, row.starts_on)
    talking = told.thread.open_version is not None and told.thread.open_version.state == VersionState.WORKING
    return {
        "who": told.who(asked),
        "talking": talking,
        "signing": not talking and told.thread.open_version is not None,
        "in_force": told.thread.in_force is not None and told.thread.open_version is None,
        # A day that is over names nothing any more.
        "until": told.day(answer) if talking and answer > told.today else "",
        "starts": _start(told),
    }


def turn(told: Telling) -> Slots:
    """By when to sign, and what happens then."""
    row = told.thread.row
    return {"until": told.day(row.expires_on), "first": told.thread.in_force is None, "starts": _start(told)}


def _start(told: Telling) -> str:
    """The first day of a placement that has not begun and for which nothing is signed yet."""
    starts = told.thread.row.starts_on
    return told.day(starts) if starts and starts > told.today and told.thread.in_force is None else ""


def code(_told: Telling) -> Slots:
    """How long the digits work."""
    return {"minutes": codes.MINUTES}


def new_link(told: Telling) -> Slots:
    """Whether somebody asked for it, or the school has let somebody in again."""
    return {"unlocked": bool(told.about.get("unlocked")), "asked": not told.about.get("unlocked")}


def code_locked(told: Telling) -> Slots:
    """Whose code was typed wrong; to the person whether to wait or to use the new link."""
    whose = told.locked_party
    if whose is None:
        return {}
    lock = code_tries.lock_of(whose)
    is_guest = whose.user_id is None
    if whose.id != told.reader.party.id:
        return {"whose": role_name(whose.role), "by_link": is_guest}
    until = told.reader.moment(lock.until) if lock.until and not is_guest else ""
    return {"mine": True, "new_link": is_guest, "waits": bool(until), "until": until}


def by(*kinds: Event) -> Fill:
    """Who did what the letter tells of, and why."""

    def slots(told: Telling) -> Slots:
        event = told.event(*kinds)
        data = event.get("data", {})
        by_school = event.get("actor") in (Actor.SCHOOL, Actor.STAFF)
        found = {
            "who": told.who(event),
            "reason": told.reason(event),
            # Whoever was named and has not come is a stranger, to whom only the school sends a text of its own.
            "text": told.text(data.get("text")) if told.has_come or by_school else "",
            "day": told.day(data.get("on", "")),
        }
        # Declined or opened again was an older version than the one that is open now.
        return found | ({"number": event["version"]} if event.get("version") else {})

    return slots


def receipt(told: Telling) -> Slots:
    """What was signed, and the two numbers that prove it."""
    signature = told.signature
    if signature is None:
        return {}
    event, head = event_of(told.thread, signature)
    version = signature.version
    return {
        "number": version.number,
        "moment": told.reader.moment(signature.at),
        "signed": signature.kind in ("typed", "drawn"),
        "approved": signature.kind == "approval",
        "offline": signature.kind == "offline",
        "electronic": signature.kind in ("typed", "drawn"),
        "void": signature.void_at is not None,
        "proof": (
            (label("sha256").format(number=version.number), event.get("version_sha256", "")),
            (label("head"), head),
        ),
        "command": f"python verify_agreement.py history.json --head {head}",
    }


def in_force(told: Telling) -> Slots:
    """Since when which version holds."""
    version = told.thread.in_force
    if version is None:
        return {}
    return {
        "number": version.number,
        "day": told.day(version.effective_on),
        "proof": ((label("sha256").format(number=version.number), version.sha256), (label("head"), told.thread.row.head)),
    }  # fmt: skip


def notice(told: Telling) -> Slots:
    """Which fields were changed, and until when somebody may object; that is left out when the day is over."""
    found = told.notice
    if found is None:
        return {}
    in_time = found.object_until >= told.today
    return {
        "who": told.who(told.event(Event.NOTICE)),
        "fields": told.fields(found.fields),
        "until": told.day(found.object_until) if in_time else "",
    }


def review(told: Telling) -> Slots:
    """Which review, and what this reader does in it."""
    found = told.thread.open_review
    if found is None:
        return {}
    return {"review": found.number, "day": told.day(found.due_on), **told.flags_of_part()}


def ended(told: Telling) -> Slots:
    """Who ended it, how, and whether something is left to say."""
    state = told.thread.state
    return by(Event.TERMINATE, Event.CANCEL)(told) | {
        "terminated": state is State.TERMINATED,
        "cancelled": state is State.CANCELLED,
        "review_open": told.thread.open_review is not None,
    }


def not_me(told: Telling) -> Slots:
    """For which part a link went to the wrong person."""
    party = told.party_of(told.event(Event.VIEW))
    return {"whom": role_name(party.role) if party else ""}


def place_changed(told: Telling) -> Slots:
    """Who wrote down another address or named another person."""
    return {"who": told.who(told.event(Event.EDIT, *ASKING))}


def contested(told: Telling) -> Slots:
    """For which part somebody objects."""
    return {"whom": role_name(str(told.event(Event.CONTEST).get("data", {}).get("role", "")))}


def row_day(name: str, slot: str = "day") -> Fill:
    """A day that stands on the agreement."""

    def slots(told: Telling) -> Slots:
        return {slot: told.day(getattr(told.thread.row, name))}

    return slots


def label(name: str) -> str:
    """The words of a number or a name in the list below a letter."""
    msgid = wording.LABELS[name]
    return gettext(msgid)
