"""A letter about one agreement: the sentences of its kind with their slots filled, and the numbers that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from workmentor_xblocks.agreement.definition import Role
from workmentor_xblocks.agreement.letters import readers, words
from workmentor_xblocks.agreement.letters.readers import Reader
from workmentor_xblocks.agreement.letters.telling import Telling, role_name
from workmentor_xblocks.agreement.letters.words import WORDS, Only
from workmentor_xblocks.agreement.lifecycle import Event, State
from workmentor_xblocks.agreement.mail import Letter as Kind
from workmentor_xblocks.agreement.receipts import event_of
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.translation import gettext


@dataclass(frozen=True)
class Item:
    """One of several agreements in a letter."""

    title: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True)
class Written:
    """A letter in words, before it becomes text and HTML. ``link`` "" where there is nothing to open."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    why_you: str
    code: str = ""
    link: str = ""
    link_label: str = ""
    items: tuple[Item, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    command: str = ""
    how_to_check: str = ""
    last: str = ""


_ASKING = (Event.INVITE, Event.REPLACE_PARTY, Event.CORRECT_CONTACT)

# The slots and flags of a letter: a text, or whether something is so.
Slots = dict[str, Any]


def write(kind: Kind, thread: Thread, reader: Reader) -> Written | None:
    """The letter in the language that is active; None where there is nothing to tell."""
    told = Telling(thread, reader)
    slots = _common(told) | _SLOTS.get(kind, _nothing)(told)
    if slots.get("untold"):
        return None
    code = ""
    if kind is Kind.CODE:
        with transaction.atomic():
            code = told.code(datetime.now(UTC))
    return Written(
        subject=subject(kind, told),
        greeting=greeting(reader),
        paragraphs=said(kind, slots),
        why_you=gettext(words.WHY_YOU),
        code=code,
        link="" if kind is Kind.CODE else readers.address_of_page(thread, reader),
        link_label=gettext(words.OPEN),
        facts=(*facts(told), *slots.get("proof", ())),
        command=slots.get("command", ""),
        how_to_check=gettext(words.HOW_TO_CHECK) if slots.get("command") else "",
    )


def subject(kind: Kind, told: Telling) -> str:
    """What the letter is about, and which agreement, without a name of anybody."""
    return gettext(words.NUMBERED).format(subject=gettext(WORDS[kind].subject), short=told.short)


def greeting(reader: Reader) -> str:
    """By name, where it is known."""
    return gettext(words.HELLO).format(name=reader.name) if reader.name else gettext(words.HELLO_YOU)


def said(kind: Kind, slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The sentences of a kind; one with an empty slot, or about what is not so, is left out."""
    found = []
    for sentence in WORDS[kind].said:
        if isinstance(sentence, Only) and not slots.get(sentence.when):
            continue
        msgid = sentence.msgid if isinstance(sentence, Only) else sentence
        filled = _Filled(slots)
        text = gettext(msgid).format_map(filled)
        if not filled.lacks:
            found.append(text)
    return tuple(found)


def _label(name: str) -> str:
    msgid = words.LABELS[name]
    return gettext(msgid)


def facts(told: Telling) -> tuple[tuple[str, str], ...]:
    """Which agreement a letter is about."""
    values = {
        "learner": told.learner,
        "organisation": told.organisation,
        "role": told.role,
        "number": told.short,
    }
    return tuple((_label(name), value) for name, value in values.items())


class _Filled(dict[str, Any]):
    """Slots that notice when one of them is empty."""

    lacks = False

    def __getitem__(self, name: str) -> Any:
        value = self.get(name, "")
        self.lacks = self.lacks or value in ("", None)
        return value


def _common(told: Telling) -> Slots:
    row, reader = told.thread.row, told.reader
    is_school = reader.party.role == Role.SCHOOL
    return {
        "learner": told.learner,
        "organisation": told.organisation,
        "role": told.role,
        "number": told.thread.shown.number,
        "until": told.day(row.due_on or row.expires_on),
        "still_holds": told.thread.in_force is not None,
        "open": told.thread.open_version is not None,
        "guest": reader.is_guest,
        "school": is_school,
        "others": not is_school,
        "own": reader.party.role == Role.LEARNER,
        "not_own": reader.party.role != Role.LEARNER,
    }


def _nothing(_told: Telling) -> Slots:
    return {}


def _invited(told: Telling) -> Slots:
    """Who asked this party; who was there from the beginning was asked by who began it."""
    asked = told.last(*_ASKING, about=told.reader.party.uuid) or told.last(Event.CREATE, Event.BULK_CREATE)
    return {"who": told.who(asked)}


def _by(*kinds: Event) -> Callable[[Telling], Slots]:
    """Who did the newest of these, and why."""

    def slots(told: Telling) -> Slots:
        event = told.last(*kinds)
        data = event.get("data", {})
        found = {
            "who": told.who(event),
            "reason": told.reason(event),
            "text": told.text(data.get("text")),
            "day": told.day(data.get("on", "")),
        }
        # Declined or opened again was an older version than the one that is open now.
        return found | ({"number": event["version"]} if event.get("version") else {})

    return slots


def _receipt(told: Telling) -> Slots:
    signature = told.signature
    if signature is None:
        return {"untold": True}
    event, head = event_of(told.thread, signature)
    version = signature.version
    return {
        "number": version.number,
        "moment": told.moment(signature.at),
        "signed": signature.kind in ("typed", "drawn"),
        "approved": signature.kind == "approval",
        "offline": signature.kind == "offline",
        "electronic": signature.kind in ("typed", "drawn"),
        "proof": (
            (_label("sha256").format(number=version.number), event.get("version_sha256", "")),
            (_label("head"), head),
        ),
        "command": f"python verify_agreement.py history.json --head {head}",
    }


def _in_force(told: Telling) -> Slots:
    version = told.thread.in_force
    if version is None:
        return {"untold": True}
    label = _label("sha256").format(number=version.number)
    return {
        "number": version.number,
        "day": told.day(version.effective_on),
        "proof": ((label, version.sha256), (_label("head"), told.thread.row.head)),
    }


def _notice(told: Telling) -> Slots:
    event = told.last(Event.NOTICE)
    newest = told.thread.notices[-1] if told.thread.notices else None
    fields = told.fields(newest.fields) if newest else ""
    if not fields:
        return {"untold": True}
    return {
        "who": told.who(event),
        "fields": fields,
        "until": told.day(newest.object_until if newest else None),
    }


def _review(told: Telling) -> Slots:
    review = told.thread.open_review
    if review is None:
        return {"untold": True}
    return {"review": review.number, "day": told.day(review.due_on), **told.flags_of_part()}


def _ended(told: Telling) -> Slots:
    slots = _by(Event.TERMINATE, Event.CANCEL)(told)
    state = told.thread.state
    return slots | {
        "terminated": state is State.TERMINATED,
        "cancelled": state is State.CANCELLED,
        "review_open": told.thread.open_review is not None,
    }


def _not_me(told: Telling) -> Slots:
    event = told.last(Event.VIEW)
    about = event.get("data", {}).get("party", event.get("party", ""))
    party = next((p for p in told.thread.parties if p.uuid == about), None)
    return {"whom": role_name(party.role) if party else ""}


def _row_day(name: str, slot: str = "day") -> Callable[[Telling], Slots]:
    def slots(told: Telling) -> Slots:
        return {slot: told.day(getattr(told.thread.row, name))}

    return slots


_SLOTS: Mapping[Kind, Callable[[Telling], Slots]] = {
    Kind.INVITATION: _invited,
    Kind.CODE: lambda told: {"minutes": keys.CODE_MINUTES},
    Kind.RECEIPT: _receipt,
    Kind.SIGNED_BY_ALL: _in_force,
    Kind.DECLINED: _by(Event.DECLINE),
    Kind.REOPENED: _by(Event.UNFREEZE),
    Kind.NOTICE: _notice,
    Kind.AMENDMENT: _by(Event.PROPOSE_AMENDMENT, Event.OBJECT),
    Kind.REVIEW: _review,
    Kind.ENDING: _by(Event.PROPOSE_TERMINATION),
    Kind.ENDED: _ended,
    Kind.SUSPENDED: _by(Event.SUSPEND),
    Kind.COMPLETED: _by(Event.COMPLETE),
    Kind.EXPIRED: _row_day("ended_on"),
    Kind.STARTED_UNSIGNED: _row_day("starts_on"),
    Kind.PERSON_GONE: _row_day("school_acts_by", "until"),
    Kind.NOT_ME: _not_me,
}
