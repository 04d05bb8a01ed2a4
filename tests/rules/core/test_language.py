"""Which of several languages a person reads."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers

from workmentor_xblocks.core.content.language import direction, first_of, lookup, name
from workmentor_xblocks.core.content.scripts import FROM_THE_RIGHT


@pytest.mark.parametrize(
    ("wanted", "available", "expected"),
    [
        ("nl", ["en", "nl"], "nl"),
        ("nl-be", ["en", "nl"], "nl"),
        ("NL_be", ["en", "nl"], "nl"),
        ("nl", ["en", "nl-NL"], "nl-NL"),
        ("de-AT-1996", ["de", "de-at"], "de-at"),
        ("de-1996", ["en", "de"], "de"),
        ("nb", ["en", "no"], "no"),
        ("no", ["en", "nb"], "nb"),
        ("nn", ["en", "nb"], "nb"),
        ("nn-NO", ["nb", "nn"], "nn"),
        ("pt", ["pt-br", "en"], "pt-br"),
        ("pt-br", ["pt-pt"], "pt-pt"),  # better than another language
        ("lv", ["en", "nl"], None),
        ("n", ["nl", "nb"], None),
        ("", ["en"], None),
        (None, ["en"], None),
        (" ", ["en"], None),
        ("-", ["en"], None),
        ("nl", [], None),
    ],
)
def test_a_wish_finds_the_nearest_code(wanted: str | None, available: list[str], expected: str | None):
    assert lookup(wanted, available) == expected


def test_the_first_wish_that_can_be_met_goes():
    assert first_of([None, "", "lv", "nl-be", "nb"], iter(["nb", "nl"])) == "nl"
    assert first_of(["lv"], ["nb"]) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        *(
            (code, "rtl")
            for code in ("ar", "FA_ir", "he", "iw", "ckb", "prs", "ps-AF", "ur", "sd", "dv", "ug", "yi")
        ),
        *(
            (code, "rtl")
            for code in ("az-Arab", "pa-Arab", "pa-PK", "uz-AF", "ku-Arab-IQ", "ku-iq", "sd-Arab-IN")
        ),
        *(
            (code, "ltr")
            for code in ("nl", "", "-", "ku", "ku-Latn", "ar-Latn", "ar_latn_eg", "sd-IN", "sd-Deva", "pa")
        ),
        *((code, "ltr") for code in ("az", "az-Cyrl", "zh-Hant", "nl-x-arab1", "de-1996", "en-AR")),
    ],
)
def test_the_direction_of_a_language(code: str, expected: str):
    assert direction(code) == expected


def test_languages_run_as_unicode_s_own_data_say():
    likely = get_global("likely_subtags")
    known = {str(tag).lower() for tag in locale_identifiers()}
    scripts = {
        tag.replace("_", "-").lower(): full.split("_")[1].lower()
        for tag, full in likely.items()
        if "_" in full and tag.lower() in known
    }
    assert len(scripts) > 200
    assert {
        tag for tag, script in scripts.items() if (direction(tag) == "rtl") != (script in FROM_THE_RIGHT)
    } == set()


@pytest.mark.parametrize(
    ("code", "expected"), [("nb", "Norsk bokmål"), ("nl-be", "Nederlands"), ("tlh", "tlh")]
)
def test_a_language_is_called_by_its_own_name(code: str, expected: str):
    assert name(code) == expected
