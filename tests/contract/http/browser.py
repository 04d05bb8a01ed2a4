"""A person's session in LMS and Studio, with the addresses under which both show and run a block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.contract.http.session import Session, quoted
from tests.contract.site import Cookie
from tests.contract.steps import part_of
from tests.people import Answer


class HttpBrowser:
    """See ``tests.contract.site.Browser``."""

    def __init__(self, session: Session, *, lms: str, studio: str, course: str, username: str = "") -> None:
        self.session = session
        self.lms = lms
        self.studio_root = studio
        self.course = course
        self.username = username

    def view(self, usage_key: str) -> str:
        """See ``Browser``."""
        answer = self.page(usage_key)
        assert answer.status == 200, f"{answer.status} {answer.raw[:500]}"
        return part_of(answer.raw, usage_key)

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """See ``Browser``."""
        return self.session.send("POST", self._handler(usage_key, handler), body=body)

    def get_handler(self, usage_key: str, handler: str) -> Answer:
        """See ``Browser``."""
        return self.session.send("GET", self._handler(usage_key, handler))

    def post_without_token(self, usage_key: str, handler: str) -> Answer:
        """See ``Browser``."""
        return self.session.send("POST", self._handler(usage_key, handler), body=b"{}", with_token=False)

    def page(self, usage_key: str) -> Answer:
        """See ``Browser``."""
        return self.get(f"/xblock/{quoted(usage_key)}")

    def get(self, path: str) -> Answer:
        """See ``Browser``."""
        return self.session.send("GET", path if "://" in path else self.lms + path)

    def submit(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """See ``Browser``."""
        # With the policy of our pages a browser names its own site, and nothing else proves the form but what it holds.
        sent = {"Accept": "text/html,*/*;q=0.8", "Origin": self.lms, "Referer": self.lms + path}
        return self.session.send("POST", self.lms + path, form=fields, with_token=False, headers=sent)

    def upload(self, path: str, field: str, name: str, data: bytes) -> Answer:
        """See ``Browser``."""
        return self.session.upload(self.lms + path, field, name, data, kind="application/octet-stream")

    def cookie(self, name: str) -> Cookie | None:
        """See ``Browser``."""
        found = next((one for one in self.session.jar if one.name == name), None)
        if found is None:
            return None
        more = {key.lower(): value for key, value in vars(found)["_rest"].items()}
        return Cookie(
            found.value or "",
            found.path,
            "httponly" in more,
            str(more.get("samesite", "")),
            found.secure,
        )

    def get_in_studio(self, path: str) -> Answer:
        """See ``Browser``."""
        return self.session.send("GET", path if "://" in path else self.studio_root + path)

    def editor(self, usage_key: str) -> Answer:
        """See ``Browser``."""
        return self._fragment(usage_key, "studio_view")

    def author_view(self, usage_key: str) -> Answer:
        """See ``Browser``."""
        return self._fragment(usage_key, "author_view")

    def studio(self, usage_key: str, handler: str, data: Any) -> Answer:
        """See ``Browser``."""
        return self.session.json("POST", f"{self._in_studio(usage_key)}/handler/{handler}", data)

    def preview(self, usage_key: str, handler: str, data: Any) -> Answer:
        """See ``Browser``."""
        address = f"{self.studio_root}/preview/xblock/{quoted(usage_key)}/handler/{handler}"
        return self.session.json("POST", address, data)

    def view_as(self, username: str | None) -> None:
        """See ``Browser``."""
        choice = {"role": "staff" if username is None else "student", "user_name": username or None}
        address = f"{self.lms}/courses/{quoted(self.course)}/masquerade"
        answer = self.session.json("POST", address, {**choice, "group_id": None, "user_partition_id": None})
        assert answer.data.get("success"), answer.raw[:500]

    def speak(self, code: str) -> None:
        """See ``Browser``."""
        address = f"{self.lms}/api/user/v1/preferences/{self.username}"
        body = json.dumps({"pref-lang": code or None}).encode()
        answer = self.session.send("PATCH", address, body=body, kind="application/merge-patch+json")
        assert answer.status == 204, answer.raw[:500]

    def _handler(self, usage_key: str, handler: str) -> str:
        course = f"{self.lms}/courses/{quoted(self.course)}"
        return f"{course}/xblock/{quoted(usage_key)}/handler/{handler}"

    def _in_studio(self, usage_key: str) -> str:
        return f"{self.studio_root}/xblock/{quoted(usage_key)}"

    def _fragment(self, usage_key: str, view: str) -> Answer:
        """Studio sends HTML and files apart, as JSON; only a refusal is a page."""
        sent = {"Accept": "application/json"}
        answer = self.session.send("GET", f"{self._in_studio(usage_key)}/{view}", headers=sent)
        files = "".join(
            f'<link href="{resource["data"]}">'
            if "css" in resource["mimetype"]
            else f'<script src="{resource["data"]}"></script>'
            for _key, resource in answer.data.get("resources", ())
            if resource["kind"] == "url"
        )
        raw = f"{answer.data['html']}{files}" if "html" in answer.data else answer.raw
        return Answer(answer.status, raw, {}, answer.headers, answer.body)
