"""The page of one agreement, as HTML made on the server; the same for who has an account and for guests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.reading import languages as languages_of
from workmentor_xblocks.agreement.pages import unsaved, wording
from workmentor_xblocks.agreement.pages.agreement_view import THING, AgreementView, Links
from workmentor_xblocks.agreement.pages.changes import Changes, changes_page
from workmentor_xblocks.agreement.pages.events import History, history
from workmentor_xblocks.agreement.pages.people import People, people_page
from workmentor_xblocks.agreement.pages.remarks import older_html
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
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.translation import gettext, say, spoken_language
from workmentor_xblocks.core.forms.draft import reads
from workmentor_xblocks.core.forms.field_page import Conflict, FieldPage
from workmentor_xblocks.core.forms.inputs import Data
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.rendering import render, ui
from workmentor_xblocks.core.pages.thing_page import ThingPage

_FOLDER = "workmentor/agreement"


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
class Parts(Frame):
    """Everything that the page is filled with. ``languages``: (code, words, whether the text is read in it)."""

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


@dataclass(frozen=True)
class AgreementPage(ThingPage):
    """One agreement before one person."""

    view: AgreementView

    @property
    def form_target(self) -> FormTarget:
        """Where its forms go."""
        return self.view.target

    def html(self, *, said: str = "", said_at: str = "") -> str:
        """The whole page of one agreement."""
        view = self.view
        whole = Parts(
            **vars(_frame(view, said=said, said_at=said_at)),
            typed={"act": "", "on": "", "reason": "", "text": "", **view.typed},
            promises=promises_page(view),
            promises_open=view.facts.is_signing or (view.party is not None and view.party.seen_seq < 0),
            people=people_page(view),
            text=text_page(view),
            signing=signing_page(view),
            follow=follow_page(view),
            changes=changes_page(view),
            ending=ending_page(view),
            completion=completion_page(view),
            reminders=_reminders(view),
            languages=_languages(view),
            history=history(view) if view.has_history else None,
        )
        page = render(f"{_FOLDER}/agreement.html", vars(whole))
        return _refusal_html(view, page) + page if view.refusal is not None else page

    def top_html(self) -> str:
        """How it stands, for whom it waits, and what comes next."""
        return render(f"{_FOLDER}/top.html", vars(_frame(self.view)))

    def reads(self, data: Data) -> dict[str, str]:
        """The names of the values that the person's page shows now."""
        fields = [field for field in self.view.definition.fields if self.view.may_read(field)]
        return reads(self.view.values, data, fields)

    def conflict(self, found: Mapping[str, Any]) -> tuple[str, FieldPage, Conflict]:
        """A field of the text in the form of its section, and both texts."""
        view, field = self.view, self.view.definition.field_by_id[found["field"]]
        section = view.definition.section_of[field.id]
        control = view.speaking(section).field(field, found["theirs"])
        return f"wm-e-{section}{writer(view, field) or ''}", control, view.both_texts(found)

    def older_html(self, path: str, before: str) -> str:
        """Remarks at a place of the text that are not on the page."""
        return older_html(self.view, path, before)

    def place_of(self, done: Done, data: Data) -> str:
        """Where the reading goes on after an act: where it was, if there is such a place."""
        if done.focus == "comments":
            sent = data.get("comment")
            about = next((c.path for c in self.view.thread.comments if c.uuid == sent), data.get("path"))
            return f"f-{about}" if about else "text"
        if done.focus.startswith("party-") or done.focus == "settings":
            return done.focus
        if done.focus == "saved":
            written = (name.split("-")[1] for name in data if name.startswith("f-"))
            return f"section-{self.view.definition.section_of.get(next(written, ''), '')}"
        return _PLACES.get(done.focus, THING)


# Where the page says what came of an act; a remark or a person that was put down is its own answer.
_PLACES = {"sign": "sign", "receipt": "sign", "code": "code", "review": "review", "completion": "completion"}


def _refusal_html(view: AgreementView, page: str) -> str:
    """What went wrong, and the words that the page has no place for."""
    kept = unsaved.html(unsaved.beside(view, page))
    problem = _problem(view)
    if problem is None:
        return kept
    is_below = bool(view.typed) and not kept
    return ui("problem", **problem, kept=is_below, suffix=view.target.suffix) + kept


def history_html(view: AgreementView) -> str:
    """Only what happened, for who asks for it."""
    lines = {"history": history(view), "target": view.target, "agreement": view.thread.row.uuid}
    return render(f"{_FOLDER}/history_lines.html", lines)


def _frame(view: AgreementView, *, said: str = "", said_at: str = "") -> Frame:
    level = 1 if view.target.is_guest else 4
    return Frame(
        target=view.target,
        links=view.links,
        scripted=view.target.scripted,
        suffix=view.target.suffix,
        agreement=view.thread.row.uuid,
        interface_language=spoken_language(),
        h1=level,
        h2=level + 1,
        h3=level + 2,
        title=_title(view),
        top=top_page(view),
        said=said,
        said_at=said_at,
    )


def _title(view: AgreementView) -> str:
    """Whose agreement it is, and where."""
    learner, employer = view.thread.party(Role.LEARNER), view.thread.party(Role.EMPLOYER)
    name = (learner.name if learner else "") or wording.role(Role.LEARNER)
    place = employer.organisation if employer else ""
    if not place:
        return gettext("Agreement of {learner}").format(learner=name)
    return gettext("Agreement of {learner} at {place}").format(learner=name, place=place)


def _problem(view: AgreementView) -> dict[str, Any] | None:
    """What went wrong, for who has no script that tells it."""
    if view.refusal is None or view.target.scripted:
        return None
    told = say(view.refusal.message)
    places = {name: say(message) for name, message in view.refusal.fields.items()}
    fields = [
        (name, _field_name(view, name) if sentence == told else sentence)
        for name, sentence in places.items()
        if name.startswith("f-") or name == "code"
    ]
    return {"message": told, "fields": fields}


def _field_name(view: AgreementView, name: str) -> str:
    """What a field is called to which a link leads; said where its sentence was said already."""
    return gettext("The six digits from your mail") if name == "code" else view.label(name[2:])


def _languages(view: AgreementView) -> tuple[tuple[str, str, bool], ...]:
    """The binding text and its translations."""
    codes = languages_of(view.definition)
    binding = view.thread.row.language
    if len(codes) < 2:
        return ()
    return tuple(
        (
            code,
            gettext("Binding text ({language})").format(language=languages.name(code))
            if code == binding
            else gettext("Translation ({language})").format(language=languages.name(code)),
            code == view.reading.language,
        )
        for code in sorted(codes, key=lambda code: code != binding)
    )


def _reminders(view: AgreementView) -> Reminders | None:
    party = view.party
    if party is None or not view.may_write:
        return None
    return Reminders(party.role, off=party.no_reminders)
