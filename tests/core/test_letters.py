"""A name comes out as its owner writes it, in the order in which it is read, or it is plain that it does not."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from workmentor_xblocks.core.output.printing.glyphs import (
    FONTS,
    in_order,
    is_right_to_left,
    known,
    missing_glyphs,
    printable,
)
from workmentor_xblocks.core.output.printing.typesetting import Look

LANGUAGES = {
    "nb, da": "æøåÆØÅéèêóòôü",
    "nl": "áéíóúàèëïöüĳĲ",
    "lv": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ",
    "fi, sv": "äöåšžÄÖÅŠŽ",
    "is": "áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ",
    "de": "äöüßÄÖÜẞ„“‚‘",
    "fr": "àâçéèêëîïôùûüÿæœŒÆÇ«»’",
    "lt, et, pl": "ąčęėįšųūžõäöüćłńóśźż",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "uk, ru, bg, sr": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъёђјљњћџ",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "ar, fa": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی",
    "vi, tr, az, ro": "ạảấầẩẫậđĐơưıİğşəȘșȚț",
    "marks": "–—…•·†€£§©°±×÷½→✓☐",
}


@pytest.mark.parametrize("letters", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.shows("agreement pitfall 21")
def test_both_faces_have_the_letters_of_the_languages_of_our_parties(letters):
    assert missing_glyphs(letters) == set()


def test_the_licence_of_the_fonts_lies_beside_them():
    assert "Bitstream Vera Fonts Copyright" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


def test_a_letter_that_was_typed_in_two_pieces_is_one():
    assert printable(unicodedata.normalize("NFD", "Līga Ødegård")) == "Līga Ødegård"


def test_what_has_no_shape_is_told_by_its_number_and_can_be_asked_for():
    assert printable("張 Zhang 😀") == "[U+5F35] Zhang [U+1F600]"
    assert missing_glyphs("張 Zhang 😀") == {"張", "😀"}
    assert printable("a\x07b") == "a[U+0007]b"


def test_signs_that_only_steer_are_taken_out_so_that_nobody_turns_a_name_round():
    assert printable("Olaf\u202e gnihtemos\u202c\u200b\ufeff") == "Olaf gnihtemos"
    assert printable("Pikto\u00adgramm") == "Piktogramm"


def test_all_ends_of_lines_are_one_and_all_blanks_are_blanks():
    assert printable("a\r\nb\rc\u2028d\x0be\tf\u3000g") == "a\nb\nc\nd\ne f g"


def test_arabic_letters_are_joined_and_each_joined_form_can_be_printed():
    joined = printable("محمد بن عبد الله، لأن الآن إلى پاکستان")
    assert "[U+" not in joined
    assert {ord(letter) for letter in joined} <= known()
    assert joined != "محمد بن عبد الله، لأن الآن إلى پاکستان"


def test_a_joined_letter_without_a_shape_is_told_by_the_number_of_the_letter():
    assert printable("بے").endswith("[U+06D2]")


@pytest.mark.parametrize(
    ("line", "on_paper"),
    [
        ("Līga", "Līga"),
        ("שרה", "הרש"),
        ("UAB שרה 12", "UAB 12 הרש"),
        ("שרה (12)", "(12) הרש"),
        ("Liga (שרה) Lee", "Liga (הרש) Lee"),
    ],
)
def test_a_line_stands_on_paper_as_it_is_read(line, on_paper):
    assert in_order(line, direction="ltr") == on_paper


def test_in_a_text_from_right_to_left_every_line_goes_that_way():
    assert in_order("UAB שרה", direction="rtl") == "הרש UAB"
    assert in_order("UAB שרה", direction="ltr") == "UAB הרש"
    assert not is_right_to_left("Ødegård 12")


@pytest.mark.parametrize(
    ("value", "on_paper"),
    [
        ("יוסף & בניו", "וינב & ףסוי"),
        ("יוסף <בניו>", "<וינב> ףסוי"),
        ("UAB יוסף & בניו", "UAB וינב & ףסוי"),
        ("Liga & Co", "Liga & Co"),
    ],
)
def test_signs_that_markup_uses_leave_the_order_of_a_line_as_it_is(value, on_paper):
    assert drawn(Look("ltr").plain(value)[0]) == on_paper


def test_an_arabic_company_stands_on_paper_in_one_order():
    assert drawn(Look("rtl").plain("شركة & Co")[0]) == in_order(printable("شركة & Co"), direction="rtl")


def drawn(text: Flowable) -> str:
    """What is drawn of a paragraph, from left to right."""
    canvas = Canvas(BytesIO(), pageCompression=0)
    said: list[str] = []
    text.wrapOn(canvas, 400, 400)
    begin = canvas.beginText

    def recording(*place: float) -> object:
        line = begin(*place)
        out = line._textOut
        line._textOut = lambda words, *more: (said.append(words), out(words, *more))
        return line

    canvas.beginText = recording
    text.drawOn(canvas, 0, 0)
    return "".join(said)
