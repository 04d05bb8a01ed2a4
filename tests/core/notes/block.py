"""Notes: somebody writes one, a trainer reads it once it is shown, and both talk about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from django.db import models

from workmentor_xblocks.core.actions import acts, things
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.actions.things import Held, ThingAct, Things
from workmentor_xblocks.core.content.errors import Changed
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.inputs import Input, Text, parsed
from workmentor_xblocks.core.pages.base import WorkmentorBlock
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.core.records.things import OwnRow

SAID = Message("said", "It is done.")
HALF = Message("half", "Half of it is done.")


class Note(OwnRow):
    """A note, and whether its writer shows it to who runs the course."""

    text = models.TextField(blank=True)
    is_shown = models.BooleanField(default=False)

    class Meta:
        app_label = "notes"


@dataclass(frozen=True)
class Reader(things.Requester):
    """What is written here is nobody's to look at from behind somebody's back."""

    IS_PRIVATE = True


@dataclass
class HeldNote(Held[Reader, Note]):
    """A note before one person."""

    @cached_property
    def may(self) -> frozenset[str]:
        """The writer does everything; who runs the course reads what is shown."""
        if self.is_own:
            return frozenset({"read", "write"})
        return frozenset({"read"}) if self.requester.is_staff and self.row.is_shown else frozenset()


NOTES = Things(Note, HeldNote)


class Begin(Input):
    request: Annotated[str, Text(64)] = ""


class Write(Input):
    text: Annotated[str, Text(200)] = ""


def write(note: HeldNote, form: Write) -> Done:
    """``half …`` keeps what can be kept, and says so."""
    note.row.text = form.text
    return note.done(SAID, but=Changed(HALF) if form.text.startswith("half") else None)


def show(note: HeldNote, _form: Begin) -> Done:
    note.row.is_shown = True
    return note.done(SAID)


ACTS: Mapping[str, Callable[[Any, str, Data], Done]] = {
    "write": ThingAct(Write, write, NOTES, "write"),
    "show": ThingAct(Begin, show, NOTES, "write"),
}


class NotesBlock(WorkmentorBlock):
    """The notes of a course."""

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        return _told(NOTES.begin(Reader.of_viewer(viewer, self), parsed(Begin, data).request))

    @action()
    def read(self, viewer: Viewer, data: Data) -> Answer:
        return _told(NOTES.look(Reader.of_viewer(viewer, self), str(data["thing"])))

    @action()
    def act(self, viewer: Viewer, data: Data) -> Answer:
        done = acts.do(ACTS, str(data["act"]), Reader.of_viewer(viewer, self), str(data["thing"]), data)
        return _told(done.held)


def _told(note: HeldNote) -> Answer:
    return {"thing": note.row.uuid, "text": note.row.text, "rev": note.row.rev, "may": sorted(note.may)}
