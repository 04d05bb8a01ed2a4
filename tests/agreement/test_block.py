"""The block in its course: who is shown what, who begins an agreement, and what a page gets back for what it sends."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY, OWN_DATES, Course, recorded
from tests.doors import Browser, Direct
from tests.html import Page
from tests.people import Person
from workmentor_xblocks.agreement.pages.block import AgreementBlock
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.demo.models import Completion


@pytest.fixture
def block(cast: SimpleNamespace, course: Course) -> str:
    return course.agreement(small(), **OWN_DATES)


@pytest.fixture
def story(cast: SimpleNamespace, block: str) -> Story:
    """A draft for Liga, begun by Tove for the school."""
    return begin(cast, block, COURSE_KEY, small())


def person(user: object, block: str) -> Person:
    found = Person(Direct(user), block)
    found.open()
    return found


class TestWhoSeesWhat:
    def test_a_learner_meets_the_one_agreement(self, cast: SimpleNamespace, story: Story, block: str):
        sheet = person(cast.liga, block).page
        assert sheet.texts("wm-scene-title") == ["Agreement of Liga Ozola"]
        assert "Draft" in sheet.texts("wm-badge")[0]
        assert "Version 1, not in force" in sheet.text

    def test_a_learner_is_not_offered_a_part_of_somebody_else(
        self, cast: SimpleNamespace, story: Story, block: str
    ) -> None:
        def offers() -> str:
            return str(person(cast.liga, block).page.root.text_content())

        assert "Begin another agreement" not in offers()
        story.does("school", "cancel", text="It comes to nothing.")
        assert "Begin another agreement" in offers()  # one's own is over, so one can begin anew

    def test_who_takes_part_in_several_chooses_and_finds_it_open_next_time(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        tove = person(cast.tove, block)
        tove.send("begin", {"for": "other", "learner": "bram", "request": "1", "is_minor": "no"})
        tove.send("list", {})
        assert tove.page.texts("wm-scene-title") == ["Your agreements here", "Begin another agreement"]
        tove.send("open", {"agreement": story.uuid})
        assert tove.page.texts("wm-scene-title") == ["Agreement of Liga Ozola"]
        assert person(cast.tove, block).page.texts("wm-scene-title") == ["Agreement of Liga Ozola"]

    def test_a_stranger_is_shown_nothing_of_it(self, cast: SimpleNamespace, story: Story, block: str):
        for user in (cast.bram, cast.olaf, None):
            found = person(user, block)
            assert "Liga" not in found.page.text
            for handler in ("open", "act", "history", "read"):
                answer = found.send(handler, {"agreement": story.uuid, "act": "seen", "language": "en"})
                assert answer.status in (403, 404)
                assert "Liga" not in answer.raw

    def test_an_agreement_of_another_course_is_not_there_for_its_trainer(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        """Being staff here says nothing about agreements that stand elsewhere."""
        there = {
            "usage_key": block.replace("Stories", "Others"),
            "course_key": "course-v1:WorkMentor+Others+2026",
        }
        Agreement.objects.update(**there)
        answer = person(cast.tove, block).hands_in(
            {"agreement": story.uuid, "act": "cancel", "text": "It is mine now."}
        )
        assert (answer.status, Agreement.objects.get().state) == (404, "draft")

    def test_who_is_not_enrolled_reads_why_nothing_can_be_done(self, cast: SimpleNamespace, block: str):
        assert person(cast.olaf, block).page.notices == {"not_enrolled"}
        stranger = person(None, block)
        assert stranger.page.notices == {"anonymous"}
        refused = stranger.send("read", {"language": "nb"})
        assert (refused.status, refused.error["message"]) == (403, "Sign in to change anything here.")

    def test_under_a_masquerade_the_learner_s_page_is_read_only(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        door = Browser(cast.tove)
        door.masquerade(cast.liga)
        sheet = Page(door.view(block))
        assert "Agreement of Liga Ozola" in sheet.text
        assert "masquerading" in sheet.notices
        assert {form.name or form.action for form in sheet.forms} <= {"read", "history", "list"}
        before = recorded()
        answer = Person(door, block).send("act", {"agreement": story.uuid, "act": "seen"})
        assert (answer.status, recorded()) == (403, before)

    def test_studio_shows_the_template_and_writes_nothing(self, cast: SimpleNamespace, block: str):
        before = recorded()
        html = (
            Browser(cast.aad, root=Browser.PREVIEW)
            .client.get(f"/studio/unit/{_unit(block)}/")
            .content.decode()
        )
        assert "This is how the template looks to a learner." in html
        assert "if the learner is not of age" in html
        assert recorded() == before

    def test_an_unreadable_template_says_that_there_is_nothing_yet(
        self, cast: SimpleNamespace, course: Course
    ):
        for text in ("", "{", '{"schema": 9}'):
            sheet = person(cast.liga, course.agreement(text, **OWN_DATES)).page
            assert "nothing_yet" in sheet.notices


class TestBeginning:
    def test_a_learner_begins_and_names_the_guardian(self, cast: SimpleNamespace, block: str):
        liga = person(cast.liga, block)
        answer = liga.press(
            "start-me",
            handler="begin",
            is_minor="yes",
            guardian_name="Greta Mertens",
            mentor_name="Marta Lind",
        )
        assert (
            answer.data["announce"]
            == "The agreement is begun. Fill in what you know; the others add the rest."
        )
        people = {party.role: party for party in Party.objects.all()}
        assert people["learner"].user_id == cast.liga.id
        assert people["learner"].is_minor
        assert people["guardian"].name == "Greta Mertens"
        assert people["mentor"].name == "Marta Lind"

    def test_the_same_form_sent_twice_begins_one(self, cast: SimpleNamespace, block: str):
        liga = person(cast.liga, block)
        form = dict(liga.page.form("start-me").fields)
        assert [liga.send("begin", form).status for _again in range(2)] == [200, 200]
        assert Agreement.objects.count() == 1

    def test_a_mentor_begins_for_a_learner_without_an_account(self, cast: SimpleNamespace, block: str):
        marta = person(cast.marta, block)
        marta.press("start-other", learner="new@example.org", learner_name="Ines Duarte")
        assert "Agreement of Ines Duarte" in marta.page.text
        assert Party.objects.get(role="mentor").user_id == cast.marta.id

    @pytest.mark.parametrize(
        ("learner", "sentence"),
        [
            ("", "Say who the learner is"),
            ("nobody", "There is no account of that name on this site."),
            ("no@address", "This is no e-mail address."),
            ("olaf", "This learner does not take part in this course."),
        ],
    )
    def test_who_cannot_be_the_learner_is_said_at_the_field(
        self, cast: SimpleNamespace, block: str, learner: str, sentence: str
    ):
        answer = person(cast.marta, block).press("start-other", learner=learner)
        assert answer.status == 400
        assert answer.error["fields"]["learner"].startswith(sentence)
        assert Agreement.objects.count() == 0

    def test_where_only_the_school_begins_a_learner_is_told_to_wait(
        self, cast: SimpleNamespace, course: Course
    ):
        sheet = person(cast.liga, course.agreement(small(starters=["school"]), **OWN_DATES)).page
        assert "The school begins it" in sheet.text
        assert not [form for form in sheet.forms if form.name.startswith("start")]

    def test_in_another_run_one_goes_on_with_the_same_people_and_text(
        self, cast: SimpleNamespace, block: str, monkeypatch: pytest.MonkeyPatch
    ):
        older = block.replace("2026", "2025")
        story = begin(cast, older, COURSE_KEY, small())
        story.fills("school", hours="38")
        Agreement.objects.update(course_key=COURSE_KEY.replace("2026", "2025"))
        monkeypatch.setattr("workmentor_xblocks.demo.host.DemoHost.other_runs", lambda self, key: [older])
        liga = person(cast.liga, block)
        assert "You have an agreement in another run of this course" in liga.page.text
        assert liga.press("continue").status == 200
        fresh = Agreement.objects.get(usage_key=block)
        assert fresh.continues is not None
        assert fresh.continues.uuid == story.uuid
        assert "Hours a week 38" in liga.page.text
        assert Agreement.objects.filter(usage_key=older, state="draft").exists()


class TestComing:
    def test_an_invited_account_takes_its_place(self, cast: SimpleNamespace, story: Story, block: str):
        story.does("school", "invite", party="mentor", email=cast.marta.email)
        marta = person(cast.marta, block)
        assert "You are invited as: Mentor" in marta.page.text
        form = next(form.name for form in marta.page.forms if form.name.startswith("accept-"))
        assert marta.press(form).data["announce"] == "You take part in this agreement now."
        assert Party.objects.get(role="mentor").user_id == cast.marta.id

    def test_nobody_else_is_offered_it(self, cast: SimpleNamespace, story: Story, block: str):
        story.does("school", "invite", party="mentor", email=cast.marta.email)
        assert "You are invited" not in person(cast.mikael, block).page.text
        story.does("school", "cancel", text="Entered twice by mistake.")
        assert "You are invited" not in person(cast.marta, block).page.text


class TestComingBackByTheBrowser:
    def test_shows_what_stands_now(self, cast: SimpleNamespace, story: Story, block: str):
        old, now = person(cast.tove, block), person(cast.tove, block)
        now.press("edit-frameschool", quiet=True, **{"f-rhythm": "Every Monday"})
        answer = old.send("show", {"agreement": story.uuid})
        assert (answer.status, answer.data["part"], answer.data["focus"]) == (200, "page", "")
        assert "Every Monday" in Page(answer.data["html"]).root.xpath(".//input/@value")

    def test_shows_the_agreement_that_was_begun_after_an_empty_page(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        answer = person(cast.liga, block).send("show", {})
        (opened,) = Page(answer.data["html"]).root.xpath(".//input[@data-wm-now]")
        assert (opened.get("name"), opened.get("value")) == ("agreement", story.uuid)

    def test_shows_nothing_of_somebody_else_s(self, cast: SimpleNamespace, story: Story, block: str):
        assert person(cast.mikael, block).send("show", {"agreement": story.uuid}).status == 404


class TestAnswers:
    def test_a_quiet_save_brings_the_top_and_what_is_read_now(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        tove = person(cast.tove, block)
        answer = tove.press("edit-frameschool", quiet=True, **{"f-hours": "38"})
        assert answer.status == 200
        assert answer.data["part"] == "top"
        assert (
            answer.data["reads"]["r-hours"]
            == person(cast.tove, block).page.form("edit-frameschool").fields["r-hours"]
        )

    def test_who_writes_in_two_windows_at_once_sees_both_texts(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        tove, later = person(cast.tove, block), person(cast.tove, block)
        tove.press("edit-frameschool", quiet=True, **{"f-rhythm": "Every Monday"})
        answer = later.press("edit-frameschool", quiet=True, **{"f-rhythm": "On Fridays", "f-hours": "30"})
        assert answer.status == 409
        (conflict,) = answer.data["conflicts"]
        both = Page(conflict["html"]).text
        assert "Every Monday" in both
        assert "On Fridays" in both
        assert "You changed this in another window" in both
        assert "Every Monday" in Page(conflict["control"]).root.xpath(".//input/@value")
        values = story.thread.values()
        assert (values["rhythm"], values["hours"]) == ("Every Monday", 30)
        form = {
            **later.page.form("edit-frameschool").fields,
            "r-rhythm": conflict["read"],
            "f-rhythm": "On Fridays",
        }
        assert later.hands_in(form).status == 200
        assert story.thread.values()["rhythm"] == "On Fridays"

    def test_what_was_only_sent_along_is_never_written_over(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        tove, later = person(cast.tove, block), person(cast.tove, block)
        tove.press("edit-frameschool", quiet=True, **{"f-rhythm": "Every Monday"})
        form = dict(later.page.form("edit-frameschool").fields)
        for hours in ("30", "31"):
            answer = later.hands_in({**form, "quiet": True, "f-hours": hours})
            assert "r-rhythm" not in answer.data["reads"]
            form |= answer.data["reads"]
        assert story.thread.values()["rhythm"] == "Every Monday"

    def test_the_press_of_its_button_brings_the_page_at_the_part_that_was_saved(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        answer = person(cast.tove, block).press("edit-frameschool", **{"f-hours": "38"})
        assert (answer.data["part"], answer.data["focus"]) == ("page", "section-frame")
        assert answer.data["announce"]
        assert answer.page.root.xpath(".//summary[@data-wm-focus='section-frame']")

    def test_a_wrong_field_is_named_and_the_page_stays(self, cast: SimpleNamespace, story: Story, block: str):
        answer = person(cast.tove, block).press("edit-frameschool", **{"f-hours": "many"})
        assert answer.status == 400
        assert set(answer.error["fields"]) == {"f-hours"}
        assert "html" not in answer.data

    def test_what_has_moved_on_comes_with_the_refusal(self, cast: SimpleNamespace, story: Story, block: str):
        liga = person(cast.liga, block)
        story.ready()
        answer = liga.press("edit-framelearner", quiet=True, **{"f-wishes": "The lift shaft."})
        assert answer.status == 409
        assert "Being signed" in answer.page.text

    @pytest.mark.shows("agreement pitfall 1", "agreement misuse 1")
    def test_a_stale_signature_is_refused_with_what_is_new(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        story.ready()
        liga = person(cast.liga, block)
        story.does("school", "unfreeze", text="The hours were wrong.")
        story.fills("school", hours="30")
        story.does("school", "freeze")
        answer = liga.press("sign-learner", consent=True, name="Liga Ozola")
        assert answer.status == 409
        assert "nothing was signed" in answer.error["message"]
        assert "From version 1, which you had open, to version 2" in answer.page.text
        assert "Hours a week added: 30" in answer.page.text
        assert liga.press("sign-learner", consent=True, name="Liga Ozola").status == 200

    def test_what_came_of_an_act_is_said_where_the_reading_goes_on(
        self, cast: SimpleNamespace, story: Story, block: str
    ):
        story.ready()
        liga = person(cast.liga, block)
        answer = liga.press("sign-learner", consent=True, name="Liga Ozola")
        assert answer.data["focus"] == "sign"
        assert "You have signed." in liga.page.texts("wm-signing")[0]
        story.does("school", "unfreeze", text="The hours were wrong.")
        liga.open()
        answer = liga.press("comment-hours", text="Thirty, please.")
        assert answer.data["focus"] == "f-hours"
        assert "Thirty, please." in liga.page.place("wm-f-hours")

    def test_history_comes_when_it_is_asked_for(self, cast: SimpleNamespace, story: Story, block: str):
        liga = person(cast.liga, block)
        assert "began the agreement" not in " ".join(liga.page.texts("wm-history"))
        answer = liga.press("history")
        assert answer.data["part"] == "history"
        assert "Tove Nilsen (School contact) began the agreement." in answer.page.text

    def test_an_act_that_is_not_known_is_refused(self, cast: SimpleNamespace, story: Story, block: str):
        answer = person(cast.liga, block).hands_in({"agreement": story.uuid, "act": "forge"})
        assert (answer.status, answer.error["code"]) == (404, "no_such_act")


class TestLanguages:
    @pytest.fixture
    def block(self, cast: SimpleNamespace, course: Course) -> str:
        """The template with a Dutch translation of its section."""
        texts = [
            {"for": path, "of": "", "text": f"{text} (nl)"} for path, text in small().texts() if text.strip()
        ]
        definition = small(variants=[{"lang": "nl", "workplace": "", "texts": texts}])
        return course.agreement(definition, **OWN_DATES)

    @pytest.mark.shows("agreement pitfall 42", "agreement goal 16", "agreement promise 25")
    def test_the_binding_text_is_named_beside_its_translation(self, cast: SimpleNamespace, block: str):
        liga = person(cast.liga, block)
        liga.press("start-me")
        liga.press("read", language="nl")
        assert "Frame (nl)" in liga.page.text
        assert "The English text is binding." in liga.page.text
        assert "binding" in liga.page.notices
        assert "Frame (nl)" in person(cast.liga, block).page.text
        liga.press("read", language="en")
        assert "Frame (nl)" not in liga.page.text

    def test_a_language_that_is_not_there_changes_nothing(self, cast: SimpleNamespace, block: str):
        liga = person(cast.liga, block)
        liga.press("start-me")
        liga.press("read", language="xx")
        assert "Translation (Nederlands)" in liga.page.text
        assert "Frame (nl)" not in liga.page.text


def test_whoever_looks_has_completed_nothing_and_the_last_signature_completes_it(
    cast: SimpleNamespace, story: Story, block: str
):
    story.ready()
    person(cast.liga, block)
    assert not Completion.objects.exists()
    story.signed()
    assert [(done.user_id, done.value) for done in Completion.objects.all()] == [(cast.liga.id, 1.0)]


def test_the_block_is_completed_by_the_host_and_has_no_score():
    assert AgreementBlock.has_custom_completion
    assert not AgreementBlock.has_score
    assert not hasattr(AgreementBlock, "max_score")


def _unit(block: str) -> str:
    return f"{block.split('+type@')[0]}+type@vertical+block@vertical"
