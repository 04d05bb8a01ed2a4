"""Letters of an agreement: who did what and what to do, to one person in their language, with a link of their own."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.visiting import (
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
from workmentor_xblocks.agreement.output import letters
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.output.letters.wording import WORDS
from workmentor_xblocks.agreement.records import mail, snapshot
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, Reminder
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content import days
from workmentor_xblocks.core.output.letters import Only
from workmentor_xblocks.core.records.outbox import Problem

EGLE = "egle@ohm.example"
LIGA, TOVE = "liga@example.org", "tove@example.org"


@pytest.mark.shows("agreement pitfall 39")
def test_each_kind_has_its_words_and_no_subject_names_anybody() -> None:
    assert set(WORDS) == set(Letter)
    for words in WORDS.values():
        assert "{" not in words.subject
        assert words.said


@pytest.mark.shows("agreement pitfall 23", "agreement promise 16")
def test_no_letter_claims_more_than_a_simple_electronic_signature() -> None:
    said = [s.msgid if isinstance(s, Only) else s for words in WORDS.values() for s in words.said]
    told = " ".join(said).casefold()
    assert "simple electronic signature" in told
    for claim in ("legally binding", "qualified", "advanced electronic", "eidas"):
        assert claim not in told


class TestInvitation:
    @pytest.mark.shows("agreement step 4", "agreement pitfall 5")
    def test_says_who_asks_about_whom_and_brings_a_link(self, story: Story) -> None:
        link = invited(story)
        letter = letter_to(EGLE)

        assert "Tove Nilsen (School contact) asks you" in letter.body
        assert "Liga Ozola’s training at Ohm & Co" in letter.body
        assert "Your part: Employer signatory" in letter.body
        assert len(token_of(link)) >= 43  # 256 bits
        assert "Liga" not in letter.subject
        assert "Egle" not in letter.subject

    def test_says_how_to_be_sure_of_it_without_the_link(self, story: Story) -> None:
        invited(story)
        body = letter_to(EGLE).body

        assert "Ask the school first, on a number that you know or find yourself." in body
        assert "School contact: Tove Nilsen, Riga Technical School" in body

    def test_is_in_the_language_of_who_is_asked(self, story: Story) -> None:
        Party.objects.filter(role="employer").update(language="nl")
        link = invited(story)

        assert letter_to(EGLE).extra_headers["Content-Language"] == "nl"
        assert link.endswith("?language=nl")

    def test_is_text_and_html_that_say_the_same(self, story: Story) -> None:
        invited(story)
        letter = letter_to(EGLE)
        html, kind = letter.alternatives[0]
        assert kind == "text/html"
        assert link_in(letter) in html
        assert "Ohm &amp; Co" in html
        assert "src=" not in html  # nothing is loaded from anywhere, so nobody sees who read it

    @pytest.mark.parametrize(
        "name",
        [
            "Līga Kalniņa",
            "Νίκος Παπαδόπουλος",
            "Олександр Коваль",
            "محمد الأمين",
            "דנה לוי",
            "山田 太郎",
            "<b>Bo</b> & {x}",
        ],
    )
    def test_writes_every_name_as_its_owner_does(self, story: Story, name: str) -> None:
        story.does("school", "name_person", party="employer", name=name)
        story.does("school", "invite", party="employer", email=EGLE)
        delivered()
        letter = letter_to(EGLE)
        assert f"Hello {name}," in letter.body
        assert "<b>Bo" not in letter.alternatives[0][0]
        assert "\n" not in letter.subject

    def test_tells_the_learner_of_their_own(self, story: Story) -> None:
        delivered()
        assert "Tove Nilsen (School contact) asks you" in letter_to(LIGA).body
        assert "about your training at" in letter_to(LIGA).body

    def test_names_no_workplace_where_none_is_known_yet(self, story: Story) -> None:
        delivered()
        assert "about your training at the workplace." in letter_to(LIGA).body
        assert "Workplace:" not in letter_to(LIGA).body
        invited(story)
        assert "Workplace: Ohm & Co" in letter_to(EGLE).body

    def test_stays_unwritten_when_the_person_was_replaced_meanwhile(self, story: Story) -> None:
        delivered()
        story.does("school", "invite", party="employer", email=EGLE)
        story.does("school", "replace", party="employer", name="Ona", email="ona@ohm.example")

        assert [letter.to for letter in delivered()] == [["ona@ohm.example"]]


class TestLinks:
    @pytest.mark.shows("agreement pitfall 5")
    def test_rest_in_no_table(self, story: Story) -> None:
        token = token_of(invited(story))
        assert token not in repr(everything())
        assert GuestKey.objects.count() == 1

    @pytest.mark.shows("agreement lesson 3")
    def test_are_seen_by_their_own_guest_only(self, story: Story) -> None:
        story.does("school", "name_person", party="guardian", name="Greta Ozola")
        story.does("school", "invite", party="guardian", email="greta@example.org")
        invited(story)
        story.fills("school", start="2027-01-01", end="2027-06-30")
        story.fills("employer", tasks="Wiring.")
        story.does("school", "freeze")
        story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")
        delivered()

        of = {party.email: party for party in Party.objects.exclude(email="")}
        for letter in django_mail.outbox:
            for link in re.findall(r"https?://\S+/workmentor/guest/\S+", letter.body):
                key = letters.readers.keys.find(token_of(link))
                assert key is not None
                assert key.party == of[letter.to[0]]

    def test_stand_in_no_letter_about_an_agreement_that_nobody_can_open(self, story: Story) -> None:
        invited(story)
        story.does("school", "cancel", text="The company has closed its doors.")
        delivered()
        letter = letter_to(EGLE)
        assert "has put the agreement aside" in letter.body
        assert "/guest/" not in letter.body
        assert "The company has closed its doors." in letter.body

    def test_of_accounts_lead_to_the_unit(self, story: Story) -> None:
        story.ready()
        delivered()
        assert "/jump_to_id/a1" in letter_to(LIGA).body
        assert "/guest/" not in letter_to(LIGA).body


class TestCode:
    @pytest.mark.shows("agreement pitfall 5")
    def test_six_digits_in_the_letter_and_nowhere_else(self, story: Story) -> None:
        story.ready()
        story.does("employer", "send_code")
        delivered()
        letter = letter_to(EGLE)
        digits = code_in(letter)

        assert digits not in letter.subject
        assert "/guest/" not in letter.body
        assert f"'{digits}'" not in repr(everything())
        story.does("employer", "sign", **story.version(), code=digits, consent="on", name="Egle Petrauskaite")
        assert len(story.thread.signatures) == 1

    def test_goes_to_the_stored_address_only(self, story: Story) -> None:
        story.ready()
        delivered()
        story.does("employer", "send_code", email="thief@example.org", address="thief@example.org")
        assert [letter.to for letter in delivered()] == [[EGLE]]


@pytest.mark.shows("agreement promise 17")
class TestReceipt:
    def test_holds_the_hashes_with_which_the_history_can_be_checked(self, story: Story) -> None:
        story.ready().signed()
        delivered()
        receipts = [one for one in django_mail.outbox if one.subject.startswith("Receipt")]
        assert {one.to[0] for one in receipts} == {LIGA, EGLE, TOVE}
        kept = history(story.thread)
        for one in receipts:
            head = re.search(r"--head ([0-9a-f]{64})", one.body)
            assert head is not None
            assert verify(kept, head.group(1)) == []
            assert story.thread.versions[0].sha256 in one.body
            assert "simple electronic signature" in one.body

    def test_goes_to_who_signed_when_the_address_is_changed_before_it_is_sent(self, story: Story) -> None:
        story.ready()
        delivered()
        story.signs("employer", "Egle Petrauskaite")
        story.does("school", "correct_contact", party="employer", email="somebody.else@ohm.example")
        sent = [one for one in delivered() if one.subject.startswith("Receipt")]
        assert [one.to for one in sent] == [[EGLE]]
        assert "/guest/" not in sent[0].body  # whoever has another address now gets in there

    def test_goes_to_the_address_of_today_for_a_signature_made_there(self, story: Story) -> None:
        story.ready()
        delivered()
        story.does("school", "correct_contact", party="employer", email="egle.p@ohm.example")
        story.signs("employer", "Egle Petrauskaite")
        sent = [one for one in delivered() if one.subject.startswith("Receipt")]
        assert [one.to for one in sent] == [["egle.p@ohm.example"]]

    def test_tells_when_the_end_was_cut_off(self, story: Story) -> None:
        story.ready().signed()
        delivered()
        receipt = next(
            one for one in django_mail.outbox if one.subject.startswith("Receipt") and TOVE in one.to
        )
        head = re.search(r"--head ([0-9a-f]{64})", receipt.body)
        kept = history(story.thread)
        cut = {**kept, "events": kept["events"][:-1], "head": kept["events"][-2]["hash"]}
        assert head is not None
        assert any(problem.startswith("head") for problem in verify(cut, head.group(1)))


class TestSchool:
    def test_each_contact_gets_a_letter_in_their_own_language(
        self, story: Story, cast: SimpleNamespace
    ) -> None:
        story.does("school", "add_member", account="tomas")
        invited(story)
        django_mail.outbox.clear()
        story.does("employer", "not_me")
        delivered()
        assert {letter.to[0] for letter in django_mail.outbox} == {"tomas@example.org", TOVE}
        assert all(len(letter.to) == 1 for letter in django_mail.outbox)
        assert "Employer signatory" in letter_to(TOVE).body
        assert "somebody else was meant" in letter_to(TOVE).body

    def test_who_is_no_contact_any_more_gets_none(self, story: Story, cast: SimpleNamespace) -> None:
        story.does("school", "add_member", account="tomas")
        invited(story)
        story.does("employer", "not_me")
        story.thread.party("school").members.filter(user_id=cast.tomas.id).delete()
        assert [letter.to for letter in delivered()] == [[TOVE]]


class TestDecisions:
    @pytest.mark.shows("agreement step 12")
    def test_a_decline_says_who_and_why_to_all_others(self, story: Story) -> None:
        story.ready()
        delivered()
        django_mail.outbox.clear()
        story.does("employer", "decline", **story.version(), reason="dates", text="We move house in May.")
        delivered()
        assert {letter.to[0] for letter in django_mail.outbox} == {LIGA, TOVE}
        body = letter_to(LIGA).body
        assert "Egle Petrauskaite (Employer signatory) has declined version 1" in body
        assert "Reason: Dates" in body
        assert "“We move house in May.”" in body

    @pytest.mark.shows("agreement step 13")
    def test_a_text_that_is_opened_again_says_that_signatures_are_void(self, story: Story) -> None:
        story.ready().signs("learner", "Liga Ozola")
        story.does("school", "unfreeze", text="The hours are wrong.")
        delivered()
        assert "has opened version 1 of the agreement again" in letter_to(LIGA).body
        assert "are void" in letter_to(LIGA).body

    @pytest.mark.shows("agreement step 24")
    def test_a_notice_names_the_fields_that_its_reader_may_see(self, story: Story) -> None:
        story.ready().signed()
        delivered()
        story.does("school", "notice", **{"f-rhythm": "Mondays at nine", "r-rhythm": ""})
        delivered()
        assert "has changed: Meetings." in letter_to(LIGA).body
        assert "object on the page by" in letter_to(LIGA).body
        assert "changed: Meetings." in letter_to(EGLE).body

    @pytest.mark.shows("agreement step 26")
    def test_an_end_says_when_and_why(self, story: Story) -> None:
        story.ready().signed()
        last = story.row.ends_on.isoformat()
        story.does("employer", "propose_termination", reason="moved", on=last, text="The shop closes.")
        delivered()
        assert "Reason: Other company" in letter_to(LIGA).body
        assert "before it confirms this" in letter_to(LIGA).body
        assert "then confirm it on the page" in letter_to(TOVE).body

        story.does("school", "terminate")
        delivered()
        assert "has ended the agreement" in letter_to(EGLE).body
        assert "A last review is open" in letter_to(EGLE).body


class TestReminder:
    def test_is_one_letter_about_all_agreements_with_a_link_to_each(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        stories = [begin(cast, usage_key + suffix, COURSE_KEY) for suffix in ("", "b")]
        for one in stories:
            one.ready()
        delivered()
        django_mail.outbox.clear()
        party = remind(*stories)
        assert mail.post_reminder(party, batch="b1", user_id=None, once_key="reminder 1")
        (letter,) = delivered()

        assert letter.to == [EGLE]
        assert letter.subject == "You are waited for: 2 agreements"
        links = re.findall(r"https?://\S+/workmentor/guest/\S+", letter.body)
        assert len(set(links)) == 2
        for one, link in zip(stories, links, strict=True):
            key = letters.readers.keys.find(token_of(link))
            assert key is not None
            assert key.party.agreement.uuid == one.uuid
        assert "turn reminders off" in letter.body

    def test_is_not_written_about_what_was_done_meanwhile(self, story: Story) -> None:
        story.ready()
        party = remind(story)
        mail.post_reminder(party, batch="b1", user_id=None, once_key="reminder 1")
        story.signs("employer", "Egle Petrauskaite")
        assert not any("waited for" in letter.subject for letter in delivered())

    def test_is_not_written_to_who_wants_none(self, story: Story) -> None:
        story.ready()
        party = remind(story)
        mail.post_reminder(party, batch="b1", user_id=None, once_key="reminder 1")
        story.does("employer", "reminders", no_reminders="on")
        assert not any("waited for" in letter.subject for letter in delivered())


def remind(*stories: Story) -> Party:
    """Rows as the daily job writes them."""
    parties = [story.thread.party("employer") for story in stories]
    Reminder.objects.bulk_create(
        Reminder(batch="b1", agreement=party.agreement, party=party, what="sign", at=timezone.now())
        for party in parties
        if party is not None
    )
    assert parties[0] is not None
    return parties[0]


@pytest.mark.shows("agreement pitfall 30")
def test_an_address_that_does_not_exist_is_shown_to_the_school(story: Story) -> None:
    party = story.thread.party("employer")
    assert party is not None
    about = {"agreement": story.uuid, "party": party.uuid}

    letters.not_delivered(about, Problem.UNSENT)
    assert not Agreement.objects.get().contact_problem
    letters.not_delivered(about, Problem.REFUSED)

    assert Agreement.objects.get().contact_problem


@remembered
def _far_on(story: Story) -> None:
    """Signed, under review, and changed by a notice."""
    story.ready().signed()
    Agreement.objects.update(state="active")
    story.does("school", "open_review")
    story.does("school", "notice", **{"f-rhythm": "Mondays at nine", "r-rhythm": ""})


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [kind for kind in Letter if kind is not Letter.REMINDER])
@pytest.mark.parametrize("role", ["learner", "school", "employer"])
def test_each_kind_is_written_for_each_party_or_not_at_all(story: Story, kind: Letter, role: str) -> None:
    """Whatever came meanwhile, a letter never fails for good and never shows an empty slot."""
    _far_on(story)
    thread = story.thread
    party = thread.party(role)
    assert party is not None
    about = {"agreement": story.uuid, "party": party.uuid}
    if role == "school":
        about["user"] = str(party.members.get().user_id)

    written = letters.compose(kind, about)

    if written is not None:
        assert "{" not in written.text
        assert "()" not in written.text
        assert "None" not in written.text
        assert "\n" not in written.subject


class TestDates:
    """Each date names what happens on it."""

    def test_an_invitation_says_by_when_to_answer_and_not_when_a_draft_is_deleted(self, story: Story) -> None:
        invited(story)
        answer = days.day(timezone.localdate() + timedelta(days=14))
        body = letter_to(EGLE).body
        assert f"Please answer by {answer}." in body
        expires = Agreement.objects.get().expires_on
        assert expires - timezone.localdate() > timedelta(days=300)
        assert days.day(expires) not in body

    def test_an_invitation_to_a_placement_that_begins_soon_asks_for_an_answer_before(
        self, story: Story
    ) -> None:
        start = timezone.localdate() + timedelta(days=5)
        story.fills("school", start=start.isoformat(), end=(start + timedelta(days=90)).isoformat())
        invited(story)
        day = days.day(start)
        assert f"Please answer by {day}." in letter_to(EGLE).body
        assert f"The placement starts on {day}." in letter_to(EGLE).body

    def test_the_page_says_the_same_day(self, story: Story) -> None:
        invited(story)
        (waits,) = [
            one for one in snapshot.waited_for(story.thread, timezone.localdate()) if one.role == "employer"
        ]
        assert waits.due == timezone.localdate() + timedelta(days=14)

    def test_a_turn_to_sign_says_what_happens_after_the_day(self, story: Story) -> None:
        story.ready()
        delivered()
        row = Agreement.objects.get()
        body = letter_to(EGLE).body
        last = days.day(row.expires_on)
        assert (
            f"Please sign by {last}. If signatures are missing after that day, the agreement expires." in body
        )
        assert f"The placement starts on {days.day(row.starts_on)}." in body

    def test_a_change_to_sign_never_says_that_the_agreement_expires(self, story: Story) -> None:
        story.ready().signed()
        delivered()
        story.does("learner", "propose", reason="hours")
        story.fills("school", hours="36")
        story.does("school", "freeze")
        delivered()
        body = letter_to(EGLE).body
        assert "Until everybody has signed, what was agreed on before holds." in body
        assert "expires" not in body

    def test_whose_address_is_put_right_later_is_told_how_things_stand(self, story: Story) -> None:
        story.ready()
        delivered()
        story.does("school", "correct_contact", party="employer", email="egle.p@ohm.example")
        delivered()
        invitation = next(one for one in django_mail.outbox if "egle.p@ohm.example" in one.to)
        assert "The text is ready, and everybody who takes part signs it now." in invitation.body
        assert "Please answer by" not in invitation.body
        assert "fill in what is yours" not in invitation.body
