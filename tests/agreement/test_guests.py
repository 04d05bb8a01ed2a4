"""People without an account: by a link in a mail to a read, written and signed agreement, and nobody else by any way.

The guests here have a plain browser without a script; where the script asks, the test says so.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.papers import template
from tests.agreement.small import small
from tests.agreement.telling import ACT, GUEST
from tests.agreement.visiting import (
    Visitor,
    code_in,
    delivered,
    everything,
    invited,
    letter_to,
    link_in,
    token_of,
)
from tests.cast import COURSE_KEY
from tests.remembered import remembered
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.pages.guest.views import GUESTS
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, Signature
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.pages.guests import cookie as cookies
from workmentor_xblocks.core.pages.rendering import PACKAGE
from workmentor_xblocks.core.records.outbox import OutgoingMail

EGLE = "egle@ohm.example"
NAMES = ("Liga", "Ozola", "Egle", "Petrauskaite", "Tove", "Ohm")
NOBODY = "A" * 43


@pytest.fixture
def link(story: Story) -> str:
    """The link that Egle, who signs for the employer, was sent."""
    return invited(story)


@pytest.fixture
def egle(link: str) -> Visitor:
    return Visitor().enters(link)


@pytest.fixture
def signing(story: Story, link: str) -> Story:
    """The text is fixed, and it is everybody's turn."""
    _fix(story)
    return story


@remembered
def _fix(story: Story) -> None:
    story.fills("school", start="2027-01-11", end="2027-06-30")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")
    delivered()


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
        assert _without_tokens(other.html) == _without_tokens(real.html)

    @pytest.mark.shows("agreement pitfall 6", "agreement promise 10")
    def test_the_link_is_exchanged_for_a_clean_address_at_once(self, link: str) -> None:
        visitor = Visitor().opens(link)
        answer = visitor.client.post(link.split("8888")[1], _proof(visitor))
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
    def test_a_page_with_all_that_it_loads_is_smaller_than_60_kb(
        self, cast: SimpleNamespace, usage_key: str, definition: Callable[[], Definition]
    ) -> None:
        egle = Visitor().enters(invited(begin(cast, usage_key, COURSE_KEY, definition())))
        loaded = [egle.html.encode()]
        served = PACKAGE.parent / "static" / "workmentor"
        for address in egle.root.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
            loaded.append((served / Path(str(address)).name).read_bytes())
        assert len(loaded) == 4  # the page, the script, the styles of all blocks and of this one
        assert sum(len(gzip.compress(one)) for one in loaded) <= 60_000


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
        assert len({_without_tokens(answer.html) for answer in answers}) == 1
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
            ACT, {**_proof(egle), **_mark(egle), "act": "comment", "agreement": other.uuid, "text": "Hello"}
        )
        assert answer.status_code in (303, 409)
        assert not other.thread.comments
        for page in ("history.json", "agreement.pdf"):
            assert b"Rasa" not in egle.client.get(f"/workmentor/guest/{page}").content


@pytest.mark.shows("agreement pitfall 7")
class TestNewLink:
    @pytest.fixture
    def too_old(self, story: Story) -> str:
        link = invited(story)
        GuestKey.objects.update(
            expires_at=timezone.now() - timedelta(hours=1), created_at=timezone.now() - timedelta(days=40)
        )
        django_mail.outbox.clear()
        return link

    @pytest.mark.shows("agreement promise 11")
    def test_goes_to_the_stored_address_only(self, too_old: str) -> None:
        visitor = Visitor().enters(too_old)
        form = visitor.root.xpath('//form[@action="/workmentor/guest/again/"]')[0]
        visitor.sends(form, email="thief@example.org", address="thief@example.org")
        assert "Look into your mail" in visitor.text
        (letter,) = delivered()
        assert letter.to == [EGLE]
        assert EGLE not in visitor.html
        assert Visitor().enters(link_in(letter)).status == 200

    def test_comes_once_in_24_hours_and_the_page_says_so(self, too_old: str) -> None:
        visitor = Visitor().enters(too_old)
        assert "within 24 hours at most" in visitor.text
        for _ in range(3):
            Visitor().enters(too_old).presses("Send me a new link")
            delivered()
        assert len(django_mail.outbox) == 1
        assert OutgoingMail.objects.filter(kind="agreement.new_link").count() == 1

    @pytest.mark.shows("agreement goal 11a")
    def test_is_answered_alike_for_a_link_that_nobody_gave_out(self, too_old: str) -> None:
        known = Visitor().enters(too_old).presses("Send me a new link")
        unknown = Visitor().enters(f"/workmentor/guest/{NOBODY}/?language=en").presses("Send me a new link")
        assert known.status == unknown.status == 200
        assert _without_tokens(known.html) == _without_tokens(unknown.html)

    @pytest.mark.shows("agreement goal 11a")
    def test_asks_the_database_alike_for_a_link_that_nobody_gave_out(self, too_old: str) -> None:
        """Nearly so: what is more are some look-ups and the row of the letter, which is written and sent later."""
        counts = []
        for link in (too_old, f"/workmentor/guest/{NOBODY}/?language=en"):
            visitor = Visitor().enters(link)
            with CaptureQueriesContext(connection) as asked:
                visitor.presses("Send me a new link")
            counts.append(len(asked))
        assert abs(counts[0] - counts[1]) <= 7

    def test_is_not_sent_to_an_address_that_was_put_right_meanwhile(self, story: Story, too_old: str) -> None:
        story.does("school", "correct_contact", party="employer", email="right@ohm.example")
        delivered()
        django_mail.outbox.clear()
        Visitor().enters(too_old).presses("Send me a new link")
        assert delivered() == []

    @pytest.mark.shows("agreement pitfall 8")
    def test_who_has_signed_sees_the_receipt_and_is_asked_for_nothing(self, signing: Story) -> None:
        link = link_in(letter_to(EGLE))
        signing.signs("employer", "Egle Petrauskaite")
        GuestKey.objects.update(expires_at=timezone.now() - timedelta(hours=1))
        visitor = Visitor().enters(link)
        assert visitor.status == 200
        assert "You have signed" in visitor.text
        assert signing.thread.latest.sha256 in visitor.text
        assert signing.row.head in visitor.text
        assert "simple electronic signature" in visitor.text
        assert "Ozola" not in visitor.text


class TestClosed:
    @pytest.mark.shows("agreement step 7", "agreement misuse 7")
    def test_a_party_who_left_is_told_so(self, story: Story, egle: Visitor) -> None:
        story.does("school", "replace", party="employer", name="Ona", email="ona@ohm.example")
        before = everything()
        assert "somebody else has taken your place" in egle.reads().text
        assert egle.status == 404
        answer = egle.client.post(ACT, {**_proof(egle), "act": "comment", "text": "Still here"})
        assert answer.status_code == 404
        assert everything() == before

    @pytest.mark.shows("agreement step 16")
    def test_an_agreement_that_expired_is_told_so_and_works_again_when_it_is_reopened(
        self, story: Story, egle: Visitor
    ) -> None:
        Agreement.objects.update(state=State.EXPIRED.value)
        assert "has expired" in egle.reads().text
        assert not egle.offers("Send me a new link")
        story.does("school", "reopen")
        assert egle.reads().status == 200

    def test_an_agreement_that_was_put_aside_is_told_so(self, story: Story, egle: Visitor) -> None:
        story.does("school", "cancel", text="The company has closed its doors.")
        assert "was put aside" in egle.reads().text

    @pytest.mark.shows("agreement pitfall 9")
    def test_somebody_who_was_not_meant_says_so_and_is_out(self, story: Story, egle: Visitor) -> None:
        egle.presses("I am not this person")
        assert "Your link is closed, and the school is told." in egle.text
        assert story.row.contact_problem
        assert egle.reads().status == 403
        delivered()
        assert "somebody else was meant" in letter_to("tove@example.org").body

    def test_who_got_an_account_uses_that(self, story: Story, cast: SimpleNamespace) -> None:
        link = invited(story, address=cast.egle.email)
        visitor = Visitor().enters(link)
        from workmentor_xblocks.agreement.actions.acts import act
        from workmentor_xblocks.agreement.actions.requester import Requester

        party = story.thread.party("employer")
        assert party is not None
        act("accept", Requester(cast.egle.id), story.uuid, {"party": party.uuid})
        assert visitor.reads().status == 404


@pytest.mark.shows("agreement promise 10")
class TestAccount:
    """Somebody who is signed in at the site opens a link that was meant for somebody else."""

    @pytest.mark.shows("agreement lesson 4")
    def test_shows_nothing_of_the_account_and_acts_as_the_guest(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        visitor = Visitor()
        visitor.client.force_login(cast.liga)
        visitor.enters(link_in(letter_to(EGLE)))
        assert "liga@example.org" not in visitor.html
        assert "Employer signatory" in visitor.text
        visitor.does("decline", reason="dates", text="We move house in May.")
        assert signing.thread.events[-1].user_id is None
        assert json.loads(signing.thread.events[-1].record)["actor"] == "employer"

    @pytest.mark.shows("agreement place 15")
    def test_an_account_alone_opens_no_guest_s_page(self, link: str, cast: SimpleNamespace) -> None:
        for user in (cast.tove, cast.liga, cast.egle):
            visitor = Visitor()
            visitor.client.force_login(user)
            assert visitor.reads().status == 403

    def test_a_guest_s_cookie_opens_no_page_for_accounts(self, story: Story, egle: Visitor) -> None:
        assert egle.client.get(f"/workmentor/agreement/{story.uuid}/agreement.pdf").status_code == 404


class TestActing:
    @pytest.mark.shows("page fact 11", "agreement place 11", "agreement goal 9b", "agreement promise 13")
    def test_reads_comments_fills_in_and_signs_without_a_script(self, story: Story, egle: Visitor) -> None:
        assert "Liga Ozola" in egle.text
        egle.does("edit", **{"f-tasks": "Wiring under supervision.", "f-hours": "38"})
        assert egle.status == 200
        egle.does("comment", text="Can we begin a week later?")
        assert "Can we begin a week later?" in egle.text
        story.fills("school", start="2027-01-11", end="2027-06-30")
        story.does("school", "freeze")
        story.signs("learner", "Liga Ozola")
        story.signs("school", "Tove Nilsen")

        egle.reads().presses("Send me the code")
        assert "A code is on its way" in egle.text
        delivered()
        egle.does("sign", code=code_in(letter_to(EGLE)), consent="on", name="Egle Petrauskaite")

        assert "you were the last: the agreement holds now" in egle.text
        assert story.row.state == State.SIGNED
        signature = Signature.objects.get(party__role="employer")
        assert (signature.method, signature.user_id) == ("link_and_code", None)
        assert signature.address == "127.0.0.0"

    def test_declines_without_a_script(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        egle.does("decline", reason="dates", text="We move house in May.")
        assert "You have declined" in egle.text
        assert signing.row.state == State.NEGOTIATING

    def test_says_a_sentence_once(self, egle: Visitor) -> None:
        egle.does("comment", text="Can we begin a week later?")
        assert "Your remark is there" in egle.text
        assert "Your remark is there" not in egle.reads().text

    def test_keeps_everything_that_was_typed_when_something_is_wrong(
        self, story: Story, egle: Visitor
    ) -> None:
        egle.tries("edit", **{"f-tasks": "Wiring and <cables>.", "f-hours": "many"})
        assert egle.status == 400
        assert "Wiring and &lt;cables&gt;." in egle.html
        assert "many" in egle.html
        assert story.thread.values().get("tasks") is None

    def test_two_who_write_at_once_see_both_texts(self, story: Story, egle: Visitor) -> None:
        story.fills("employer", tasks="Cables.")
        egle.tries("edit", **{"f-tasks": "Switchboards."})
        assert egle.status == 409
        assert "Cables." in egle.text
        assert "Switchboards." in egle.html

    @pytest.mark.shows("agreement lesson 11", "agreement pitfall 1", "agreement misuse 1")
    def test_a_text_that_changed_meanwhile_is_not_signed(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        code = signing.code("employer")["code"]
        form = next(
            form for form in egle.root.iter("form") if form.xpath('.//*[@name="act"]/@value') == ["sign"]
        )
        signing.does("school", "unfreeze", text="The hours are wrong.")
        signing.fills("school", hours="38")
        signing.does("school", "freeze")
        egle.sends(form, code=code, consent="on", name="Egle Petrauskaite")
        assert egle.status == 409
        assert "The text was changed after you opened it" in egle.text
        assert not egle.root.xpath('//input[@name="consent"]/@checked')
        assert not signing.thread.signatures

    @pytest.mark.shows("agreement pitfall 9", "agreement goal 11a", "agreement misuse 4")
    def test_five_wrong_codes_lock(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        right = signing.code("employer")["code"]
        wrong = "000000" if right != "000000" else "111111"
        statuses = []
        for _ in range(5):
            egle.tries("sign", code=wrong, consent="on", name="Egle P.")
            statuses.append(egle.status)
        assert statuses == [400, 400, 400, 400, 403]
        assert egle.root.xpath('//input[@name="consent"]/@checked')
        assert egle.root.xpath('//input[@name="name" and @autocomplete="name"]/@value') == ["Egle P."]
        egle.tries("sign", code=right, consent="on", name="Egle Petrauskaite")
        assert egle.status == 404
        assert "This link does not work any more" in egle.text
        assert not signing.thread.signatures

    @pytest.mark.shows("agreement pitfall 9")
    def test_a_link_that_was_passed_on_signs_nothing(self, signing: Story) -> None:
        olaf = Visitor().enters(link_in(letter_to(EGLE)))
        olaf.tries("sign", consent="on", name="Olaf Strand")
        assert olaf.status == 400
        assert "Type the six digits" in olaf.text
        olaf.reads().presses("Send me the code")
        assert [letter.to for letter in delivered()] == [[EGLE]]
        assert not signing.thread.signatures

    @pytest.mark.shows("agreement misuse 5")
    def test_a_second_tab_with_another_link_does_not_mix_agreements_up(
        self, story: Story, egle: Visitor, cast: SimpleNamespace, usage_key: str
    ) -> None:
        other = begin(cast, usage_key + "b", COURSE_KEY)
        first = egle.root
        egle.enters(invited(other))
        form = next(
            form for form in first.iter("form") if form.xpath('.//*[@name="act"]/@value') == ["comment"]
        )
        egle.sends(form, text="Meant for the first one")
        assert egle.status == 409
        assert "Another agreement was opened in this browser" in egle.text
        assert not other.thread.comments
        assert not story.thread.comments

    def test_a_form_without_its_proof_is_refused_in_our_words(self, story: Story, egle: Visitor) -> None:
        answer = egle.client.post(ACT, {**_mark(egle), "act": "comment", "text": "Forged"})
        assert answer.status_code == 403
        assert "did not bring along what proves" in answer.content.decode()
        assert not story.thread.comments

    def test_more_than_a_form_holds_is_refused(self, egle: Visitor) -> None:
        answer = egle.client.post(
            ACT, {**_proof(egle), **_mark(egle), "act": "comment", "text": "x" * 300_000}
        )
        assert answer.status_code == 413

    @pytest.mark.thorough
    def test_no_act_ends_in_a_fault(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        for act in sorted({*ACTS} - {"accept"}):
            with transaction.atomic():
                answer = egle.client.post(ACT, {**_proof(egle), **_mark(egle), "act": act})
                transaction.set_rollback(True)
            assert answer.status_code in (200, 303, 400, 403, 404, 409), act

    @pytest.mark.shows("agreement lesson 4")
    def test_what_is_the_school_s_is_not_the_guest_s(self, signing: Story) -> None:
        before = everything()
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        data = {"role": "school", "text": "Because I want it so.", "party": "employer", "on": "2027-01-11"}
        for act in ("freeze", "unfreeze", "record_offline", "replace", "add_member", "suspend", "complete"):
            answer = egle.client.post(ACT, {**_proof(egle), **_mark(egle), **data, "act": act})
            assert answer.status_code in (403, 404, 409), act
            assert everything() == before, act

    def test_accepting_a_place_needs_an_account(self, story: Story, egle: Visitor) -> None:
        party = story.thread.party("employer")
        assert party is not None
        answer = egle.client.post(ACT, {**_proof(egle), **_mark(egle), "act": "accept", "party": party.uuid})
        assert answer.status_code == 404

    @pytest.mark.parametrize(
        "name",
        ["Eglė Žukauskienė", "Νίκος", "Олександр Коваль", "محمد الأمين", "דנה לוי", "山田 太郎", "<b>Bo</b>"],
    )
    @pytest.mark.shows("agreement misuse 13")
    def test_signs_in_every_script(self, signing: Story, name: str) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        egle.does("sign", code=signing.code("employer")["code"], consent="on", name=name)
        assert egle.status == 200
        assert signing.thread.value_of(Signature.objects.get().name) == name
        assert "<b>Bo" not in egle.html


class TestScript:
    """The same acts as the learner script sends them."""

    def ask(self, visitor: Visitor, **data: Any) -> Any:
        return visitor.client.post(
            ACT,
            json.dumps({**_mark(visitor), **data}),
            content_type="application/json",
            headers={"Accept": "application/json", "X-CSRFToken": visitor.client.cookies["csrftoken"].value},
        )

    def test_gets_the_shape_that_it_knows(self, egle: Visitor) -> None:
        answer = self.ask(egle, act="comment", text="Can we begin a week later?")
        assert answer.status_code == 200
        told = answer.json()
        assert "Can we begin a week later?" in told["html"]
        assert (told["part"], told["focus"]) == ("page", "text")
        assert told["announce"].startswith("Your remark is there")
        assert "<html" not in told["html"]

    def test_gets_a_refusal_with_its_fields(self, egle: Visitor) -> None:
        answer = self.ask(egle, act="comment", text="")
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == "comment_empty"
        assert "text" in answer.json()["error"]["fields"]

    @pytest.mark.parametrize("body", [b"[]", b"{", b'"x"', b"\xff", b"[" * 20_000])
    def test_gets_a_refusal_for_what_is_no_form(self, egle: Visitor, body: bytes) -> None:
        answer = egle.client.post(
            ACT,
            body,
            content_type="application/json",
            headers={"Accept": "application/json", "X-CSRFToken": egle.client.cookies["csrftoken"].value},
        )
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] == "not_json"

    def test_without_the_header_is_refused(self, egle: Visitor) -> None:
        answer = egle.client.post(
            ACT, b"{}", content_type="application/json", headers={"Accept": "application/json"}
        )
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "form_not_proven"

    def test_is_told_that_a_link_is_closed(self, story: Story, egle: Visitor) -> None:
        story.does("school", "replace", party="employer", name="Ona", email="ona@ohm.example")
        answer = self.ask(egle, act="comment", text="Still here")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "link_left"


class TestLanguage:
    def test_is_chosen_on_the_page_and_kept_for_the_visit(self, story: Story, egle: Visitor) -> None:
        before = everything()
        answer = egle.client.get(GUEST, {"language": "nl"})
        assert '<html lang="nl"' in answer.content.decode()
        assert answer["Content-Language"] == "nl"
        assert '<html lang="nl"' in egle.reads().html
        assert everything() == before

    def test_is_the_person_s_own_at_first(self, story: Story) -> None:
        Party.objects.filter(role="employer").update(language="nb")
        assert '<html lang="nb"' in Visitor().enters(invited(story)).html


class TestPapers:
    def test_come_by_the_same_cookie(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        for page, kind in (("agreement.pdf", "pdf"), ("version-1.pdf", "pdf"), ("history.json", "json")):
            answer = egle.client.get(f"/workmentor/guest/{page}")
            assert (answer.status_code, kind in answer["Content-Type"]) == (200, True)
            assert "no-store" in answer["Cache-Control"]

    def test_hide_what_the_guest_may_not_read(self, story: Story) -> None:
        story.fills("learner", support="I read slowly.")
        egle = Visitor().enters(invited(story))
        assert "I read slowly." not in egle.html
        assert b"I read slowly." not in egle.client.get("/workmentor/guest/history.json").content

    def test_that_are_not_there_say_so(self, egle: Visitor) -> None:
        for page in ("version-9.pdf", "review-1.pdf", "completion.pdf", "scans/x/"):
            answer = egle.client.get(f"/workmentor/guest/{page}")
            assert answer.status_code == 404
            assert "This paper is not there" in answer.content.decode()

    def test_need_the_cookie(self, link: str) -> None:
        assert Client().get("/workmentor/guest/history.json").status_code == 404


def _proof(visitor: Visitor) -> dict[str, str]:
    return {"csrfmiddlewaretoken": visitor.client.cookies["csrftoken"].value}


def _mark(visitor: Visitor) -> dict[str, str]:
    return {"guest": str(visitor.root.xpath('//input[@name="guest"]/@value')[0])}


def _without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)
