"""Signing: in order, in time, once each, the very text that was read; on paper with a scan; and what it sets going."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.everyone import NAMES, STAGES, WHY, approve, everyone, scan
from tests.agreement.small import small
from tests.agreement.visiting import delivered
from tests.cast import COURSE_KEY, Course, recorded
from workmentor_xblocks.agreement.actions import timer
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import ProofCode, Signature
from workmentor_xblocks.agreement.records.tables import Party, PartyMember
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.verify_agreement import body_hash
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.variants import fingerprint
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.demo.models import Completion


@pytest.fixture
def signing(story: Story) -> Story:
    return story.ready()


@pytest.fixture
def all_sign(cast: SimpleNamespace, usage_key: str) -> Story:
    """Four who sign and one who approves."""
    story = everyone(cast, usage_key)
    STAGES["signing"](story)
    return story


def school_code(story: Story) -> str:
    """The digits that the school's person was sent, who attests."""
    party = story.thread.party("school")
    assert party is not None
    return keys.codes(story.row, party, user_id=story.person("school").user_id).make(timezone.now())


def on_paper(story: Story, role: str, **more: Any) -> dict[str, Any]:
    """What the school sends to record a signature on paper."""
    party = story.thread.party(role)
    assert party is not None
    return {
        **story.version(),
        "party": party.uuid,
        "scan": scan(story).uuid,
        "name": NAMES[role],
        "code": school_code(story),
        **more,
    }


@pytest.mark.shows("agreement promise 15")
class TestOrder:
    @pytest.fixture
    def ordered(self, cast: SimpleNamespace, usage_key: str) -> Story:
        story = everyone(cast, usage_key, in_order=True)
        STAGES["signing"](story)
        return story

    @pytest.mark.shows("agreement step 9")
    def test_who_is_not_asked_yet_signs_nothing(self, ordered: Story) -> None:
        before = Signature.objects.count()
        for role in ("employer", "school"):
            with pytest.raises(Changed) as refused:
                ordered.signs(role, NAMES[role])
            assert refused.value.message.code == "not_your_turn"
        assert Signature.objects.count() == before

    def test_each_is_asked_when_the_turn_comes_and_once(self, ordered: Story) -> None:
        def asked() -> set[str]:
            parties = {party.uuid: party.role for party in ordered.thread.parties}
            mails = OutgoingMail.objects.filter(kind="agreement.sign")
            return {parties[mail.to_party] for mail in mails}

        assert asked() == {"learner", "guardian"}
        ordered.signs("learner", NAMES["learner"])
        assert asked() == {"learner", "guardian"}
        ordered.signs("guardian", NAMES["guardian"])
        assert asked() == {"learner", "guardian", "employer"}
        ordered.signs("employer", NAMES["employer"])
        ordered.signs("school", NAMES["school"])
        assert asked() == {"learner", "guardian", "employer", "school", "approver"}
        letters = list(
            OutgoingMail.objects.filter(kind="agreement.sign").values_list("to_party", "to_user_id")
        )
        assert len(letters) == len(set(letters))

    @pytest.mark.shows("agreement step 8")
    def test_without_one_all_are_asked_at_once(self, all_sign: Story) -> None:
        assert {"learner", "guardian", "employer", "school"} == set(
            all_sign.row.waiting_for.strip(",").split(",")
        )


class TestApproving:
    @pytest.mark.shows("agreement step 11")
    def test_comes_after_everybody(self, all_sign: Story) -> None:
        for role in ("learner", "guardian", "employer"):
            all_sign.signs(role, NAMES[role])
        with pytest.raises(Changed):
            approve(all_sign)
        all_sign.signs("school", NAMES["school"])
        assert all_sign.row.state == State.SIGNING, "nothing holds before it is approved"

        approve(all_sign)

        assert all_sign.row.state == State.SIGNED
        kinds = {s.party.role: s.kind for s in all_sign.thread.signatures}
        assert kinds["approver"] == "approval"

    @pytest.mark.shows("agreement step 11")
    def test_refused_opens_the_text_again(self, all_sign: Story) -> None:
        for role in ("learner", "guardian", "employer", "school"):
            all_sign.signs(role, NAMES[role])
        all_sign.does("approver", "decline", **all_sign.version(), reason="dates", text=WHY)
        assert all_sign.row.state == State.NEGOTIATING
        assert all(signature.void_at for signature in all_sign.thread.signatures)

    @pytest.mark.shows("agreement place 12")
    def test_where_nobody_is_named_nobody_is_waited_for(self, signing: Story) -> None:
        assert signing.signed().row.state == State.SIGNED


@pytest.mark.shows("agreement promise 15")
class TestTime:
    @pytest.mark.shows("agreement step 16")
    def test_runs_anew_with_each_signature_and_out_without_one(self, signing: Story) -> None:
        days = timedelta(days=signing.thread.definition.sign_days)
        assert signing.row.expires_on == timezone.localdate() + days
        signing.signs("learner", "Liga Ozola")
        assert signing.row.expires_on == timezone.localdate() + days

        expire = next(chore for chore in timer.CHORES if chore.name == "expire")
        assert timer.run(expire, timezone.now() + days) == 0
        assert timer.run(expire, timezone.now() + days + timedelta(days=1)) == 1

        with pytest.raises(Changed):
            signing.does(
                "employer",
                "sign",
                version="1",
                sha256=signing.thread.latest.sha256,
                consent="on",
                name="Egle",
                **signing.code("employer"),
            )
        assert signing.row.state == State.EXPIRED

    @pytest.mark.shows("agreement pitfall 9")
    def test_of_a_code_is_ten_minutes(self, signing: Story) -> None:
        data = {**signing.version(), **signing.code("employer"), "consent": "on", "name": "Egle"}
        ProofCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        with pytest.raises(NotAllowed) as refused:
            signing.does("employer", "sign", **data)
        assert refused.value.message.code == "code_over"
        assert not signing.thread.signatures


@pytest.mark.shows("agreement promise 7")
class TestOncePerPerson:
    def test_again_changes_nothing(self, signing: Story) -> None:
        signing.signs("learner", "Liga Ozola")
        before = recorded()
        with pytest.raises(Changed) as refused:
            signing.signs("learner", "Liga Ozola")
        assert refused.value.message.code == "signed_before"
        assert recorded() == before

    def test_a_code_works_once(self, signing: Story) -> None:
        data = {**signing.code("employer"), "consent": "on", "name": "Egle Petrauskaite"}
        signing.does("employer", "sign", **signing.version(), **data)
        signing.does("school", "unfreeze", text=WHY)
        signing.does("school", "freeze")
        with pytest.raises(NotAllowed):
            signing.does("employer", "sign", **signing.version(), **data)

    @pytest.mark.shows("agreement place 10")
    def test_two_of_the_school_give_one_signature_and_the_person_is_recorded(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        """The school is an organisation: any of its people signs, and only one of them."""
        signing.does("school", "add_member", account="tomas")
        tomas = Requester(cast.tomas.id)
        both = Story(signing.uuid, {**signing.people, "tomas": tomas})
        both.signs("tomas", "Tomas Horak")
        with pytest.raises(Changed):
            both.signs("school", "Tove Nilsen")
        signature = signing.thread.signatures[0]
        assert (signature.user_id, signature.party.role) == (cast.tomas.id, "school")
        told = json.loads(signing.thread.events[-1].record)["data"]["person"]
        assert signing.thread.value_of(told["commitment"]) == "Tomas Horak"

    def test_who_became_a_member_of_the_school_as_the_learner_s_parent_may_not_sign_as_the_learner(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        """Should one account stand on two sides after all, the second signature is refused."""
        school = signing.thread.party("school")
        PartyMember.objects.create(party=school, user_id=cast.liga.id)
        before = recorded()
        with pytest.raises(NotAllowed) as refused:
            signing.signs("learner", "Liga Ozola")
        assert refused.value.message.code == "two_sides"
        assert recorded() == before

    @pytest.mark.shows("agreement pitfall 10")
    def test_an_address_on_two_sides_signs_on_none(self, signing: Story) -> None:
        Party.objects.filter(role="learner").update(email="EGLE@ohm.example")
        with pytest.raises(NotAllowed) as refused:
            signing.signs("employer", "Egle Petrauskaite")
        assert refused.value.message.code == "two_sides"


@pytest.mark.shows("agreement step 9", "agreement pitfall 1", "agreement promise 14")
class TestTheVeryText:
    def test_is_named_by_its_number_and_hash(self, signing: Story) -> None:
        signing.signed()
        version = signing.thread.in_force
        assert version is not None
        assert version.body is not None
        assert version.sha256 == body_hash(version.body)
        told = [json.loads(e.record) for e in signing.thread.events if e.kind == "sign"]
        assert {(e["version"], e["version_sha256"]) for e in told} == {(1, version.sha256)}

    @pytest.mark.parametrize(
        "wrong", [{"version": "2"}, {"sha256": "0" * 64}, {"sha256": ""}, {"version": ""}]
    )
    @pytest.mark.shows("agreement misuse 1")
    def test_anything_else_is_not_signed(self, signing: Story, wrong: dict[str, str]) -> None:
        before = recorded()
        data = {**signing.version(), **wrong, "consent": "on", "name": "Liga Ozola"}
        for act in ("sign", "decline"):
            with pytest.raises(Changed) as refused:
                signing.does("learner", act, **data, reason="dates", text=WHY)
            assert refused.value.message.code == "text_changed"
        assert recorded() == before

    def test_holds_who_takes_part_so_that_a_new_name_is_a_new_text(self, signing: Story) -> None:
        first = signing.version()
        signing.does("school", "unfreeze", text=WHY)
        signing.does("school", "name_person", party="employer", name="Rasa Kazlauskaite")
        signing.does("school", "freeze")
        assert signing.version()["sha256"] != first["sha256"]

    def test_the_sentence_that_was_ticked_is_kept_with_its_hash(self, signing: Story) -> None:
        signing.signs("learner", "Liga Ozola")
        signature = signing.thread.signatures[0]
        assert signature.consent == "I have read this and agree."
        assert signature.consent_sha256 == hashlib.sha256(signature.consent.encode()).hexdigest()


@pytest.mark.shows("agreement pitfall 22", "agreement promise 14")
class TestDrawn:
    LINES = json.dumps([[[10, 20], [30, 40]], [[0, 1000]]])

    def test_is_an_extra_beside_the_typed_name(self, signing: Story) -> None:
        signing.signs("learner", "Liga Ozola", drawn=self.LINES)
        signature = signing.thread.signatures[0]
        assert signature.kind == "drawn"
        assert signing.thread.value_of(signature.name) == "Liga Ozola"
        told = json.loads(signing.thread.events[-1].record)["data"]["drawing"]
        assert signing.thread.value_of(told["commitment"]) == json.loads(self.LINES)

    def test_does_not_take_the_place_of_the_name(self, signing: Story) -> None:
        with pytest.raises(BadInput) as refused:
            signing.signs("learner", "", drawn=self.LINES)
        assert set(refused.value.fields) == {"name"}

    @pytest.mark.parametrize(
        "drawn",
        [
            "{",
            "[[1]]",
            "[[[1001, 0]]]",
            "[[[-1, 0]]]",
            '"x"',
            "[[[0.5, {}]]]",
            "7",
            "[[[1,2,3]]]",
            '{"a":1}',
            "[[[1e400,1]]]",
            "[[[NaN,1]]]",
        ],
    )
    def test_that_is_none_is_refused(self, signing: Story, drawn: str) -> None:
        before = recorded()
        with pytest.raises(BadInput):
            signing.signs("learner", "Liga Ozola", drawn=drawn)
        assert recorded() == before

    def test_nothing_drawn_is_a_typed_name(self, signing: Story) -> None:
        signing.signs("learner", "Liga Ozola", drawn="[]")
        assert signing.thread.signatures[0].kind == "typed"


@pytest.mark.shows("agreement step 15", "agreement promise 14")
class TestOnPaper:
    @pytest.mark.shows("agreement pitfall 26")
    def test_is_recorded_by_the_school_with_scan_and_code_and_says_so(
        self, signing: Story, cast: SimpleNamespace
    ) -> None:
        signing.does("school", "record_offline", **on_paper(signing, "employer"))
        signature = signing.thread.signatures[0]
        assert (signature.kind, signature.method, signature.party.role) == ("offline", "offline", "employer")
        assert (signature.user_id, signature.attested_by) == (None, cast.tove.id)
        assert signature.file is not None
        told = json.loads(signing.thread.events[-1].record)
        assert told["data"]["scan"] == signature.file.sha256
        assert told["actor"] == "school"
        assert signing.thread.value_of(told["data"]["attested_by"]["commitment"]) == "Tove Nilsen"

    def test_can_be_the_last_one(self, signing: Story) -> None:
        signing.signs("learner", "Liga Ozola")
        signing.signs("school", "Tove Nilsen")
        signing.does("school", "record_offline", **on_paper(signing, "employer"))
        assert signing.row.state == State.SIGNED

    @pytest.mark.parametrize(
        ("more", "error", "code"),
        [
            ({"scan": ""}, BadInput, "scan_needed"),
            ({"scan": "0" * 32}, BadInput, "scan_needed"),
            ({"name": " "}, BadInput, "name_needed"),
            ({"code": ""}, BadInput, "code_needed"),
            ({"party": "0" * 32}, NotFound, "scan_needed"),
            ({"sha256": "0" * 64}, Changed, "text_changed"),
        ],
    )
    def test_needs_all_of_it(self, signing: Story, more: dict[str, str], error: type, code: str) -> None:
        data = on_paper(signing, "employer", **more)
        before = recorded()
        with pytest.raises(error) as refused:
            signing.does("school", "record_offline", **data)
        assert refused.value.message.code == code
        assert recorded() == before

    def test_is_no_way_to_sign_with_the_scan_of_another_agreement(
        self, signing: Story, cast: SimpleNamespace, usage_key: str
    ) -> None:
        other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), usage_key, COURSE_KEY)
        with pytest.raises(BadInput):
            signing.does("school", "record_offline", **on_paper(signing, "employer", scan=scan(other).uuid))

    def test_is_not_recorded_for_who_does_not_sign(self, all_sign: Story) -> None:
        with pytest.raises(NotFound):
            all_sign.does("school", "record_offline", **on_paper(all_sign, "mentor"))

    def test_is_not_recorded_for_who_has_signed(self, signing: Story) -> None:
        signing.signs("employer", "Egle Petrauskaite")
        with pytest.raises(Changed) as refused:
            signing.does("school", "record_offline", **on_paper(signing, "employer"))
        assert refused.value.message.code == "signed_before"

    def test_for_a_learner_who_has_left_the_course_waits(self, signing: Story, cast: SimpleNamespace) -> None:
        cast.liga.enrolments.all().delete()
        before = Signature.objects.count()
        with pytest.raises(Changed) as refused:
            signing.does("school", "record_offline", **on_paper(signing, "employer"))
        assert refused.value.message.code == "learner_left"
        assert Signature.objects.count() == before


class TestReceipts:
    @pytest.mark.shows("agreement step 9")
    def test_go_to_who_signed_with_the_newest_link_of_the_chain(self, signing: Story) -> None:
        delivered()
        signing.signs("learner", "Liga Ozola")
        head = signing.row.head
        sent = delivered()
        assert [mail.to for mail in sent] == [["liga@example.org"]]
        assert head in sent[0].body

    @pytest.mark.shows("agreement step 10")
    def test_are_one_for_each_signature_and_a_copy_for_all_at_the_end(self, signing: Story) -> None:
        signing.signed()
        kinds = list(OutgoingMail.objects.values_list("kind", "to_party"))
        receipts = [party for kind, party in kinds if kind == "agreement.receipt"]
        copies = [party for kind, party in kinds if kind == "agreement.signed_by_all"]
        assert len(receipts) == len(set(receipts)) == 3
        here = {party.uuid for party in signing.thread.here}
        assert set(copies) == here
        assert len(copies) == len(here)

    def test_of_one_on_paper_goes_to_who_signed_it(self, signing: Story) -> None:
        delivered()
        signing.does("school", "record_offline", **on_paper(signing, "employer"))
        assert ["egle@ohm.example"] in [mail.to for mail in delivered()]


@pytest.mark.shows("agreement place 7", "agreement pitfall 48")
class TestCompletion:
    """The learner has completed the block when everybody has signed: then, once, and never for anybody else."""

    @pytest.fixture
    def in_a_block(self, cast: SimpleNamespace, course: Course) -> Story:
        return begin(cast, course.agreement(small()), COURSE_KEY, small()).ready()

    def done(self) -> list[tuple[int, float]]:
        return list(Completion.objects.values_list("user_id", "value"))

    def test_comes_with_the_last_signature(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        in_a_block.signs("learner", "Liga Ozola")
        in_a_block.signs("employer", "Egle Petrauskaite")
        assert self.done() == []
        in_a_block.signs("school", "Tove Nilsen")
        assert self.done() == [(cast.liga.id, 1.0)]

    def test_not_with_signatures_that_became_void(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        in_a_block.signs("learner", "Liga Ozola")
        in_a_block.signs("school", "Tove Nilsen")
        in_a_block.does("employer", "decline", **in_a_block.version(), reason="dates", text=WHY)
        in_a_block.does("school", "freeze")
        in_a_block.signs("employer", "Egle Petrauskaite")
        assert self.done() == []
        in_a_block.signs("learner", "Liga Ozola")
        in_a_block.signs("school", "Tove Nilsen")
        assert self.done() == [(cast.liga.id, 1.0)]

    def test_not_again_with_an_amendment(self, in_a_block: Story, cast: SimpleNamespace) -> None:
        in_a_block.signed()
        Completion.objects.all().delete()
        in_a_block.does("employer", "propose", reason="hours")
        in_a_block.fills("employer", hours="30")
        in_a_block.does("school", "freeze")
        in_a_block.signed()
        assert len(in_a_block.thread.versions) == 2
        assert self.done() == []

    def test_is_not_taken_back_by_an_amendment_that_is_declined_or_an_early_end(
        self, in_a_block: Story, cast: SimpleNamespace
    ) -> None:
        """What everybody signed was signed: the text in force is never void."""
        in_a_block.signed()
        in_a_block.does("employer", "propose", reason="hours")
        in_a_block.fills("employer", hours="30")
        in_a_block.does("school", "freeze")
        in_a_block.does("learner", "decline", **in_a_block.version(), reason="dates", text=WHY)
        in_a_block.does("school", "terminate", reason="left", on=str(in_a_block.row.starts_on))
        assert self.done() == [(cast.liga.id, 1.0)]
        assert not any(s.void_at for s in in_a_block.thread.signatures if s.version.state == "in_force")


@pytest.mark.shows("agreement place 21", "agreement pitfall 32")
def test_when_the_learner_has_left_the_course_nobody_signs_until_the_school_clears_it(
    signing: Story, cast: SimpleNamespace
) -> None:
    enrolments = list(cast.liga.enrolments.all())
    cast.liga.enrolments.all().delete()
    for who in ("school", "employer"):
        data = {**signing.version(), **signing.code(who), "consent": "on", "name": "Somebody"}
        before = recorded()
        with pytest.raises(Changed) as refused:
            signing.does(who, "sign", **data)
        assert refused.value.message.code == "learner_left"
        assert recorded() == before

    for enrolment in enrolments:
        enrolment.save(force_insert=True)
    signing.signed()

    assert signing.row.state == State.SIGNED


@pytest.mark.shows("agreement pitfall 42")
def test_who_reads_another_language_agrees_in_that_language(cast: SimpleNamespace, usage_key: str) -> None:
    """The sentence is kept as it was shown; the text stays the binding one."""
    words = [
        {"for": path, "of": fingerprint(text), "text": f"nl: {text}"}
        for path, text in small().texts()
        if text
    ]
    story = begin(cast, usage_key, COURSE_KEY, small(variants=[{"lang": "nl", "texts": words}])).ready()
    reading = Story(story.uuid, {**story.people, "learner": Requester(cast.liga.id, language="nl")})
    reading.signs("learner", "Liga Ozola")
    reading.signs("school", "Tove Nilsen")
    sentences = [signature.consent for signature in story.thread.signatures]
    assert sentences == ["nl: I have read this and agree.", "I have read this and agree."]
    assert {signature.version.sha256 for signature in story.thread.signatures} == {story.version()["sha256"]}
