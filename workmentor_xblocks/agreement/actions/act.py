"""The way every act goes: hold the agreement, ask whether this person may as things stand, change, record, say who is waited for.

Whatever is refused leaves nothing behind: all of it is one transaction, and mail is sent after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from workmentor_xblocks.agreement.actions.acting import Acting, full_name
from workmentor_xblocks.agreement.records import snapshot, thread as threads, writing
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Party, PartyState, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import lifecycle
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, Event, State, Verdict
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_NOT_YOURS = Message("not_yours", _("This agreement is not there, or you take no part in it."))
_NEVER = Message("not_your_part", _("This is not yours to do in this agreement. Ask the school contact."))
_NOT_NOW = Message(
    "not_now", _("The agreement has moved on meanwhile, so this was not done. This is how it stands now.")
)


@dataclass(frozen=True)
class Done:
    """What came of an act: a sentence to announce, and where the reading goes on."""

    uuid: str
    said: Message
    focus: str = "agreement"
    but: Refusal | None = None  # what could not be kept, told when the rest is


@dataclass
class Act:
    """One act under way: the held agreement, who acts in which role, and when."""

    thread: Thread
    acting: Acting
    actor: Actor
    party: Party | None
    now: datetime
    recorded: int = 0  # links added by this act

    @property
    def uuid(self) -> str:
        """The agreement's name."""
        return self.thread.row.uuid

    @property
    def today(self) -> date:
        """The day where the institution is."""
        return timezone.localdate(self.now)

    @property
    def user_id(self) -> int | None:
        """The account that acts; None for a guest."""
        return self.acting.user_id

    def record(
        self, event: Event, *, version: Version | None = None, data: Mapping[str, Any] | None = None
    ) -> HistoryEvent:
        """Add a link to the chain; for an organisation the person who acts is recorded too."""
        told = dict(data or {})
        if self.actor in (Actor.SCHOOL, Actor.STAFF) and self.user_id is not None:
            told["person"] = self.sealed(full_name(self.user_id), about="person")
        self.recorded += 1
        return writing.append(
            self.thread,
            event,
            at=self.now,
            actor=self.actor,
            party=self.party,
            user_id=self.user_id,
            version=version,
            data=told,
        )

    def keep(self, text: Any, *, about: str) -> str:
        """The commitment of a text that this person wrote."""
        return writing.commit(self.thread, text, about=about, party=self.party, user_id=self.user_id)

    def sealed(self, text: Any, *, about: str) -> dict[str, str]:
        """The same as it stands in a link of the chain."""
        return {"commitment": self.keep(text, about=about)}

    def become(self, state: State, *, amendment: Amendment | None = None) -> None:
        """Set the state; an agreement that is over makes room for another one."""
        self.thread.row.state = state.value
        if amendment is not None:
            self.thread.row.amendment = amendment.value
        if state in lifecycle.ENDED_STATES:
            self.thread.row.open_key = None


def now() -> datetime:
    """The server's time in UTC; a client's clock is never asked."""
    return datetime.now(UTC)


@contextmanager
def doing(uuid: str, acting: Acting, event: Event, *, role: str = "") -> Iterator[Act]:
    """Do ``event`` to an agreement, or refuse: 404 for strangers, 403 for who never may, 409 when it is not the time.

    ``role`` chooses among the roles of a person who has more than one.
    """
    acting.require_writing()
    with transaction.atomic():
        thread = threads.locked(uuid)
        if thread is None:
            raise NotFound(_NOT_YOURS)
        actor, party = _as_whom(thread, acting, event, role)
        act = Act(thread, acting, actor, party, now())
        yield act
        finish(act)


@contextmanager
def automatically(
    uuid: str,
    actor: Actor,
    event: Event,
    *,
    at: datetime | None = None,
    still: Callable[[Thread], bool] = lambda _thread: True,
) -> Iterator[Act | None]:
    """The same for what no person does; None where the table does not let it happen as things stand.

    ``still`` asks again, now that the agreement is held, what made it due: somebody else may have been here meanwhile.
    """
    with transaction.atomic():
        thread = threads.locked(uuid)
        if (
            thread is None
            or lifecycle.verdict(thread.state, thread.amendment, event, actor) is not Verdict.ALLOWED
            or not still(thread)
        ):
            yield None
            return
        act = Act(thread, Acting(None), actor, None, at or now())
        yield act
        finish(act)


@contextmanager
def arriving(uuid: str, acting: Acting, place: str) -> Iterator[Act]:
    """The same for an account that takes a place: ``party`` is the place, whose it is not yet. 404 for strangers."""
    acting.require_writing()
    with transaction.atomic():
        thread = threads.locked(uuid)
        party = thread.party_by_uuid(place) if thread is not None else None
        if thread is None or party is None:
            raise NotFound(_NOT_YOURS)
        actor = Actor(party.role)
        if lifecycle.verdict(thread.state, thread.amendment, Event.VIEW, actor) is not Verdict.ALLOWED:
            raise Changed(_NOT_NOW)
        act = Act(thread, acting, actor, party, now())
        yield act
        if act.recorded:
            finish(act)


@contextmanager
def noting(uuid: str) -> Iterator[Thread | None]:
    """Hold an agreement to note something beside its history; None where there is none."""
    with transaction.atomic():
        thread = threads.locked(uuid)
        yield thread
        if thread is not None:
            thread.row.rev += 1
            thread.row.save()


def finish(act: Act) -> None:
    """Save the agreement's row with who is waited for now."""
    row = act.thread.row
    row.rev += 1
    row.changed_at = act.now
    if act.thread.state is State.NEGOTIATING:
        # Talking may pause over a summer; only what nobody goes on with for as long as drafts are kept is over.
        row.expires_on = act.today + timedelta(days=30 * act.thread.definition.retention.draft_months)
    if act.party is not None and act.actor is not Actor.TIMER:
        _note_own(act, act.party)
    snapshot.refresh(act.thread, act.today)
    row.save()


def _note_own(act: Act, party: Party) -> None:
    """Nobody's own doing is news to them. What others did meanwhile stays news: a page may be open for hours.

    Who does anything takes part, whether they have pressed a button that says so or not.
    """
    newest = act.thread.row.events_count - 1
    if party.seen_seq < 0 or party.seen_seq >= newest - act.recorded:
        party.seen_seq = newest
    party.seen_on = act.today
    if party.state in (PartyState.NAMED, PartyState.INVITED):
        party.state, party.asked_on = PartyState.JOINED, party.asked_on or act.today
    party.save(update_fields=["seen_seq", "seen_on", "state", "asked_on"])


def roles_of(thread: Thread, acting: Acting) -> list[tuple[Actor, Party | None]]:
    """Every role in which this person may act here."""
    found: list[tuple[Actor, Party | None]] = []
    for party in [*thread.here, *thread.incoming]:
        if _is(party, acting) or (party.role == "school" and _is_school(thread, party, acting)):
            found.append((Actor(party.role), party))
    if acting.is_staff:
        found.append((Actor.STAFF, None))
    return found


def require_seeing(thread: Thread | None, acting: Acting) -> list[tuple[Actor, Party | None]]:
    """The roles of who may read an agreement. Raises ``NotFound`` for everybody else."""
    roles = roles_of(thread, acting) if thread else []
    if not roles:
        raise NotFound(_NOT_YOURS)
    return roles


def _is(party: Party, acting: Acting) -> bool:
    if acting.is_guest:
        return party.uuid == acting.party
    return acting.user_id is not None and party.user_id == acting.user_id


def _is_school(thread: Thread, party: Party, acting: Acting) -> bool:
    if acting.user_id is None or acting.is_guest:
        return False
    listed = any(member.user_id == acting.user_id for member in party.members.all())
    return listed or (acting.is_staff and thread.definition.course_team_is_school)


def _as_whom(thread: Thread, acting: Acting, event: Event, role: str) -> tuple[Actor, Party | None]:
    roles = require_seeing(thread, acting)
    chosen = [entry for entry in roles if not role or entry[0] == role]
    verdicts = [
        (lifecycle.verdict(thread.state, thread.amendment, event, entry[0]), entry) for entry in chosen
    ]
    for verdict, entry in verdicts:
        if verdict is Verdict.ALLOWED:
            return entry
    if any(verdict is Verdict.NOT_NOW for verdict, _entry in verdicts):
        raise Changed(_NOT_NOW)
    raise NotAllowed(_NEVER)


def open_version(thread: Thread) -> Version:
    """The version that is being worked on or signed. Raises ``Changed`` where there is none."""
    version = thread.open_version
    if version is None:
        raise Changed(_NOT_NOW)
    return version


def held_version(thread: Thread) -> Version:
    """The version in force. Raises ``Changed`` where there is none."""
    version = thread.in_force
    if version is None:
        raise Changed(_NOT_NOW)
    return version
