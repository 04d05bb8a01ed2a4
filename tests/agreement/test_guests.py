"""People without an account: by a link in a mail to a read, written and signed agreement, and nobody else by any way.

The guests here have a plain browser without a script; where the script asks, the test says so.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.papers import template
from tests.agreement.small import small
from tests.agreement.telling import ACT, GUEST
from tests.agreement.visiting import (
    EGLE,
    Visitor,
    code_in,
    delivered,
    everything,
    invited,
    letter_to,
    link_in,
    token_of,
    without_tokens,
)
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.pages.guest.views import GUESTS
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.core.pages.guests import cookie as cookies
from workmentor_xblocks.core.pages.rendering import PACKAGE

NAMES = ("Liga", "Ozola", "Egle", "Petrauskaite", "Tove", "Ohm")
NOBODY = "A" * 43


class TestDoor:
    @pytest.mark.shows("agreement pitfall 4")
    def test_the_page_behind_the_link_names_nobody_and_has_one_button(self, link: str) -> None:
        visitor = Visitor().opens(link)
        assert visitor.status == 200
        assert [one for one in NAMES if one in visitor.html] == []
        assert len(visitor.root.findall(".//button")) == 1
        assert visitor.root.findall(".//a") == []
        assert visitor.root.findall(".//script") == []

    @pytest.mark.parametrize("token", [NOBODY, "x", "agreement.html", "%00", "é" * 40, "a" * 500])
    def test_it_is_the_same_for_a_link_that_nobody_gave_out(self, link: str, token: str) -> None:
        real = Visitor().opens(link)
        other = Visitor().opens(f"/workmentor/guest/{token}/?language=en")
        assert other.status == real.status
        assert without_tokens(other.html) == without_tokens(real.html)

    @pytest.mark.shows("agreement pitfall 6", "agreement promise 10")
    def test_the_link_is_exchanged_for_a_clean_address_at_once(self, link: str) -> None:
        visitor = Visitor().opens(link)
        answer = visitor.client.post(link.split("8888")[1], visitor.proof)
        assert (answer.status_code, answer["Location"]) == (303, GUEST)
        assert token_of(link) not in str(visitor.client.cookies)

    def test_without_the_form_s_proof_nothing_happens(self, link: str) -> None:
        client = Client(enforce_csrf_checks=True)
        answer = client.post(link.split("8888")[1])
        assert answer.status_code == 403
        assert "did not bring along what proves" in answer.content.decode()
        assert GUESTS.cookie.name not in client.cookies

    def test_speaks_the_language_of_the_letter(self, story: Story) -> None:
        Party.objects.filter(role="employer").update(language="nl")
        visitor = Visitor().opens(invited(story))
        assert '<html lang="nl"' in visitor.html
        assert visitor.answer.headers["content-language"] == "nl"

    @pytest.mark.parametrize("junk", ["xx", "../nl", "<script>", "en-<b>", "a" * 500, "%00"])
    def test_takes_no_junk_for_a_language(self, link: str, junk: str) -> None:
        answer = Client().get(f"/workmentor/guest/{token_of(link)}/", {"language": junk})
        assert '<html lang="en"' in answer.content.decode()


@pytest.mark.shows("agreement promise 10")
class TestCookie:
    def test_is_for_the_guests_pages_only_and_no_script_reads_it(self, egle: Visitor) -> None:
        kept = egle.client.cookies[GUESTS.cookie.name]
        assert kept["path"] == "/workmentor/guest/"
        assert kept["httponly"]
        assert kept["samesite"] == "Lax"
        assert 0 < int(kept["max-age"]) <= 24 * 3600

    def test_goes_over_a_safe_line_only_where_there_is_one(self, link: str, settings: Any) -> None:
        path = f"/workmentor/guest/{token_of(link)}/"
        assert not Client().post(path).cookies[GUESTS.cookie.name]["secure"]
        assert Client().post(path, secure=True).cookies[GUESTS.cookie.name]["secure"]
        settings.SESSION_COOKIE_SECURE = True
        assert Client().post(path).cookies[GUESTS.cookie.name]["secure"]

    @pytest.mark.shows("agreement lesson 2")
    def test_of_somebody_s_own_making_opens_nothing(self, link: str) -> None:
        from django.core import signing

        key = GuestKey.objects.get().pk
        for made in (
            f'{{"key": {key}}}',
            signing.dumps({"key": key, "language": ""}, salt="other"),
            "",
            "x:y:z",
        ):
            client = Client()
            client.cookies[GUESTS.cookie.name] = made
            answer = client.get(GUEST)
            assert answer.status_code == 403
            assert "Open the link in your mail again" in answer.content.decode()

    def test_that_is_too_old_opens_nothing(self, egle: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cookies, "LASTS", timedelta(seconds=-1))
        assert egle.reads().status == 403

    def test_is_gone_when_the_guest_is_done_on_this_device(self, egle: Visitor) -> None:
        assert "You are done on this device" in egle.presses("I am done on this device").text
        assert egle.reads().status == 403


class TestHeaders:
    @pytest.mark.parametrize(
        "path", [GUEST, f"/workmentor/guest/{NOBODY}/", ACT, "/workmentor/guest/history.json"]
    )
    @pytest.mark.shows("agreement pitfall 6")
    def test_no_page_of_a_guest_is_kept_framed_indexed_or_followed(self, egle: Visitor, path: str) -> None:
        answer = egle.client.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        for rule in ("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
            assert rule in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Content-Language"] == "en"

    @pytest.mark.shows("agreement pitfall 6")
    def test_a_page_loads_nothing_from_elsewhere_and_holds_no_script_of_its_own(self, egle: Visitor) -> None:
        addresses = egle.root.xpath("//@src | //link/@href | //form/@action")
        assert addresses
        # An empty icon, so that the browser does not ask the site for one.
        assert [str(address) for address in addresses if not address.startswith("/")] == ["data:,"]
        assert [one for one in egle.root.findall(".//script") if (one.text or "").strip()] == []
        assert egle.root.xpath("//@style | //@onclick") == []

    @pytest.mark.parametrize("definition", [small, template])
    @pytest.mark.shows("agreement goal 9b", "agreement promise 13")
    def test_a_page_with_all_that_it_loads_is_smaller_than_40_kb(
        self, cast: SimpleNamespace, usage_key: str, definition: Callable[[], Definition]
    ) -> None:
        egle = Visitor().enters(invited(begin(cast, usage_key, COURSE_KEY, definition())))
        loaded = [egle.html.encode()]
        served = PACKAGE.parent / "static" / "workmentor"
        for address in egle.root.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
            loaded.append((served / Path(str(address)).name).read_bytes())
        assert len(loaded) == 4  # the page, the script, the styles of all blocks and of this one
        assert sum(len(gzip.compress(one)) for one in loaded) <= 40_000


@pytest.mark.shows("agreement goal 11a", "agreement promise 11")
class TestScanner:
    """Programs that look at mail open its links, and some run scripts and press buttons."""

    @pytest.mark.shows("agreement pitfall 4", "agreement misuse 6")
    def test_opening_changes_no_row(self, signing: Story) -> None:
        link = link_in(letter_to(EGLE))
        before = everything()
        for _ in range(2):
            for ask in (Client().get, Client().head, Client().options):
                assert ask(link.split("8888")[1]).status_code == 200
        assert everything() == before

    @pytest.mark.shows("agreement pitfall 4", "agreement misuse 6")
    def test_pressing_the_button_and_signing_without_the_code_changes_no_row(self, signing: Story) -> None:
        before = everything()
        robot = Visitor().enters(link_in(letter_to(EGLE)))
        robot.reads()
        robot.client.head(GUEST)
        for form in list(robot.root.iter("form")):
            if form.xpath('.//*[@name="act"]/@value') in (["sign"], ["decline"]):
                robot.sends(form)
                assert robot.status in (400, 409)
                robot.reads()
        assert everything() == before

    @pytest.mark.shows("agreement step 29")
    def test_reading_asks_the_database_for_no_change(self, egle: Visitor) -> None:
        with CaptureQueriesContext(connection) as asked:
            egle.reads()
            egle.client.get("/workmentor/guest/history.json")
            egle.client.get("/workmentor/guest/agreement.pdf")
        statements = [one["sql"].split()[0].upper() for one in asked.captured_queries]
        assert statements
        assert {"INSERT", "UPDATE", "DELETE", "REPLACE"}.isdisjoint(statements)

    @pytest.mark.parametrize("path", [ACT, "/workmentor/guest/again/", "/workmentor/guest/leave/"])
    @pytest.mark.shows("agreement step 32", "agreement lesson 8")
    def test_what_changes_something_is_never_a_plain_address(self, egle: Visitor, path: str) -> None:
        before = everything()
        for ask in (egle.client.get, egle.client.head):
            answer = ask(path, {"act": "not_me"})
            assert answer.status_code == 405
            assert answer["Allow"] == "POST"
        assert everything() == before


class TestToken:
    @pytest.mark.shows("agreement pitfall 6", "agreement promise 12")
    def test_is_in_no_page_no_row_and_no_line_of_the_log(
        self, signing: Story, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        link = link_in(letter_to(EGLE))
        token = token_of(link)
        visitor = Visitor().enters(link)
        pages = [visitor.html]
        pages.append(visitor.presses("Send me the code").html)
        delivered()
        code = code_in(letter_to(EGLE))
        pages.append(visitor.does("sign", code=code, consent="on", name="Egle Petrauskaite").html)
        path = f"/workmentor/guest/{token}/"
        for client in (Client(enforce_csrf_checks=True), Client()):
            client.post(path)
            client.put(path)
            client.post(path, data="x" * 400_000, content_type="text/plain")
        Client().get(path + "more/")
        assert not [page for page in pages if token in page]
        assert token not in repr(everything())
        told = [record for record in caplog.records if record.name != "django.db.backends"]
        # Of an address that is no page of ours, the site's own log is all that there is.
        told = [record for record in told if "more/" not in record.getMessage()]
        assert not [record for record in told if token in record.getMessage()]
        for secret in (code, "Petrauskaite", "egle@"):
            assert not [record for record in told if secret in record.getMessage()]

    @pytest.mark.shows("agreement lesson 3", "agreement goal 11a")
    def test_shows_in_no_page_of_another_party(self, signing: Story, cast: SimpleNamespace) -> None:
        link = link_in(letter_to(EGLE))
        client = Client()
        client.force_login(cast.tove)
        for page in ("history.json", "agreement.pdf"):
            assert (
                token_of(link).encode()
                not in client.get(f"/workmentor/agreement/{signing.uuid}/{page}").content
            )

    @pytest.mark.shows("agreement misuse 3")
    def test_that_is_unknown_too_old_or_closed_gets_the_same_answer(self, story: Story) -> None:
        old = invited(story)
        GuestKey.objects.update(expires_at=timezone.now() - timedelta(days=1))
        closed = invited(story)
        GuestKey.objects.filter(pk=GuestKey.objects.latest("id").pk).update(revoked_at=timezone.now())
        answers = [Visitor().enters(one) for one in (old, closed, f"/workmentor/guest/{NOBODY}/?language=en")]
        assert {answer.status for answer in answers} == {404}
        assert len({without_tokens(answer.html) for answer in answers}) == 1
        assert "does not work any more" in answers[0].text
        assert [one for one in NAMES if one in answers[0].html] == []

    @pytest.mark.shows("agreement pitfall 5", "agreement misuse 2")
    def test_of_one_agreement_opens_no_other(
        self, story: Story, cast: SimpleNamespace, usage_key: str
    ) -> None:
        other = begin(cast, usage_key + "b", COURSE_KEY)
        other.does("school", "name_person", party="mentor", name="Rasa Kazlauskaite")
        egle = Visitor().enters(invited(story))
        answer = egle.client.post(
            ACT, {**egle.proof, **egle.mark, "act": "comment", "agreement": other.uuid, "text": "Hello"}
        )
        assert answer.status_code in (303, 409)
        assert not other.thread.comments
        for page in ("history.json", "agreement.pdf"):
            assert b"Rasa" not in egle.client.get(f"/workmentor/guest/{page}").content
