"""The way every act goes: hold the agreement, ask whether this person may as things stand, change, record, say who is waited for.

What an act comes to stands in the row of the lifecycle that it names: with its line of the history the agreement goes
into the state of that row, and versions of the text into theirs. Whatever is refused leaves nothing behind: all of it
is one transaction, and mail is sent after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workmentor_xblocks.agreement.actions import versions
from workmentor_xblocks.agreement.actions.requester import Requester, full_name
from workmentor_xblocks.agreement.actions.roles import NOT_YOURS, acts_as
from workmentor_xblocks.agreement.actions.versions import NOT_NOW
from workmentor_xblocks.agreement.records import snapshot, thread as threads, writing
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Party, PartyState, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import transitions
from workmentor_xblocks.agreement.rules.lifecycle import (
    ENDED_STATES,
    Actor,
    Event,
    State,
    Transition,
    VersionState,
)
from workmentor_xblocks.agreement.rules.transitions import Verdict
from workmentor_xblocks.core.actions.acts import Done, Holding, under_way
from workmentor_xblocks.core.content.errors import Changed, NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message


@dataclass
class Act(Holding[Requester]):
    """One act under way: the held agreement, what is to happen to it, and by whom in which role."""

    thread: Thread
    event: Event
    actor: Actor
    party: Party | None = None
    when: str = ""
    is_visit: bool = False  # even where nothing happened it is noted that somebody was here
    recorded: int = 0  # links added by this act
    happened: Transition | None = None

    @property
    def uuid(self) -> str:
        """The agreement's name."""
        return self.thread.row.uuid

    def follows(self, when: str) -> None:
        """Say what is the case besides, where another row of the lifecycle is for that."""
        self.when = when

    def record(
        self,
        event: Event | None = None,
        *,
        version: Version | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> HistoryEvent:
        """Add a link to the chain, and let happen what the lifecycle says. ``event`` is something else that happens too.

        For an organisation the person who acts is recorded.
        """
        row = self._row() if self.happened is None and event in (None, self.event) else None
        told = dict(data or {})
        if row is not None and VersionState.IN_FORCE in row.versions:
            told["in_force"] = True
        if self.actor in (Actor.SCHOOL, Actor.STAFF) and self.user_id is not None:
            told["person"] = self.sealed(full_name(self.thread.account(self.user_id)), about="person")
        if row is not None and row.told_after:
            self._happen(row)
        self.recorded += 1
        link = writing.append(
            self.thread,
            event or self.event,
            at=self.now,
            actor=self.actor,
            party=self.party,
            user_id=self.user_id,
            version=version,
            data=told,
        )
        if row is not None and not row.told_after:
            self._happen(row)
        return link

    def _row(self) -> Transition:
        thread = self.thread
        return transitions.transition(thread.state, thread.amendment, self.event, self.actor, when=self.when)

    def _happen(self, row: Transition) -> None:
        """An agreement that is over makes room for another one."""
        agreement = self.thread.row
        versions.bring(self.thread, row.versions, at=self.now, by=self.party)
        if row.target is not None:
            agreement.state = row.target.value
        if row.amendment_after is not None:
            agreement.amendment = row.amendment_after.value
        if row.target in (*ENDED_STATES, State.ERASED):
            agreement.open_key = None
        self.happened = row

    def keep(self, text: Any, *, about: str) -> str:
        """The commitment of a text that this person wrote."""
        return writing.commit(self.thread, text, about=about, party=self.party, user_id=self.user_id)

    def sealed(self, text: Any, *, about: str) -> dict[str, str]:
        """The same as it stands in a link of the chain."""
        return {"commitment": self.keep(text, about=about)}

    def done(self, said: Message, focus: str = "agreement", *, but: Refusal | None = None) -> Done:
        """What came of it. What stands beside the text is read anew when it is asked for next."""
        self.thread.forget("events", "comments", "notices", "reviews", "completion")
        return Done(self.uuid, said, focus, but=but, held=self.thread)

    def finish(self) -> None:
        """Save the agreement's row with who is waited for now."""
        if not self.recorded and not self.is_visit:
            return
        row = self.thread.row
        if self.thread.state is State.NEGOTIATING:
            # Talking may pause over a summer; only what nobody goes on with for as long as drafts are kept is over.
            row.expires_on = self.today + timedelta(days=30 * self.thread.definition.retention.draft_months)
        if self.party is not None and self.actor is not Actor.TIMER:
            self._note_own(self.party)
        snapshot.refresh(self.thread, self.today)
        row.changed(self.now)

    def _note_own(self, party: Party) -> None:
        """Nobody's own doing is news to them. What others did meanwhile stays news: a page may be open for hours.

        Who does anything takes part, whether they have pressed a button that says so or not.
        """
        newest = self.thread.row.events_count - 1
        if party.seen_seq < 0 or party.seen_seq >= newest - self.recorded:
            party.seen_seq = newest
        party.seen_on = self.today
        if party.state in (PartyState.NAMED, PartyState.INVITED):
            party.state, party.asked_on = PartyState.JOINED, party.asked_on or self.today
        party.save(update_fields=["seen_seq", "seen_on", "state", "asked_on"])


def doing(uuid: str, requester: Requester, event: Event, *, role: str = "") -> AbstractContextManager[Act]:
    """Do ``event`` to an agreement, or refuse: 404 for strangers, 403 for who never may, 409 when it is not the time.

    ``role`` chooses among the roles of a person who has more than one.
    """

    def hold() -> Act:
        thread = _there(uuid)
        whom = acts_as(thread, requester, event, role)
        return Act(requester, requester.now, thread, event, *whom, is_visit=True)

    requester.require_writing()
    return under_way(hold)


def arriving(uuid: str, requester: Requester, place: str) -> AbstractContextManager[Act]:
    """The same for an account that takes a place: ``party`` is the place, whose it is not yet. 404 for strangers."""

    def hold() -> Act:
        thread = _there(uuid)
        party = thread.party_by_uuid(place)
        if party is None:
            raise NotFound(NOT_YOURS)
        actor = Actor(party.role)
        if transitions.verdict(thread.state, thread.amendment, Event.VIEW, actor) is not Verdict.ALLOWED:
            raise Changed(NOT_NOW)
        return Act(requester, requester.now, thread, Event.VIEW, actor, party)

    requester.require_writing()
    return under_way(hold)


def _there(uuid: str) -> Thread:
    """The agreement, held. Raises ``NotFound``."""
    thread = threads.locked(uuid)
    if thread is None:
        raise NotFound(NOT_YOURS)
    return thread


def automatically(
    uuid: str,
    actor: Actor,
    event: Event,
    *,
    at: datetime | None = None,
    still: Callable[[Thread], bool] = lambda _thread: True,
) -> AbstractContextManager[Act | None]:
    """The same for what no person does; None where the table does not let it happen as things stand.

    ``still`` asks again, now that the agreement is held, what made it due: somebody else may have been here meanwhile.
    """

    def hold() -> Act | None:
        thread = threads.locked(uuid)
        if thread is None or not still(thread):
            return None
        said = transitions.verdict(thread.state, thread.amendment, event, actor)
        nobody = Requester(None, at=at)
        return Act(nobody, nobody.now, thread, event, actor) if said is Verdict.ALLOWED else None

    return under_way(hold)


@contextmanager
def noting(uuid: str) -> Iterator[Thread | None]:
    """Hold an agreement to note something beside its history; None where there is none."""
    with transaction.atomic():
        thread = threads.locked(uuid)
        yield thread
        if thread is not None:
            thread.row.rev += 1
            thread.row.save()
