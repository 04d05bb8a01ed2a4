"""A name in Chinese, Japanese, Korean or Thai stands on paper as its owner writes it, where the site has a font for it."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.agreement.papers import Filled, small
from workmentor_xblocks.agreement.output.papers import agreement
from workmentor_xblocks.core.output.printing import faces, glyphs
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.glyphs import FONTS, REGULAR, missing_glyphs, printable
from workmentor_xblocks.core.output.printing.parts import Paper

LETTERS = "張偉김민수สมさくናक"
Setting = Callable[..., None]


def font_of(path: Path, shapes: str, *, name: str = "HallOfBoatsExtended") -> Path:
    """A TrueType font that has these letters: our own, with a table of letters that leads each to some shape."""
    data = bytearray((FONTS / f"{REGULAR}.ttf").read_bytes())
    groups = b"".join(struct.pack(">III", ord(one), ord(one), 40 + n) for n, one in enumerate(sorted(shapes)))
    table = struct.pack(">HHHHIHHIII", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(shapes)) + groups
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        entry = 12 + 16 * number
        if data[entry : entry + 4] == b"cmap":
            struct.pack_into(">II", data, entry + 8, len(data), len(table))
    whole = bytes(data) + table
    for encoding in ("ascii", "utf-16-be"):
        whole = whole.replace(REGULAR.encode(encoding), name.encode(encoding))
    path.write_bytes(whole)
    return path


@pytest.fixture
def fonts(settings: Any) -> Iterator[Setting]:
    """Say which font files the site has; what was found out before is forgotten, and so it is afterwards."""

    def forget() -> None:
        for kept in (glyphs._shown, faces.face_of, faces._files, faces._loaded):
            kept.cache_clear()

    def named(*paths: Path) -> None:
        settings.WORKMENTOR_PRINT_FONTS = [str(path) for path in paths]
        forget()

    forget()
    yield named
    forget()


def of(name: str, **more: Any) -> Paper:
    return small(parties=(agreement.party("Learner", name),), **more)


def said(paper: Paper) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(draw(paper))).pages)


@pytest.mark.parametrize("name", ["張偉", "김민수 Kim", "สม & Co", "Zhang <張>", "さくናZ"])
def test_a_name_is_printed_in_its_own_letters_where_the_site_has_a_font(
    fonts: Setting, tmp_path: Path, name: str
):
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    whole = said(of(name))
    assert name.replace(" ", "") in whole.replace(" ", "").replace("\n", "")
    assert "[U+" not in whole
    assert "stand as their number" not in whole


def test_it_is_so_in_titles_lists_and_at_the_foot(fonts: Setting, tmp_path: Path):
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    section = agreement.section("張", "- **張偉** builds\n\n| 張 | a |\n|---|---|\n| 偉 | b |")
    whole = said(of("Liga", named="張 boats", sections=section))
    assert whole.count("張") >= 5
    assert "[U+" not in whole


def test_the_font_travels_along(fonts: Setting, tmp_path: Path):
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    read = PdfReader(BytesIO(draw(of("張偉"))))
    found = [font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert len(found) == 3
    assert all("/FontFile2" in font["/FontDescriptor"] for font in found)


def test_without_a_font_the_numbers_and_the_sentence(fonts: Setting):
    fonts()
    assert printable("張") == "[U+5F35]"
    assert missing_glyphs("張") == {"張"}
    assert "number in Unicode" in " ".join(said(of("張偉")).split())


@pytest.mark.parametrize(
    "name",
    [
        "किरण शर्मा",
        "தமிழ்",
        "শিল্পী",
        "ਸਿੰਘ",
        "ગીતા",
        "ଓଡ଼ିଆ",
        "తెలుగు",
        "ಕನ್ನಡ",
        "മലയാളം",
        "සිංහල",
        "ខ្មែរ",
        "မြန်မာ",
        "བོད",
    ],
)
def test_names_whose_letters_are_joined_or_moved_stand_as_numbers_whatever_font_is_there(
    fonts: Setting, tmp_path: Path, name: str
):
    letters_of = set(unicodedata.normalize("NFC", name)) - {" ", "\u200d"}
    fonts(font_of(tmp_path / "Hall.ttf", "".join(letters_of)))
    assert missing_glyphs(name) == letters_of
    whole = " ".join(said(of(name)).split())
    assert all(f"[U+{ord(letter):04X}]" in whole for letter in letters_of)
    assert "number in Unicode" in whole
    # A library for shaping, where the site has one, would give letters without a number of their own private ones.
    assert not any(unicodedata.category(letter) == "Co" for letter in whole)


def test_beside_letters_from_right_to_left_they_stand_as_numbers_and_the_paper_says_so(
    fonts: Setting, tmp_path: Path
):
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    assert "[U+5F35]" in printable("שרה 張")
    assert missing_glyphs("שרה 張") == {"張"}


def test_it_says_so_too_where_both_meet_on_the_line_of_one_person(fonts: Setting, tmp_path: Path):
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    whole = " ".join(said(small(parties=(agreement.party("Learner", "שרה", "張"),))).split())
    assert "[U+5F35]" in whole
    assert "number in Unicode" in whole


def test_a_file_that_is_no_such_font_is_passed_over_and_the_next_one_taken(fonts: Setting, tmp_path: Path):
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"OTTO\0\0\0\0")
    own = font_of(tmp_path / "own.ttf", LETTERS, name=REGULAR)  # in the file, two of one name would be one
    fonts(tmp_path / "gone.ttf", broken, own, font_of(tmp_path / "Hall.ttf", LETTERS))
    assert printable("張") == "張"


def test_what_needs_no_other_font_is_printed_in_the_same_bytes(fonts: Setting, tmp_path: Path):
    fonts()
    before = draw(Filled("nb").paper())
    fonts(font_of(tmp_path / "Hall.ttf", LETTERS))
    draw(of("張偉"))
    assert draw(Filled("nb").paper()) == before
    assert draw(of("張偉")) == draw(of("張偉"))
