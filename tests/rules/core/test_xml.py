"""Texts and elements survive the way into a file and back."""

from __future__ import annotations

import pytest
from lxml import etree

from workmentor_xblocks.core.content import unread, xml


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  words \n", "words"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x0bc\x1bd\ufffee\ud800f", "abcdef"),
        ("tab\tand 😀 and \u00a0x", "tab\tand 😀 and \u00a0x"),
    ],
)
def test_a_text_is_cleaned_once(typed, kept):
    assert xml.clean(typed) == kept == xml.clean(xml.clean(typed))


def text_of(inside: str) -> str:
    return xml.text_of(etree.fromstring(f"<t>{inside}</t>"))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("plain", "plain"),
        ("<![CDATA[<p>a & b</p>]]>", "<p>a & b</p>"),
        ("one <i>two</i> three", "one <i>two</i> three"),
        ("one<!-- no --><?no no?> two", "one two"),
        ("\n    a\n\n      b\n    c\n  ", "a\n\n  b\nc"),
        ("\n\t a\n\t\tb", "a\n\tb"),
        ("first\n    second", "first\n    second"),
        ("  \n \n", ""),
        ("", ""),
    ],
)
def test_what_an_element_says(inside, said):
    assert text_of(inside) == said


def test_raw_xml_stands_alone_without_foreign_name_spaces_and_layout():
    node = etree.fromstring('<r xmlns:z="u:z" xmlns:q="u:q"><z:a>\n  <b>\n <c/> </b>\n</z:a> tail</r>')
    assert xml.raw(node[0]) == '<z:a xmlns:z="u:z"><b><c/></b></z:a>'
    assert node[0].tail == " tail"


def test_text_among_elements_is_never_laid_out():
    node = etree.fromstring("<r><a><b/><c/></a><p>one <i>two</i><b/> three</p></r>")
    xml.lay_out(node, 0)
    assert xml.serialise(node) == (
        "<r>\n  <a>\n    <b/>\n    <c/>\n  </a>\n  <p>one <i>two</i><b/> three</p>\n</r>\n"
    )


def test_no_entity_is_expanded_and_no_file_is_read():
    node = xml.parse('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>')
    assert xml.text_of(node) == "&e;"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("@points=abc", 'points="abc"'),
        ("@a=b=c", 'a="b=c"'),
        ("@{u:z}q=3", '{u:z}q="3"'),
        ("@body/format=html", '<body format="html">'),
        ("#text some words", "some words"),
        ("<video  a='1'/>", "<video a='1'/>"),
    ],
)
def test_pieces_are_quoted_as_they_stand_in_a_file(piece, shown):
    assert unread.quote(piece) == shown


@pytest.mark.parametrize("piece", ["<not xml", "@no name=x", "words", "<a>&e;</a>", "@="])
def test_a_piece_that_is_no_xml_becomes_words_so_that_the_file_stays_whole(piece):
    node = etree.Element("r")
    unread.give_back(node, (piece,))
    again = etree.fromstring(etree.tostring(node))
    assert again.findtext("unread") == piece
