"""A letter in words: to whom it goes, what it says sentence by sentence, and how it becomes a mail.

A letter's words are data. A sentence whose slot is empty is left out, and one that is true only sometimes says of what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from workmentor_xblocks import host
from workmentor_xblocks.core.content import days, plain_name
from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, has_catalogue
from workmentor_xblocks.core.output.mail import Letter
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.rules.time_zones import zone

_HELLO = _("Hello {name},")
_HELLO_YOU = _("Hello,")


@dataclass(frozen=True)
class Reader:
    """One person to write to. ``language`` is the one in which the person reads the texts."""

    address: str
    language: str
    name: str
    user_id: int | None = None
    time_zone: str = ""

    @property
    def is_guest(self) -> bool:
        """True for who has no account."""
        return self.user_id is None

    @property
    def interface_language(self) -> str:
        """In which the letter is written."""
        return self.language if has_catalogue(self.language) else "en"

    @property
    def direction(self) -> str:
        """Which way the letter is read."""
        return direction(self.interface_language)

    def moment(self, at: datetime) -> str:
        """A moment where the reader is, and in UTC, so that nobody has to guess."""
        there = at.astimezone(zone(self.time_zone, settings.TIME_ZONE))
        said = f"{days.day(there.date())}, {days.clock(there)} ({there.tzinfo})"
        return said if str(there.tzinfo) == "UTC" else f"{said}, {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def account_reader(user_id: int, *, language: str = "") -> Reader | None:
    """The reader behind an account, in ``language`` where the account names none; None where nobody can be written to."""
    account = host.current().account(user_id)
    if account is None or not account.active or not account.email:
        return None
    return Reader(account.email, account.language or language, account.name, user_id, account.time_zone)


@dataclass(frozen=True)
class Only:
    """A sentence that is said only where something is so."""

    when: str
    msgid: str


@dataclass(frozen=True)
class Words:
    """The sentences of one kind of letter, in order: what happened, then what to do.

    Subjects name nobody: they stand on locked telephones and in lists that others see.
    """

    subject: str
    said: tuple[str | Only, ...]


def said(words: Words, slots: Mapping[str, Any]) -> tuple[str, ...]:
    """The sentences of a letter in the active language; one with an empty slot, or of what is not so, is left out."""
    found = []
    for sentence in words.said:
        if isinstance(sentence, Only) and not slots.get(sentence.when):
            continue
        filled = _Filled(slots)
        text = gettext(sentence.msgid if isinstance(sentence, Only) else sentence).format_map(filled)
        if not filled.lacks:
            found.append(text)
    return tuple(found)


class _Filled(dict[str, Any]):
    """Slots that notice when one of them is empty."""

    lacks = False

    def __getitem__(self, name: str) -> Any:
        value = self.get(name, "")
        self.lacks = self.lacks or value in ("", None)
        return value


@dataclass(frozen=True)
class Item:
    """One of several things in a letter."""

    title: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True)
class Written:
    """A letter in words, before it becomes text and HTML. ``link`` "" where there is nothing to open."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    why_you: str
    code: str = ""
    link: str = ""
    link_label: str = ""
    items: tuple[Item, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    command: str = ""
    how_to_check: str = ""
    last: str = ""


def greeting(reader: Reader) -> str:
    """By name, where it is known."""
    name = plain_name.in_letters(reader.name)
    return gettext(_HELLO).format(name=name) if name else gettext(_HELLO_YOU)


def letter(reader: Reader, write: Callable[[], Written | None]) -> Letter | None:
    """The mail, as text and as HTML, in the reader's language; None where there is nothing to ``write`` (any more)."""
    with translation.override(reader.interface_language):
        written = write()
        if written is None:
            return None
        context = {"letter": written, "language": reader.interface_language, "direction": reader.direction}
        return Letter(
            to=reader.address,
            language=reader.interface_language,
            subject=" ".join(written.subject.split()),
            text=render("workmentor/letter/letter.txt", context).strip() + "\n",
            html=render("workmentor/letter/letter.html", context),
        )
