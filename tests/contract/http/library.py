"""A content library of a site, by the addresses that the library's own pages use."""

from __future__ import annotations

import json
from typing import Any

from tests.contract.http.browser import HttpBrowser
from tests.contract.http.session import quoted
from tests.contract.site import SCENARIO, Browser, Unit
from tests.people import Answer

_SLUG = "workmentor-contract"


class HttpLibrary:
    """See ``tests.contract.site.Library``; made once and used again."""

    def __init__(self, author: HttpBrowser, course: str) -> None:
        self.author = author
        self.org = course.removeprefix("course-v1:").split("+")[0]
        wanted = {"org": self.org, "slug": _SLUG, "title": "Contract checks", "description": ""}
        self._json("POST", "/api/libraries/v2/", wanted)  # it says so when it is there already

    def add(self, name: str, kind: str = SCENARIO) -> str:
        """See ``Library``."""
        data = {"block_type": kind, "definition_id": name}
        answer = self._json("POST", f"/api/libraries/v2/lib:{self.org}:{_SLUG}/blocks/", data)
        assert answer.status == 200, answer.raw[:500]
        key: str = answer.data["id"]
        return key

    def write(self, usage_key: str, olx: str) -> None:
        """See ``Library``."""
        answer = self._json("POST", f"/api/libraries/v2/blocks/{quoted(usage_key)}/olx/", {"olx": olx})
        assert answer.status == 200, answer.raw[:500]

    def olx(self, usage_key: str) -> str:
        """See ``Library``."""
        found: str = self.author.get_in_studio(f"/api/libraries/v2/blocks/{quoted(usage_key)}/olx/").data[
            "olx"
        ]
        return found

    def view(self, usage_key: str, view: str) -> Answer:
        """See ``Library``."""
        answer = self.author.get_in_studio(f"/api/xblock/v2/xblocks/{quoted(usage_key)}/view/{view}/")
        content = answer.data.get("content")
        return Answer(answer.status, content or answer.raw, {}, answer.headers, answer.body)

    def handle(self, usage_key: str, handler: str, data: Any, *, by: Browser | None = None) -> Answer:
        """See ``Library``; such handlers have an address that is made for one person."""
        browser = by or self.author
        assert isinstance(browser, HttpBrowser)
        told = browser.get_in_studio(f"/api/xblock/v2/xblocks/{quoted(usage_key)}/handler_url/{handler}/")
        return browser.session.json("POST", told.data["handler_url"], data)

    def put_into(self, unit: Unit, usage_key: str) -> str:
        """See ``Library``."""
        self._json("POST", f"/api/libraries/v2/blocks/{quoted(usage_key)}/publish/")
        kind = usage_key.split(":")[3]
        data = {"parent_locator": unit.key, "category": kind, "library_content_key": usage_key}
        answer = self._json("POST", "/xblock/", data)
        assert answer.status == 200, answer.raw[:500]
        key: str = answer.data["locator"]
        return key

    def delete(self, usage_key: str) -> None:
        """See ``Library``."""
        self._json("DELETE", f"/api/libraries/v2/blocks/{quoted(usage_key)}/")

    def _json(self, method: str, path: str, data: Any = None) -> Answer:
        body = json.dumps({} if data is None else data).encode()
        return self.author.session.send(method, f"{self.author.studio_root}{path}", body=body)
