"""One definition in several languages and workplaces: plain source texts, and overlays beside them.

An overlay belongs to one (language, workplace) and maps the path of a text to its words and to a hash of the source
that they were made from. So a translator's change touches no structure, and a text whose source moved on is known.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


@lru_cache(maxsize=8192)
def fingerprint(source: str) -> str:
    """The first 12 hex digits of the SHA-256 of a text (NFC, stripped, UTF-8)."""
    return hashlib.sha256(_normal(source).encode("utf-8", "replace")).hexdigest()[:12]


class VariantText(BaseModel):
    """One text of an overlay. ``same`` says that it is meant to equal its source (a name, a number)."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    path: str = Field(alias="for")
    of: str = ""
    text: str = ""
    same: bool = False
    unread: tuple[str, ...] = ()  # as in ``core.content.unread``


class Variant(BaseModel):
    """All texts of one language and workplace; an empty workplace is the source's own."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    language: str = Field(alias="lang")
    workplace: str = ""
    texts: tuple[VariantText, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def by_path(self) -> Mapping[str, VariantText]:
        """The texts by path; of two with one path the last counts."""
        return {text.path: text for text in self.texts}


class TextState(StrEnum):
    """How a variant's text stands to its source."""

    MISSING = "missing"
    STALE = "stale"  # the source was changed since
    EQUAL = "equal"  # word for word the source, and nobody said that this is meant
    FINE = "fine"


def state_of(text: VariantText | None, source: str) -> TextState:
    """What to tell a translator about one text."""
    if not source.strip():
        return TextState.FINE
    if text is None or not text.text.strip():
        return TextState.MISSING
    if text.of and text.of != fingerprint(source):
        return TextState.STALE
    if not text.same and _normal(text.text) == _normal(source):
        return TextState.EQUAL
    return TextState.FINE
