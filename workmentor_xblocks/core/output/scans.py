"""What may be handed in as a scan: a PDF or a picture, known by its first bytes and never by its name.

Office documents and archives can carry programs, web pages and SVG run them in the reader's browser: all refused.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from workmentor_xblocks.core.block.errors import BadInput, TooLarge
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

    @property
    def ending(self) -> str:
        """How the name of such a file ends, when it is handed out."""
        return "jpg" if self is Scan.JPEG else self.name.lower()


# What phones write into an HEIF file's first box.
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_KINDS: dict[Scan, Callable[[bytes], bool]] = {
    Scan.PDF: lambda data: data.startswith(b"%PDF-"),
    Scan.PNG: lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    Scan.JPEG: lambda data: data.startswith(b"\xff\xd8\xff"),
    Scan.WEBP: lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
    Scan.HEIC: lambda data: data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS,
}
# Word, Excel … before 2007, and everything in a zip: later ones, with and without macros, OpenDocument, archives.
_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06")


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
                    "Save it as a PDF, or take a photo of the signed page."
                ),
                values,
            )
        )
    raise BadInput(
        Message(
            "scan_unknown",
            _("“{name}” is neither a PDF nor a photo (PNG, JPEG, WebP, HEIC). Send one of these."),
            values,
        )
    )


def _short(name: str) -> str:
    clean = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    return clean if len(clean) <= _LONGEST_NAME else f"{clean[:_LONGEST_NAME]}…"


def _megabytes(size: int) -> str:
    return f"{size / (1024 * 1024):.1f}".removesuffix(".0")
