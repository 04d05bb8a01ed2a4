"""What an author typed never stalls a page or a print: the work grows with the length, and beyond a bound stands as typed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from django.utils.translation import override
from lxml.html import fragment_fromstring

from workmentor_xblocks.core.content import markdown
from workmentor_xblocks.core.content.authored_html import authored_html
from workmentor_xblocks.core.content.checks.form import TANGLED
from workmentor_xblocks.core.content.tangles import LONGEST, Tangle, tangle
from workmentor_xblocks.core.output.printing.prose import Block, blocks

# Each of these took seconds to minutes, or ended in a RecursionError.
TANGLED_TEXTS = {
    "open pictures": ("![" * 10_000, Tangle.MARKS),
    "open brackets": ("[" * 2_000, Tangle.MARKS),
    "brackets far from their end": ("[" * 300 + "word " * 3_000, Tangle.MARKS),
    "links without an end": ("[a](" * 2_000, Tangle.MARKS),
    "runs of backticks": ("".join("`" * run + "x" for run in range(1, 100)), Tangle.MARKS),
    "backticks": ("``a`" * 2_000, Tangle.MARKS),
    "stress within stress": ("_a __b " * 400, Tangle.MARKS),
    "stars": ("*a **b " * 1_000, Tangle.MARKS),
    "columns": ("a|" * 500 + "\n" + "-|" * 500, Tangle.MARKS),
    "lists": ("\n".join("\t" * depth + "- a" for depth in range(200)), Tangle.DEEP),
    "lists on one line": ("- " * 300 + "a", Tangle.DEEP),
    "numbered lists on one line": ("1. " * 300 + "a", Tangle.DEEP),
    "quotations": (">" * 300 + "a", Tangle.DEEP),
    "lines": ("a\n\n" * 4_000, Tangle.LONG),
    "words": ("word " * 10_000, Tangle.LONG),
}
# As much as is read as Markdown: (what is repeated, what stands around it).
FULL: dict[str, Callable[[int], str]] = {
    "open pictures": lambda count: "![" * count,
    "closed links": lambda count: "[a](b) " * count,
    "brackets within brackets": lambda count: "[" * count + "a" + "](x)" * count,
    "stress within stress": lambda count: "_a __b " * count,
    "backticks": lambda count: "`a " * count,
    "stars": lambda count: "***a*b " * count,
    "addresses": lambda count: "<http://a.b> " * count,
    "titles": lambda count: "a\n---\n" * count,
    "lists": lambda count: "- a\n" * count,
    "paragraphs of stress": lambda count: "\n\n".join(["_a __b " * 20] * (count // 20 or 1)),
    "rows": lambda count: "|" + "a|" * 29 + "\n|" + "-|" * 29 + "\n" + "a\n" * count,
    "words": lambda count: "word " * count,
    "open brackets before words": lambda count: "[" * (count // 20) + "word " * count,
}


def calls(text: str) -> int:
    """How many functions are called to read a text: the work, whatever else the machine does."""
    count = 0

    def told(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    markdown.to_html("warm")
    markdown._html.cache_clear()
    tangle.cache_clear()
    sys.setprofile(told)
    try:
        markdown.to_html(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("text", "kind"), TANGLED_TEXTS.values(), ids=TANGLED_TEXTS)
def test_what_cannot_be_read_as_markdown_stands_as_it_was_typed(text: str, kind: Tangle):
    assert tangle(text) is kind
    assert calls(text) < 60_000
    shown = fragment_fromstring(markdown.to_html(text), create_parent="div")
    assert {element.tag for element in shown.iterdescendants()} <= {"p", "br"}
    assert re.sub(r"\s", "", shown.text_content()) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("made", FULL.values(), ids=FULL)
def test_as_much_as_is_read_is_read_in_bounded_work(made: Callable[[int], str]):
    fitting = [made(count) for count in range(1, 7_000, 37) if tangle(made(count)) is None]
    # The library's releases differ a little; a text that is no tangle to us and one to it would take far more.
    assert calls(fitting[-1]) < 3_000_000


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_the_bound_of_length_is_where_it_says(length: int):
    assert (tangle("x" * length) is None) == (length <= LONGEST)


@pytest.mark.parametrize(
    "text",
    [
        "- one\n    - two\n        - three\n            - four\n                - five",
        "\n".join(
            f"- **Item {number}** see [the rules](https://example.org/{number})" for number in range(90)
        ),
        "Name: ______________ Day: ______________",
        "| a | b |\n|---|---|\n" + "| one | two |\n" * 300,
        "    code with      blanks and ![ and `\n",
        "> quoted\n> > again",
        "snake_case_words and 2 * 3 * 4",
    ],
)
def test_what_authors_write_is_no_tangle(text: str):
    assert tangle(text) is None


def test_the_reader_is_told_that_a_text_stands_as_it_was_typed():
    with override("nl"):
        html = authored_html("> " * 20 + "<b>&")
    assert 'lang="nl" dir="ltr"' in html
    assert html.endswith("&lt;b&gt;&amp;</p>")
    assert authored_html("plain") == "<p>plain</p>"


def test_paper_says_the_same_as_the_page():
    with override("en"):
        assert blocks("> " * 20 + "a & b\n\nc") == [
            Block("This text is shown as it was typed."),
            Block("&gt; " * 20 + "a &amp; b"),
            Block("c"),
        ]


def test_names_are_filled_in_there_too():
    assert "Liga" in markdown.to_html("> " * 20 + "{learner}", {"learner": "Liga"})


def test_each_kind_of_tangle_has_a_check():
    assert {rule.code for rule in TANGLED} == {"tangled-length", "tangled-depth", "tangled-marks"}
    assert len(Tangle) == len(TANGLED)
