"""Interface sentences in the language that Django says is active, from our own catalogue.

One translator for blocks, plugin pages, mail and the demo: the catalogue is read with the standard library, so it
neither takes words from other apps nor gives ours to the site, and ``override()`` switches it at once.
"""

from __future__ import annotations

import gettext as _stdlib
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.utils.functional import lazy
from django.utils.translation import get_language, to_locale

from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.content.messages import Message, gettext_noop

# What a person sent as a language becomes part of a file's path only when it looks like one.
_CODE = re.compile(r"[A-Za-z0-9]{1,8}([-_][A-Za-z0-9]{1,8})*")

BUNDLED = Path(__file__).resolve().parents[2] / "translations"


@lru_cache(maxsize=64)
def _catalogue(language: str, folder: Path | None) -> _stdlib.NullTranslations:
    locales = [to_locale(language)]
    for root in filter(None, (folder, BUNDLED)):
        try:
            return _stdlib.translation("django", str(root), locales)
        except FileNotFoundError:
            continue
    return _stdlib.NullTranslations()


def _active() -> _stdlib.NullTranslations:
    from workmentor_xblocks import host

    return _catalogue(get_language() or "en", host.current().catalogue_folder())


def has_catalogue(language: str) -> bool:
    """True when the interface can be shown in ``language`` (English always can)."""
    from workmentor_xblocks import host

    if not _CODE.fullmatch(language):
        return False
    if language.split("-")[0].lower() == "en":
        return True
    return isinstance(_catalogue(language, host.current().catalogue_folder()), _stdlib.GNUTranslations)


def spoken_language() -> str:
    """The language in which our sentences really are: the active one, or English where we have no words for it."""
    active = get_language() or "en"
    return active if has_catalogue(active) else "en"


def gettext(msgid: str) -> str:
    """``msgid`` in the active language, else as it is."""
    return _active().gettext(msgid) if msgid else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a sentence that goes with ``number``."""
    return _active().ngettext(singular, plural, number)


def pgettext(context: str, msgid: str) -> str:
    """``msgid`` where one English word has two meanings, told apart by ``context``."""
    return _active().pgettext(context, msgid)


def npgettext(context: str, singular: str, plural: str, number: int) -> str:
    """``ngettext`` within a ``context``."""
    return _active().npgettext(context, singular, plural, number)


gettext_lazy = lazy(gettext, str)


def say(message: Message) -> str:
    """The message's sentence in the active language, values put in; messages, days and moments in it are said too."""
    return gettext(message.msgid).format(**{name: _said(value) for name, value in message.values.items()})


def _said(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, datetime):
        return days.moment(value)
    return days.day(value) if isinstance(value, date) else value


__all__ = [
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "has_catalogue",
    "ngettext",
    "npgettext",
    "pgettext",
    "say",
]
