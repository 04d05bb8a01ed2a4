"""Six digits are guessed by nobody, and whoever guesses can't keep the one who is meant from signing."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from tests.agreement.driving import Story, begin, page_for
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, code_in, delivered, letter_to, link_in
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.records import code_tries, keys
from workmentor_xblocks.agreement.records.code_tries import CodeTries
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.errors import BadInput, NotAllowed
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.records.allowance import Asked
from workmentor_xblocks.core.records.outbox import OutgoingMail

EGLE, TOVE = "egle@ohm.example", "tove@example.org"


@pytest.fixture
def signing(story: Story) -> Story:
    """The text is fixed; Egle has the link that her letter brought."""
    story.ready()
    delivered()
    return story


@pytest.fixture
def egle(signing: Story) -> Visitor:
    return Visitor().enters(link_in(letter_to(EGLE)))


@pytest.fixture
def by_code(cast: SimpleNamespace, usage_key: str) -> Story:
    """An agreement in which everybody signs with a code, also who is signed in."""
    story = begin(cast, usage_key, COURSE_KEY, small(code_for_all=True))
    story.ready()
    delivered()
    return story


def other(digits: str, by: int = 1) -> str:
    return f"{(int(digits) + by) % 1_000_000:06d}"


def guesses(story: Story, who: str, count: int, right: str, **more: str) -> list[Any]:
    """Type wrong digits so often; what was said each time."""
    said = []
    for number in range(1, count + 1):
        with pytest.raises((BadInput, NotAllowed)) as refused:
            story.does(
                who,
                "sign",
                **story.version(),
                **more,
                code=other(right, number),
                consent="on",
                name="Somebody",
            )
        said.append(refused.value.message)
    return said


def own_code(story: Story, who: str, address: str) -> str:
    story.does(who, "send_code")
    delivered()
    return code_in(letter_to(address))


def hours_pass(hours: int) -> None:
    """The lock was made so many hours ago."""
    for row in CodeTries.objects.all():
        row.until -= timedelta(hours=hours)
        row.locked_at -= timedelta(hours=hours)
        row.save()


class TestLimit:
    def test_is_the_place_s_and_not_the_code_s(self, by_code: Story) -> None:
        right = own_code(by_code, "learner", "liga@example.org")
        assert [m.code for m in guesses(by_code, "learner", 3, right)] == ["code_wrong"] * 3
        Asked.objects.all().delete()  # as if some time had passed
        newer = own_code(by_code, "learner", "liga@example.org")
        said = guesses(by_code, "learner", 2, newer)
        assert [m.code for m in said] == ["code_wrong", "code_locked"]
        with pytest.raises(NotAllowed) as refused:
            by_code.does("learner", "sign", **by_code.version(), code=newer, consent="on", name="Liga Ozola")
        assert refused.value.message.code == "code_locked"
        with pytest.raises(NotAllowed):
            by_code.does("learner", "send_code")

    def test_grows_with_each_lock(self, by_code: Story) -> None:
        lengths = []
        for _lock in range(5):
            guesses(by_code, "learner", 5, _made(by_code, "learner"))
            row = CodeTries.objects.get()
            assert row.until is not None
            assert row.locked_at is not None
            lengths.append((row.until - row.locked_at) / timedelta(hours=1))
            hours_pass(25)
        assert lengths == [0.25, 1, 4, 24, 24]

    def test_a_right_code_begins_anew(self, by_code: Story) -> None:
        right = _made(by_code, "learner")
        guesses(by_code, "learner", 4, right)
        by_code.does("learner", "sign", **by_code.version(), code=right, consent="on", name="Liga Ozola")
        assert not CodeTries.objects.exists()

    def test_is_the_site_s_to_set(self, by_code: Story, settings: Any) -> None:
        settings.WORKMENTOR_CODE_TRIES = 2
        said = guesses(by_code, "learner", 2, _made(by_code, "learner"))
        assert [m.code for m in said] == ["code_wrong", "code_locked"]

    def test_digits_without_a_code_that_works_are_no_guess(self, by_code: Story) -> None:
        with pytest.raises(NotAllowed) as refused:
            by_code.does("learner", "sign", **by_code.version(), code="123456", consent="on", name="Liga")
        assert refused.value.message.code == "code_over"
        assert not CodeTries.objects.exists()


class TestGuest:
    def test_the_link_is_closed_and_a_new_one_starts_afresh(self, signing: Story, egle: Visitor) -> None:
        right = signing.code("employer")["code"]
        for number in range(1, 6):
            egle.tries("sign", code=other(right, number), consent="on", name="Egle P.")
        assert "this link is closed" in egle.text
        assert egle.reads().status == 404

        delivered()
        letter = letter_to(EGLE)
        assert "wrong too often" in letter.subject
        again = Visitor().enters(link_in(letter))
        again.presses("Send me the code")
        delivered()
        again.does("sign", code=code_in(letter_to(EGLE)), consent="on", name="Egle Petrauskaite")
        assert again.status == 200
        assert len(signing.thread.signatures) == 1

    def test_who_holds_an_old_link_can_not_shut_the_signer_out(self, signing: Story, egle: Visitor) -> None:
        """Olaf was passed the link; Egle has got a newer one meanwhile."""
        right = signing.code("employer")["code"]
        for number in range(1, 6):
            egle.tries("sign", code=other(right, number), consent="on", name="Olaf")
        delivered()
        fresh = Visitor().enters(link_in(letter_to(EGLE)))
        # Olaf goes on with what he has: neither page nor guess is left to him.
        assert egle.reads().status == 404
        assert code_tries.lock_of(_party(signing, "employer")).wrong == 0
        assert fresh.reads().status == 200
        assert fresh.offers("Send me the code")

    def test_the_school_is_told_and_lets_codes_be_typed_again(self, signing: Story, egle: Visitor) -> None:
        right = signing.code("employer")["code"]
        guesses(signing, "employer", 5, right)
        delivered()
        assert "“Employer signatory”" in letter_to(TOVE).body
        page = page_of(signing, "school")
        assert "No code works until" in page
        assert "Allow codes again" in page
        party = _party(signing, "employer")
        signing.does("school", "unlock_code", party=party.uuid)
        assert not CodeTries.objects.exists()
        delivered()
        assert "allowed you to use codes again" in letter_to(EGLE).body
        assert Visitor().enters(link_in(letter_to(EGLE))).status == 200
        assert '"unlocked":true' in signing.thread.events[-1].record

    def test_each_further_new_link_takes_longer(self, signing: Story) -> None:
        party = _party(signing, "employer")
        for lock in range(2):
            guesses(signing, "employer", 5, signing.code("employer")["code"])
            row = OutgoingMail.objects.filter(kind="agreement.code_locked", to_party=party.uuid).latest("id")
            assert (row.not_before > timezone.now()) is (lock > 0)
            hours_pass(25)


class TestUnlocking:
    @pytest.mark.parametrize("who", ["learner", "employer"])
    def test_is_the_school_s(self, by_code: Story, who: str) -> None:
        guesses(by_code, "learner", 5, _made(by_code, "learner"))
        with pytest.raises(NotAllowed) as refused:
            by_code.does(who, "unlock_code", party=_party(by_code, "learner").uuid)
        assert refused.value.message.code == "unlock_not_yours"

    def test_nobody_unlocks_their_own_place(self, by_code: Story) -> None:
        by_code.signs("learner", "Liga Ozola", code=_made(by_code, "learner"))
        by_code.signs("employer", "Egle Petrauskaite")
        guesses(by_code, "school", 5, _made(by_code, "school"))
        with pytest.raises(NotAllowed) as refused:
            by_code.does("school", "unlock_code", party=_party(by_code, "school").uuid)
        assert refused.value.message.code == "unlock_own"
        hours_pass(1)
        by_code.signs("school", "Tove Nilsen", code=_made(by_code, "school"))
        assert by_code.row.state == State.SIGNED

    def test_nor_does_who_is_the_school_and_the_employer(self, by_code: Story, cast: SimpleNamespace) -> None:
        """A school's own workshop: one account has both places."""
        Party.objects.filter(role="employer").update(user_id=cast.tove.id)
        by_code.signs("learner", "Liga Ozola", code=_made(by_code, "learner"))
        with_both = Story(by_code.uuid, {**by_code.people, "employer": by_code.person("school")})
        guesses(with_both, "employer", 5, _made(with_both, "employer"), role="employer")
        with pytest.raises(NotAllowed) as refused:
            by_code.does("school", "unlock_code", party=_party(by_code, "employer").uuid)
        assert refused.value.message.code == "unlock_own"

    def test_of_what_is_not_locked_changes_nothing(self, signing: Story) -> None:
        events = signing.row.events_count
        signing.does("school", "unlock_code", party=_party(signing, "employer").uuid)
        assert signing.row.events_count == events


def test_a_code_is_sent_again_after_a_pause_and_the_page_says_when(signing: Story, egle: Visitor) -> None:
    egle.presses("Send me the code")
    assert "A code is on its way" in egle.text
    for _press in range(30):
        egle.presses("Send me the code")
        assert "A code was sent to you a short time ago" in egle.text
    assert len([one for one in delivered() if EGLE in one.to]) == 1


def _party(story: Story, role: str) -> Any:
    found = story.thread.party(role)
    assert found is not None
    return found


def page_of(story: Story, who: str) -> str:
    """The page of an agreement before somebody."""
    target = FormTarget(suffix="-x")
    return page_for(story.person(who), story.thread, target, "en")


def _made(story: Story, who: str) -> str:
    user_id = story.person(who).user_id
    return keys.codes(story.row, _party(story, who), user_id=user_id).make(timezone.now())
