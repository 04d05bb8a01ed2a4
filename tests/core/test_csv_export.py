"""A table that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import RequestFactory
from django.utils import translation

from workmentor_xblocks.core.output.csv_export import COOKIE, Separator, cell, download, lines


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


@pytest.mark.shows("scenario goal 14")
def test_a_download_is_sent_row_by_row_and_kept_by_nobody():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    response = download(RequestFactory().get("/runs.csv"), rows(), filename="runs.csv")
    assert asked == []
    assert response.streaming
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == 'attachment; filename="runs.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).decode() == "\ufeff0\r\n1\r\n2\r\n"


def downloaded(path: str = "/runs.csv", *, language: str = "en", chosen: str = ""):
    request = RequestFactory().get(path)
    if chosen:
        request.COOKIES[COOKIE] = chosen
    with translation.override(language):
        response = download(
            request, [["Name", "Mean"], ["Ozola; Liga, jun.", -0.25], ["=x", 3]], filename="r.csv"
        )
        return response, b"".join(response.streaming_content).decode()


@pytest.mark.parametrize(
    ("language", "sign"),
    [("en", ","), ("nb", ";"), ("nl", ";"), ("de", ";"), ("fi", ";"), ("lv", ";"), ("ja", ",")],
)
def test_it_opens_in_columns_where_the_reader_lives(language: str, sign: str):
    _response, text = downloaded(language=language)
    decimal = "," if sign == ";" else "."
    assert text.startswith("\ufeffName" + sign)
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=sign)) == [
        ["Name", "Mean"], ["Ozola; Liga, jun.", f"-0{decimal}25"], ["'=x", "3"],
    ]  # fmt: skip


def test_no_line_says_the_separator_because_excel_then_spoils_the_letters():
    assert "sep=" not in downloaded(language="nb")[1].casefold()


@pytest.mark.parametrize(("asked", "sign"), [("comma", ","), ("semicolon", ";")])
def test_who_chooses_is_remembered_on_the_device(asked: str, sign: str):
    response, text = downloaded(f"/runs.csv?separator={asked}", language="nb" if asked == "comma" else "en")
    assert text.startswith("\ufeffName" + sign)
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (asked, True, "Lax")
    assert downloaded(language="nb", chosen=asked)[1].startswith("\ufeffName" + sign)
    assert downloaded(language="en", chosen=asked)[1].startswith("\ufeffName" + sign)


@pytest.mark.parametrize("nonsense", ["tab", "", "COMMA", ";"])
def test_another_choice_than_these_two_is_none(nonsense: str):
    response, text = downloaded(f"/runs.csv?separator={nonsense}", language="nb", chosen=nonsense)
    assert text.startswith("\ufeffName;")
    assert COOKIE not in response.cookies


def test_each_separator_has_its_decimal_sign():
    assert {one: one.sign != one.decimal for one in Separator} == dict.fromkeys(Separator, True)
