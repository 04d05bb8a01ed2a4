"""What a guest's page makes of what it cannot read, and of a fault of its own: a sentence, and no link in the log."""

from __future__ import annotations

import logging
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from tests.agreement.driving import Story
from tests.agreement.telling import ACT, GUEST
from tests.agreement.visiting import Visitor, invited, token_of
from workmentor_xblocks.agreement.records.tables import Template

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def link(story: Story) -> str:
    return invited(story)


def browser() -> Client:
    """A browser that gets the answer that a site gives, also to a fault."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16-LE", "utf-32", "cp037", "utf-7", "unicode_escape"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "application/json", "text/plain"])
def test_letters_in_another_encoding_are_refused_with_a_sentence(
    link: str, charset: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    guest = Visitor(browser()).enters(link)
    body = urlencode({"act": "hello", "guest": "1"}).encode(charset)
    with caplog.at_level(logging.DEBUG):
        for path in (ACT, "/workmentor/guest/again/", "/workmentor/guest/leave/", urlsplit(link).path):
            answer = guest.client.generic("POST", path, body, content_type=f"{kind}; charset={charset}")
            assert answer.status_code == 400
            assert "this page cannot read" in answer.content.decode()
            assert answer["Referrer-Policy"] == "same-origin"
    assert token_of(link) not in caplog.text
    assert "/guest/" not in caplog.text


PART = b'--x\r\nContent-Disposition: form-data; name="act"\r\n\r\nsign\r\n'
SHEET = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nf\r\n'


NOT_PROVEN = "what proves that the form came from this page"


@pytest.mark.parametrize("cookies", [True, False])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", PART),
        ("multipart/form-data; boundary=ü", PART),
        ("multipart/form-data; boundary=" + "x" * 300, PART),
        (
            "multipart/form-data; boundary=x",
            SHEET.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"--x--",
        ),
        ("multipart/form-data; boundary=x", SHEET * 101 + b"--x--"),
    ],
    ids=["no boundary", "a boundary of other letters", "a long boundary", "torn", "too many files"],
)
def test_a_form_in_parts_that_cannot_be_read_is_refused_with_a_sentence(
    link: str, kind: str, body: bytes, cookies: bool, caplog: pytest.LogCaptureFixture
) -> None:
    guest = Visitor(browser()).enters(link)
    client = guest.client if cookies else browser()
    with caplog.at_level(logging.DEBUG):
        for path in (ACT, "/workmentor/guest/again/", "/workmentor/guest/leave/", urlsplit(link).path):
            answer = client.generic("POST", path, body, content_type=kind)
            said = (
                {400: "this page cannot read"} if cookies else {400: "this page cannot read", 403: NOT_PROVEN}
            )
            assert said[answer.status_code] in answer.content.decode()
            assert answer["Referrer-Policy"] == "same-origin"
    assert token_of(link) not in caplog.text


@pytest.mark.parametrize(
    "charset", ["", "; charset=utf-8", "; charset=UTF8", '; charset="utf-8"', "; charset=wonderland"]
)
def test_plain_letters_come_in_by_every_name_that_they_have(link: str, charset: str) -> None:
    guest = Visitor(browser()).enters(link)
    token = guest.root.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    answer = guest.client.generic(
        "POST",
        "/workmentor/guest/leave/",
        urlencode({"csrfmiddlewaretoken": token}),
        content_type=FORM + charset,
    )
    assert guest.pages.follow(answer).status == 200


@pytest.mark.parametrize("by_script", [False, True])
def test_a_fault_of_ours_is_told_in_a_sentence_and_the_log_knows_no_link(
    link: str, by_script: bool, caplog: pytest.LogCaptureFixture
) -> None:
    guest = Visitor(browser()).enters(link)
    Template.objects.update(text="no template at all")
    headers = {"x-requested-with": "XMLHttpRequest"} if by_script else {}
    with caplog.at_level(logging.DEBUG):
        answer = guest.client.get(GUEST, headers=headers)
        guest.client.get(urlsplit(link).path)
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert "A guest’s page failed" in caplog.text
    assert "NotADefinition" in caplog.text
    assert token_of(link) not in caplog.text
    assert "/workmentor/guest/" not in caplog.text
