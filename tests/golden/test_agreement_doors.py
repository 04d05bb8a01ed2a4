"""What an agreement shows beside its page: how one begins, the board and its tables, guests on their way, checks, letters."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail
from django.http import StreamingHttpResponse
from django.test import Client
from lxml import html as lxml_html

from tests.agreement import everyone
from tests.agreement.many import agreement, crowd_of, days
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, delivered
from tests.cast import Course, crowd
from tests.doors import Browser, Direct
from tests.e2e.agreement_stages import WISHES
from tests.golden.net import hold
from tests.golden.test_agreement_pages import states_course
from tests.golden.trees import written
from tests.people import Answer

KEPT = tuple(f"agreement/doors/{name}.txt" for name in ("begin", "board", "guests", "checks", "letters"))


@pytest.fixture
def paper(cast: SimpleNamespace) -> str:
    return states_course()


@pytest.fixture
def block(course: Course) -> str:
    return course.agreement(small(), display_name="Agreement on a placement")


def opened(user: Any, block: str) -> str:
    """What the unit holds for somebody."""
    return str(Direct(user).block(block).student_view({}).body_html())


def asked(user: Any, block: str, handler: str, **data: Any) -> str:
    """What a handler brings: a page, or in words why there is none."""
    return brought(Direct(user).post(block, handler, json.dumps(data).encode()))


def brought(answer: Answer) -> str:
    page = str(answer.data.get("html") or answer.data.get("error", {}).get("html") or "")
    return (
        page
        if answer.status == 200
        else f"{page}<pre>{answer.status} {html.escape(str(answer.data.get('error')))}</pre>"
    )


def table(client: Client, path: str) -> str:
    """A table that is taken along."""
    answer = client.get(path)
    assert isinstance(answer, StreamingHttpResponse)
    content: Iterable[bytes] = answer.streaming_content
    return f"<pre>{html.escape(b''.join(content).decode('utf-8-sig'))}</pre>"


def test_how_one_begins(cast: SimpleNamespace, course: Course, block: str) -> None:
    empty = course.agreement("")
    pages = {
        f"{who}, nothing there": opened(getattr(cast, who), block)
        for who in ("liga", "tove", "marta", "olaf")
    }
    pages["nobody is signed in"] = opened(None, block)
    pages["liga, nothing written yet"] = opened(cast.liga, empty)
    pages["tove begins with nobody named"] = asked(cast.tove, block, "begin", **{"for": "other"})
    pages["liga begins"] = asked(
        cast.liga, block, "begin", **{"for": "me", "request": "once", "is_minor": "no"}
    )
    agreement(
        block,
        cast.bram,
        state="active",
        member=cast.tomas,
        people={"mentor": {"name": "Marta", "user_id": cast.marta.id}},
    )
    agreement(
        block, cast.mikael, state="completed", people={"mentor": {"name": "Marta", "user_id": cast.marta.id}}
    )
    pages["marta has several"] = opened(cast.marta, block)
    pages["tove's list"] = asked(cast.tove, block, "list")
    masked = Browser(cast.tove)
    masked.masquerade(cast.liga)
    pages["tove as liga"] = masked.view(block)
    hold("agreement/doors/begin.txt", written(pages))


def test_the_board_and_what_it_gives_along(cast: SimpleNamespace, block: str) -> None:
    pages = {"nothing there": asked(cast.tove, block, "board")}
    agreement(
        block, cast.liga, state="active", waiting_for=",mentor,", waiting_since=days(-9), due_on=days(-2), open_key="k",
        contact_problem=True, member=cast.tomas,
        versions=[{"state": "superseded"}, {"state": "in_force", "effective_on": days(-30)}],
        people={"mentor": {"name": "Marta Lind"}, "employer": {"name": "Egle", "organisation": "=Ohm & Co"}},
    )  # fmt: skip
    crowd_of(crowd(8), block)
    pages["board"] = asked(cast.tove, block, "board")
    pages["what is overdue"] = asked(cast.tove, block, "board", overdue="true", state="active")
    pages["school contact's board"] = asked(cast.tomas, block, "board")
    pages["begin many"] = asked(cast.tove, block, "board", view="bulk")
    text = "learner,employer_organisation,employer_email\nliga,Ohm & Co,egle@ohm.example\nbram,Fjord Auto,\nno-one,,\nmikael,=X(1),none\n"
    pages["begin many, looked at"] = asked(cast.tove, block, "board", view="bulk", do="preview", text=text)
    pages["begin many, not looked at"] = asked(
        cast.tove, block, "board", view="bulk", do="create", text=text, seen=""
    )
    everyone.completed(everyone.everyone(cast, block))
    pages["figures"] = asked(cast.aad, block, "board", view="indicators")
    pages["figures, small groups too"] = asked(cast.tove, block, "board", view="indicators", all="1")
    pages["a researcher's figures"] = asked(cast.runa, block, "board")
    for who, file in (
        ("tove", "board.csv"),
        ("tomas", "board.csv"),
        ("tove", "columns.csv"),
        ("tove", "indicators.csv"),
        ("runa", "indicators.csv"),
    ):
        client = Browser(getattr(cast, who)).client
        pages[f"{file} for {who}"] = table(client, f"/workmentor/agreement/board/{block}/{file}")
    hold("agreement/doors/board.txt", written(pages, without=("wm-columns",)))


def test_guests_on_their_way(cast: SimpleNamespace, block: str) -> None:
    story = everyone.everyone(cast, block)
    everyone.signing(story)
    link = WISHES["link"]("employer")
    pages = {"entrance": Visitor().opens(link).html, "no link in this browser": Visitor().reads().html}
    egle = Visitor().enters(link)
    pages["a code is asked for"] = egle.tries("send_code").html
    pages["nothing filled in"] = egle.tries("sign").html
    pages["declines without a reason"] = egle.tries("decline", text="Too many hours.").html
    pages["in another language"] = (
        Visitor().enters(WISHES["link"]("guardian").split("?")[0] + "?language=nb").html
    )
    pages["done on this device"] = Visitor().enters(link).presses("I am done on this device").html
    late = WISHES["link"]("employer", worth="over")
    old = Visitor().enters(late)
    pages["too old"] = old.html
    pages["a new link is asked for"] = (
        old.presses("Send me a new link").html if old.offers("Send me a new link") else ""
    )
    pages["not this person"] = Visitor().enters(WISHES["link"]("guardian")).tries("not_me").html
    story.does("school", "cancel", text=everyone.WHY)
    pages["put aside"] = Visitor().enters(WISHES["link"]("employer")).html
    hold(
        "agreement/doors/guests.txt",
        written(pages, without=("wm-people", "wm-text-box", "wm-reviews", "wm-history")),
    )


def test_what_is_for_everybody(cast: SimpleNamespace, block: str) -> None:
    story = everyone.everyone(cast, block)
    everyone.signed(story)
    told = WISHES["printed"]()
    address = f"/workmentor/agreement/verify/{told['agreement']}/"
    pages = {
        "right": {"version": told["version"], "sha256": told["sha256"]},
        "wrong": {"version": told["version"], "sha256": "0" * 64},
        "half": {"version": "x"},
    }
    client = Client()
    hold(
        "agreement/doors/checks.txt",
        written({name: client.get(address, asked).content.decode() for name, asked in pages.items()}),
    )


_NEW = re.compile(r"\((?:agreement )?([0-9a-f]{6})\)|^\s+(\d{6})$", re.MULTILINE)


def letter_of(letter: Any) -> str:
    """Both forms of a letter, the text as it was typed, without the digits that are new each time."""
    page = lxml_html.tostring(lxml_html.document_fromstring(letter.alternatives[0][0]), encoding="unicode")
    text = f"<pre>{html.escape(letter.body)}</pre>{page}"
    for found in _NEW.finditer(f"{letter.subject}\n{letter.body}"):
        text = text.replace(found.group(1) or found.group(2), "‹new›")
    return text


def test_letters(cast: SimpleNamespace, block: str, paper: str) -> None:
    """Each kind of letter once to an account and once to a guest, as they were sent in the lives of four agreements."""
    story = everyone.everyone(cast, block)
    everyone.negotiating(story)
    delivered()
    story.does("school", "correct_contact", party="guardian", email="second@example.net")
    story.does("school", "freeze")
    delivered()
    story.does("guardian", "send_code")
    delivered()
    story.does("guardian", "decline", **story.version(), reason="dates", text="What of the summer?")
    delivered()
    story.does("school", "freeze")
    story.does("school", "unfreeze", text="One thing was wrong in it.")
    delivered()
    WISHES["nothing"]()
    for stage in ("proposed", "terminated", "cancelled"):
        everyone.STAGES[stage](everyone.everyone(cast, block))
        delivered()
        WISHES["nothing"]()
    WISHES["reminded"]()
    kept: dict[str, str] = {}
    for letter in django_mail.outbox:
        to = "a guest" if "/workmentor/guest/" in letter.body else "an account"
        subject = re.sub(r" \(agreement \w{6}\)", " (agreement …)", letter.subject)
        kept.setdefault(f"{subject} (to {to})", letter_of(letter))
    hold("agreement/doors/letters.txt", written(kept))
