"""Guests whose link is of another day: a new one, one that is closed, and who is signed in besides."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.agreement.driving import Story
from tests.agreement.telling import ACT
from tests.agreement.visiting import (
    EGLE,
    Visitor,
    delivered,
    everything,
    invited,
    letter_to,
    link_in,
    without_tokens,
)
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.records.outbox import OutgoingMail

NOBODY = "A" * 43


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
        assert without_tokens(known.html) == without_tokens(unknown.html)

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
        answer = egle.client.post(ACT, {**egle.proof, "act": "comment", "text": "Still here"})
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
