"""What a guest does on the page of the agreement, by its forms and by its script, and what is taken home."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.agreement.driving import Story, begin
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
)
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.lifecycle import State


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
        answer = egle.client.post(ACT, {**egle.mark, "act": "comment", "text": "Forged"})
        assert answer.status_code == 403
        assert "did not bring along what proves" in answer.content.decode()
        assert not story.thread.comments

    def test_more_than_a_form_holds_is_refused(self, egle: Visitor) -> None:
        answer = egle.client.post(ACT, {**egle.proof, **egle.mark, "act": "comment", "text": "x" * 300_000})
        assert answer.status_code == 413

    @pytest.mark.thorough
    def test_no_act_ends_in_a_fault(self, signing: Story) -> None:
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        for act in sorted({*ACTS} - {"accept"}):
            with transaction.atomic():
                answer = egle.client.post(ACT, {**egle.proof, **egle.mark, "act": act})
                transaction.set_rollback(True)
            assert answer.status_code in (200, 303, 400, 403, 404, 409), act

    @pytest.mark.shows("agreement lesson 4")
    def test_what_is_the_school_s_is_not_the_guest_s(self, signing: Story) -> None:
        before = everything()
        egle = Visitor().enters(link_in(letter_to(EGLE)))
        data = {"role": "school", "text": "Because I want it so.", "party": "employer", "on": "2027-01-11"}
        for act in ("freeze", "unfreeze", "record_offline", "replace", "add_member", "suspend", "complete"):
            answer = egle.client.post(ACT, {**egle.proof, **egle.mark, **data, "act": act})
            assert answer.status_code in (403, 404, 409), act
            assert everything() == before, act

    def test_accepting_a_place_needs_an_account(self, story: Story, egle: Visitor) -> None:
        party = story.thread.party("employer")
        assert party is not None
        answer = egle.client.post(ACT, {**egle.proof, **egle.mark, "act": "accept", "party": party.uuid})
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
            json.dumps({**visitor.mark, **data}),
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
