"""Somebody who is replaced never signs: the template names the way on, and the deadline of a change means something."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.test_paper_of_an_exchange import RASA, paper, replaced
from tests.agreement.visiting import delivered, letter_to
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import erasure, timer
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output import history_export
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State
from workmentor_xblocks.agreement.rules.verify_agreement import main
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed

WHY = "Egle left the company in May and does not answer."
OTHERS = (("learner", "Liga Ozola"), ("school", "Tove Nilsen"), ("rasa", RASA))


@pytest.fixture
def leaving(story: Story) -> Story:
    """Everybody has signed but Egle, who leaves."""
    found = replaced(story)
    for who, name in OTHERS:
        found.signs(who, name)
    return found


def days_ago(story: Story, days: int) -> None:
    """The text was fixed so many days ago."""
    at = timezone.now() - timedelta(days=days)
    Version.objects.filter(agreement__uuid=story.uuid, state="frozen").update(frozen_at=at)


def attest(story: Story, who: str = "school", **more: str) -> None:
    party = story.thread.party("employer")
    assert party is not None
    data = {"text": WHY, "party": party.uuid, **more}
    story.does(who, "attest_leaving", **story.version(), **data)


def verified(story: Story, folder: Path) -> int:
    """How the verifier ends over the exported history, with the newest link as the receipt."""
    file = folder / "history.json"
    file.write_text(json.dumps(history_export.history(story.thread)), encoding="utf-8")
    return main([str(file), "--head", story.row.head])


class TestAttesting:
    def test_comes_after_the_days_that_the_template_names_and_the_page_says_from_when(
        self, leaving: Story
    ) -> None:
        assert leaving.thread.definition.leaving_days == 7
        days_ago(leaving, 6)
        with pytest.raises(Changed) as refused:
            attest(leaving)
        assert refused.value.message.code == "leaving_too_soon"
        assert refused.value.message.values["day"] == timezone.localdate() + timedelta(days=1)
        assert leaving.thread.amendment is Amendment.FROZEN

        days_ago(leaving, 7)
        attest(leaving)

        assert leaving.thread.amendment is Amendment.NONE
        employer = leaving.thread.party("employer")
        assert employer is not None
        assert employer.name == RASA
        assert leaving.thread.in_force is not None
        assert leaving.thread.in_force.number == 2

    def test_is_told_as_what_it_is_and_never_as_a_signature(self, leaving: Story) -> None:
        days_ago(leaving, 7)
        attest(leaving)
        version = leaving.thread.in_force
        assert version is not None
        signed = {signature.party.role for signature in leaving.thread.signatures_of(version)}
        assert signed == {"learner", "school", "employer"}, "Rasa, and not Egle"
        assert len(leaving.thread.signatures_of(version)) == 3
        record = json.loads(leaving.thread.events[-1].record)
        assert (record["kind"], record["data"]["in_force"]) == ("attest_leaving", True)
        assert "Leaves without a signature, as Tove" in paper(leaving)

    def test_before_all_others_have_signed_only_ends_the_waiting_for_that_one(self, story: Story) -> None:
        found = replaced(story)
        days_ago(found, 7)
        attest(found)
        assert found.thread.amendment is Amendment.FROZEN
        for who, name in OTHERS:
            found.signs(who, name)
        assert found.thread.amendment is Amendment.NONE

    def test_the_sealed_history_holds(self, leaving: Story, tmp_path: Path) -> None:
        days_ago(leaving, 7)
        attest(leaving)
        assert verified(leaving, tmp_path) == 0

    @pytest.mark.parametrize("who", ["learner", "employer", "rasa"])
    def test_is_the_school_s_alone(self, leaving: Story, who: str) -> None:
        days_ago(leaving, 7)
        with pytest.raises(NotAllowed):
            attest(leaving, who)

    def test_needs_a_reason(self, leaving: Story) -> None:
        days_ago(leaving, 7)
        with pytest.raises(BadInput):
            attest(leaving, text="")

    def test_is_for_who_leaves_only(self, leaving: Story) -> None:
        days_ago(leaving, 30)
        for party in [leaving.thread.party("learner"), *leaving.thread.incoming]:
            assert party is not None
            with pytest.raises(Changed) as refused:
                attest(leaving, party=party.uuid)
            assert refused.value.message.code == "not_leaving"

    def test_is_void_with_its_version(self, story: Story) -> None:
        found = replaced(story)
        days_ago(found, 7)
        attest(found)
        found.does("school", "unfreeze", text=WHY)
        found.does("school", "freeze")
        assert not found.thread.released
        for who, name in OTHERS:
            found.signs(who, name)
        assert found.thread.amendment is Amendment.FROZEN

    def test_the_school_is_waited_for_from_that_day_on(self, leaving: Story) -> None:
        whats = [one.what for one in snapshot.waited_for(leaving.thread, timezone.localdate())]
        assert What.ATTEST not in whats
        later = timezone.localdate() + timedelta(days=7)
        assert What.ATTEST in [one.what for one in snapshot.waited_for(leaving.thread, later)]

    def test_at_once_where_the_account_is_gone(self, cast: SimpleNamespace, usage_key: str) -> None:
        """Nobody can sign for an account that was removed: the change would never hold."""
        story = begin(cast, usage_key, COURSE_KEY, small())
        story.ready().signed()
        erasure.retire_address("egle@ohm.example")
        assert story.row.school_acts_by is not None
        story.does("school", "propose", reason="hours", text=WHY)
        story.does("school", "replace", party="employer", name=RASA, email="rasa@ohm.example")
        story.does("school", "freeze")
        rasa = Requester(None, party=story.thread.incoming[0].uuid)
        found = Story(story.uuid, {**story.people, "rasa": rasa})
        for who, name in OTHERS:
            found.signs(who, name)
        attest(found)
        assert found.thread.amendment is Amendment.NONE
        assert found.row.school_acts_by is None, "somebody was named: the school has acted"


class TestTheDeadlineOfAChange:
    def expires(self, story: Story) -> int:
        chore = next(one for one in timer.CHORES if one.name == "expire")
        days = story.thread.definition.sign_days + 1
        return timer.run(chore, timezone.now() + timedelta(days=days))

    def test_puts_it_aside_and_the_agreement_holds_as_before(self, leaving: Story) -> None:
        first = leaving.thread.in_force
        delivered()
        assert self.expires(leaving) == 1

        assert leaving.thread.amendment is Amendment.NONE
        assert leaving.row.state == State.SIGNED
        assert leaving.thread.in_force == first
        assert not leaving.thread.incoming
        employer = leaving.thread.party("employer")
        assert employer is not None
        assert employer.name == "Egle Petrauskaite"
        delivered()
        assert "A change was not signed in time" in letter_to("egle@ohm.example").subject
        assert "holds as before" in letter_to("egle@ohm.example").body
        assert self.expires(leaving) == 0

    def test_the_sealed_history_holds(self, leaving: Story, tmp_path: Path) -> None:
        self.expires(leaving)
        assert verified(leaving, tmp_path) == 0
