"""On top of every agreement: how it stands, for whom it waits, what is new, and what I do next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workmentor_xblocks.agreement.actions import requester as requesters
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.changes import changes_between
from workmentor_xblocks.agreement.pages.events import Change, News, news
from workmentor_xblocks.agreement.pages.next_step import Next, next_step
from workmentor_xblocks.agreement.rules import waiting
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.lifecycle import IN_FORCE_STATES, Actor, Amendment, Event, State
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.agreement.rules.waiting import Waiting
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say

# The sign beside the state's name, so that it is not told by colour alone: see icons in the style sheet.
LOOKS = {
    State.DRAFT: "open",
    State.NEGOTIATING: "open",
    State.SIGNING: "signing",
    State.SIGNED: "good",
    State.ACTIVE: "good",
    State.SUSPENDED: "paused",
    State.COMPLETED: "good",
}

# What somebody has to do, said to themselves, as the line beside “You”.
_MINE = {
    What.FILL_IN: _("fill in what is still empty"),
    What.INVITE: _("name and invite: {whom}"),
    What.SEND_LINKS: _("send the others their links, so that they can read it"),
    What.SETTLE: _("answer a wish for a change"),
    What.FREEZE: _("read it once more and make it ready to sign"),
    What.SIGN: _("sign"),
    What.APPROVE: _("approve"),
    What.WRITE_PART: _("write your part of review {number}"),
    What.DECIDE: _("read the others’ parts of review {number} and agree or disagree"),
    What.CLOSE_REVIEW: _("close review {number}, or ask who is missing"),
    What.CONFIRM_END: _("confirm the early end, or talk it over"),
    What.REPLACE: _("name somebody for a person who is no longer there"),
    What.ATTEST: _("ask who leaves for the signature, or attest the leaving"),
    What.RESUME: _("say whether the suspended placement goes on"),
    What.COMPLETE: _("complete the agreement with what was reached"),
}


@dataclass(frozen=True)
class StatePage:
    """How it stands: a word with the look of its sign, the version that it is about, and its days."""

    name: str
    look: str
    code: str
    version: int
    since: str
    frozen: str
    expires: str
    proposed: int  # the number of a version that is proposed beside it; 0: none
    proposal_is_signed: bool
    period: str
    ended: str


@dataclass(frozen=True)
class Wait:
    """For whom it waits, for what, since when and until when."""

    is_mine: bool
    who: str
    what: str
    since: str
    due: str
    overdue: bool


@dataclass(frozen=True)
class SinceRead:
    """What changed between the version that somebody had open when signing was refused, and the one of now."""

    read: int
    now: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Top:
    """What ``top.html`` is filled with. ``notices``: (code, sentence)."""

    state: StatePage
    waits: tuple[Wait, ...]
    nobody: str
    notices: tuple[tuple[str, str], ...]
    news: News | None
    since_read: SinceRead | None
    may_mark: bool
    next: Next
    why_not: str
    why_not_code: str


def top_page(view: AgreementView) -> Top:
    """How the agreement stands before this person."""
    return Top(
        state=_state(view),
        waits=tuple(_wait(view, entry) for entry in _together(view.waits)),
        nobody="" if view.waits else wording.sentence(waiting.nobody(view.facts, view.today)),
        notices=tuple(_notices(view)),
        news=news(view) if view.may_write else None,
        since_read=_since_read(view),
        may_mark=Event.VIEW in view.may,
        next=next_step(view),
        why_not=say(requesters.why_not(view.requester.why_not)) if view.requester.why_not else "",
        why_not_code=view.requester.why_not or "",
    )


def _since_read(view: AgreementView) -> SinceRead | None:
    """What changed between the version that somebody had open when signing was refused, and this one."""
    read = str(view.typed.get("version", ""))
    if view.refusal is None or not read or view.thread.open_version is None:
        return None
    before = next((v for v in view.thread.versions if str(v.number) == read), None)
    if before is None or before == view.thread.open_version:
        return None
    now = view.thread.open_version
    changes = changes_between(view, view.thread.values(before), view.thread.values(now))
    return SinceRead(before.number, now.number, changes)


def _state(view: AgreementView) -> StatePage:
    thread, version = view.thread, view.thread.shown
    held = thread.in_force
    return StatePage(
        name=say(STATE_NAMES[thread.state]),
        look=LOOKS.get(thread.state, "over"),
        code=thread.state.value,
        version=(held or version).number,
        since=wording.day(held.effective_on) if held else "",
        frozen=wording.moment(version.frozen_at) if view.facts.is_signing else "",
        expires=wording.day(thread.row.expires_on) if thread.state is State.SIGNING else "",
        proposed=version.number if held is not None and version is not held else 0,
        proposal_is_signed=thread.amendment is Amendment.FROZEN,
        period=_period(view),
        ended=wording.day(thread.row.ended_on),
    )


def _period(view: AgreementView) -> str:
    row = view.thread.row
    return (
        f"{wording.day(row.starts_on)} – {wording.day(row.ends_on)}" if row.starts_on and row.ends_on else ""
    )


def _together(waits: tuple[Waiting, ...]) -> list[Waiting]:
    """Whom one person invites stands in one line."""
    found: dict[tuple[Actor, str], Waiting] = {}
    for entry in waits:
        key = (entry.role, entry.what if entry.what is What.INVITE else str(entry.for_what))
        before, whom = found.get(key), entry.for_what.values.get("whom")
        if isinstance(whom, Message):
            told = f"{before.for_what.values['whom']}, {say(whom)}" if before else say(whom)
            message = Message(entry.for_what.code, entry.for_what.msgid, {"whom": told})
            entry = replace(before or entry, for_what=message)
        found[key] = entry
    return list(found.values())


def _wait(view: AgreementView, entry: Waiting) -> Wait:
    party = view.thread.party_by_uuid(entry.party) if entry.party else None
    is_mine, told = entry.role in view.actors, entry.for_what
    if is_mine:
        told = Message(told.code, _MINE[entry.what], told.values)
    return Wait(
        is_mine=is_mine,
        who=wording.role(entry.role) if is_mine else wording.who(party, entry.role),
        what=wording.sentence(told),
        since=wording.day(entry.since),
        due=wording.day(entry.due),
        overdue=entry.overdue,
    )


# --- notices ------------------------------------------------------------------------------------------------------

_UNSIGNED = Message(
    "started_unsigned", _("The placement began before everybody had signed. Nothing is dated back.")
)
_CONTACT = Message(
    "contact_problem",
    _("Somebody could not be reached, or says to be somebody else. Correct the address of who is meant."),
)
_LEFT = Message(
    "not_enrolled",
    _(
        "The learner does not take part in this course at present. Nothing can be signed until the school clears that."
    ),
)
_BINDING = Message(
    "binding", _("The {binding} text is binding. What you read in {read} is a translation, for information.")
)


def _notices(view: AgreementView) -> list[tuple[str, str]]:
    row, found = view.thread.row, list[Message]()
    learner = view.facts.by_role.get(Role.LEARNER)
    if row.started_unsigned and view.facts.state not in IN_FORCE_STATES:
        found.append(_UNSIGNED)
    if row.contact_problem and (view.is_school or Actor.STAFF in view.actors):
        found.append(_CONTACT)
    if (
        learner is not None
        and not learner.is_enrolled
        and view.facts.state not in (State.COMPLETED, State.ERASED)
    ):
        found.append(_LEFT)
    if view.reading.language != row.language:
        names = {"binding": languages.name(row.language), "read": languages.name(view.reading.language)}
        found.append(Message(_BINDING.code, _BINDING.msgid, names))
    return [(message.code, say(message)) for message in found]
