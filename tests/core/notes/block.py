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
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.draft import Draft, OwnField, Values
from workmentor_xblocks.core.forms.fields import Kind
from workmentor_xblocks.core.forms.inputs import Input, Text, parsed
from workmentor_xblocks.core.forms.merge import both_texts
from workmentor_xblocks.core.pages.base import WorkmentorBlock
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.rendering import ui
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.core.records.things import OwnRow

SAID = Message("said", "It is done.")


class Note(OwnRow):
    """A note, and whether its writer shows it to who runs the course."""

    draft: Any = models.JSONField(default=dict)
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


DRAFT = Draft(
    (
        OwnField("title", "Title", Kind.LINE, required=True),
        OwnField("body", "Your note", Kind.TEXT),
        OwnField("day", "Day", Kind.DATE),
    )
)


def save(note: HeldNote, form: Values) -> Done:
    """What another window wrote is not written over; the rest is kept."""
    merged = DRAFT.merge(note.row.draft, form, is_own=True)
    note.row.draft |= merged.accepted
    return note.done(SAID, but=both_texts(merged.conflicts) if merged.conflicts else None)


def show(note: HeldNote, _form: Begin) -> Done:
    note.row.is_shown = True
    return note.done(SAID)


ACTS: Mapping[str, Callable[[Any, str, Data], Done]] = {
    "save": ThingAct(Values, save, NOTES, "write"),
    "show": ThingAct(Begin, show, NOTES, "write"),
}


class NotesBlock(WorkmentorBlock):
    """The notes of a course."""

    kind = "notes"

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        return self._told(NOTES.begin(Reader.of_viewer(viewer, self), parsed(Begin, data).request))

    @action()
    def read(self, viewer: Viewer, data: Data) -> Answer:
        return self._told(NOTES.look(Reader.of_viewer(viewer, self), str(data["thing"])))

    @action()
    def act(self, viewer: Viewer, data: Data) -> Answer:
        done = acts.do(ACTS, str(data["act"]), Reader.of_viewer(viewer, self), str(data["thing"]), data)
        if data.get("quiet") is True:
            return {"reads": DRAFT.reads(done.held.row.draft, data)}
        return self._told(done.held)

    def refused(self, viewer: Viewer, refusal: Refusal) -> Answer:
        twice = refusal.more.get("conflicts", ())
        told = {found["field"]: DRAFT.conflict(found) for found in twice}
        return {
            "conflicts": {
                name: [field.raw, both.theirs.text, both.yours.text] for name, (field, both) in told.items()
            }
        }

    def _told(self, note: HeldNote) -> Answer:
        to = FormTarget(suffix=f"-{note.row.pk}", thing=note.row.uuid)
        return {
            "thing": note.row.uuid,
            "rev": note.row.rev,
            "may": sorted(note.may),
            "part": "page",
            "html": ui("draft", fields=DRAFT.page(note.row.draft), to=to, label="Save", inside="")
            if "write" in note.may
            else "",
        }
