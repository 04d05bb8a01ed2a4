"""A paper of any block: it says what stands on it in parts, and pages, foot, outline and code come of themselves."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.parts import (
    SOFT,
    Markdown,
    NewPage,
    NumberedLetters,
    OnePage,
    Paper,
    PenLine,
    Prose,
    Row,
    Rows,
    Scannable,
    Table,
    Title,
    Words,
    facts,
    titled,
)

ADDRESS = "https://learn.example.org/log/7"
WEEK = Paper(
    title="Liga’s log",
    language="en",
    foot="Week 3",
    parts=(
        Title("Week 3", 0),
        facts(("Written on", "21 September 2026"), ("Read by", ""), ("Shared with", "Marta")),
        Prose(Markdown("I wired **one** circuit.\n\n- alone\n- by the plan"), SOFT),
        *titled("What Marta says", (Row("Mentor", "Careful, and quick."),)),
        *titled("What Tomas says", ()),
        Rows(
            (
                Row("Hours", "38"),
                Row("Next", ""),
                Row("Outcomes", Table(("Task", "Level"), (("Wiring", "3"),))),
            )
        ),
        Rows((Row("Mentor", (Words("Marta"), PenLine())),)),
        NewPage(),
        Title("Check"),
        Scannable("Where it is kept", "Open the address.", ADDRESS),
        NumberedLetters(),
    ),
)


def pages(paper: Paper) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(draw(paper))).pages]


def test_the_parts_stand_one_below_the_other_as_they_were_said() -> None:
    first, second = pages(WEEK)
    told = (
        "Week 3 Written on 21 September 2026 Shared with Marta I wired one circuit. • alone • by the plan",
        "What Marta says Mentor Careful, and quick. Hours 38 Next – Outcomes Task Level Wiring 3 Mentor Marta",
    )
    assert " ".join(told) in first
    assert "Read by" not in first
    assert "What Tomas says" not in first
    assert ADDRESS in second


def test_each_page_says_what_it_belongs_to_and_a_warning_comes_first() -> None:
    for number, page in enumerate(pages(replace(WEEK, warning="Draft")), 1):
        assert f"Page {number} of 2" in page
        assert "Draft · Liga’s log · Week 3" in page


def test_its_titles_are_its_outline() -> None:
    outline = PdfReader(BytesIO(draw(WEEK))).outline
    week, parts = outline
    assert week["/Title"] == "Week 3"
    assert [part["/Title"] for part in parts] == ["What Marta says", "Check", "Where it is kept"]


@pytest.mark.parametrize(("language", "foot"), [("nl", "Pagina 1 van 2"), ("nb", "Side 1 av 2")])
def test_it_is_drawn_in_its_own_language_whoever_asks(language: str, foot: str) -> None:
    paper = replace(WEEK, language=language)
    with override("fi"):
        here = draw(paper)
    assert foot in pages(paper)[0]
    assert draw(paper) == here


def test_from_right_to_left_the_labels_stand_right() -> None:
    rows = (Rows((Row("תווית", "ערך"),)),)
    (page,) = PdfReader(BytesIO(draw(Paper("יומן", "he", rows)))).pages
    places: dict[str, float] = {}

    def seen(text: str, outer: list[float], at: list[float], _font: object, _size: float) -> None:
        if text.strip():
            places["".join(sorted(text.strip()))] = outer[4] + at[4]

    page.extract_text(visitor_text=seen)
    assert places["".join(sorted("תווית"))] > places["".join(sorted("ערך"))]


@pytest.mark.parametrize(("many", "count"), [(2, 1), (60, 1), (400, 2)], ids=["few", "a page", "too many"])
def test_one_page_is_one_page_as_long_as_it_can_be_read(many: int, count: int) -> None:
    sheet = OnePage(tuple(Words(f"Line {number}.") for number in range(many)), "That is all.")
    found = pages(Paper("Lines", "en", (sheet,)))
    assert (len(found) > 1) == (count > 1)
    assert f"Line {many - 1}. That is all." in found[-1]


def test_letters_without_a_shape_are_explained_where_the_paper_says_so_and_only_there() -> None:
    sentence = "stand as their number in Unicode"
    named = replace(WEEK, parts=(Words("張"), *WEEK.parts))
    assert sentence in pages(named)[-1]
    assert not any(sentence in page for page in pages(WEEK))
    assert not any(sentence in page for page in pages(replace(named, parts=named.parts[:-1])))


def test_a_paper_is_found_again_by_what_it_says_and_not_by_the_name_of_the_site() -> None:
    assert ADDRESS not in repr(WEEK)
