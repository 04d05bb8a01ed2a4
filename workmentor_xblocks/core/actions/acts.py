"""What people do to a thing that others see too: one list of acts, and one door to them.

A row of the list says what is sent and which function does it; the slice says how the thing is held and who may. The
door holds it, asks whether this person may as things stand, reads the form, and lets the function do what it is about.
Whatever is refused leaves nothing behind: all of it is one transaction, and mail is sent after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from workmentor_xblocks.core.actions.requester import Requester
from workmentor_xblocks.core.content.errors import NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Data, Input, parsed

TRIES = 5
DEADLOCK = 1213  # MariaDB and MySQL: "Deadlock found when trying to get lock; try restarting transaction"
_NO_SUCH_ACT = Message("no_such_act", _("This page is older than the site. Reload it and try again."))


@dataclass(frozen=True)
class Done:
    """What came of an act: a sentence to announce, and where the reading goes on."""

    uuid: str
    said: Message
    focus: str = ""
    but: Refusal | None = None  # what could not be kept, told when the rest is
    held: Any = None  # the thing as the act left it, so that the page that answers reads nothing twice


Who = TypeVar("Who", bound=Requester)
Held = TypeVar("Held")
Sent = TypeVar("Sent", bound=Input)


@dataclass
class Holding(Generic[Who]):
    """One act under way: who acts, and when. A slice adds what is held."""

    requester: Who
    now: datetime

    @property
    def today(self) -> date:
        """The day where the institution is."""
        return timezone.localdate(self.now)

    @property
    def user_id(self) -> int | None:
        """The account that acts; None for a guest."""
        return self.requester.user_id

    def finish(self) -> None:
        """Save the thing as the act left it."""
        raise NotImplementedError


Holds = TypeVar("Holds", bound="Holding[Any] | None")


@contextmanager
def under_way(hold: Callable[[], Holds]) -> Iterator[Holds]:
    """The one transaction in which anything happens to a thing.

    ``hold`` locks it first, and asks then whether this may happen as things stand. It raises for who may not, or
    answers None where nothing is to be done; whatever is refused leaves nothing behind.
    """
    with transaction.atomic():
        held = hold()
        yield held
        if held is not None:
            held.finish()


@dataclass(frozen=True)
class Row(Generic[Who, Held, Sent]):
    """One act: the form that is sent for it, and the function that does it."""

    form: type[Sent]
    function: Callable[[Held, Sent], Done]

    def hold(self, requester: Who, uuid: str, data: Data) -> AbstractContextManager[Held]:
        """The thing, held in a transaction for somebody who may do this now. Raises ``Refusal`` for everybody else."""
        raise NotImplementedError

    def __call__(self, requester: Who, uuid: str, data: Data) -> Done:
        """Do it."""
        with self.hold(requester, uuid, data) as held:
            done = self.function(held, parsed(self.form, data))
        if done.but is not None:
            raise done.but
        return done


def do(
    acts: Mapping[str, Callable[[Who, str, Data], Done]], name: str, requester: Who, uuid: str, data: Data
) -> Done:
    """Do the act of that name. Raises ``NotFound`` for one that is not known.

    Where two acts waited for each other, the database has undone one of them whole: it is done once more.
    """
    act = acts.get(name)
    if act is None:
        raise NotFound(_NO_SUCH_ACT)
    for _again in range(TRIES - 1):
        try:
            return act(requester, uuid, data)
        except OperationalError as error:
            if connection.in_atomic_block or error.args[:1] != (DEADLOCK,):
                raise
    return act(requester, uuid, data)


def once(within: str, request: str) -> str | None:
    """The name of a request within its thing: what another page calls its own is another request. None for no name."""
    return hashlib.sha256(f"{within} {request}".encode()).hexdigest() if request else None
