"""Every thing of ``workmentor/ui`` in each of its states, so that it can be looked at, and is, before a page needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from workmentor_xblocks.core.forms.draft import DraftField
from workmentor_xblocks.core.forms.field_page import Conflict, FieldPage, OptionPage, RowPage, ValuePage
from workmentor_xblocks.core.pages import rendering
from workmentor_xblocks.core.pages.remarks import RemarkFormPage, RemarkPage, ThreadPage
from workmentor_xblocks.core.pages.things_block import ThingLine

NAME = "Jānis Bērziņš-Kalniņš"
LONG = "Arbeidsmiljøansvarlighetsdokumentasjon for the workshop, read aloud and signed by everybody who works there"

WORDS = "Show what the others wrote, and what you wrote yourself, beside each other"


@dataclass(frozen=True)
class Example:
    """A thing in one state; ``inside`` is what stands in it, where it is a frame."""

    thing: str
    state: str
    values: Mapping[str, Any]
    inside: str | None = None

    @property
    def html(self) -> SafeString:
        """The thing as a page would have it."""
        frame = {} if self.inside is None else {"inside": mark_safe(self.inside)}  # ours, from this file
        return rendering.ui(self.thing, **self.values, **frame)


def _field(kind: str, **more: Any) -> FieldPage:
    given: dict[str, Any] = {
        "id": f"{kind}-{len(more)}", "kind": kind, "decimals": 0, "label": "What is learned here?",
        "help": "", "required": False, "language": "en", "value": ValuePage(), "raw": "", "options": (),
        "rows": (),
    }  # fmt: skip
    return FieldPage(**{**given, **more})


TEXT = ValuePage(text=f"{LONG}.\nEvery second Friday.", is_long=True)
LINE = ValuePage(text="37.5 hours a week")
ROWS = ValuePage(rows=((("Outcome", "Isolates a machine"), ("Evidence", "A photo")), (("Outcome", LONG),)))
_OPTIONS = (OptionPage("day", "By day", False), OptionPage("shift", "In shifts", True))
_LINES = (
    RowPage(1, False, (("outcome", "Outcome", "Isolates a machine"), ("evidence", "Evidence", "A photo"))),
    RowPage(2, True, (("outcome", "Outcome", ""), ("evidence", "Evidence", ""))),
)
_HELP = {"help": "As you would tell it a friend.", "required": True}
_FIELDS = (
    ("a line", _field("line")),
    ("a line with what it needs and what helps", _field("line", raw="Wiring", **_HELP)),
    ("a text", _field("text")),
    ("a text with what it needs and what helps", _field("text", raw=TEXT.text, **_HELP)),
    ("a day", _field("date", raw="2027-01-11")),
    ("a number", _field("number", raw="40")),
    ("a number with decimals, and what helps", _field("number", decimals=1, raw="37.5", **_HELP)),
    ("a choice", _field("choice", options=_OPTIONS)),
    ("a choice with what it needs and what helps", _field("choice", options=_OPTIONS, **_HELP)),
    ("yes or no", _field("yes_no")),
    ("yes", _field("yes_no", raw=True, **_HELP)),
    ("no", _field("yes_no", raw=False)),
    ("lines of columns", _field("rows", rows=_LINES)),
    (
        "lines of columns with what helps",
        _field("rows", rows=_LINES, **_HELP),
    ),
)
_DRAFT = (
    DraftField(
        **vars(_field("line", id="draft-title", label="Title", raw="Day one")), read="1", conflict=None
    ),
    DraftField(
        **vars(_field("text", id="draft-text", label="Your note", raw=TEXT.text)), read="2", conflict=None
    ),
)
_TWICE = (replace(_DRAFT[1], id="draft-twice", conflict=Conflict(LINE, TEXT)),)
_CHOICES = [("", "Choose …"), ("move", "We move"), ("ill", LONG)]
_TO = SimpleNamespace(
    form=mark_safe('method="dialog"'),
    fields="",
    about=mark_safe('<input type="hidden" name="thing" value="1">'),
    thing="1",
    suffix="-form",
    is_guest=False,
    reading="",
)
_GUEST = SimpleNamespace(**{**vars(_TO), "is_guest": True, "reading": "#reading"})
_SAID = RemarkPage("1", NAME, "2 March 2027, 09:30", f"{LONG}.", True)
_ASKS = RemarkPage("2", "Egle Petrauskaite", "3 March 2027, 10:00", "", True, "asks for a change", "mentor")
_DONE = RemarkPage("3", "Liga Ozola", "1 March 2027, 08:00", "Is the yard meant?", False)
_THREAD = ThreadPage("hours", "f-hours", True, (_SAID, _ASKS))
_ANSWERED = replace(
    _SAID,
    uuid="4",
    answers=ThreadPage("4", "answers-4", True, (_DONE,)),
    answer_form=RemarkFormPage("4", NAME, "3", "demo-answer", is_answer=True),
)
_ICONS = ("good", "signing", "paused", "over", "late", "mine", "wait", "lock", "")
_TABLE = """<thead><tr><th scope="col">Place</th><th scope="col">People</th></tr></thead><tbody>
<tr><th scope="row">At the switchboard</th><td>12</td></tr><tr><th scope="row">In the yard</th><td>hidden</td></tr></tbody>"""
_PAGES = {"action": "list", "target": "list", "kept": [("state", "open")], "pages": 3}

EXAMPLES: tuple[Example, ...] = (
    Example("bars", "three of them", {
        "caption": "What your decisions show", "things": "Competence", "counted": "Decisions",
        "rows": [("Safety", 100, 4), (LONG, 35, 2), ("Feedback", 0, 1)],
    }),
    Example("button", "loud", {"action": "begin", "target": "page", "field": "run", "value": "1", "quiet": False}, "Start"),
    Example("button", "quiet, with what it chooses", {"action": "list", "name": "view", "choice": "all"}, WORDS),
    Example("button", "in a row", {"action": "list", "look": "wm-actions"}, "All of them"),
    Example("draft", "that saves itself", {"fields": _DRAFT, "to": _TO, "label": "Save"}, "<h3>Monday</h3>"),
    Example("draft", "with a field that was changed twice", {
        "fields": _TWICE, "to": _TO, "label": "Save", "act": "write", "scripted": False,
    }, ""),
    Example("conflict", "told by the script", {"theirs": LINE, "yours": TEXT, "scripted": True}),
    Example("conflict", "without a script, of lists", {"theirs": ROWS, "yours": ValuePage(is_empty=True)}),
    Example("conflict", "with oneself, in another window", {"theirs": LINE, "yours": TEXT, "scripted": True, "own": True}),
    Example("conflict", "with oneself, without a script", {"theirs": LINE, "yours": TEXT, "own": True}),
    Example("download", "a file", {"url": "#file"}, "All as a table (CSV)"),
    Example("entry", "of a list", {
        "name": NAME, "status": "finished", "action": "report", "field": "run", "value": "1",
    }, "At the switchboard · 3 decisions · last step: 2 March 2027, 09:30"),
    Example("entry", "with a mark", {
        "name": LONG, "status": "on the way", "mark": "has left the course", "action": "report",
        "field": "run", "value": "2",
    }, LONG),
    *(
        Example("field", state, {"f": field, "form_id": "fields", "draft": "demo", "suffix": f"-{number}"})
        for number, (state, field) in enumerate(_FIELDS)
    ),
    Example("filter", "with one question", {"action": "list", "target": "list", "label": "Choose entries"},
            '<label class="wm-field">Name <input name="text"></label>'),
    Example("form", "of an act", {"to": _TO, "act": "seen"}, '<button class="wm-button">Mark as seen</button>'),
    Example("form", "that saves by itself, in somebody's place", {
        "to": _TO, "act": "edit", "role": "mentor", "id": "demo", "look": "wm-step", "autosave": True,
    }, '<label class="wm-field">What was hard? <textarea name="hard" rows="2"></textarea></label>'),
    *(Example("icon", name or "any other", {"name": name}) for name in _ICONS),
    Example("input", "a line", {"name": "a-line", "limit": 200}, "Name"),
    Example("input", "a line with what was typed", {
        "name": "b-line", "limit": 200, "value": NAME, "complete": "name", "draft": "demo-line",
    }, "Your name"),
    Example("input", "an address", {"name": "mail", "kind": "email", "limit": 254, "value": ""}, "E-mail address"),
    Example("input", "several lines", {"name": "lines", "kind": "long", "limit": 2000}, LONG),
    Example("input", "several lines with what was typed", {
        "name": "more-lines", "kind": "long", "rows": 3, "limit": 2000, "value": TEXT.text, "draft": "demo-text",
    }, "What will you do on Monday?"),
    Example("input", "a day", {"name": "day", "kind": "date"}, "First day"),
    Example("input", "a day from one on", {"name": "next-day", "kind": "date", "min": "2027-01-11"}, "Next day"),
    Example("input", "a day within bounds", {
        "name": "last-day", "kind": "date", "value": "2027-06-30", "min": "2027-01-11", "max": "2027-12-31",
        "complete": "off",
    }, "Last day"),
    Example("input", "a code", {"name": "code", "kind": "code"}, "The six digits from your mail"),
    Example("input", "a choice", {"name": "who", "kind": "choice", "options": _CHOICES[1:]}, "Who signed"),
    Example("input", "a choice that is made", {
        "name": "why", "kind": "choice", "options": _CHOICES[1:], "empty": "Choose …", "value": "move",
    }, "Reason"),
    Example("jump", "a link", {"target": "f-1", "label": "Hours a week", "suffix": "-demo"}),
    Example("jump", "the way on", {"target": "f-1", "label": "Fill in your part", "look": "wm-button"}),
    Example("new_tab", "in a link", {}),
    Example("notice", "plain", {}, "The placement is suspended since 2 March 2027."),
    Example("notice", "known by its code", {"code": "practice"}, LONG),
    Example("notice", "late", {"code": "late", "look": "late"}, "The text expires in two days."),
    Example("notice", "done", {"code": "done", "look": "done"}, "Saved. Everybody is told."),
    Example("pages", "the first", {**_PAGES, "page": 1, "before": None, "after": 2}),
    Example("pages", "in the middle", {**_PAGES, "page": 2, "before": 1, "after": 3}),
    Example("pages", "the last", {**_PAGES, "page": 3, "before": 2, "after": None}),
    Example("panel", "plain", {"id": "p1", "look": "wm-more", "title": "To keep", "level": 4}, "<p>A paper.</p>"),
    Example("panel", "jumped to", {"id": "p2", "look": "wm-more", "title": LONG, "level": 4, "jump": True}, "<p>Here.</p>"),
    Example("panel", "where the reading goes on", {
        "id": "p3", "look": "wm-more", "title": "Reviews", "level": 4, "suffix": "-demo", "focus": "reviews",
    }, "<p>None yet.</p>"),
    Example("problem", "a sentence", {"message": "This was changed meanwhile. Read it again."}),
    Example("problem", "with its fields, typed words kept", {
        "message": "Two things are missing.", "kept": True, "fields": [("f-1", "Hours a week"), ("f-2", LONG)],
    }),
    Example("remark", "said", {"remark": _SAID}),
    Example("remark", "that asks, and may be settled", {"remark": _ASKS, "suffix": "-demo"}),
    Example("remark", "settled", {"remark": _DONE}),
    Example("remark", "answered", {"remark": _ANSWERED, "suffix": "-answered", "to": _TO}),
    Example("remark", "that may be answered", {
        "remark": replace(_ANSWERED, uuid="5", answers=None), "suffix": "-open", "to": _TO,
    }),
    Example("remark", "answered and settled", {
        "remark": replace(_ANSWERED, uuid="6", is_open=False, answer_form=None), "suffix": "-old", "to": _TO,
    }),
    Example("remark_form", "folded", {"form": RemarkFormPage("hours", "Hours a week", "1", "demo-remark"), "to": _TO}, ""),
    Example("remark_form", "with what was typed and what else it asks", {
        "form": RemarkFormPage("days", "Days", "2", "demo-remark-typed", "Which days?"), "to": _TO,
    }, '<label class="wm-check"><input type="checkbox" name="blocking"> <span>I ask for a change here</span></label>'),
    Example("separators", "below a table", {"url": "#file"}),
    Example("switch", "of languages", {
        "name": "language", "legend": "Language",
        "options": [("en", "English", True), ("nb", "Norsk bokmål", False), ("ar", "العربية", False)],
    }),
    Example("switch", "of workplaces, its name not shown", {
        "name": "workplace", "legend": "Workplace", "language": "en", "quiet": True,
        "options": [("e", "Electricians", False), ("b", LONG, True)],
    }),
    Example("table", "with its name", {"caption": "How it ended"}, _TABLE),
    Example("table", "named above already", {"caption": "Where people are", "said_above": True}, _TABLE),
    Example("things", "in two states, one with nothing to say", {"lines": [
        ThingLine("1", NAME, "waiting for: mentor, to be done by 2 March 2027", "Being signed", "signing"),
        ThingLine("2", LONG),
    ]}),
    Example("talk", "to be read", {"thread": _THREAD, "settling": ["mentor"], "form": None, "to": _TO}, ""),
    Example("talk", "of which nothing was said yet", {
        "thread": None, "settling": [], "form": RemarkFormPage("", "the whole", "4", "demo-talk"), "to": _TO,
    }, ""),
    Example("thread", "open ones", {"thread": _THREAD, "to": _TO}),
    Example("thread", "settled ones below, older ones on asking", {
        "thread": replace(_THREAD, settled=(_DONE,), more=12, before="1"), "to": _TO,
    }),
    Example("thread", "older ones that a guest asked for", {
        "thread": replace(_THREAD, more=3, before="1", is_asked=True), "to": _GUEST,
    }),
    Example("value", "nothing", {"value": ValuePage(is_empty=True)}),
    Example("value", "a line", {"value": LINE}),
    Example("value", "a text", {"value": TEXT}),
    Example("value", "a list", {"value": ROWS}),
)  # fmt: skip


def by_thing() -> Iterator[tuple[str, list[Example]]]:
    """The examples of each thing, things by name."""
    for thing in sorted({example.thing for example in EXAMPLES}):
        yield thing, [example for example in EXAMPLES if example.thing == thing]
