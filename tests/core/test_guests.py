"""Guests by link of any block: here of a notice board, which has one note for each link and knows no agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.pages.guests import answers
from workmentor_xblocks.core.pages.guests.cookie import GuestCookie, Visit
from workmentor_xblocks.core.pages.guests.guest import Guest, language_of
from workmentor_xblocks.core.pages.guests.pages import GuestPages

HOME = "/workmentor/notes/read/"
NOTES = {1: "Bring gloves.", 2: "The van leaves at six."}
TOKENS = {"for-egle": 1, "for-greta": 2}


@dataclass(frozen=True)
class Reader(Guest):
    """Who reads one note."""

    note: int

    @property
    def is_open(self) -> bool:
        return self.note in NOTES

    @property
    def invited(self) -> str:
        return str(self.note)


class NoteGuests(GuestPages[Reader]):
    kind = "notes"
    block = "agreement"  # whose entrance is looked at here
    title = Message("note", _("Your words"))
    forgotten = Message("gone", _("Saved."))
    other_page = Message("other", _("Nothing was changed."))

    def key_of(self, token: str) -> int:
        return TOKENS.get(token, 0)

    def guest(self, request: HttpRequest, visit: Visit | None) -> Reader:
        return Reader(visit, language_of(request, visit, ["nl"]), visit.key if visit else 0)

    def page(
        self,
        request: HttpRequest,
        guest: Reader,
        *,
        said: str = "",
        done: Done | None = None,
        refusal: Refusal | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        shown = say(refusal.message) if refusal else said or NOTES[guest.note]
        return answers.dressed(HttpResponse(shown, status=refusal.status if refusal else 200))

    def closed(
        self, request: HttpRequest, guest: Reader, *, said: str = "", typed: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        raise NotFound(Message("closed", _("Your words")))

    def do(self, guest: Reader, data: Mapping[str, Any]) -> Done:
        if not data.get("text"):
            raise BadInput(Message("empty", _("Write your remark first.")))
        return Done("note", Message("thanks", _("Saved.")), "note")

    def send_new_link(self, guest: Reader) -> None:
        raise NotFound(Message("closed", _("Your words")))

    def unsaved(self, typed: Mapping[str, Any]) -> str:
        return str(typed.get("text", ""))


GUESTS = NoteGuests()
_PAGES = [
    path("read/", GUESTS.home, name="notes_home"),
    path("act/", GUESTS.act, name="notes_act"),
    path("leave/", GUESTS.leave, name="notes_leave"),
    path("<str:token>/", GUESTS.entrance, name="notes_entrance"),
]
urlpatterns = [path("workmentor/notes/", include((_PAGES, "workmentor")))]

pytestmark = pytest.mark.urls(__name__)


def enters(token: str, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.post(f"/workmentor/notes/{token}/").headers["Location"] == HOME
    return client


def sends(client: Client, note: int, **fields: str) -> SimpleNamespace:
    mark = Reader(None, "nl", note).mark
    answer = client.post("/workmentor/notes/act/", {"guest": mark, **fields})
    return SimpleNamespace(status=answer.status_code, text=answer.content.decode(), answer=answer)


class TestALink:
    def test_leads_to_what_the_block_shows(self) -> None:
        answer = enters("for-egle").get(HOME)
        assert answer.content.decode() == "Bring gloves."
        assert answer.headers["Content-Language"] == "nl"
        assert answer.headers["Referrer-Policy"] == "same-origin"

    def test_that_nobody_gave_out_is_told_at_an_address_without_it(self) -> None:
        answer = enters("for-nobody").get(HOME)
        assert answer.status_code == 404
        assert "<h1" in answer.content.decode()

    def test_of_one_kind_is_no_link_of_another(self) -> None:
        client = enters("for-egle")
        request = HttpRequest()
        request.COOKIES = {name: one.value for name, one in client.cookies.items()}
        assert GUESTS.cookie.visit(request) is not None
        request.COOKIES["workmentor_guest"] = request.COOKIES["workmentor_notes"]
        assert GuestCookie("guest").visit(request) is None


class TestWhatIsSent:
    def test_is_done_and_said_once(self) -> None:
        client = enters("for-egle")
        done = sends(client, 1, text="I will.")
        assert (done.status, done.answer.headers["Location"]) == (303, f"{HOME}#wm-note")
        assert [client.get(HOME).content.decode() for _again in range(2)] == ["Opgeslagen.", "Bring gloves."]

    def test_is_refused_on_the_page_it_came_from(self) -> None:
        assert sends(enters("for-egle"), 1).status == 400

    def test_from_the_page_of_another_link_is_not_done(self) -> None:
        client = enters("for-greta", enters("for-egle"))
        assert sends(client, 1, text="I will.").status == 409

    def test_comes_back_when_the_link_is_closed(self) -> None:
        answer = sends(enters("for-nobody"), 0, text="I wrote a lot.")
        assert answer.status == 404
        assert "I wrote a lot." in answer.text
