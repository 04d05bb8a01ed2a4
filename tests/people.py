"""Somebody in front of a block: reads the page, fills in one of its forms, sends it, reads what comes.

A person knows only what the page says. ``Door`` is how requests reach the block: tests/doors.py leads into the demo,
the contract's browsers (tests/contract/site.py) to any site. Nothing here knows a block from another.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from tests.html import Page


@dataclass(frozen=True)
class Answer:
    """What was answered, with its headers (names in lower case) and its bytes as they came."""

    status: int
    raw: str
    data: dict[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    path: str = ""  # of the page at which the browser arrived

    @property
    def page(self) -> Page:
        """The HTML that the answer brings."""
        return Page(self.data["html"])

    @property
    def error(self) -> dict[str, Any]:
        """The error shape."""
        return self.data["error"]

    @property
    def is_ours(self) -> bool:
        """True for a refusal in our own error shape."""
        return set(self.data.get("error", ())) >= {"code", "message", "fields"}


class Door(Protocol):
    """A way to a block."""

    def view(self, usage_key: str) -> str:
        """The block's page with what it tells its script."""

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """A handler's answer."""


class Somebody(ABC):
    """Who reads a page and sends its forms, with an account or as a guest. ``answer`` is what came last.

    ``others_act``: the page is loaded anew before each act, since others may have acted in between.
    """

    answer: Answer
    others_act = False

    @property
    @abstractmethod
    def page(self) -> Page:
        """What lies open."""

    @abstractmethod
    def open(self) -> Page:
        """Load the page."""

    @abstractmethod
    def hands_in(self, form: Mapping[str, Any]) -> Answer:
        """Send a form with an act, which need not stand on the page."""

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.answer.status

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.page.text

    def tries(self, act: str, /, *, where: Mapping[str, str] | None = None, **typed: Any) -> Self:
        """Fill in the form of an act and send it, whatever comes of it; ``where`` chooses among several."""
        if self.others_act:
            self.open()
        self.hands_in({**self.page.form(act, **(where or {})).fields, **typed})
        return self

    def does(self, act: str, /, *, where: Mapping[str, str] | None = None, **typed: Any) -> Self:
        """The same, and it has to succeed."""
        self.tries(act, where=where, **typed)
        assert self.status == 200, f"{act}: {self.status} {self.answer.raw[:1500]}"
        return self


class Person(Somebody):
    """Somebody with an account (or nobody) in front of one block; the page is loaded when it is first looked at."""

    def __init__(self, door: Door, usage_key: str) -> None:
        self.door = door
        self.usage_key = usage_key
        self.answer = Answer(0, "")
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """See ``Somebody``."""
        return self._page or self.open()

    @page.setter
    def page(self, opened: Page) -> None:
        """Turn back to a page that was open before."""
        self._page = opened

    def open(self) -> Page:
        """Load the page, on this device or on another."""
        self._page = Page(self.door.view(self.usage_key))
        return self._page

    def send(self, handler: str, data: Mapping[str, Any]) -> Answer:
        """Send something to a handler, and see the page that comes."""
        self.answer = self.door.post(self.usage_key, handler, json.dumps(data).encode())
        if self.answer.data.get("part") in ("page", "block") and "html" in self.answer.data:
            self._page = self.answer.page
        return self.answer

    def hands_in(self, form: Mapping[str, Any]) -> Answer:
        """See ``Somebody``."""
        return self.send("act", form)

    def press(self, form: str, **typed: Any) -> Answer:
        """Fill in a form of the page and send it to its handler."""
        found = self.page.form(form)
        return self.send(found.action, {**found.fields, **typed})
