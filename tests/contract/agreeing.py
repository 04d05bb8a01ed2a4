"""Agreements in the facts: people in front of the block, guests who came by a link, and how both read and send a form.

Everybody reads the page and sends what a form of it holds, so that a page which lacks a form fails here.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from tests.agreement.driving import small
from tests.contract.sheet import Sheet
from tests.contract.site import AGREEMENT, Browser, Letter, Reply, Site, Unit
from tests.contract.steps import Placed, save, soon
from workmentor_xblocks.agreement.content.definition import Definition

GUEST = "/workmentor/guest/agreement/"
ACT = "/workmentor/guest/act/"
EGLE, GRETA = "egle.petrauskaite@contract.example", "greta.mertens@contract.example"
TASKS = "Wiring of switch panels under supervision."
_LINK = re.compile(r"https?://\S+/workmentor/guest/\S+")
_CODE = re.compile(r"^\s*(\d{6})\s*$", re.MULTILINE)


class Somebody(ABC):
    """Who reads the page and sends its forms. ``answer`` is what came last."""

    browser: Browser
    answer: Reply
    sheet: Sheet

    @abstractmethod
    def opens(self) -> Sheet:
        """Load the page."""

    @abstractmethod
    def sends(self, data: Mapping[str, Any]) -> Reply:
        """Send a form with an act."""

    def tries(self, act: str, /, *, where: Mapping[str, str] | None = None, **typed: Any) -> Reply:
        """Load the page, fill in the form of an act and send it; whatever comes of it."""
        self.opens()
        return self.sends({**self.sheet.form(act, **(where or {})), **typed})

    def does(self, act: str, /, *, where: Mapping[str, str] | None = None, **typed: Any) -> Sheet:
        """The same, and it has to succeed."""
        answer = self.tries(act, where=where, **typed)
        assert answer.status == 200, f"{act}: {answer.status} {answer.raw[:1500]}"
        return self.sheet

    def fills(self, **values: Any) -> Sheet:
        """Fill in fields of one part of the text."""
        self.opens()
        held = self.sheet.editing(next(iter(values)))
        answer = self.sends({**held, **{f"f-{name}": value for name, value in values.items()}})
        assert answer.status == 200, f"{answer.status} {answer.raw[:1500]}"
        return self.sheet

    def signs(self, name: str, **more: Any) -> Sheet:
        """Sign as an account does."""
        return self.does("sign", consent="on", name=name, **more)


@dataclass
class Person(Somebody):
    """Somebody with an account, in front of the block."""

    browser: Browser
    usage_key: str
    answer: Reply = field(default_factory=lambda: Reply(0, ""))
    sheet: Sheet = field(default_factory=lambda: Sheet(""))

    def opens(self) -> Sheet:
        """See ``Somebody``."""
        self.sheet = Sheet(self.browser.view(self.usage_key))
        return self.sheet

    def posts(self, handler: str, data: Mapping[str, Any]) -> Reply:
        """Send something to a handler, and see the page that comes."""
        self.answer = self.browser.post(self.usage_key, handler, json.dumps(data).encode())
        if "html" in self.answer.data:
            self.sheet = Sheet(self.answer.data["html"])
        return self.answer

    def sends(self, data: Mapping[str, Any]) -> Reply:
        """See ``Somebody``."""
        return self.posts("act", data)


@dataclass
class Guest(Somebody):
    """Somebody without an account, with a plain browser in which no script runs."""

    browser: Browser
    address: str
    letters: Letters
    answer: Reply = field(default_factory=lambda: Reply(0, ""))
    sheet: Sheet = field(default_factory=lambda: Sheet(""))

    def opens(self) -> Sheet:
        """See ``Somebody``."""
        return self._sees(self.browser.get(GUEST))

    def enters(self) -> Sheet:
        """Open the link of the newest mail and press its one button."""
        door = path_of(self.letters.link_to(self.address))
        page = self.browser.get(door)
        assert page.status == 200, page.raw[:500]
        (held,) = Sheet(page.raw).forms()
        return self._sees(self.browser.submit(door, held))

    def sends(self, data: Mapping[str, Any]) -> Reply:
        """See ``Somebody``."""
        self._sees(self.browser.submit(ACT, data))
        return self.answer

    def signs(self, name: str, **more: Any) -> Sheet:
        """Sign with the code that comes by mail."""
        self.does("send_code")
        return super().signs(name, code=self.letters.code_to(self.address), **more)

    def _sees(self, answer: Reply) -> Sheet:
        self.answer = answer
        self.sheet = Sheet(answer.raw[answer.raw.find("<body") :])
        return self.sheet


@dataclass
class Letters:
    """The mails of the fact."""

    site: Site

    def to(self, address: str) -> list[Letter]:
        """Those to an address, the oldest first."""
        return [letter for letter in self.site.letters() if letter.to.casefold() == address.casefold()]

    def link_to(self, address: str) -> str:
        """The newest link."""
        return self._newest(address, _LINK)

    def all_links(self, address: str) -> list[str]:
        """Every link that went to an address."""
        return [link for letter in self.to(address) for link in _LINK.findall(letter.text)]

    def code_to(self, address: str) -> str:
        """The newest code."""
        return self._newest(address, _CODE).strip()

    def _newest(self, address: str, what: re.Pattern[str]) -> str:
        def found() -> list[str]:
            return [match for letter in self.to(address) for match in what.findall(letter.text)]

        soon(self.site, lambda: bool(found()), f"a mail to {address}")
        return found()[-1]


@dataclass
class Story:
    """One agreement in a block of its own."""

    site: Site
    placed: Placed
    uuid: str = ""

    @property
    def letters(self) -> Letters:
        """What was mailed."""
        return Letters(self.site)

    def person(self, name: str, *, device: str = "") -> Person:
        """Somebody of the cast in front of the block."""
        return Person(self.site.person(name, device=device), self.placed.key)

    def guest(self, address: str) -> Guest:
        """Somebody who comes by the newest link to this address, in a browser of their own."""
        guest = Guest(self.site.nobody(), address, self.letters)
        guest.enters()
        return guest

    def path(self, name: str) -> str:
        """The address of one of the agreement's papers."""
        return f"/workmentor/agreement/{self.uuid}/{name}"

    def history(self, reader: str = "tove") -> dict[str, Any]:
        """Everything that happened, as the file tells it."""
        answer = self.site.person(reader).get(self.path("history.json"))
        assert answer.status == 200, f"{answer.status} {answer.raw[:500]}"
        found: dict[str, Any] = json.loads(answer.raw)
        return found

    def state(self, reader: str = "tove") -> str:
        """How the agreement stands, in the words of the page."""
        return self.person(reader).opens().state


def path_of(link: str) -> str:
    """A link's path, with what it asks for."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def template(site: Site, definition: Definition | None = None, unit: Unit | None = None) -> Placed:
    """A block with this template (a small one, when none is given), saved by its author and published."""
    unit = unit or site.desk.unit()
    key = site.desk.add(unit, AGREEMENT)
    answer = save(site.person("aad"), key, definition or small())
    assert answer.status == 200, answer.raw[:1500]
    site.desk.publish(unit)
    return Placed(key, unit)


def begun(
    site: Site,
    definition: Definition | None = None,
    *,
    minor: bool = False,
    learner: str = "liga",
    start: date | None = None,
) -> Story:
    """Tove, who is the school's, begins an agreement for Liga, fills in her part and invites Egle."""
    story = Story(site, template(site, definition))
    tove = story.person("tove")
    tove.opens()
    asked = {
        **tove.sheet.starting(),
        "learner": site.username(learner),
        "is_minor": "yes" if minor else "no",
        "employer_organisation": "Ohm & Co",
        "employer_name": "Egle Petrauskaite",
        "employer_email": EGLE,
    }
    if minor:
        asked |= {"guardian_name": "Greta Mertens", "guardian_email": GRETA}
    answer = tove.posts("begin", asked)
    assert answer.status == 200, answer.raw[:1500]
    story.uuid = tove.sheet.agreement
    start = start or date.today() + timedelta(days=30)  # noqa: DTZ011 - the day after which a site counts is near enough
    tove.fills(start=start.isoformat(), end=(start + timedelta(days=180)).isoformat())
    tove.does("invite", where={"party": "employer"})
    if minor:
        tove.does("invite", where={"party": "guardian"})
    return story


def fixed(site: Site, *, learner: str = "liga", start: date | None = None) -> Story:
    """The same when Egle has written her part and the text is fixed for signing."""
    story = begun(site, learner=learner, start=start)
    story.guest(EGLE).fills(tasks=TASKS)
    story.person("tove").does("freeze")
    return story


def in_force(
    site: Site, *, learner: str = "liga", start: date | None = None, signed_as: str = "Liga Ozola"
) -> Story:
    """The same when everybody has signed."""
    story = fixed(site, learner=learner, start=start)
    story.person(learner).signs(signed_as)
    story.guest(EGLE).signs("Egle Petrauskaite")
    story.person("tove").signs("Tove Nilsen")
    return story
