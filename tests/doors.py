"""Ways into the demo.

``Direct`` goes straight into its runtime (quick, for thousands of steps), ``Browser`` through Django's whole stack with a
session of its own; ``OurPages`` serves whoever has no account.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import webob
from django.http import HttpResponseBase
from django.test import Client
from lxml import html as lxml_html

from tests.cast import COURSE_KEY
from tests.guests import path_of
from tests.people import Answer
from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.runtime.authored import AuthoredFields, Writes
from workmentor_xblocks.demo.runtime.personal import NobodysFields, PersonalFields
from workmentor_xblocks.demo.runtime.stage import DemoRuntime, as_key
from workmentor_xblocks.demo.runtime.visit import People, Visit


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


class OurPages:
    """Django's client. It insists on CSRF tokens, as a site does."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client(enforce_csrf_checks=True)

    def get(self, path: str) -> Answer:
        """Load a page."""
        return answer_of(self.client.get(path))

    def submit(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """Send a form, and go where the answer leads."""
        return self.follow(self.client.post(path, fields))

    def follow(self, answer: Any) -> Answer:
        """What stands where an answer leads."""
        if answer.status_code in (302, 303):
            answer = self.client.get(path_of(answer["Location"]))
        return answer_of(answer)


def answer_of(answer: HttpResponseBase | Any) -> Answer:
    """An answer of Django's client."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    raw = body.decode("utf-8", "replace")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    is_json = headers.get("content-type", "").startswith("application/json")
    data = json.loads(raw) if is_json and raw.startswith("{") else {}
    return Answer(answer.status_code, raw, data, headers, body, answer.request["PATH_INFO"])


def _answer(status: int, raw: str) -> Answer:
    return Answer(status, raw, json.loads(raw) if raw.startswith("{") else {})
