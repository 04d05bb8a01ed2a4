"""What is new in a text is marked by words, and both texts can always be read out of the marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from tests.agreement.histories import SENTENCES
from workmentor_xblocks.agreement.rules.redline import (
    MOST_PAIRS,
    MOST_WORDS,
    Op,
    Piece,
    redline,
    redline_rows,
)

SAME, ADDED, REMOVED = Op.SAME, Op.ADDED, Op.REMOVED


def marked(before: str, after: str) -> str:
    """The redline in a line: [-gone-] {+new+}."""
    signs = {SAME: "{}", ADDED: "{{+{}+}}", REMOVED: "[-{}-]"}
    return "".join(signs[piece.op].format(piece.text) for piece in redline(before, after))


def side(pieces: tuple[Piece, ...], without: Op) -> str:
    return "".join(piece.text for piece in pieces if piece.op is not without)


@pytest.mark.shows("agreement promise 4")
def test_whole_words_are_marked() -> None:
    assert (
        marked("The mentor has one hour a week.", "The mentor has two hours a week, at least.")
        == "The mentor has [-one hour-]{+two hours+} a week{+, at least+}."
    )


def test_a_word_with_accents_stays_whole() -> None:
    assert marked("Līga tīra bremzes.", "Egle tīra bremzes.") == "[-Līga-]{+Egle+} tīra bremzes."
    assert marked("ब्रेक साफ़ करती है।", "ब्रेक देखती है।") == "ब्रेक [-साफ़ करती-]{+देखती+} है।"


def test_where_no_blanks_stand_between_words_single_signs_are_marked() -> None:
    assert marked("前輪のブレーキを見る。", "後輪のブレーキを見る。") == "[-前-]{+後+}輪のブレーキを見る。"


def test_nothing_was_there_or_nothing_is_left() -> None:
    assert redline("", "") == ()
    assert redline("", "All new.") == (Piece(ADDED, "All new."),)
    assert redline("All gone.", "") == (Piece(REMOVED, "All gone."),)
    assert redline("As it was.", "As it was.") == (Piece(SAME, "As it was."),)


def test_lines_and_blanks_are_kept() -> None:
    before = "First.\n\n  Second,  with blanks.\tThird"
    pieces = redline(before, before.replace("Second", "Another"))
    assert side(pieces, ADDED) == before
    assert [piece.text for piece in pieces if piece.op is ADDED] == ["Another"]


def test_a_word_put_into_a_long_text_is_all_that_is_marked() -> None:
    words = [SENTENCES[n % 4] for n in range(400)]
    before, after = " ".join(words), " ".join([*words[:200], "Stop!", *words[200:]])
    assert [piece.text.strip() for piece in redline(before, after) if piece.op is not SAME] == ["Stop!"]


def test_a_text_that_is_too_long_is_shown_before_and_after() -> None:
    before = "same " + " ".join(f"a{n}" for n in range(MOST_WORDS)) + " end"
    after = "same " + " ".join(f"b{n}" for n in range(MOST_WORDS)) + " end"
    pieces = redline(before, after)
    assert [piece.op for piece in pieces] == [SAME, REMOVED, ADDED, SAME]
    assert (side(pieces, ADDED), side(pieces, REMOVED)) == (before, after)


def test_a_text_made_to_take_long_is_shown_before_and_after() -> None:
    count = int(MOST_PAIRS**0.5) + 1
    before, after = "x " + "a b " * count, "y " + "b a " * count + "y"
    assert [piece.op for piece in redline(before, after) if piece.op is not SAME] == [REMOVED, ADDED]


_TEXT = st.lists(st.sampled_from([*"ab .,\n", "mentor", "Līga", " ", "漢", "e\u0301"]), max_size=30).map(
    "".join
)


@given(_TEXT | st.text(), _TEXT | st.text())
def test_both_texts_can_be_read_out_of_the_marks(before: str, after: str) -> None:
    pieces = redline(before, after)
    assert side(pieces, ADDED) == before
    assert side(pieces, REMOVED) == after
    assert all(piece.text for piece in pieces)
    assert all(one.op is not next_one.op for one, next_one in pairwise(pieces))


# --- rows -------------------------------------------------------------------------------------------------------------


def row(outcome: str, level: str = "1") -> dict[str, str]:
    return {"outcome": outcome, "level": level}


def test_rows_are_marked_as_rows() -> None:
    before = [row("Clean brakes"), row("True a wheel"), row("Order parts")]
    after = [row("Clean brakes"), row("True a wheel", "2"), row("Order parts"), row("Talk to customers")]
    assert [
        (piece.op, piece.cells["outcome"], piece.cells["level"]) for piece in redline_rows(before, after)
    ] == [
        (SAME, "Clean brakes", "1"),
        (REMOVED, "True a wheel", "1"),
        (ADDED, "True a wheel", "2"),
        (SAME, "Order parts", "1"),
        (ADDED, "Talk to customers", "1"),
    ]


_ROWS = st.lists(st.builds(row, st.sampled_from("abc"), st.sampled_from("12")), max_size=8)


@given(_ROWS, _ROWS)
def test_both_lists_can_be_read_out_of_the_marks(
    before: list[dict[str, str]], after: list[dict[str, str]]
) -> None:
    pieces = redline_rows(before, after)
    assert [piece.cells for piece in pieces if piece.op is not ADDED] == before
    assert [piece.cells for piece in pieces if piece.op is not REMOVED] == after
