"""Whatever was accepted is printed: each letter of Unicode, each length, each shape of a table; the work grows with it.

Here stand the boundaries that were found; ``make soak`` walks over all of them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from cProfile import Profile
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.agreement.papers import small, with_value
from tests.soak import SOAK
from workmentor_xblocks.agreement.output.papers import agreement
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.glyphs import BOLD, REGULAR, missing_glyphs, printable
from workmentor_xblocks.core.output.printing.parts import Paper, Row, Table

pytestmark = [pytest.mark.thorough, pytest.mark.soak]

# What was left of a torn row was less than may stand on a page of its own, and yet had to.
UNLUCKY = (112, 113, 114, 173, 235, 297)
LENGTHS = range(1, 700) if SOAK else UNLUCKY


def with_rules(text: str) -> Paper:
    return small(sections=agreement.section("Rules", text))


def text_of(paper: Paper) -> str:
    pages = PdfReader(BytesIO(draw(paper))).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def pieces_of(paper: Paper) -> list[tuple[str, str]]:
    """Each piece of text with the face that it stands in."""
    found: list[tuple[str, str]] = []

    def told(text: str, _matrix: object, _line: object, font: dict[str, str] | None, _size: float) -> None:
        if font is not None:
            found.append((text, font["/BaseFont"].partition("+")[2]))

    for page in PdfReader(BytesIO(draw(paper))).pages:
        page.extract_text(visitor_text=told)
    return found


def lines(count: int) -> str:
    return "\n".join(f"line {number}." for number in range(count))


def calls(paper: Paper) -> int:
    """How many functions are called to print it: the work, whatever else the machine does."""
    draw(small())  # fonts and translations are there already
    counting = Profile()
    counting.runcall(draw, paper)
    return sum(entry.callcount for entry in counting.getstats())


# --- each letter ----------------------------------------------------------------------------------------------------


def test_every_letter_of_unicode_has_a_shape_or_a_number():
    assigned = (
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(letter) not in ("Cn", "Cs", "Co")
    )
    assert sum(1 for letter in assigned if isinstance(printable(letter), str)) > 140_000


@pytest.mark.parametrize("letter", ["\ufdfd", "\ufd3e", "\ufd40", "\ufdcf"])
def test_an_ornament_of_arabic_is_told_by_its_number(letter):
    paper = small(parties=(agreement.party("Learner", f"Ali {letter}"),))
    assert missing_glyphs(letter) == {letter}
    assert f"[U+{ord(letter):04X}]" in text_of(paper)


# --- each length ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", LENGTHS)
def test_a_value_of_any_number_of_lines_is_printed_to_its_last_line(count):
    assert f"line{count - 1}." in text_of(with_value(lines(count)))


@pytest.mark.parametrize("count", range(1, 60) if SOAK else (1, 17, 43))
@pytest.mark.parametrize("above", range(0, 60, 3) if SOAK else (0, 30, 47))
def test_a_table_is_printed_to_its_last_cell_wherever_it_begins(count, above):
    table = Table(("Task", "Hours"), ((lines(count), "2"), ("1", lines(count * 3)), ("the", "end.")))
    rows = (Row("Before", lines(above)), Row("Plan", table))
    whole = text_of(small(sections=agreement.section("Frame", rows=rows)))
    assert "theend." in whole
    assert whole.count(f"line{count * 3 - 1}.") >= 1


@pytest.mark.parametrize("columns", [0, 1, 16, 17, 40, 120])
def test_a_table_of_any_number_of_columns_is_printed(columns):
    titles = tuple(f"title{number}." for number in range(columns))
    cells = tuple(f"cell{number}." for number in range(columns))
    whole = text_of(with_value(Table(titles, (cells, cells))))
    assert all(whole.count(cell) == 2 for cell in cells)
    assert all(title in whole for title in titles)


def test_titles_that_fill_pages_are_printed_once():
    table = Table((lines(200), "Hours"), (("oak.", "2"),) * 80)
    whole = text_of(with_value(table))
    assert whole.count("line199.") == 1
    assert whole.count("oak.") == 80


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5000,
        "x" * 20_000,
        "| a | b |\n|---|---|\n" + "| " + "word " * 3000 + "| x |\n",
        "| a | b |\n|---|---|\n" + "| one | two |\n" * 150,
        "|" + " h |" * 60 + "\n|" + "---|" * 60 + "\n|" + " c |" * 60,
        "12345678901234567890. first\n",
        "9" * 6000 + ". first\n",
        "\n".join("    " * depth + "- deep" for depth in range(8)),
        "> " * 8 + "quoted",
    ],
    ids=[
        "words",
        "one word",
        "tall cell",
        "long table",
        "columns",
        "number",
        "longer number",
        "list",
        "quotes",
    ],
)
def test_what_an_author_wrote_is_printed_as_introduction_clause_and_promise(text):
    rules = agreement.section("Rules", text, clauses=[("Learner", text)] * 2)
    paper = small(sections=rules, promised=[("Learner", "", [text, text])], disclaimer=text)
    assert "Checkthispaper" in text_of(paper)


@pytest.mark.parametrize("count", [99, 100, 101, 250] if SOAK else [100, 250])
@pytest.mark.parametrize("before", ["", "- ", "> ", "##### "], ids=["text", "item", "quote", "title"])
def test_every_line_that_an_author_broke_is_printed(count, before):
    broken = "  \n".join(f"line {number} of" for number in range(count))
    whole = text_of(with_rules(f"{before}**All** {broken} the end."))
    assert all(f"line{number}of" in whole for number in range(count))
    assert "theend." in whole


def test_stress_over_many_lines_goes_on_to_its_end():
    broken = with_rules("**" + "  \n".join("stressed" for _ in range(250)) + "** and plain")
    fonts = {font for _text, font in pieces_of(broken) if "stressed" in _text}
    assert fonts == {f"{BOLD}"}
    assert {font for text, font in pieces_of(broken) if "and plain" in text} == {REGULAR}


@pytest.mark.parametrize("title", ["", " ", "boats " * 3000])
def test_an_agreement_is_printed_whatever_its_title(title):
    assert "Checkthispaper" in text_of(small(named=title))


# --- and its work ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made",
    [
        lambda size: with_value("x\n" * size * 250),
        lambda size: with_value("word " * size * 1000),
        lambda size: with_value("x" * size * 4000),
        lambda size: with_value("شركة " * size * 800),
        lambda size: with_value(Table(("a", "b"), (("word " * 20, "x\ny"),) * size * 40)),
        lambda size: with_value(Table(("a", "b"), (("x\n" * size * 250, "word " * size * 500),))),
        lambda size: small(named="boats " * size * 800),
        lambda size: with_rules("a  \n" * size * 250),
        lambda size: with_rules("a\n" * size * 2200),  # so many are shown as they were typed
    ],
    ids=["lines", "words", "one word", "from the right", "rows", "tall cells", "title", "breaks", "typed"],
)
def test_twice_as_much_is_twice_the_work(made):
    # The square would be four times.
    assert calls(made(2)) < 2.4 * calls(made(1))
