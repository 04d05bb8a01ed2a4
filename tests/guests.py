"""Somebody without an account, with a plain browser: opens the link of a mail, fills in a form, presses a button.

No script runs. What is sent is what the form on the page holds, so a form that works only by script fails here.
``Pages`` is how requests reach a site: tests/doors.py leads into the demo, the contract's browsers to any site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, Self
from urllib.parse import urlencode, urlsplit

from tests.html import Page, words
from tests.people import Answer, Somebody


class Pages(Protocol):
    """A browser session."""

    def get(self, path: str) -> Answer:
        """Load a page."""

    def submit(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """Send a form as a browser does, and go where the answer leads."""


class Guest(Somebody):
    """One browser. ``home`` is the page that the link leads to, ``acts_at`` the address that takes its forms."""

    home = acts_at = ""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.answer = Answer(0, "<p></p>")
        self._seen: tuple[Answer, Page] | None = None

    @property
    def page(self) -> Page:
        """See ``Somebody``."""
        if self._seen is None or self._seen[0] is not self.answer:
            self._seen = self.answer, Page(self.answer.raw)
        return self._seen[1]

    @property
    def text(self) -> str:
        """See ``Somebody``."""
        return self.page.read

    @property
    def html(self) -> str:
        """Every byte of the page."""
        return self.answer.raw

    @property
    def root(self) -> Any:
        """The page as a tree."""
        return self.page.root

    def offers(self, button: str) -> bool:
        """Whether a button of these words is there."""
        return any(words(one) == button for one in self.root.iter("button"))

    def arrives(self, answer: Answer) -> Self:
        """See what was answered."""
        self.answer = answer
        return self

    def opens(self, link: str) -> Self:
        """Open a link by clicking on it."""
        return self.arrives(self.pages.get(path_of(link)))

    def enters(self, link: str) -> Self:
        """Open the link of a mail and press its one button."""
        (button,) = self.opens(link).root.iter("button")
        return self.sends(_form_of(button), button=button)

    def open(self) -> Page:
        """See ``Somebody``."""
        return self.opens(self.home).page

    def reads(self, path: str = "") -> Self:
        """Load a page anew."""
        return self.opens(path or self.home)

    def presses(self, button: str, **typed: Any) -> Self:
        """Press the button of these words, with what was typed into its form."""
        found = [one for one in self.root.iter("button") if words(one) == button]
        assert found, f"no button {button!r}: {[words(one) for one in self.root.iter('button')]}"
        return self.sends(_form_of(found[0]), button=found[0], **typed)

    def sends(self, form: Any, *, button: Any = None, **typed: Any) -> Self:
        """Send a form of the page as a browser does, and follow where it leads."""
        data = {**self.page.sent_of(form), **typed}
        if button is not None and button.get("name"):
            data[button.get("name")] = button.get("value", "")
        address = form.get("action") or self.answer.path
        if (form.get("method") or "get").lower() == "get":
            return self.arrives(self.pages.get(f"{address}?{urlencode(data)}"))
        return self.arrives(self.pages.submit(address, data))

    def hands_in(self, form: Mapping[str, Any]) -> Answer:
        """See ``Somebody``."""
        return self.arrives(self.pages.submit(self.acts_at, form)).answer


def path_of(link: str) -> str:
    """A link's path, with what it asks for."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _form_of(node: Any) -> Any:
    if node.get("form"):
        return node.getroottree().xpath("//form[@id=$name]", name=node.get("form"))[0]
    while node.tag != "form":
        node = node.getparent()
    return node
