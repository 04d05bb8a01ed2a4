"""Which text a paper shows, how it stands, and how to find out whether the paper says what is kept.

The record is the sealed history; a print is a view of it, so it names the version, its fingerprint and the address
where both can be compared. A sheet that is printed alone names what it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from workmentor_xblocks import host
from workmentor_xblocks.agreement.output.papers.wording import Printing
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.rules.lifecycle import State, VersionState
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES
from workmentor_xblocks.core.content.translation import gettext as _, say
from workmentor_xblocks.core.output.printing.parts import (
    Box,
    NumberedLetters,
    Paper,
    Part,
    Scannable,
    Tone,
    Words,
    joined,
)

HELD = (VersionState.IN_FORCE, VersionState.SUPERSEDED)
SHORT_HASH = 12


@dataclass(frozen=True)
class Edition:
    """One version of an agreement and how it stands, in the language of the binding text."""

    title: str
    language: str
    version: int
    state: str  # "In force, under way"
    in_force_since: str = ""  # a day; empty while it is not in force
    sha256: str = ""  # of the version; empty while it can still be changed
    head: str = ""  # the newest link of the history's chain
    verify_url: str = ""

    @property
    def number(self) -> str:
        """The version in words."""
        return _("Version {number}").format(number=self.version)

    @property
    def belongs_to(self) -> Words:
        """The line at the top of a sheet that may lie apart from the others."""
        return Words(joined(self.title, self.number, self.state), Tone(size=9, soft=True, after=8))

    @property
    def standing(self) -> Box:
        """Which version this is and whether it holds, in a box that nobody overlooks."""
        day = self.in_force_since
        since = _("In force since {day}").format(day=day) if day else _("Not in force")
        return Box(((self.number, 0.2), (self.state, 0.4), (since, 0.4)))

    @property
    def check(self) -> tuple[Part, ...]:
        """The address at which the paper can be compared with what is kept, and the fingerprints to compare."""
        if not self.verify_url:
            return ()
        label = Tone(size=7.5, bold=True, soft=True, after=0)
        fingerprints = (
            (_("Fingerprint of this version (SHA-256)"), self.sha256),
            (_("Newest entry of the history (SHA-256)"), self.head),
        )
        told = [
            words
            for name, value in fingerprints
            if value
            for words in (Words(name, label), Words(value, Tone(size=7.5)))
        ]
        how = _("Open the address, or the code beside it, and compare the fingerprints with those below.")
        return (Scannable(_("Check this paper"), how, self.verify_url, tuple(told)),)

    def alone(self, sheet: tuple[Part, ...]) -> Paper:
        """A sheet that is printed without the agreement."""
        return self.paper(self.belongs_to, *sheet, *self.check, NumberedLetters())

    def paper(self, *parts: Part) -> Paper:
        """Parts with what stands around them on each page."""
        return Paper(
            self.title,
            self.language,
            parts,
            subject=joined(self.number, self.sha256, by=" "),
            foot=joined(self.number, self.sha256[:SHORT_HASH]),
            warning="" if self.in_force_since else _("Not in force"),
        )


def is_settled(version: Version) -> bool:
    """Whether everybody has signed: from then on the print of a version never changes."""
    return version.state in HELD


def of(printing: Printing, *, today: bool = False) -> Edition:
    """A version as it was agreed, or (``today``) as it stands now."""
    thread, version = printing.thread, printing.version
    held = is_settled(version)
    # A version that all have signed says so for ever; what became of it stands on the page and in later papers.
    state = State.SIGNED if held and not today else thread.state
    return Edition(
        title=_("Agreement on training at a workplace"),
        language=thread.row.language,
        version=version.number,
        state=say(STATE_NAMES[state]),
        in_force_since=printing.day(version.effective_on) if held else "",
        sha256=version.sha256,
        head=_head(printing) if held and not today else thread.row.head,
        verify_url=_verify_url(printing) if version.sha256 else "",
    )


def _head(printing: Printing) -> str:
    """The link of the chain with which the version came into force."""
    number = printing.version.number
    return next((event.hash for event, record in printing.history() if _puts_in_force(record, number)), "")


def _puts_in_force(record: dict[str, object], number: int) -> bool:
    data = record.get("data")
    return isinstance(data, dict) and data.get("in_force") is True and record.get("version") == number


def _verify_url(printing: Printing) -> str:
    row, version = printing.thread.row, printing.version
    path = reverse("workmentor:agreement_verify", args=[row.uuid])
    told = urlencode({"version": version.number, "sha256": version.sha256})
    return host.current().absolute_url(f"{path}?{told}", course_key=row.course_key)
