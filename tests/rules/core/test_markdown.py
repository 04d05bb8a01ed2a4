"""What authors type can look as they want and harm nobody."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st
from lxml import html as lxml_html

from workmentor_xblocks.core.content.markdown import fill, to_html

pytestmark = pytest.mark.shows("scenario pitfall 25")

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    '![x](x"onerror="alert(1))',
    '![x" onerror="alert(1)](y)',
    '[x](http://a "onmouseover=alert(1) x=\\"")',
    "[x](http://a '<a onmouseover=alert(1) y')",
    "![<a onmouseover=alert(1) y](z)",
    "[x](http://a '<h1>')",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<style>@import 'http://evil'</style>",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<form action=//evil><input name=a><button>go</button></form>",
    "<base href=//evil>",
    "<meta http-equiv=refresh content='0;url=//evil'>",
    "<p style='position:fixed'>over all</p>",
    "<div id='csrf' class='wm-button' data-wm-action='begin'>x</div>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "* <b onclick=alert(1)>x</b>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]
ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "target", "rel", "src", "alt", "align", "start"}


def harmless(html: str) -> None:
    """As a browser would read it: no element, attribute or address beyond the allowed."""
    for node in lxml_html.fragment_fromstring(html, create_parent="div").iterdescendants():
        assert node.tag in ALLOWED, html
        assert set(node.attrib) <= ATTRIBUTES, html
        for name in ("href", "src"):
            address = re.sub(r"[\t\r\n]", "", node.get(name, "").strip("".join(map(chr, range(33))))).lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            assert scheme is None or scheme[0] in ("http:", "https:", "mailto:", "tel:"), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_shows_as_words(attack: str):
    harmless(to_html(attack))
    harmless(to_html(f"Liga says: {attack} and goes on."))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_name_shows_as_words_too(attack: str):
    for text in ("{learner} says", "*{learner}*", "`{learner}`", "| {learner} |\n|---|\n| x |"):
        html = to_html(text, {"learner": attack})
        harmless(html)
        # Older releases of lxml end a document at a NUL; browsers drop it.
        root = lxml_html.fragment_fromstring(html.replace("\x00", ""), create_parent="div")
        assert attack.replace("\x00", "") in root.text_content().replace("\ufffd", "")


@pytest.mark.parametrize(
    "text",
    [
        "[x]({learner})",
        "![x]({learner})",
        "[x]({learner} 'y')",
        "<{learner}>",
        "[x]: {learner}\n\n[x]",
        "[x](<{learner}>)",
    ],
)
def test_a_name_is_never_the_address_of_a_link(text: str):
    harmless(to_html(text, {"learner": "javascript:alert(1)"}))


def test_a_name_in_the_words_of_a_picture_and_of_a_link_is_filled_in_and_stays_words():
    html = to_html("![{learner} at work](/static/a.svg) [{learner}](http://x.org)", {"learner": '"><b>Liga'})
    harmless(html)
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    assert root.xpath("string(//img/@alt)") == '"><b>Liga at work'
    assert root.xpath("string(//a)") == '"><b>Liga'


@given(
    st.lists(
        st.sampled_from(
            [*"[]()<>!*_`|#\\\"'&;:/= \n\t", "javascript:", "on", "a", "{learner}", "<script", "&#x3c;"]
        ),
        max_size=30,
    )
)
@settings(max_examples=300)
def test_no_mixture_of_signs_makes_more_than_words(pieces: list[str]):
    harmless(to_html("".join(pieces), {"learner": "<i>javascript:"}))


@pytest.mark.shows("scenario lesson 10")
def test_what_authors_need_is_there():
    html = to_html(
        "# Big\n\n###### Small\n\n**bold** *soft* `code`\n\n1. one\n2. two\n\n> quoted\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n![A board](/static/board.svg)\n\n[unit](/jump_to_id/u2)"
    )
    for piece in (
        "<h5>Big</h5>",
        "<h6>Small</h6>",
        "<strong>",
        "<em>",
        "<code>",
        "<ol>",
        "<blockquote>",
        "<table>",
    ):
        assert piece in html
    assert 'src="/static/board.svg"' in html
    assert 'href="/jump_to_id/u2"' in html


@pytest.mark.shows("page fact 9")
def test_every_link_says_where_it_opens_and_trusts_nobody():
    html = to_html("[a](http://x.org) <http://y.org> [b](/jump_to_id/u2 'c target= d')")
    links = lxml_html.fragment_fromstring(html, create_parent="div").xpath("//a")
    assert len(links) == 3
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener noreferrer")}


def test_html_that_was_typed_shows_as_it_was_typed():
    assert to_html("a <b>bold</b> word") == "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>"


def test_an_unknown_or_empty_slot_keeps_the_author_s_word():
    assert (
        to_html("{learner} {lerner} {company}", {"company": "", "learner": "Liga"})
        == "<p>Liga {lerner} {company}</p>"
    )
    assert fill("{learner} at {company}", {"learner": "<Liga>"}) == "<Liga> at {company}"
    assert fill("{learner}", None) == "{learner}"


def test_a_name_that_looks_like_a_slot_is_a_name():
    assert to_html("{learner} & {company}", {"learner": "{company}", "company": "{learner}"}) == (
        "<p>{company} &amp; {learner}</p>"
    )
