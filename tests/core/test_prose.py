"""What an author wrote as Markdown says the same on paper as on the screen, and can do no harm there either."""

from __future__ import annotations

import pytest

from workmentor_xblocks.core.output.printing.prose import Block, blocks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("One.\n\nTwo.", [Block("One."), Block("Two.")]),
        ("**all** of *it*", [Block("<b>all</b> of <b>it</b>")]),
        ("- one\n- two", [Block("one", "•"), Block("two", "•")]),
        ("3. three\n4. four", [Block("three", "3."), Block("four", "4.")]),
        ("- one\n    - inner\n- two", [Block("one", "•"), Block("inner", "•", 1), Block("two", "•")]),
        ("- one\n\n    more\n\n- two", [Block("one", "•"), Block("more", "", 1), Block("two", "•")]),
        ("> said", [Block("said", depth=1)]),
        ("# Title", [Block("<b>Title</b>")]),
        ("a  \nb", [Block("a<br/>\nb")]),
        ("x:\n\n    a < b\n      c", [Block("x:"), Block("a\u00a0&lt;\u00a0b<br/>\u00a0\u00a0c")]),
        ("| a | b |\n|---|---|\n| 1 | **2** |", [Block(rows=(("a", "b"), ("1", "2")))]),
        ("[rules](https://a.example/?x=1&y=2)", [Block("rules (https://a.example/?x=1&amp;y=2)")]),
        ("<https://a.example>", [Block("https://a.example")]),
        ("[write](mailto:a@b.example)", [Block("write (a@b.example)")]),
        ("![a boat](/static/boat.png)", [Block("a boat")]),
        ("<b>x</b> & <script>", [Block("&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;")]),
        ("[x](javascript:alert(1))", [Block("x")]),
        ("a\x00b\x07", [Block("ab")]),
    ],
)
def test_each_way_of_writing_is_told(text, told):
    assert blocks(text) == told


def test_a_promise_becomes_an_item_of_the_list_it_stands_in():
    assert blocks("One.\n\nMore.", bullet="•") == [Block("One.", "•"), Block("More.", "", 1)]
    assert blocks("- a\n- b", bullet="•") == [Block("a", "•", 1), Block("b", "•", 1)]
