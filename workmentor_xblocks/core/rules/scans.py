"""What may be handed in as a scan: a PDF or a picture, known by its first bytes and never by its name.

Office documents and archives can carry programs, web pages and SVG run them in the reader's browser: all refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from workmentor_xblocks.core.content.errors import BadInput, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

LARGEST = 10 * 1024 * 1024
_LONGEST_NAME = 80


class Scan(StrEnum):
    """The kinds that are taken, by their media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    HEIC = "image/heic"
    AVIF = "image/avif"
    TIFF = "image/tiff"

    @property
    def ending(self) -> str:
        """How the name of such a file ends, when it is handed out."""
        return "jpg" if self is Scan.JPEG else self.name.lower()


# Word, Excel … before 2007, and everything in a zip: later ones, with and without macros, OpenDocument, archives.
_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06")

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # ISO 32000-1, annex H: readers look for the header in so many bytes
# With one of these before it, a file is a program, a film or a page to somebody, and a PDF to us.
_RUNS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"GIF8",
    b"RIFF",
)
_MARKUP = re.compile(rb"<[a-z!?/]", re.IGNORECASE)


def _is_pdf(data: bytes) -> bool:
    """Whether a PDF begins here, perhaps after a byte mark, line ends, or a line that was meant for a printer."""
    before, header, _rest = data[:_PDF_WITHIN].partition(_PDF)
    text = before.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\t\n\x0c\r ")
    return bool(header) and not text.startswith(_RUNS + _OFFICE) and not _MARKUP.search(text)


def _brands(data: bytes) -> list[bytes]:
    """What the first box of a file of pictures says that it can be read as, the main one first (ISO 14496-12)."""
    if data[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(data[:4], "big"), 256)
    return [data[8:12], *(data[at : at + 4] for at in range(16, end, 4))]


_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_EITHER = {b"mif1", b"msf1"}  # the container of both; what is in it stands among the other brands


def _is_avif(data: bytes) -> bool:
    main, *others = _brands(data) or [b""]
    return main in _AVIF or (main in _EITHER and not _AVIF.isdisjoint(others))


def _is_heic(data: bytes) -> bool:
    main, *_others = _brands(data) or [b""]
    return main in _HEIC | _EITHER and not _is_avif(data)


_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")  # either order of bytes, also for very large files
_KINDS: dict[Scan, Callable[[bytes], bool]] = {
    Scan.PNG: lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    Scan.JPEG: lambda data: data.startswith(b"\xff\xd8\xff"),
    Scan.WEBP: lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
    Scan.HEIC: _is_heic,
    Scan.AVIF: _is_avif,
    Scan.TIFF: lambda data: data.startswith(_TIFF),
    Scan.PDF: _is_pdf,
}


def check_size(name: str, size: int) -> None:
    """Raise ``TooLarge`` for a file that is too large; to be asked before its bytes are read."""
    if size > LARGEST:
        values = {"name": _short(name), "size": _megabytes(size), "largest": _megabytes(LARGEST)}
        raise TooLarge(
            Message(
                "scan_too_large",
                _(
                    "“{name}” has {size} MB, and a scan may have {largest} MB. "
                    "Scan it again in grey or with fewer dots, or send fewer pages."
                ),
                values,
            )
        )


def check_scan(name: str, data: bytes) -> Scan:
    """The kind of a scan. Raises ``TooLarge`` or ``BadInput`` with a sentence that says what to send instead."""
    check_size(name, len(data))
    values = {"name": _short(name)}
    if not data:
        raise BadInput(Message("scan_empty", _("“{name}” is empty. Choose the file again."), values))
    for kind, fits in _KINDS.items():
        if fits(data):
            return kind
    if data.startswith(_OFFICE):
        raise BadInput(
            Message(
                "scan_is_office",
                _(
                    "“{name}” is an office document or an archive, and those are not taken. "
                    "Save it as a PDF, or take a photo of the page."
                ),
                values,
            )
        )
    raise BadInput(
        Message(
            "scan_unknown",
            _(
                "“{name}” is neither a PDF nor a picture (PNG, JPEG, TIFF, WebP, HEIC, AVIF). Send one of these."
            ),
            values,
        )
    )


def _short(name: str) -> str:
    clean = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    return clean if len(clean) <= _LONGEST_NAME else f"{clean[:_LONGEST_NAME]}…"


def _megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):.1f}".removesuffix(".0")
