"""The letters that a print is set in: every name comes out as its owner writes it, or it is plain that it does not.

The package brings its own font (DejaVu Sans Condensed; ``fonts/README.md``), because a server has none that is sure:
Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, and Arabic as Arabs and Persians write it. A letter beyond them,
such as a Chinese one, is set in a face that the site has (``faces``), else printed as its number in Unicode,
``[U+5F20]``: nothing is left out silently, and what it was can still be told. Arabic letters are joined here; what runs from right to left is put in order line by line, after the
text has been broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workmentor_xblocks.core.output.printing.faces import face_of

FONTS = Path(__file__).parent / "fonts"
REGULAR = "DejaVuSansCondensed"
BOLD = "DejaVuSansCondensed-Bold"

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_JOINED_FORMS = frozenset((*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)))


@cache
def known() -> frozenset[int]:
    """The code points that both faces have; the first call makes the fonts known to ReportLab."""
    faces = [TTFont(name, str(FONTS / f"{name}.ttf"), asciiReadable=False) for name in (REGULAR, BOLD)]
    for face in faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset.intersection(*(frozenset(face.face.charToGlyph) for face in faces))


@cache
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


def printable(text: str) -> str:
    """``text`` in letters that can be printed, its lines parted by single line feeds.

    Signs that have no shape of their own (joiners, marks of direction) are taken out: the order is worked out anew.
    """
    whole = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    if is_right_to_left(whole):
        # A line that is put in order stands in one face, our own.
        whole = "".join(_numbered(letter) for letter in _reshaper().reshape(whole))
    if whole.isascii() and whole.replace("\n", "").isprintable():
        return whole
    return "".join(map(_shown, whole))


def _numbered(letter: str) -> str:
    return f"[U+{ord(letter):04X}]" if ord(letter) not in known() and face_of(letter) else letter


@cache
def _shown(letter: str) -> str:
    code = ord(letter)
    if unicodedata.category(letter) == "Cf" or code in _VARIATION_SELECTORS:
        return ""
    if letter == "\n" or code in known():
        return letter
    if code in _JOINED_FORMS:
        # Without the joined form, the letter itself; some are ornaments or whole sentences, which have no other.
        apart = unicodedata.normalize("NFKC", letter)
        if apart != letter:
            return "".join(map(_shown, apart))
    if unicodedata.category(letter) == "Zs":
        return " "
    return letter if face_of(letter) else f"[U+{code:04X}]"


def missing_glyphs(text: str) -> set[str]:
    """The letters of a text that are printed as their number."""
    in_one_face = is_right_to_left(text)
    return {
        letter
        for letter in unicodedata.normalize("NFC", text)
        if (_numbered(letter) if in_one_face else _shown(letter)).startswith("[U+")
        or _shown(letter).startswith("[U+")
    }


def is_right_to_left(text: str) -> bool:
    """True when a letter of the text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def in_order(line: str, *, direction: str) -> str:
    """One line as its letters stand from left to right on paper (Unicode Standard Annex 9).

    In a text from left to right a line goes the way of its own first letter, as ``dir="auto"`` does on the page.
    """
    if not is_right_to_left(line):
        return line
    return str(get_display(line, base_dir="R" if direction == "rtl" else None))


def runs(line: str, face: str) -> Iterator[tuple[str, str]]:
    """A line in pieces that stand in one face each: (face, piece); ``face`` is that of all usual letters."""
    if line.isascii():
        yield face, line
        return
    for other, letters in groupby(line, key=lambda letter: "" if letter.isascii() else _other_face(letter)):
        yield other or face, "".join(letters)


def _other_face(letter: str) -> str:
    return "" if ord(letter) in known() else face_of(letter)
