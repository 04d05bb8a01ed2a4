"""Which of several languages a person reads: theirs first, then the block's, the course's, the interface's.

Codes match by the lookup of BCP 47 (RFC 4647 §3.4): ``nl-be`` finds ``nl``, and ``nb`` finds ``nb-NO`` last of all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from workmentor_xblocks.core.content.scripts import is_from_the_right

# A language that many know by another code (CLDR's likely sub-tags and macrolanguages).
_KIN = {"no": "nb", "nb": "no", "nn": "nb", "iw": "he", "in": "id"}


LONGEST_CODE = 20  # room for language, script, region and a variant; tables keep no more
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


def is_code(code: str) -> bool:
    """Whether something has the form of a language's code, and can be kept."""
    return len(code) <= LONGEST_CODE and _CODE.fullmatch(code) is not None


def normal(code: str) -> str:
    """``NL_be`` → ``nl-be``."""
    return code.strip().replace("_", "-").lower()


def lookup(wanted: str | None, available: Iterable[str]) -> str | None:
    """The available code that answers ``wanted``, or None."""
    if not wanted:
        return None
    by_normal = {normal(code): code for code in available}
    rest = normal(wanted)
    while rest:
        for candidate in (rest, _KIN.get(rest, rest)):
            if candidate in by_normal:
                return by_normal[candidate]
        rest = rest.rpartition("-")[0]
    primary = normal(wanted).split("-")[0]
    return next((code for key, code in by_normal.items() if key.split("-")[0] == primary), None)


def first_of(wishes: Iterable[str | None], available: Iterable[str]) -> str | None:
    """The first wish that can be met, as the available code."""
    codes = list(available)
    return next((found for wish in wishes if (found := lookup(wish, codes))), None)


def direction(code: str) -> str:
    """``rtl`` or ``ltr``, for the ``dir`` attribute."""
    return "rtl" if is_from_the_right(normal(code)) else "ltr"


def kept_apart(name: str) -> str:
    """A name within a plain sentence: one that runs from right to left turns nothing round that stands beside it.

    The signs are those of Unicode's annex 9 for a text of unknown direction; on a page ``bdi`` does the same.
    """
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if turns else name


# Endonyms (CLDR) of the partners' and their neighbours' languages; other codes show as they are.
NAMES = {
    "ar": "العربية",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "fi": "Suomi",
    "fr": "Français",
    "is": "Íslenska",
    "it": "Italiano",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "nn": "Norsk nynorsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
}


def name(code: str) -> str:
    """A language's own name for itself."""
    return NAMES.get(normal(code)) or NAMES.get(normal(code).split("-")[0]) or code
