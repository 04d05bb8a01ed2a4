"""A table that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io

import pytest

from workmentor_xblocks.core.output.csv_export import cell, download, lines


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        '=HYPERLINK("http://x")',
        "-",
        "+",
        "--1",
        "-1-",
        "\n=1",
    ],
)
def test_what_begins_like_a_formula_is_a_text(formula: str):
    assert cell(formula) == f"'{formula}"


@pytest.mark.parametrize(
    ("value", "text"), [(-5, "-5"), (-0.25, "-0.25"), (7, "7"), (None, ""), ("a=b", "a=b"), ("", "")]
)
def test_numbers_and_words_stay_as_they_are(value: object, text: str):
    assert cell(value) == text


def test_rows_come_back_as_they_went_with_a_mark_for_spreadsheets():
    rows = [["Name", "Way"], ["Ozola; Liga", 'says "no"\nand goes'], ["Čau", "=x"]]
    text = "".join(lines(rows))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [rows[0], rows[1], ["Čau", "'=x"]]


def test_a_download_is_sent_row_by_row_and_kept_by_nobody():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    response = download(rows(), filename="runs.csv")
    assert asked == []
    assert response.streaming
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == 'attachment; filename="runs.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).decode() == "\ufeff0\r\n1\r\n2\r\n"
