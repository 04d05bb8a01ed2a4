"""Guests on the pages of the LMS: a link lets them in, and nothing that the site knows of accounts matters there."""

from __future__ import annotations

import pytest

from tests.agreement.telling import ACT, EGLE, GUEST, TASKS
from tests.contract.agreeing import Invited, begun, fixed
from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import soon
from tests.guests import path_of
from tests.html import Page
from tests.people import Answer

_LETTERS = (Need.LETTERS,)
_LINK = "A link in a mail is opened by its reader, and by programs that scan mail."
_PAGES = "Seen on a running LMS: its middleware treats our pages as any other of the site."
_COOKIE = "workmentor_guest"


def _is_dressed(answer: Answer, language: str = "en") -> None:
    """What every page for guests leaves with."""
    assert "no-store" in answer.headers["cache-control"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["content-language"] == language


@fact(
    "Opening the link says nothing about anybody and changes nothing; its button leads to an address without it.",
    source=_LINK,
    needs=_LETTERS,
)
@pytest.mark.shows("page fact 11", "agreement pitfall 4", "agreement promise 34")
def entrance(site: Site) -> None:
    story = begun(site)
    head = story.history()["head"]
    egle = site.nobody()
    door = path_of(story.letters.link_to(EGLE))
    for _time in range(2):
        page = egle.get(door)
        assert page.status == 200
        _is_dressed(page)
        assert not [name for name in ("Liga", "Egle", "Ohm", story.uuid) if name in page.raw]
        assert egle.cookie(_COOKIE) is None
    arrived = egle.submit(door, Page(page.raw).forms[0].fields)
    assert (arrived.status, arrived.path) == (200, GUEST)
    _is_dressed(arrived)
    assert "Ohm" in arrived.raw
    assert door.split("/")[3] not in arrived.raw, "the page holds no link that lets in"
    assert story.history()["head"] == head


@fact(
    "The guest's cookie goes to the guests' pages only, is read by no script, and is secure where the site is.",
    source="A cookie of the whole site would travel with every request.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement promise 10")
def cookie(site: Site) -> None:
    egle = begun(site).guest(EGLE)
    kept = egle.pages.cookie(_COOKIE)
    assert kept is not None
    assert (kept.path, kept.http_only, kept.same_site) == ("/workmentor/guest/", True, "Lax")
    session = egle.pages.cookie("csrftoken")
    assert session is not None
    assert kept.secure == session.secure
    assert egle.pages.cookie("sessionid") is None, "and no session of the site is begun"


@fact(
    "Whoever is signed in at the site is a guest like any other on a guest's page.",
    source="Seen on a running LMS: request.user may be anybody who opens the link, a learner on a shared machine.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 15", "agreement promise 10")
def signed_in_people_are_guests(site: Site) -> None:
    story = begun(site)
    liga = Invited(site.person("liga"), EGLE, story.letters)
    liga.comes()
    liga.fills(tasks="Written by who holds the employer's link.")
    assert story.history()["events"][-1]["actor"] == "employer"
    liga.open()
    liga.presses("I am done on this device")
    closed = liga.pages.get(GUEST)
    assert (closed.status, closed.path) == (403, GUEST)
    assert "Ohm" not in closed.raw


@fact(
    "Without a link nobody is sent to the site's sign-in: the page says what to do, in its own dress.",
    source=_PAGES,
)
@pytest.mark.shows("agreement place 15")
def without_a_link(site: Site) -> None:
    nobody = site.nobody()
    answers = [
        nobody.get(GUEST),
        nobody.get("/workmentor/guest/agreement.pdf"),
        nobody.get("/workmentor/guest/history.json"),
    ]
    for answer in answers:
        assert answer.status in (403, 404), answer.raw[:300]
        assert answer.path.startswith("/workmentor/guest/")
    _is_dressed(answers[0])
    strange = nobody.get("/workmentor/guest/nobody-gave-this-out/")
    assert (strange.status, "Open the agreement" in strange.raw) == (200, True)
    arrived = nobody.submit(strange.path, Page(strange.raw).forms[0].fields)
    assert (arrived.status, arrived.path) == (404, GUEST)


@fact(
    "A form without its proof is refused in words of ours, and nothing that changes anything takes a GET.",
    source="Seen on a running LMS: its own refusal of a forged form is a page that says nothing to a guest.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement promise 11")
def forged_forms(site: Site) -> None:
    story = begun(site)
    egle = story.guest(EGLE)
    head = story.history()["head"]
    held = dict(egle.page.form("comment", path="tasks").fields)
    held.pop("csrfmiddlewaretoken")
    refused = egle.pages.submit(ACT, {**held, "text": "Not from the page."})
    assert refused.status == 403
    assert "allow cookies" in refused.raw
    _is_dressed(refused)
    assert egle.pages.get(ACT).status == 405
    assert egle.pages.get("/workmentor/guest/leave/").status == 405
    assert story.history()["head"] == head


@fact(
    "A link alone signs nothing: the code goes to the address that stands in the agreement; a wrong one is told so.",
    source="Links are forwarded.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement promise 11")
def code(site: Site) -> None:
    story = fixed(site)
    story.person("liga").signs("Liga Ozola")
    egle = story.guest(EGLE)
    without = egle.tries("sign", consent="on", name="Egle Petrauskaite")
    assert without.status == 400
    assert "Egle Petrauskaite" in without.answer.raw, "what was typed is kept"
    egle.does("send_code")
    right = story.letters.code_to(EGLE)
    wrong = egle.tries("sign", consent="on", name="Egle", code=f"{(int(right) + 1) % 1_000_000:06d}")
    assert wrong.status == 400
    assert egle.tries("sign", consent="on", name="Egle", code=right).status == 200
    assert [one["role"] for one in story.history()["signatures"]] == ["learner", "employer"]


@fact(
    "Five wrong codes close the link, whoever holds it; the person gets a new one, which starts afresh, and signs.",
    source="With a new code each minute and five tries each, six digits could be guessed.",
    needs=_LETTERS,
)
def wrong_codes(site: Site) -> None:
    story = fixed(site)
    story.person("liga").signs("Liga Ozola")
    passed_on = story.guest(EGLE)
    passed_on.does("send_code")
    right = int(story.letters.code_to(EGLE))
    links = len(story.letters.all_links(EGLE))
    statuses = [
        passed_on.tries("sign", consent="on", name="Egle", code=f"{(right + more) % 1_000_000:06d}").status
        for more in range(1, 6)
    ]
    assert statuses == [400, 400, 400, 400, 403]
    assert passed_on.pages.get(GUEST).status in (403, 404)
    assert "Allow codes again" in story.person("tove").open().text
    soon(site, lambda: len(story.letters.all_links(EGLE)) > links, "a new link")
    story.guest(EGLE).signs("Egle Petrauskaite")
    assert [one["role"] for one in story.history()["signatures"]] == ["learner", "employer"]


@fact(
    "What a guest or a learner typed comes back with the refusal, in a box to copy it from, though the page of then is "
    "gone.",
    source="A guest's page said that the words were kept, and they were nowhere.",
    needs=_LETTERS,
)
def words_come_back(site: Site) -> None:
    story = begun(site)
    egle, liga, tove = story.guest(EGLE), story.person("liga"), story.person("tove")
    egle.fills(tasks=TASKS)
    field = egle.open().form_with("tasks").fields
    tove.does("freeze")
    refused = egle.hands_in({**field, "f-tasks": "Every second Friday in the yard."})
    assert (refused.status, "Every second Friday in the yard." in egle.page.typed) == (409, True)
    decline = liga.open().form("decline").fields
    tove.does("unfreeze", text="The hours are those of another week.")
    refused = liga.hands_in({**decline, "reason": "dates", "text": "My school trip is in these weeks."})
    assert (refused.status, "My school trip is in these weeks." in liga.page.typed) == (409, True)


@fact(
    "The page speaks the guest's language, whatever browser or site would choose.",
    source=_PAGES,
    needs=_LETTERS,
)
def language(site: Site) -> None:
    story = begun(site)
    tove = story.person("tove")
    tove.open()
    tove.does("name_person", where={"party": "employer"}, language="nl")
    tove.does("invite", where={"party": "employer"})
    egle = story.guest(EGLE)
    _is_dressed(egle.pages.get(GUEST), "nl")
    assert egle.pages.get(f"{GUEST}?language=en").headers["content-language"] == "en", (
        "unless asked otherwise"
    )


@fact(
    "Who says that somebody else was meant closes the link, and the school hears of it.",
    source="Addresses are mistyped.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement promise 11")
def not_this_person(site: Site) -> None:
    story = begun(site)
    egle = story.guest(EGLE)
    told = len(story.letters.to(site.address("tove")))
    egle.does("not_me")
    assert egle.pages.get(GUEST).status in (403, 404)
    soon(site, lambda: len(story.letters.to(site.address("tove"))) == told + 1, "a letter to the school")
    assert story.state() == "Being negotiated"


@fact(
    "What is not so any more is not sent: a turn to sign that was taken, and one to an agreement that was put aside.",
    source="A mail server was down for a night.",
    needs=(Need.LETTERS, Need.LETTERS_WAIT),
)
def stale_letters(site: Site) -> None:
    story = fixed(site)
    story.person("liga").signs("Liga Ozola")
    subjects = [letter.subject for letter in story.letters.to(site.address("liga"))]
    assert any(subject.startswith("Receipt of your signature") for subject in subjects)
    assert not any(subject.startswith("It is your turn to sign") for subject in subjects)
    assert any(letter.subject.startswith("It is your turn to sign") for letter in story.letters.to(EGLE)), (
        "who has not signed is told"
    )
    other = fixed(site)
    other.person("tove").does("cancel", text="The company has closed its workshop.")
    late = [letter.subject for letter in other.letters.to(EGLE) if other.uuid[:6] in letter.subject]
    assert any(subject.startswith("The agreement has ended") for subject in late)
    assert not any(subject.startswith("It is your turn to sign") for subject in late)
