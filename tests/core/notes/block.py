"""Notes: somebody writes one, a trainer reads it once it is shown, and both talk about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from django.db import models

from workmentor_xblocks.core.actions import acts, remarks, things
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.actions.things import Held, ThingAct, Things
from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.draft import Draft, OwnField, Values
from workmentor_xblocks.core.forms.fields import Kind
from workmentor_xblocks.core.forms.inputs import Input, Text, parsed
from workmentor_xblocks.core.forms.merge import both_texts
from workmentor_xblocks.core.output.account_letters import AccountLetter, Holds
from workmentor_xblocks.core.output.letters import Only, Words
from workmentor_xblocks.core.pages.base import WorkmentorBlock
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.remarks import RemarkFormPage, RemarkPage, Remarks
from workmentor_xblocks.core.pages.rendering import ui
from workmentor_xblocks.core.people.names import Names
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.core.records.names import new_id
from workmentor_xblocks.core.records.remarks import RemarkRow
from workmentor_xblocks.core.records.things import OwnRow

SAID = Message("said", "It is done.")


class Note(OwnRow):
    """A note, and whether its writer shows it to who runs the course."""

    draft: Any = models.JSONField(default=dict)
    is_shown = models.BooleanField(default=False)

    class Meta:
        app_label = "notes"


class Said(RemarkRow):
    """What somebody said of a note, or answered."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="remarks")
    user_id = models.IntegerField()
    text = models.TextField()

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
    def remarks(self) -> list[Said]:
        """Oldest first."""
        return list(self.row.remarks.order_by("id"))

    @cached_property
    def may(self) -> frozenset[str]:
        """The writer does everything; who runs the course reads what is shown."""
        if self.is_own:
            return frozenset({"read", "write", "say"})
        return frozenset({"read", "say"}) if self.requester.is_staff and self.row.is_shown else frozenset()


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


def say(note: HeldNote, form: remarks.Leave) -> Done:
    """A remark or an answer; the writer is told, and who is answered."""
    answered = remarks.answered(note.remarks, form)
    made = remarks.leave(
        Said,
        form,
        within=note.row.uuid,
        now=note.now,
        whose=lambda: {"note": note.row, "user_id": note.user_id},
        said=lambda: {"text": form.text},
    )
    if made is not None:
        told = {note.row.user_id, answered.user_id if answered else note.row.user_id} - {note.user_id}
        for user_id in sorted(told):
            NEWS.post(user_id, {"remark": made.uuid}, once_key=made.uuid)
    return note.done(remarks.SENT, "talk")


def settle(note: HeldNote, form: remarks.Settle) -> Done:
    remarks.settle(note.remarks, form, now=note.now, may=lambda row: row.user_id == note.user_id)
    return note.done(remarks.SETTLED, "talk")


def _still(user_id: int, about: Mapping[str, Any]) -> Holds | None:
    """Who may not read the note any more is not told of it."""
    said = Said.objects.select_related("note").filter(uuid=about["remark"]).first()
    if said is None:
        return None
    reader = Reader.of_account(user_id, said.note)
    note = HeldNote(reader, reader.now, said.note)
    return Holds(said.note.usage_key, {"is_own": note.is_own}) if note.may else None


NEWS = AccountLetter(
    "notes.news",
    Words("There is something new in a note", (Only("is_own", "Somebody said something of your note."),)),
    why_you="You get this letter because you write notes or answer them.",
    link_label="Open the notes",
    holds=_still,
)

ACTS: Mapping[str, Callable[[Any, str, Data], Done]] = {
    "save": ThingAct(Values, save, NOTES, "write"),
    "show": ThingAct(Begin, show, NOTES, "write"),
    "comment": ThingAct(remarks.Leave, say, NOTES, "say"),
    "settle": ThingAct(remarks.Settle, settle, NOTES, "say"),
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

    @action()
    def remarks(self, viewer: Viewer, data: Data) -> Answer:
        note = NOTES.look(Reader.of_viewer(viewer, self), str(data["thing"]))
        thread = _talk(note).before(str(data["path"]), "talk", str(data["before"]))
        return {"html": ui("thread", thread=thread, to=_target(note))}

    def _told(self, note: HeldNote) -> Answer:
        html = ""
        if "write" in note.may:
            fields = DRAFT.page(note.row.draft)
            html = ui("draft", fields=fields, to=_target(note), label="Save", inside="")
        talk = _talk(note)
        html += ui(
            "talk",
            thread=talk.at("", "talk"),
            settling=talk.settling,
            form=_form(note, "", "the note"),
            to=_target(note),
            inside="",
        )
        return {
            "thing": note.row.uuid,
            "rev": note.row.rev,
            "may": sorted(note.may),
            "part": "page",
            "html": html,
        }


def _target(note: HeldNote) -> FormTarget:
    return FormTarget(suffix=f"-{note.row.pk}", thing=note.row.uuid)


def _talk(note: HeldNote) -> Remarks[Said]:
    people = (one.user_id for one in note.remarks)
    names = Names.of(people, note.row.course_key, own=note.user_id)
    return Remarks(
        note.remarks,
        is_open=lambda row: row.resolved_at is None,
        page=lambda row: RemarkPage(
            row.uuid,
            who=names(row.user_id),
            at=days.moment(row.at),
            text=row.text,
            is_open=row.resolved_at is None,
        ),
        settled_by=lambda row: "own" if not row.path and row.user_id == note.user_id else "",
        answer_form=lambda row: _form(note, row.uuid, names(row.user_id)),
    )


def _form(note: HeldNote, path: str, about: str) -> RemarkFormPage:
    draft = f"remark-{note.row.uuid}-{path}"
    return RemarkFormPage(path, about, request=new_id(), draft=draft, is_answer=bool(path))
