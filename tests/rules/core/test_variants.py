"""How a translation stands to the text that it was made from."""

from __future__ import annotations

import hashlib

import pytest

from workmentor_xblocks.core.content.variants import TextState, Variant, VariantText, fingerprint, state_of


def test_the_fingerprint_is_that_of_the_words_and_not_of_how_they_were_typed():
    assert (
        fingerprint("  Liga é\n")
        == fingerprint("Liga e\u0301")
        == hashlib.sha256("Liga é".encode()).hexdigest()[:12]
    )
    assert fingerprint("Liga") != fingerprint("liga")


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (None, "Stop", TextState.MISSING),
        (None, "  ", TextState.FINE),
        (VariantText(path="a", text=" "), "Stop", TextState.MISSING),
        (VariantText(path="a", text="Halt", of=fingerprint("Stopp")), "Stop", TextState.STALE),
        (VariantText(path="a", text="Stopp", of=fingerprint("Stop")), "Stop", TextState.FINE),
        (VariantText(path="a", text="Stopp"), "Stop", TextState.FINE),
        (VariantText(path="a", text="Stop "), "Stop", TextState.EQUAL),
        (VariantText(path="a", text="Stop", same=True), "Stop", TextState.FINE),
    ],
)
@pytest.mark.shows("scenario goal 13b")
def test_what_a_translator_is_told(text: VariantText | None, source: str, expected: TextState):
    assert state_of(text, source) is expected


def test_of_two_texts_for_one_place_the_last_counts():
    variant = Variant(language="nl", texts=(VariantText(path="a", text="1"), VariantText(path="a", text="2")))
    assert variant.by_path["a"].text == "2"
