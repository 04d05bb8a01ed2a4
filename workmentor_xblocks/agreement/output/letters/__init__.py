"""The letters of an agreement, written at the moment of sending: who did what, why you hear of it, what to do until when.

Each goes to one person in that person's language. A guest's letter holds a fresh link, which nobody else ever sees; who
has left meanwhile is not written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from workmentor_xblocks.agreement.actions.act import noting
from workmentor_xblocks.agreement.output.letters import digest, readers, single
from workmentor_xblocks.agreement.output.letters.readers import Reader
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.output.letters import letter
from workmentor_xblocks.core.output.mail import Letter
from workmentor_xblocks.core.records.outbox import Problem

About = Mapping[str, Any]


def register() -> None:
    """Tell the outbox who writes the letters of agreements."""
    for kind in Kind:
        write = remind if kind is Kind.REMINDER else partial(compose, kind)
        mail.register(f"agreement.{kind}", write, on_failed=not_delivered)


def compose(kind: Kind, about: About) -> Letter | None:
    """One letter about one agreement."""
    thread = threads.find(str(about.get("agreement", "")))
    reader = readers.of(thread, kind, about) if thread else None
    if thread is None or reader is None:
        return None
    return letter(reader, partial(single.write, kind, thread, reader, about))


def remind(about: About) -> Letter | None:
    """One letter about everything that somebody is reminded of today."""
    entries = digest.entries(str(about.get("batch", "")))
    found = [(entry, reader) for entry in entries if (reader := _to_remind(entry, about))]
    if not found:
        return None
    first = found[0][1]
    several = [(thread, party, first.like(reader)) for (thread, party), reader in found]
    return letter(first, partial(digest.write, several))


def not_delivered(about: About, problem: Problem) -> None:
    """The mail server says that there is no such address: the school is shown it."""
    if problem is not Problem.REFUSED or about.get("former"):
        return  # that an address which was given up does not exist is nothing to put right
    with noting(readers.agreement_of(about)) as thread:
        if thread is not None:
            thread.row.contact_problem = True


def _to_remind(entry: tuple[Thread, str], about: About) -> Reader | None:
    thread, party = entry
    return readers.of(thread, Kind.REMINDER, {**about, "party": party})
