"""Playing a scenario as a person does: read the page, fill in one of its forms, send it, read what comes.

A player knows only what the page says. ``Door`` is how requests reach the block: ``Direct`` goes straight into the
demo's runtime (quick, for thousands of steps), ``Browser`` through Django's whole stack of one session.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Protocol

import webob
from django.test import Client
from lxml import html as lxml_html

from tests.cast import COURSE_KEY
from tests.html import Html, words
from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.runtime.authored import AuthoredFields, Writes
from workmentor_xblocks.demo.runtime.personal import NobodysFields, PersonalFields
from workmentor_xblocks.demo.runtime.stage import DemoRuntime, as_key
from workmentor_xblocks.demo.runtime.visit import People, Visit


@dataclass(frozen=True)
class Form:
    """One form of a page. ``choices`` are the radio buttons: (value, words beside it)."""

    action: str
    part: str
    fields: dict[str, str]
    choices: list[tuple[str, str]]
    buttons: list[dict[str, str]]


class Page(Html):
    """A piece of HTML as a player sees it."""

    @cached_property
    def forms(self) -> list[Form]:
        """What can be sent from it."""
        return [_form(node) for node in self.root.iter("form")]

    def form(self, action: str) -> Form:
        """The first form of that action."""
        found = [form for form in self.forms if form.action == action]
        assert found, f"no form {action!r} among {[form.action for form in self.forms]}: {self.text}"
        return found[0]

    def offers(self, action: str) -> bool:
        """True when a form of that action is there."""
        return any(form.action == action for form in self.forms)

    @property
    def options(self) -> list[str]:
        """The words of the choices."""
        return [words for _value, words in self.form("choose").choices]


def _form(node: Any) -> Form:
    inputs = [entry for entry in node.iter("input", "textarea") if entry.get("name")]
    return Form(
        action=node.get("data-wm-action"),
        part=node.get("data-wm-part-target"),
        fields={
            entry.get("name"): entry.get("value") or entry.text or ""
            for entry in inputs
            if entry.get("type") != "radio"
        },
        choices=[
            (entry.get("value"), words(entry.getparent())) for entry in inputs if entry.get("type") == "radio"
        ],
        buttons=[dict(entry.attrib) for entry in node.iter("button")],
    )


@dataclass(frozen=True)
class Answer:
    """What a handler answered. ``raw`` is every byte of it."""

    status: int
    raw: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """The HTML that the answer brings."""
        return Page(self.data["html"])

    @property
    def error(self) -> dict[str, Any]:
        """The error shape."""
        return self.data["error"]


class Door(Protocol):
    """A way to a block."""

    def view(self, usage_key: str) -> str:
        """The block's page with what it tells its script."""

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """A handler's answer."""


class Direct:
    """Into the runtime, as one person (or nobody); the platform's stack left out."""

    def __init__(self, user: Any = None) -> None:
        self.people = People(user=user, actor=user)

    def block(self, usage_key: str) -> Any:
        """The block in a request of its own."""
        key = as_key(usage_key)
        return DemoRuntime(
            visit=Visit(Place.LEARNING, self.people, key.context_key),
            authored=AuthoredFields(Branch.PUBLISHED, writes=Writes.REFUSE),
            personal=PersonalFields() if self.people.user else NobodysFields(),
        ).get_block(key)

    def view(self, usage_key: str) -> str:
        """See ``Door``."""
        block = self.block(usage_key)
        fragment = block.student_view({})
        block.save()
        return fragment.body_html() + json.dumps(fragment.json_init_args)

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """See ``Door``."""
        block = self.block(usage_key)
        request = webob.Request.blank("/", method="POST", body=body, content_type="application/json")
        answer = block.runtime.handle(block, handler, request)
        return _answer(answer.status_code, answer.text)


class Browser:
    """Through Django's whole stack, with a session of its own. ``root`` chooses between LMS and Studio."""

    LMS, STUDIO, PREVIEW = "/handler/", "/studio/handler/", "/studio/preview/handler/"

    def __init__(self, user: Any = None, *, root: str = LMS) -> None:
        self.client = Client()
        self.root = root
        if user is not None:
            self.client.force_login(user)

    @classmethod
    def of(cls, cast: SimpleNamespace, person: str, *, root: str = LMS) -> Browser:
        """Somebody's of the cast, or of who looks with the eyes of another: "marta", "tove as marta"."""
        name, _, eyes = person.partition(" as ")
        browser = cls(getattr(cast, name, None), root=root)
        if eyes:
            browser.masquerade(getattr(cast, eyes, None))
        return browser

    def masquerade(self, learner: Any = None) -> None:
        """From now on look as this learner, or as any learner."""
        session = self.client.session
        session["masquerade"] = {COURSE_KEY: learner.id if learner else None}
        session.save()

    def view(self, usage_key: str) -> str:
        """The block as its unit shows it."""
        page = self.client.get(
            f"/xblock/{as_key(usage_key).context_key.make_usage_key('vertical', 'vertical')}/"
        )
        assert page.status_code == 200, page.status_code
        found = lxml_html.document_fromstring(page.content.decode()).xpath(
            f'//*[@data-usage-id="{usage_key}"]'
        )
        return lxml_html.tostring(found[0], encoding="unicode")

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """See ``Door``."""
        answer = self.client.post(f"{self.root}{usage_key}/{handler}", body, content_type="application/json")
        return _answer(answer.status_code, answer.content.decode())


def _answer(status: int, raw: str) -> Answer:
    return Answer(status, raw, json.loads(raw) if raw.startswith("{") else {})


class Player:
    """One person in front of one block, with the page that lies open."""

    def __init__(self, door: Door, usage_key: str) -> None:
        self.door = door
        self.usage_key = usage_key
        self.page = Page("")
        self.open()

    def open(self) -> Page:
        """Open the page anew, on this device or on another."""
        self.page = Page(self.door.view(self.usage_key))
        return self.page

    def send(self, action: str, data: dict[str, Any]) -> Answer:
        """Send something that need not stand on the page."""
        answer = self.door.post(self.usage_key, action, json.dumps(data).encode())
        if "html" in answer.data and answer.data.get("part") in ("page", "block"):
            self.page = answer.page
        return answer

    def press(self, action: str, **typed: Any) -> Answer:
        """Fill in a form of the page and send it."""
        return self.send(action, {**self.page.form(action).fields, **typed})

    def begin(self) -> Answer:
        """Press Start."""
        return self.press("begin")

    def token(self, words: str) -> str:
        """The value behind the option with these words."""
        return next(value for value, label in self.page.form("choose").choices if label == words)

    def choose(self, words: str, **typed: Any) -> Answer:
        """Choose the option with these words, and decide."""
        return self.press("choose", choice=self.token(words), **typed)

    def walk(self, *words: str) -> Answer:
        """Begin, then choose one option after the other; answers the last step."""
        answer = self.begin()
        for label in words:
            answer = self.choose(label)
            assert answer.status == 200, answer.raw
        return answer

    def look_back(self) -> Answer:
        """Open the debrief."""
        return self.press("open_debrief")
