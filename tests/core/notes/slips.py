"""A block of slips: nothing but its own lines, so that what core offers to a block with things in it is seen as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Annotated, Any

from django.db import models
from django.utils.html import format_html, format_html_join
from xblock.fields import Scope, String

from tests.core.notes.block import Reader
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.actions.things import Held, ThingAct, Things
from workmentor_xblocks.core.content.authored import Authored, Part
from workmentor_xblocks.core.content.checks.facts import Facts
from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.core.content.errors import Changed, Refusal
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.schema import Id, Parts, TextElement
from workmentor_xblocks.core.content.settings import LANGUAGE, NAME, Settings
from workmentor_xblocks.core.forms.field_page import Conflict, FieldPage, Speaking
from workmentor_xblocks.core.forms.fields import Kind
from workmentor_xblocks.core.forms.inputs import Input, Text, parsed
from workmentor_xblocks.core.forms.merge import both_texts, digest, merge
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.request import ThingsRequest
from workmentor_xblocks.core.pages.thing_page import ThingPage
from workmentor_xblocks.core.pages.things_block import ThingsBlock
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.core.records.things import OwnRow

BEGUN, SAVED = Message("begun", "Your slip is there."), Message("saved", "It is saved.")
OVER = Message("over", "This slip is closed.")


class Slip(OwnRow):
    """A text that its writer shows to who runs the course."""

    text = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        app_label = "notes"


@dataclass
class HeldSlip(Held[Reader, Slip]):
    @property
    def may(self) -> frozenset[str]:
        return frozenset({"read", "write"} if self.is_own else {"read"} if self.requester.is_staff else ())


SLIPS = Things(Slip, HeldSlip)


class Write(Input):
    text: Annotated[str, Text(200)] = ""
    read: Annotated[str, Text(20)] = ""


def write(slip: HeldSlip, form: Write) -> Done:
    if slip.row.is_closed:
        raise Changed(OVER)
    merged = merge({"text": slip.row.text}, {"text": form.text}, {"text": form.read})
    slip.row.text = str(merged.accepted.get("text", slip.row.text))
    return slip.done(SAVED, but=both_texts(merged.conflicts) if merged.conflicts else None)


def close(slip: HeldSlip, _form: Input) -> Done:
    slip.row.is_closed = True
    return slip.done(SAVED)


class Prompt(Part):
    id: Id
    text: Annotated[str, TextElement("What is asked")] = ""


class SlipBook(Authored):
    TAG = "workmentor_slips"
    CALLED = "the slips"

    introduction: Annotated[str, TextElement("Introduction")] = ""
    prompts: Annotated[
        tuple[Prompt, ...], Parts("Prompts", tag="prompt", called='prompt "{id}"', bare=True)
    ] = ()


class SlipRequest(ThingsRequest[HeldSlip]):
    @cached_property
    def requester(self) -> Reader:
        return Reader.of_viewer(self.viewer, self.block)

    def look(self, thing: str) -> HeldSlip:
        return SLIPS.look(self.requester, thing)


_TEXT: Any = SimpleNamespace(
    id="text", label="Your slip", help="", kind=Kind.TEXT, decimals=0, required=False, options=(), columns=()
)


@dataclass(frozen=True)
class SlipPage(ThingPage):
    request: SlipRequest
    held: HeldSlip
    refusal: Refusal | None = None
    typed: Data = field(default_factory=dict)

    @property
    def form_target(self) -> FormTarget:
        return replace(self.request.target, thing=self.held.row.uuid)

    def html(self, *, said: str = "", said_at: str = "") -> str:
        return format_html(
            "<h4>{}</h4><i>{} at {}</i><form {}>{}<b>{}</b></form>",
            self.held.row.text, said, said_at, self.form_target.form, self.form_target.about,
            self.typed.get("text", ""),
        )  # fmt: skip

    def top_html(self) -> str:
        return format_html("<h4>{}</h4>", self.held.row.text)

    def reads(self, data: Data) -> dict[str, str]:
        return {"r-text": digest(self.held.row.text)}

    def conflict(self, found: Mapping[str, Any]) -> tuple[str, FieldPage, Conflict]:
        speaking = Speaking(lambda _path, source: source, "slip", "en")
        return "wm-slip", speaking.field(_TEXT, found["theirs"]), speaking.conflict(_TEXT, found)

    def older_html(self, path: str, before: str) -> str:
        return format_html("<p>{} before {}</p>", path, before)


class SlipsBlock(ThingsBlock):
    """The slips of a course."""

    kind = "slips"
    content = Content(SlipBook, Settings((NAME, LANGUAGE)), facts=Facts, own=())
    requests = SlipRequest
    acts: Mapping[str, Callable[[Any, str, Data], Done]] = {
        "write": ThingAct(Write, write, SLIPS, "write"),
        "close": ThingAct(Input, close, SLIPS, "write"),
    }

    display_name = String(default="Slips", scope=Scope.settings)

    def list_html(self, request: SlipRequest) -> str:
        mine = Slip.objects.filter(user_id=request.requester.user_id).order_by("id")
        lines = format_html_join("", "<li>{}</li>", ((slip.uuid,) for slip in mine))
        asked = (request.reading.text(f"{one.id}/text", one.text) for one in request.definition.prompts)
        return format_html("<p>{}</p><ul>{}</ul>", " ".join(asked), lines)

    def page(self, request: SlipRequest, held: HeldSlip, **refused: Any) -> SlipPage:
        return SlipPage(request, held, **refused)

    @action()
    def begin(self, viewer: Viewer, data: Data) -> Answer:
        request = self.request(viewer)
        begun = SLIPS.begin(request.requester, parsed(Write, data).text)
        return self.begun(request, begun.done(BEGUN))
