"""The page of an agreement at each of its stages, for everybody who takes part, at both doors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from tests.agreement.driving import Story, page_for
from tests.agreement.every_stage import EVERY_STAGE
from tests.agreement.everyone import NAMES, STAGES, WHY, everyone, negotiating, reviewed, signing
from tests.html import Page
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.tables import Agreement, Opening, Party, Version
from workmentor_xblocks.core.content.errors import NotFound, Refusal
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.people.viewer import WhyNot

ROLES = tuple(NAMES)
BLOCK = FormTarget(suffix="-a1")
GUEST = FormTarget(
    action="/workmentor/guest/act/",
    reading="/workmentor/guest/agreement/",
    hidden=(("csrfmiddlewaretoken", "token"), ("guest", "mark")),
    scripted=False,
)


@pytest.fixture
def story(cast: SimpleNamespace, usage_key: str) -> Story:
    return everyone(cast, usage_key)


def page(story: Story, role: str, target: FormTarget | None = None, **more: Any) -> Page:
    """What the person of a role is shown, where their forms go."""
    requester = story.person(role)
    chosen = target or (GUEST if requester.is_guest else BLOCK)
    return Page(page_for(requester, story.thread, chosen, "en", **more))


@pytest.mark.parametrize("stage", EVERY_STAGE)
def test_every_page_stands_well(story: Story, stage: str) -> None:
    """Each page of a stage is made once and looked at for everything."""
    STAGES[stage](story)
    for role in ROLES:
        sheet = page(story, role)
        nothing_is_doubled_or_leads_nowhere(sheet, role)
        forms_name_their_agreement_and_an_act_that_there_is(sheet, role, story.uuid)
        if story.person(role).is_guest:
            forms_do_without_a_script(sheet, role)
        if role == "learner":
            assert sheet.texts("wm-badge")[0]
            assert sheet.texts("wm-wait")
            assert "Version" in sheet.texts("wm-state-facts")[0]


def nothing_is_doubled_or_leads_nowhere(sheet: Page, role: str) -> None:
    """Headings are in order, and every control has a name, too."""
    assert [name for name, n in Counter(sheet.attributes("id")).items() if n > 1] == [], role
    ids = set(sheet.attributes("id"))
    for target in sheet.root.xpath(".//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids, (role, target)
    for name in sheet.root.xpath(".//@aria-labelledby | .//@aria-describedby | .//label/@for"):
        assert set(name.split()) <= ids, (role, name)
    levels = [int(node.tag[1]) for node in sheet.root.iter() if re.fullmatch("h[1-6]", str(node.tag))]
    assert all(after - before <= 1 for before, after in pairwise(levels)), role
    assert [w for w in sheet.texts("wm-button") if not w] == []


def forms_name_their_agreement_and_an_act_that_there_is(sheet: Page, role: str, uuid: str) -> None:
    for name, fields in sheet.named.items():
        if name != "history":
            assert fields["agreement"] == uuid, (role, name)
            assert fields["act"] in ACTS, (role, name)


def forms_do_without_a_script(sheet: Page, role: str) -> None:
    assert "dialog" not in sheet.root.xpath(".//form/@method"), role
    for form in sheet.root.xpath(".//form[@method='post']"):
        assert form.get("action") == GUEST.action, role
        assert {"csrfmiddlewaretoken", "guest"} <= set(form.xpath(".//input/@name")), role
    assert sheet.root.xpath(".//h1"), role
    assert sheet.texts("wm-history"), role


@pytest.mark.parametrize("stage", ["negotiating", "signing", "reviewed", "proposed"])
def test_a_page_is_read_only_for_who_may_change_nothing(story: Story, stage: str) -> None:
    STAGES[stage](story)
    requester = replace(story.person("learner"), why_not=WhyNot.MASQUERADING)
    sheet = Page(page_for(requester, story.thread, BLOCK, "en"))
    assert set(sheet.named) <= {"history"}
    assert "masquerading" in sheet.notices


def test_nobody_is_replaced_in_a_place_that_is_empty(story: Story) -> None:
    """Links "of the person before" are spoken of only where there is somebody."""
    negotiating(story)
    Party.objects.filter(role="mentor").update(name="", email="", user_id=None)
    forms = page(story, "school").named
    assert "replace-employer" in forms
    assert "replace-mentor" not in forms
    story.does("school", "name_person", party="mentor", name="Marta Lind")
    assert "replace-mentor" in page(story, "school").named


def test_nobody_is_reached_in_a_place_that_is_empty(story: Story) -> None:
    signing(story)
    Party.objects.filter(role="mentor").update(name="", email="", user_id=None)
    forms = page(story, "school").named
    assert "correct_contact-employer" in forms
    assert "correct_contact-mentor" not in forms


def test_nobody_else_is_shown_anything(cast: SimpleNamespace, story: Story) -> None:
    for requester in (Requester(cast.bram.id), Requester(None), Requester(None, party="0" * 32)):
        with pytest.raises(NotFound):
            page_for(requester, story.thread, BLOCK, "en")


class TestWhatIsNotForEverybody:
    SECRET = "Large print."

    def test_only_its_readers_see_a_field(self, story: Story) -> None:
        negotiating(story)
        seen = {role for role in ROLES if self.SECRET in page(story, role, with_history=True).html}
        assert seen == {"learner", "school"}

    def test_nor_does_anything_else_name_it(self, story: Story) -> None:
        negotiating(story)
        story.does("learner", "comment", path="support", text="Only for us two.")
        for role in set(ROLES) - {"learner", "school"}:
            html = page(story, role, with_history=True).html
            assert "Support needs" not in html
            assert "Only for us two." not in html

    def test_an_address_is_for_its_person_and_for_who_invites(self, story: Story) -> None:
        address = Party.objects.get(role="guardian").email
        seen = {role for role in ROLES if address in page(story, role).html}
        assert seen == {"guardian", "school", "learner"}


class TestNegotiating:
    def test_each_fills_in_their_own_and_remarks_on_the_rest(self, story: Story) -> None:
        negotiating(story)
        mine = {
            role: sorted(
                name[2:]
                for fields in page(story, role).named.values()
                if fields.get("act") == "edit"
                for name in fields
                if name.startswith("r-")
            )
            for role in ("learner", "employer", "school", "guardian")
        }
        assert mine == {
            "learner": ["support", "wishes"],
            "employer": ["emergency", "hours", "tasks"],
            "school": ["end", "hours", "outcomes", "rhythm", "start"],
            "guardian": [],
        }
        assert "comment-tasks" in page(story, "guardian").named

    def test_before_an_edit_it_says_what_the_edit_means(self, story: Story) -> None:
        negotiating(story)
        assert page(story, "school").texts("wm-effect") == [
            "Nothing is signed yet. The others see what you change."
        ]
        signing_story = story
        signing_story.does("school", "freeze")
        story.signs("learner", "Liga Ozola")
        assert page(story, "school").texts("wm-effect") == [
            "Changing this makes 1 signature void; everybody signs again."
        ]

    def test_what_is_missing_leads_to_its_field(self, story: Story) -> None:
        sheet = page(story, "school")
        targets = sheet.root.xpath(".//li[contains(@class, 'wm-finding')]//a/@href")
        assert "#wm-f-start-a1" in targets
        assert "#wm-party-employer-a1" in targets or len(targets) > 1

    @pytest.mark.shows("agreement pitfall 45")
    def test_what_is_new_is_marked_in_words_that_are_heard_too(self, story: Story) -> None:
        negotiating(story)
        story.does("mentor", "seen")
        story.fills("school", rhythm="Every Monday at nine")
        story.does("mentor", "seen")
        story.fills("school", rhythm="Every Friday at nine")
        news = page(story, "mentor").texts("wm-news")[0]
        assert news.startswith("New since you last looked: 1 thing")
        assert "Every taken out: Monday added: Friday at nine" in news
        story.does("mentor", "seen")
        assert page(story, "mentor").texts("wm-news") == []

    def test_who_comes_for_the_first_time_is_not_told_that_all_is_new(self, story: Story) -> None:
        negotiating(story)
        assert "for the first time" in page(story, "guardian").texts("wm-news")[0]

    def test_a_wish_is_settled_by_who_owns_the_field(self, story: Story) -> None:
        negotiating(story)
        story.does("mentor", "comment", path="tasks", text="Not on the roof, please.", blocking="on")
        assert [
            role
            for role in ("learner", "school", "employer", "mentor")
            if any(name.startswith("settle") for name in page(story, role).named)
            and "Not on the roof" in page(story, role).text
        ] == ["school", "employer", "mentor"]
        assert "asks for a change" in page(story, "learner").text

    def test_a_conflict_without_a_script_keeps_both_texts(self, story: Story) -> None:
        negotiating(story)
        typed = {"act": "edit", "f-tasks": "Only the cable store.", "r-tasks": "0" * 16}
        with pytest.raises(Refusal) as refused:
            story.does("employer", "edit", **{name: text for name, text in typed.items() if name != "act"})
        sheet = page(story, "employer", refusal=refused.value, typed=typed)
        assert "Wiring under supervision." in sheet.texts("wm-both-text")[0]
        assert "Only the cable store." in sheet.texts("wm-both-text")[1]
        fields = next(f for f in sheet.named.values() if f.get("act") == "edit")
        assert fields["f-tasks"] == "Only the cable store."
        story.does("employer", "edit", **{k: v for k, v in fields.items() if k[:2] in ("f-", "r-")})
        assert story.thread.values()["tasks"] == "Only the cable store."

    def test_a_refusal_without_a_script_is_said_at_the_top_with_what_was_typed(self, story: Story) -> None:
        signing(story)
        typed: Mapping[str, Any] = {**story.version(), "act": "sign", "name": "Greta M."}
        with pytest.raises(Refusal) as refused:
            story.does("guardian", "sign", **{**typed, "act": ""})
        sheet = page(story, "guardian", refusal=refused.value, typed=typed)
        assert sheet.root.xpath(".//*[@role='alert']")
        assert sheet.form("sign-guardian").fields["name"] == "Greta M."


class TestSigning:
    def test_the_panel_names_the_very_text(self, story: Story) -> None:
        signing(story)
        panel = page(story, "learner").form("sign-learner").fields
        version = story.thread.open_version
        assert version is not None
        assert (panel["version"], panel["sha256"], panel["name"]) == ("1", version.sha256, "")
        assert "consent" not in panel  # ticked by nobody but the person

    def test_it_claims_a_simple_electronic_signature(self, story: Story) -> None:
        signing(story)
        text = page(story, "guardian").text
        assert "simple electronic signature" in text
        for more in ("advanced electronic", "qualified electronic", "legally binding signature"):
            assert more not in text

    def test_a_guest_asks_for_the_code_first(self, story: Story) -> None:
        signing(story)
        forms = page(story, "guardian").named
        assert "send_code" in forms
        assert "code" in forms["sign-guardian"]
        assert "code" not in page(story, "learner").form("sign-learner").fields

    def test_out_of_turn_there_is_nothing_to_sign(self, cast: SimpleNamespace, usage_key: str) -> None:
        story = everyone(cast, usage_key, in_order=True)
        signing(story)
        sheet = page(story, "school")
        assert "sign-school" not in sheet.named
        assert "You sign after others." in sheet.text

    def test_who_signed_and_who_has_not_stand_beside_each_other(self, story: Story) -> None:
        signing(story)
        story.signs("learner", "Liga Ozola")
        lines = page(story, "mentor").texts("wm-signature")
        assert "typed name; signed in with an account" in lines[0]
        assert sum("has not signed yet" in line for line in lines) >= 2

    def test_a_paper_is_recorded_by_the_school_only(self, story: Story) -> None:
        signing(story)
        assert [role for role in ROLES if "record_offline" in page(story, role).named] == ["school"]

    def test_who_declines_says_why(self, story: Story) -> None:
        signing(story)
        assert page(story, "guardian").form("decline").fields["version"] == "1"
        story.does("guardian", "decline", **story.version(), reason="dates", text="The summer is too short.")
        history = page(story, "school", with_history=True).texts("wm-history")[0]
        assert "declined version 1. Dates: The summer is too short." in history
        assert "Being negotiated" in page(story, "school").text

    def test_who_has_signed_is_not_offered_to_decline_in_the_same_breath(self, story: Story) -> None:
        signing(story)
        for role in ("learner", "guardian"):
            before = page(story, role)
            assert "I do not agree: decline" in before.texts("wm-signing")[0]
            assert before.texts("wm-second-thoughts") == []

            story.signs(role, NAMES[role])

            after = page(story, role)
            assert "decline" not in after.texts("wm-signing")[0].lower()
            own_fold = after.texts("wm-second-thoughts")[0]
            assert "Your signature and all others under this text are void then." in own_fold
            assert after.form("decline").fields["version"] == "1"

    def test_whoever_signed_can_decline_still_and_is_told_what_it_does(self, story: Story) -> None:
        signing(story)
        story.signs("guardian", NAMES["guardian"])
        form = page(story, "guardian").form("decline").fields

        story.does(
            "guardian", "decline", **{**form, "reason": "dates", "text": "The dates are wrong after all."}
        )

        assert story.row.state == "negotiating"
        assert page(story, "guardian").texts("wm-second-thoughts") == []

    def test_an_amendment_that_one_signed_is_declined_apart_too(self, story: Story) -> None:
        STAGES["proposed"](story)
        story.does("school", "freeze")
        story.signs("learner", NAMES["learner"])
        own_fold = page(story, "learner").texts("wm-second-thoughts")[0]
        assert "The proposed change is put aside, and the agreement holds as before." in own_fold
        assert "The proposed change is put aside" in page(story, "guardian").texts("wm-signing")[0]

    def test_nobody_declines_who_may_change_nothing(self, story: Story) -> None:
        signing(story)
        story.signs("learner", NAMES["learner"])
        requester = replace(story.person("learner"), why_not=WhyNot.MASQUERADING)
        sheet = Page(page_for(requester, story.thread, BLOCK, "en"))
        assert sheet.texts("wm-second-thoughts") == []


class TestHolding:
    def test_a_review_shows_each_part_and_keeps_a_disagreement(self, story: Story) -> None:
        reviewed(story)
        assert "The learner writes first." not in page(story, "mentor").text
        form = page(story, "mentor").form("submit_part").fields
        story.does("mentor", "submit_part", review=form["review"], **{"f-seen": "Careful."}, send="1")
        story.does("school", "submit_part", **{"f-school_view": "Good."}, send="1")
        assert "acknowledge" in page(story, "learner").named
        story.does("learner", "acknowledge", decision="disagree", text="I asked for the board twice.")
        sheet = page(story, "employer")
        assert "Does not agree: I asked for the board twice." in sheet.texts("wm-disagrees")[0]
        assert "More time at the board, please." in sheet.text

    def test_a_part_that_is_not_sent_is_nobody_else_s_to_read(self, story: Story) -> None:
        reviewed(story)
        story.does("mentor", "submit_part", **{"f-seen": "Half a thought"})
        assert "Half a thought" in page(story, "mentor").html
        assert "Half a thought" not in page(story, "learner", with_history=True).html

    def test_a_proposal_stands_beside_what_holds(self, story: Story) -> None:
        STAGES["proposed"](story)
        sheet = page(story, "learner")
        assert "proposal" in sheet.notices
        assert "Proposed version 2, beside version 1" in sheet.text
        assert "taken out: 38 added: 30" in sheet.texts("wm-proposal")[0]
        assert [role for role in ROLES if "withdraw" in page(story, role).named] == ["employer", "school"]

    def test_a_change_at_once_says_so_and_may_be_objected_to(self, story: Story) -> None:
        reviewed(story)
        sheet = page(story, "school")
        assert "notice-rhythm" in sheet.named
        assert "notice-hours" not in sheet.named
        assert "The change holds at once. Everybody is told and may object." in sheet.text
        assert any(name.startswith("object-") for name in page(story, "learner").named)
        assert not any(name.startswith("object-") for name in page(story, "mentor").named)

    def test_an_early_end_is_asked_for_and_confirmed(self, story: Story) -> None:
        STAGES["active"](story)
        assert "propose_termination" in page(story, "learner").named
        day = timezone.localdate() + timedelta(days=400)
        story.does("learner", "propose_termination", reason="moved", on=day.isoformat(), text=WHY)
        sheet = page(story, "school")
        assert "Learner asks to end it" in sheet.text
        assert "confirm_end" in sheet.named
        assert "propose_termination" not in page(story, "mentor").named

    def test_what_was_reached_is_there_for_everybody(self, story: Story) -> None:
        STAGES["completed"](story)
        for role in ("learner", "employer", "mentor"):
            assert "What was reached" in page(story, role).text
            assert "700" in page(story, role).text

    @pytest.mark.shows("agreement goal 15b")
    def test_a_waiting_that_is_late_is_said_in_words(self, story: Story) -> None:
        signing(story)
        Agreement.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
        assert "(overdue)" in page(story, "learner").texts("wm-wait")[0]


def test_what_people_typed_is_never_markup(story: Story) -> None:
    nasty = "<img src=x onerror=alert(1)>\"'&"
    story.does("school", "name_person", party="employer", name=nasty, organisation=nasty)
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("school", rhythm=nasty)
    story.does("school", "comment", path="rhythm", text=nasty)
    for role in ROLES:
        html = page(story, role, with_history=True).html
        assert "<img" not in html
        assert "&lt;img" in html


def test_an_erased_agreement_keeps_its_history_only(story: Story) -> None:
    STAGES["cancelled"](story)
    Agreement.objects.update(state="erased")
    Version.objects.update(body=None)
    Opening.objects.update(value=None, salt="", state="erased")
    sheet = page(story, "learner", with_history=True)
    assert "Erased" in sheet.text
    assert set(sheet.named) <= {"history"}
    assert sheet.texts("wm-history")
