"""Faces for letters that the package's own font has not: Chinese, Japanese, Korean, Thai, Ethiopic and the like.

They come from the files that the site names (``WORKMENTOR_PRINT_FONTS``) and from the packages of the extra ``fonts``,
whatever is there when the first such letter is printed; TrueType only, because the library embeds no other.

Letters that would have to be joined or moved about (Devanagari, Tamil) are not set from them: a name in the wrong shapes
is worse than one in numbers. ReportLab can shape them (with uharfbuzz, seen with 5.1), but names joined shapes by
private numbers in the order in which the process first met them: the same paper has other bytes after other papers, and
who copies or searches its text, or has it read aloud, gets signs that mean nothing.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

# What the package brings itself; in a print, two fonts of one name would be one.
_OWN = ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold")

log = logging.getLogger(__name__)

# Scripts whose letters stand one after the other as they are, by how Unicode names their letters.
_PLAIN_SCRIPTS = (
    "CJK ", "IDEOGRAPHIC ", "KANGXI ", "HIRAGANA ", "KATAKANA", "BOPOMOFO ", "HANGUL SYLLABLE", "HANGUL LETTER",
    "FULLWIDTH ", "HALFWIDTH ", "THAI ", "LAO ", "ETHIOPIC ", "CHEROKEE ", "YI ",
)  # fmt: skip
# What the extra brings, in the order in which a letter is looked for: (package, file in it).
_PACKAGES = (
    ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanstc/NotoSansTC[wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"),
)


@cache
def face_of(letter: str) -> str:
    """The name of the first face that has this letter, "" where none has."""
    if not unicodedata.name(letter, "").startswith(_PLAIN_SCRIPTS):
        return ""
    code = ord(letter)
    loaded = (_loaded(path) for path in _files())
    return next((face.fontName for face in loaded if face and code in face.face.charToGlyph), "")


@cache
def _files() -> tuple[Path, ...]:
    named = [Path(path) for path in getattr(settings, "WORKMENTOR_PRINT_FONTS", ())]
    packed = [
        folder / file
        for package, file in _PACKAGES
        if (found := find_spec(package)) is not None
        for folder in map(Path, found.submodule_search_locations or ())
    ]
    return tuple(path for path in (*named, *packed) if path.is_file())


@cache
def _loaded(path: Path) -> TTFont | None:
    """The face of a file, made known to ReportLab under the file's name; None where it cannot be used."""
    name = path.stem.split("[")[0]
    try:
        face = TTFont(name, str(path), asciiReadable=False)
    except (TTFError, OSError) as error:
        log.warning("The font %s cannot be used in prints: %s", path.name, error)
        return None
    if face.face.name.decode("ascii", "replace") in _OWN:
        return None
    pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return face
