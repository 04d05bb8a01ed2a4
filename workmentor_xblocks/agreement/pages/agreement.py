"""The page of one agreement, as HTML made on the server; the same for who has an account and for guests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.actions.acts import Sent
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.reading import languages as languages_of
from workmentor_xblocks.agreement.pages import unsaved, wording
from workmentor_xblocks.agreement.pages.changes import Changes, changes_page
from workmentor_xblocks.agreement.pages.events import History, history
from workmentor_xblocks.agreement.pages.page import Links, Shown
from workmentor_xblocks.agreement.pages.people import People, people_page
from workmentor_xblocks.agreement.pages.reviews import FollowUp, follow_page
from workmentor_xblocks.agreement.pages.sections import (
    Promises,
    TextPage,
    promises_page,
    text_page,
    writer,
)
from workmentor_xblocks.agreement.pages.signing import Signing, signing_page
from workmentor_xblocks.agreement.pages.termination import (
    CompletionPage,
    Ending,
    completion_page,
    ending_page,
)
from workmentor_xblocks.agreement.pages.top import Top, top_page
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.content.translation import gettext, say, spoken_language
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.forms.merge import digest, equal
from workmentor_xblocks.core.forms.posted import filled
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.rendering import render, ui

_FOLDER = "workmentor/agreement"


def shown_for(requester: Requester, thread: Thread, target: FormTarget, language: str, **more: Any) -> Shown:
    """What the page shows today. A guest's page has all of it at once, because it has to do without a script."""
    with_history = more.pop("with_history", False) or target.is_guest
    return Shown.of(
        requester, thread, target, language, today=timezone.localdate(), with_history=with_history, **more
    )


@dataclass(frozen=True)
class Frame:
    """What every part of an agreement's page needs: where its forms go, how deep its headings stand, its top."""

    target: FormTarget
    links: Links
    scripted: bool
    suffix: str
    agreement: str
    interface_language: str
    h1: int
    h2: int
    h3: int
    title: str
    top: Top
    said: str  # what came of an act, and where on the page it is told
    said_at: str


@dataclass(frozen=True)
class Reminders:
    """Whether a party gets reminders, for the form that changes it."""

    role: str
    off: bool


@dataclass(frozen=True)
class AgreementPage(Frame):
    """The whole page. ``languages``: (code, words, whether the text is read in it)."""

    typed: Mapping[str, Any]
    promises: Promises | None
    promises_open: bool
    people: People
    text: TextPage
    signing: Signing | None
    follow: FollowUp | None
    changes: Changes | None
    ending: Ending
    completion: CompletionPage | None
    reminders: Reminders | None
    languages: tuple[tuple[str, str, bool], ...]
    history: History | None


def agreement_html(shown: Shown, *, said: str = "", said_at: str = "") -> str:
    """The whole page of one agreement. ``said`` is what came of an act, told where the reading goes on."""
    whole = AgreementPage(
        **vars(_frame(shown, said=said, said_at=said_at)),
        typed={"act": "", "on": "", "reason": "", "text": "", **shown.typed},
        promises=promises_page(shown),
        promises_open=shown.facts.is_signing or (shown.party is not None and shown.party.seen_seq < 0),
        people=people_page(shown),
        text=text_page(shown),
        signing=signing_page(shown),
        follow=follow_page(shown),
        changes=changes_page(shown),
        ending=ending_page(shown),
        completion=completion_page(shown),
        reminders=_reminders(shown),
        languages=_languages(shown),
        history=history(shown) if shown.with_history else None,
    )
    page = render(f"{_FOLDER}/agreement.html", vars(whole))
    return _refusal_html(shown, page) + page if shown.refusal is not None else page


def _refusal_html(shown: Shown, page: str) -> str:
    """What went wrong, and the words that the page has no place for."""
    kept = unsaved.html(unsaved.beside(shown, page))
    problem = _problem(shown)
    if problem is None:
        return kept
    is_below = bool(shown.typed) and not kept
    return ui("problem", **problem, kept=is_below, suffix=shown.target.suffix) + kept


def history_html(shown: Shown) -> str:
    """Only what happened, for who asks for it."""
    lines = {"history": history(shown), "target": shown.target, "agreement": shown.thread.row.uuid}
    return render(f"{_FOLDER}/history_lines.html", lines)


def answer(shown: Shown, *, data: Mapping[str, Any], done: Done) -> dict[str, Any]:
    """What the learner script gets after an act: the page, or where it saved by itself only the top of it."""
    if parsed(Sent, data).quiet:
        html = render(f"{_FOLDER}/top.html", vars(_frame(shown)))
        return {"html": html, "part": "top", "reads": _reads(shown, data)}
    said, focus = say(done.said), _place(shown, data, done)
    page = agreement_html(shown, said=said, said_at=focus)
    return {"html": page, "part": "page", "focus": focus, "announce": said}


# Where the page says what came of an act; a remark or a person that was put down is its own answer.
_PLACES = {"sign": "sign", "receipt": "sign", "code": "code", "review": "review", "completion": "completion"}


def _place(shown: Shown, data: Mapping[str, Any], done: Done) -> str:
    """Where the reading goes on after an act: where it was, if there is such a place."""
    if done.focus == "comments":
        about = next(
            (c.path for c in shown.thread.comments if c.uuid == data.get("comment")), data.get("path")
        )
        return f"f-{about}" if about else "text"
    if done.focus.startswith("party-") or done.focus == "settings":
        return done.focus
    if done.focus == "saved":
        written = (name.split("-")[1] for name in data if name.startswith("f-"))
        return f"section-{shown.definition.section_of.get(next(written, ''), '')}"
    return _PLACES.get(done.focus, "agreement")


def _reads(shown: Shown, data: Mapping[str, Any]) -> dict[str, str]:
    """The names of the values that the person's page shows now.

    Where somebody else changed a field that was only sent along, the page still shows the old one and has not read theirs.
    """
    sent = filled(data, [field for field in shown.definition.fields if shown.may_read(field)]).values
    same = (name for name, value in sent.items() if equal(value, shown.values.get(name)))
    return {f"r-{name}": shown.digest(name) for name in same}


def refused(shown: Shown, *, data: Mapping[str, Any], refusal: Refusal) -> dict[str, Any]:
    """What goes beside a refusal: both texts of what two people wrote at once, or today's page."""
    if shown.conflicts and shown.target.scripted:
        return {"conflicts": [_conflict(shown, name) for name in shown.conflicts]}
    if refusal.status != 409:
        return {}
    return {"html": agreement_html(shown), "part": "page", "focus": "agreement"}


def _conflict(shown: Shown, name: str) -> dict[str, Any]:
    field, conflict = shown.definition.field_by_id[name], shown.conflicts[name]
    section = shown.definition.section_of[name]
    mine, speaking = writer(shown, field) or "", shown.speaking(section)
    both = speaking.conflict(field, theirs=conflict["theirs"], yours=conflict["yours"])
    return {
        "field": name,
        "read": digest(conflict["theirs"]),
        "html": ui("conflict", theirs=both.theirs, yours=both.yours, scripted=True),
        "control": ui(
            "field",
            f=speaking.field(field, conflict["theirs"]),
            form_id=f"wm-e-{section}{mine}{shown.target.suffix}",
            draft=shown.thread.row.uuid,
            suffix=shown.target.suffix,
        ),
    }


def _frame(shown: Shown, *, said: str = "", said_at: str = "") -> Frame:
    level = 1 if shown.target.is_guest else 4
    return Frame(
        target=shown.target,
        links=shown.links,
        scripted=shown.target.scripted,
        suffix=shown.target.suffix,
        agreement=shown.thread.row.uuid,
        interface_language=spoken_language(),
        h1=level,
        h2=level + 1,
        h3=level + 2,
        title=_title(shown),
        top=top_page(shown),
        said=said,
        said_at=said_at,
    )


def _title(shown: Shown) -> str:
    """Whose agreement it is, and where."""
    learner, employer = shown.thread.party(Role.LEARNER), shown.thread.party(Role.EMPLOYER)
    name = (learner.name if learner else "") or wording.role(Role.LEARNER)
    place = employer.organisation if employer else ""
    if not place:
        return gettext("Agreement of {learner}").format(learner=name)
    return gettext("Agreement of {learner} at {place}").format(learner=name, place=place)


def _problem(shown: Shown) -> dict[str, Any] | None:
    """What went wrong, for who has no script that tells it."""
    if shown.refusal is None or shown.target.scripted:
        return None
    told = say(shown.refusal.message)
    places = {name: say(message) for name, message in shown.refusal.fields.items()}
    fields = [
        (name, _field_name(shown, name) if sentence == told else sentence)
        for name, sentence in places.items()
        if name.startswith("f-") or name == "code"
    ]
    return {"message": told, "fields": fields}


def _field_name(shown: Shown, name: str) -> str:
    """What a field is called to which a link leads; said where its sentence was said already."""
    return gettext("The six digits from your mail") if name == "code" else shown.label(name[2:])


def _languages(shown: Shown) -> tuple[tuple[str, str, bool], ...]:
    """The binding text and its translations."""
    codes = languages_of(shown.definition)
    binding = shown.thread.row.language
    if len(codes) < 2:
        return ()
    return tuple(
        (
            code,
            gettext("Binding text ({language})").format(language=languages.name(code))
            if code == binding
            else gettext("Translation ({language})").format(language=languages.name(code)),
            code == shown.reading.language,
        )
        for code in sorted(codes, key=lambda code: code != binding)
    )


def _reminders(shown: Shown) -> Reminders | None:
    party = shown.party
    if party is None or not shown.may_write:
        return None
    return Reminders(party.role, off=party.no_reminders)
