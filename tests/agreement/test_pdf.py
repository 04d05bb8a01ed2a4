"""The agreement on paper: everybody finds their promises first, every letter is there, and the same paper has one hash."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from tests.agreement.papers import HEAD, SHA, SIGNING, URL, Filled, small, with_value
from workmentor_xblocks.agreement.output.papers import agreement
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.paper import GENERATOR
from workmentor_xblocks.core.output.printing.parts import LABELS, Paper, Rows, Table, texts

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
AT_MOST = 300_000  # bytes, for an agreement with all its sheets

WORDS = {
    "en": ("Boat building", "Who we are", "The learner’s “naïve” café question – 38 hours, £9"),
    "nb": ("Båtbygging", "Hvem vi er", "Eleven spør på nytt når noe er uklart: æ ø å Æ Ø Å é ò"),
    "nl": ("Scheepsbouw", "Wie wij zijn", "De leerling meldt vóór achten, één dag eerder, coördinatie, geïnd ĳ"),
    "lv": ("Laivu būve", "Kas mēs esam", "Ķirzaka ģērbjas ņemot šļūdoni: ā č ē ģ ī ķ ļ ņ š ū ž Ā Č Ē Ģ Ī Ķ Ļ Ņ Š Ū Ž"),
    "fi": ("Veneenrakennus", "Keitä olemme", "Työpaikkaohjaajan yönseisauksen ääressä: Ä Ö Å š ž"),
    "is": ("Bátasmíði", "Hver við erum", "Þórður öðlaðist færni: á ð é í ó ú ý þ æ ö Á Ð É Í Ó Ú Ý Þ Æ Ö"),
    "da": ("Bådebyggeri", "Hvem vi er", "Lærlingen spørger på værkstedet: æ ø å Æ Ø Å"),
    "sv": ("Båtbyggeri", "Vilka vi är", "Lärlingen frågar på arbetsplatsen: å ä ö Å Ä Ö é"),
    "de": ("Bootsbau", "Wer wir sind", "Größe, Übung, Maß: ä ö ü ß Ä Ö Ü ẞ „so“ €"),
    "fr": ("Construction navale", "Qui nous sommes", "L’élève œuvre où ça gêne : à â ç é è ê ë î ï ô ù û ü ÿ æ œ Œ « là »"),
    "el": ("Ναυπηγική", "Ποιοι είμαστε", "Ο μαθητευόμενος ρωτά: ά έ ή ί ό ύ ώ ϊ ϋ ΐ ΰ ς Ά Έ Ή Ί Ό Ύ Ώ"),
}  # fmt: skip


@cache
def pages(printed: bytes) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)


@cache
def usual(language: str = "en") -> bytes:
    """The usual agreement, printed once for everybody who looks at it; that each print is the same is asked below."""
    return draw(Filled(language).paper())


def bare(text: str) -> str:
    """Without the places where lines were broken."""
    return re.sub(r"\s", "", text)


def printed(paper: Paper) -> str:
    return bare("".join(pages(draw(paper))))


def printed_usual(language: str = "en") -> str:
    return bare("".join(pages(usual(language))))


# --- what stands where ----------------------------------------------------------------------------------------------


def test_liga_finds_her_promises_on_one_page_before_everything_else():
    first, *others = pages(usual())
    assert first.index("Learner · Līga Kalniņa") < first.index("You promise") < first.index("You get")
    assert "The learner keeps the log and gathers evidence of what was learned." in first
    assert "The mentor gives feedback soon, based on facts and with a next step." in first
    assert "The mentor raises worries early" in first
    assert "You promise" in others[0]
    assert [page for page in others[:3] if "Līga Kalniņa" in page] == []


@pytest.mark.parametrize("language", ["en", "nb", "nl"])
@pytest.mark.shows("agreement promise 19")
def test_each_party_has_exactly_one_plain_page(language):
    for role, page in zip(SIGNING, pages(usual(language)), strict=False):
        whole = bare(page)
        promises, gets = Filled(language).promises(role)
        assert all(bare(promise) in whole for promise in (*promises, *gets))


def test_who_promises_nothing_and_gets_nothing_has_no_plain_page():
    paper = small(promised=[("Guardian", "", [])])
    assert "You promise" not in pages(draw(paper))[0]


def test_on_a_plain_page_that_is_too_full_the_promises_go_on():
    promises = [f"The learner keeps promise number {number}." for number in range(120)]
    whole = printed(small(promised=[("Learner", "", promises)]))
    assert all(bare(promise) in whole for promise in promises)


def test_every_page_says_what_it_belongs_to_and_which_one_it_is():
    found = pages(usual())
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
        assert f"Three-way agreement · Version 2 · {SHA[:12]}" in page


def test_what_is_not_in_force_says_so_on_every_page():
    draft = replace(Filled().edition(), in_force_since="", state="Being signed", sha256="")
    assert all("Not in force" in page for page in pages(draw(Filled().paper(draft))))
    assert not any("Not in force" in page for page in pages(usual()))


def test_a_title_too_long_for_the_foot_is_cut_there_and_only_there():
    paper = small(named="Agreement about boats and other vessels " * 6)
    assert bare(paper.title) in printed(paper)
    assert "… · Version 1" in pages(draw(paper))[0]


def test_a_reader_finds_the_parts_in_the_outline_the_title_and_the_language():
    dutch = PdfReader(BytesIO(usual("nl")))
    assert dutch.root_object["/Lang"] == "nl"
    assert dutch.metadata.title == Filled("nl").edition().title
    read = PdfReader(BytesIO(usual()))
    assert read.metadata.creator == GENERATOR
    outline = [entry["/Title"] for entry in read.outline if not isinstance(entry, list)]
    assert outline[-3:] == ["Version 2: a change of the agreement", "Review 2: week 3", "Completion record"]


@pytest.mark.parametrize("language", ["en", "nb", "nl"])
def test_the_usual_agreement_takes_four_pages_beside_its_plain_ones(language):
    assert len(pages(draw(Filled(language).only_required()))) <= 4


# --- signatures and how to check them -------------------------------------------------------------------------------


@pytest.mark.shows("agreement pitfall 26")
def test_each_signature_shows_person_time_kind_version_and_fingerprint():
    whole = printed_usual()
    for signed in Filled().signed()[:3]:
        how = bare(f"{signed.at}·{signed.kind}·Version 1·{SHA[:12]}")
        assert bare(signed.name) in whole
        assert how in whole
        assert bare(signed.note) in whole


def test_a_missing_signature_has_a_place_for_a_pen():
    place = bare("Tomas Ødegård, Coordinator Not signed Signature on paper, place and day")
    assert place in printed_usual()


@pytest.mark.shows("agreement pitfall 23", "agreement promise 16")
def test_the_paper_claims_a_simple_electronic_signature_and_nothing_more():
    said = " ".join(pages(draw(small())))
    assert "is a simple electronic signature" in " ".join(said.split())
    assert not re.search(r"legally|lawful|eIDAS|qualified|advanced|enforceable|guarantee", said, re.I)


@pytest.mark.shows("agreement promise 19")
def test_the_address_and_both_fingerprints_stand_in_clear_beside_the_code():
    whole = printed_usual()
    assert URL in whole
    assert SHA in whole
    assert HEAD in whole


def test_without_an_address_there_is_no_code():
    assert "Checkthispaper" not in printed(small(verify_url=""))


# --- every letter ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.shows("agreement pitfall 21", "agreement goal 8a")
def test_every_text_of_every_language_is_on_paper(language):
    title, section, sentence = WORDS[language]
    paper = small(language, title=title, section=section, sentence=sentence)
    whole = printed(paper)
    assert {text for text in texts(paper.parts) if bare(text) not in whole} == set()


@pytest.mark.parametrize("language", ["en", "nb", "nl"])
def test_every_field_of_the_usual_template_is_on_paper(language):
    whole = printed_usual(language)
    values = [part for part in Filled(language).sections() if isinstance(part, Rows) and part.label == LABELS]
    rows = [row for part in values for row in part.rows]
    assert len(rows) > 20
    assert [row.label for row in rows if bare(row.label) not in whole] == []
    said = [text for row in rows for text in texts(row.value)]
    assert [text for text in said if bare(text) not in whole] == []


@pytest.mark.parametrize(
    "name",
    [
        "Līga Kalniņa",
        "Đặng Thị Ngọc",
        "Ελένη Παπαδοπούλου",
        "Олена Ковальчук",
        "Արամ Խաչատրյան",
        "ნინო ბერიძე",
        "Şəbnəm Yıldız",
    ],
)
@pytest.mark.shows("agreement goal 8a", "agreement misuse 13")
def test_names_are_printed_as_their_owners_write_them(name):
    paper = small(parties=(agreement.party("Learner", name),))
    assert bare(name) in printed(paper)


def test_a_name_from_right_to_left_stands_in_its_order_on_paper():
    paper = small(parties=(agreement.party("Learner", "שרה לוי"),))
    # As it stands on paper from left to right, or as the extractor turned it back.
    assert re.search("יולהרש|שרהלוי", printed(paper))


@pytest.mark.shows("agreement pitfall 21")
def test_letters_without_a_shape_are_told_by_number_and_the_paper_says_so():
    paper = small(parties=(agreement.party("Learner", "張偉"),))
    whole = printed(paper)
    assert "[U+5F35][U+5049]" in whole
    assert bare("stand as their number in Unicode") in whole
    assert bare("stand as their number in Unicode") not in printed(small())


def test_only_our_own_fonts_are_used_and_all_of_them_travel_along():
    read = PdfReader(BytesIO(usual()))
    fonts = {font for page in read.pages for font in (page["/Resources"]["/Font"] or {}).values()}
    found = {font.get_object()["/BaseFont"] for font in fonts}
    assert {name.split("+")[-1] for name in found} == {"DejaVuSansCondensed", "DejaVuSansCondensed-Bold"}
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)


# --- what people write is never markup ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "<b>Boats</b> & Sons",
        "&lt;b&gt; &amp;",
        "**stars** _and_ `ticks`",
        "<para>",
        "</font>",
        "<a href='x'>",
        "{place} %s",
        "]]>",
    ],
)
def test_what_a_person_wrote_is_printed_letter_by_letter(value):
    paper = with_value(
        value,
        label=value,
        named=value,
        parties=(agreement.party(value, value, value, value),),
        promised=[(value, value, ["x"])],
        sheets=[Filled().amendment(title=value, changes=[(value, value, value)])],
    )
    assert printed(paper).count(bare(value)) >= 12


@pytest.mark.shows("agreement pitfall 39", "agreement misuse 12")
def test_a_clause_keeps_its_lists_and_stress_and_shows_html_as_it_was_typed():
    text = "First **all**, then:\n\n- one\n- two\n\nSee [the rules](https://example.org/r) <script>x</script>"
    paper = small(sections=agreement.section("Rules", text))
    told = "First all, then: • one • two See the rules (https://example.org/r) <script>x</script>"
    assert bare(told) in printed(paper)


def test_the_lines_of_a_value_stay_lines_and_an_empty_value_is_seen():
    (page,) = pages(draw(with_value("one\r\ntwo\n\nthree")))
    assert "one\ntwo\nthree" in page
    (page,) = pages(draw(with_value("")))
    assert "Place\n–" in page


@pytest.mark.parametrize(
    "value",
    [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4,
        "https://example.org/" + "a" * 900,
        "word " * 6000,
        Table(("A", "B", "C"), (("x" * 400, "word " * 4000, ""), ("1", "2", "3"))),
        Table(tuple("abcdefghijkl"), tuple(("Boats",) * 12 for _ in range(120))),
    ],
    ids=["long word", "long address", "many pages", "tall row", "wide and long table"],
)  # fmt: skip
def test_whatever_is_written_finds_its_place(value):
    whole = printed(with_value(value))
    said = value if isinstance(value, str) else "".join(cell for row in value.rows for cell in row)
    for letter in set(bare(said)):
        assert whole.count(letter) >= bare(said).count(letter)


# --- the sheets -----------------------------------------------------------------------------------------------------


@pytest.mark.shows("agreement promise 19")
def test_the_sheet_of_a_change_shows_old_and_new_and_who_agreed():
    alone = " ".join("".join(pages(draw(Filled().alone(Filled().amendment)))).split())
    assert "Before (version 1)" in alone
    assert "After (version 2)" in alone
    assert "Last day 30 June 2027 31 July 2027" in alone
    assert "Interruptions – The hall is closed" in alone
    assert "Līga Kalniņa" in alone
    assert SHA in alone
    assert bare("Last day30 June 202731 July 2027") in printed_usual()


@pytest.mark.shows("agreement promise 19")
def test_the_sheet_of_a_meeting_shows_each_voice_and_the_disagreement():
    alone = " ".join("".join(pages(draw(Filled().alone(Filled().review)))).split())
    assert alone.index("Learner · Līga Kalniņa") < alone.index("Mentor · Märta Lindström")
    assert "Does not agree: The hours are those of the other week." in alone
    assert "Handed in nothing" in alone
    assert "Held on 23 September 2026" in alone


@pytest.mark.shows("agreement promise 19")
def test_the_record_of_the_end_stands_alone_with_the_address_to_check_it():
    alone = "".join(pages(draw(Filled().alone(Filled().completion))))
    assert "Completion record" in alone
    assert "Three-way agreement · Version 2 · In force, under way" in alone
    assert URL in bare(alone)


def test_a_sheet_alone_says_too_what_the_numbers_mean():
    alone = bare("".join(pages(draw(Filled().alone(lambda: Filled().amendment(reason="張偉"))))))
    assert "[U+5F35][U+5049]" in alone
    assert bare("stand as their number in Unicode") in alone


# --- one paper, one hash --------------------------------------------------------------------------------------------

PRINT = """
import django, hashlib
django.setup()
from tests.agreement.papers import Filled
from workmentor_xblocks.core.output.printing.drawing import draw
print(hashlib.sha256(draw(Filled("nb").paper())).hexdigest())
"""


def elsewhere(seed: str, zone: str) -> str:
    """The hash of the same paper, printed by another process in another zone with another seed of hashes."""
    told = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


@pytest.mark.shows("agreement pitfall 20", "agreement goal 8a")
def test_the_same_agreement_gives_the_same_bytes_in_any_process_zone_and_seed():
    here = hashlib.sha256(draw(Filled("nb").paper())).hexdigest()
    assert elsewhere("1", "Pacific/Auckland") == here
    assert elsewhere("2", "America/Los_Angeles") == here


def test_the_same_agreement_gives_the_same_bytes_whoever_asks_and_whatever_was_printed_before():
    with override("nl"):
        first = draw(small())
    draw(Filled("nb").paper())
    with override("fi"):
        assert draw(small()) == first


def test_another_letter_gives_other_bytes():
    assert draw(with_value("38")) != draw(with_value("39"))


@pytest.mark.parametrize("language", ["en", "nb", "nl"])
@pytest.mark.shows("agreement goal 8a")
def test_an_agreement_with_all_its_sheets_is_a_small_file(language):
    assert len(usual(language)) < AT_MOST
