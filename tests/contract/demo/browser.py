"""A person's session in the demo, under the demo's own addresses for what LMS and Studio do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.contract.site import Cookie
from tests.contract.steps import part_of
from tests.doors import answer_of
from tests.people import Answer
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import editions
from workmentor_xblocks.demo.models import Branch


class DemoBrowser:
    """See ``tests.contract.site.Browser``."""

    def __init__(self, course: str, username: str = "") -> None:
        self.client = Client()
        self.client.raise_request_exception = False
        self.careful = Client(enforce_csrf_checks=True)
        self.course = course
        if username:
            self.client.post("/sign-in/", {"person": username})
        self.careful.cookies = self.client.cookies

    def view(self, usage_key: str) -> str:
        """See ``Browser``."""
        answer = self.page(usage_key)
        assert answer.status == 200, f"{answer.status} {answer.raw[:500]}"
        return part_of(answer.raw, usage_key)

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """See ``Browser``."""
        return self._post(f"/handler/{usage_key}/{handler}", body)

    def get_handler(self, usage_key: str, handler: str) -> Answer:
        """See ``Browser``."""
        return self.get(f"/handler/{usage_key}/{handler}")

    def post_without_token(self, usage_key: str, handler: str) -> Answer:
        """See ``Browser``."""
        address = f"/handler/{usage_key}/{handler}"
        return answer_of(self.careful.post(address, b"{}", content_type="application/json"))

    def page(self, usage_key: str) -> Answer:
        """See ``Browser``; the demo shows whole units."""
        unit = editions.unit_of(usage_key, Branch.PUBLISHED) or usage_key
        return self.get(f"/xblock/{unit}/")

    def get(self, path: str) -> Answer:
        """See ``Browser``."""
        return answer_of(self.client.get(path, follow=True))

    def submit(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """See ``Browser``."""
        return answer_of(self.careful.post(path, fields, follow=True))

    def upload(self, path: str, field: str, name: str, data: bytes) -> Answer:
        """See ``Browser``."""
        return answer_of(self.client.post(path, {field: SimpleUploadedFile(name, data)}))

    def cookie(self, name: str) -> Cookie | None:
        """See ``Browser``."""
        found = self.client.cookies.get(name)
        if found is None or not found.value:
            return None
        return Cookie(
            found.value, found["path"], bool(found["httponly"]), found["samesite"], bool(found["secure"])
        )

    def get_in_studio(self, path: str) -> Answer:
        """See ``Browser``; one address serves both here."""
        return self.get(path)

    def editor(self, usage_key: str) -> Answer:
        """See ``Browser``."""
        return self.get(f"/studio/edit/{usage_key}/")

    def author_view(self, usage_key: str) -> Answer:
        """See ``Browser``."""
        unit = editions.unit_of(usage_key, Branch.DRAFT)
        answer = self.get(f"/studio/unit/{unit}/")
        raw = part_of(answer.raw, usage_key) if answer.status == 200 else answer.raw
        return Answer(answer.status, raw, {}, answer.headers, answer.body)

    def studio(self, usage_key: str, handler: str, data: Any) -> Answer:
        """See ``Browser``."""
        return self._post(f"/studio/handler/{usage_key}/{handler}", json.dumps(data).encode())

    def preview(self, usage_key: str, handler: str, data: Any) -> Answer:
        """See ``Browser``."""
        return self._post(f"/studio/preview/handler/{usage_key}/{handler}", json.dumps(data).encode())

    def view_as(self, username: str | None) -> None:
        """See ``Browser``."""
        choice = "staff" if username is None else username or "learner"
        answer = self.client.post(f"/courses/{self.course}/view-as/", {"view_as": choice})
        assert answer.status_code == 302, answer.status_code

    def speak(self, code: str) -> None:
        """See ``Browser``."""
        self.client.post("/language/", {"language": code or "en"})

    def _post(self, address: str, body: bytes) -> Answer:
        assert keys.usage(address.split("/")[-2]) is not None, address
        return answer_of(self.client.post(address, body, content_type="application/json"))
