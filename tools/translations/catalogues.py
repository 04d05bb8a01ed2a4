"""The catalogues on disk: read, brought up to date, written so that the same words give the same bytes, compiled."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tools.testrun.places import ROOT

FOLDER = ROOT / "translations"
# A made-up language for developers; it is not committed and nobody checks it.
DUMMY = "eo"
_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = """\
# Interface of WorkMentor XBlocks in PROJECT_LANGUAGE.
# Edit the translations here, then run: make translations
#"""


def languages() -> list[str]:
    """The locales that there are."""
    return sorted(
        path.parents[1].name for path in FOLDER.glob("*/LC_MESSAGES/django.po") if DUMMY not in path.parts
    )


def po_path(locale: str) -> Path:
    """What translators edit."""
    return FOLDER / locale / "LC_MESSAGES" / "django.po"


def mo_path(locale: str) -> Path:
    """What the package reads."""
    return po_path(locale).with_suffix(".mo")


def read(locale: str) -> Catalog:
    """A language's catalogue, empty when it is new."""
    path = po_path(locale)
    if not path.exists():
        return Catalog(locale=locale, project="WorkMentor XBlocks", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def as_text(catalogue: Catalog) -> bytes:
    """Sorted by sentence and without dates and line numbers: a changed sentence is one hunk in a diff."""
    catalogue.creation_date = catalogue.revision_date = _NO_TIME
    language = (
        catalogue.locale.get_display_name("en") if catalogue.locale else str(catalogue.locale_identifier)
    )
    catalogue.header_comment = _HEADER.replace("PROJECT_LANGUAGE", language or "")
    catalogue.last_translator, catalogue.language_team = "WorkMentor XBlocks", "WorkMentor XBlocks"
    catalogue.msgid_bugs_address, catalogue.version, catalogue.fuzzy = "", "1", False
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    # The one line that would change with the tool instead of with the words.
    return b"".join(line for line in buffer.getvalue().splitlines(True) if b'"Generated-By:' not in line)


def updated(locale: str, source: Catalog) -> Catalog:
    """The language's catalogue with exactly the sentences of the source. Nothing is guessed: new ones are empty."""
    catalogue = read(locale)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def compiled_messages(content: bytes) -> dict[tuple[str | None, str], object]:
    """What a compiled catalogue says; its bytes may differ between releases of Babel."""
    messages = [message for message in read_mo(BytesIO(content)) if message.id]
    return {(message.context, str(message.id)): message.string for message in messages}
