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
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.schema import Attribute, OwnText, Parts


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


@lru_cache(maxsize=8192)
def fingerprint(source: str) -> str:
    """The first 12 hex digits of the SHA-256 of a text (NFC, stripped, UTF-8)."""
    return hashlib.sha256(_normal(source).encode("utf-8", "replace")).hexdigest()[:12]


class VariantText(BaseModel):
    """One text of an overlay. ``same`` says that it is meant to equal its source (a name, a number)."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    path: Annotated[str, Field(alias="for"), Attribute("The text that it stands for, by its path")]
    of: Annotated[str, Attribute("Hash of the source that it was made from")] = ""
    text: Annotated[str, OwnText("Its words", text=None)] = ""
    same: Annotated[bool, Attribute("Meant to equal its source: a name, a number")] = False
    unread: tuple[str, ...] = ()  # as in ``core.content.unread``


class Variant(BaseModel):
    """All texts of one language and workplace; an empty workplace is the source's own."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    language: Annotated[str, Field(alias="lang"), Attribute("Language")]
    workplace: Annotated[str, Attribute("Workplace, if it is not the source's own")] = ""
    texts: Annotated[
        tuple[VariantText, ...],
        Parts("Texts", tag="text", called=_('text for "{path}"'), keys=("path",), bare=True),
    ] = ()
    unread: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the findings of the variant belong."""
        return f"variant/{self.language}/{self.workplace}"

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
