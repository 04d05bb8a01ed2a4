"""Agreements in the facts: people in front of the block, and guests who came by a link."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.agreement.small import small
from tests.agreement.telling import EGLE, GRETA, AtTheBlock, AtThePages, ByLink, Party
from tests.contract.site import AGREEMENT, Browser, Letter, Site, Unit
from tests.contract.steps import Placed, save, soon
from tests.html import Page
from workmentor_xblocks.agreement.content.definition import Definition

_LINK = re.compile(r"https?://\S+/workmentor/guest/\S+")
_CODE = re.compile(r"^\s*(\d{6})\s*$", re.MULTILINE)


class Invited(ByLink):
    """Somebody who comes by the newest link to an address."""

    pages: Browser

    def __init__(self, browser: Browser, address: str, letters: Letters) -> None:
        super().__init__(browser)
        self.address, self.letters = address, letters

    def comes(self) -> Page:
        """Open the link of the newest mail and press its one button."""
        return self.enters(self.letters.link_to(self.address)).page

    def code(self) -> str:
        """See ``ByLink``."""
        return self.letters.code_to(self.address)


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
class Story(AtThePages):
    """One agreement in a block of its own."""

    site: Site
    placed: Placed
    learner: str = "liga"
    uuid: str = ""

    @property
    def letters(self) -> Letters:
        """What was mailed."""
        return Letters(self.site)

    def who(self, role: str) -> Party:
        """See ``AtThePages``."""
        names = {"learner": self.learner, "school": "tove", "mentor": "marta"}
        if role in names:
            return self.person(names[role])
        return self.guest({"employer": EGLE, "guardian": GRETA}[role])

    def is_asked(self, who: str) -> bool:
        """See ``Telling``."""
        return who == "employer"  # by who began it

    def person(self, name: str, *, device: str = "") -> AtTheBlock:
        """Somebody of the cast in front of the block."""
        return AtTheBlock(self.site.person(name, device=device), self.placed.key)

    def guest(self, address: str) -> Invited:
        """Somebody who comes by the newest link to this address, in a browser of their own."""
        guest = Invited(self.site.nobody(), address, self.letters)
        guest.comes()
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
        return self.person(reader).page.state


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
    story = Story(site, template(site, definition), learner)
    tove = story.person("tove")
    asked = {
        **beginning(tove.page),
        "learner": site.username(learner),
        "is_minor": "yes" if minor else "no",
        "employer_organisation": "Ohm & Co",
        "employer_name": "Egle Petrauskaite",
        "employer_email": EGLE,
    }
    if minor:
        asked |= {"guardian_name": "Greta Mertens", "guardian_email": GRETA}
    answer = tove.send("begin", asked)
    assert answer.status == 200, answer.raw[:1500]
    story.uuid = next(form.fields["agreement"] for form in tove.page.forms if "agreement" in form.fields)
    story.dates(start)
    for party in ("employer", "guardian")[: 1 + minor]:
        story.does("school", "invite", party=party)
    return story


def beginning(page: Page, for_whom: str = "other") -> dict[str, str]:
    """What the form holds that begins an agreement."""
    return page.form("begin", **{"for": for_whom}).fields


def fixed(site: Site, *, learner: str = "liga", start: date | None = None) -> Story:
    """The same when Egle has written her part and the text is fixed for signing."""
    return begun(site, learner=learner, start=start).fixed()


def in_force(
    site: Site, *, learner: str = "liga", start: date | None = None, signed_as: str = "Liga Ozola"
) -> Story:
    """The same when everybody has signed."""
    return fixed(site, learner=learner, start=start).signed(learner=signed_as)
