"""Who may do what: every handler and every page, asked by every person, also by those who only know the address."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Browser, Direct
from tests.playing import Player
from tests.scenario.stories import ASK, BEST, GREET, STOP, kitchen, without
from workmentor_xblocks.demo.models import Completion, LearnerState
from workmentor_xblocks.scenario.records.tables import RunRecord

PLAY = (
    "show",
    "begin",
    "choose",
    "leave",
    "open_debrief",
    "retry",
    "go_on",
    "plan",
    "plans_read",
    "switch",
    "profile",
)
STUDIO = ("save_definition", "check_definition", "preview_part")
PERSONS = ("nobody", "olaf", "marta", "tove", "aad", "runa", "tove as marta", "tove as any learner")

# 200 wherever the act itself is all right: "may" as far as permission goes; "plan" is 400 where nothing is recorded.
LMS = {
    "nobody": {},
    "olaf": {},
    "marta": dict.fromkeys(PLAY, 200),
    "tove": dict.fromkeys((*PLAY, "report"), 200),
    "aad": dict.fromkeys((*PLAY, "report"), 200),
    "runa": {},
    "tove as marta": {**dict.fromkeys(PLAY, 200), "plan": 400},
    "tove as any learner": {**dict.fromkeys(PLAY, 200), "plan": 400},
}
IN_STUDIO = {"aad": dict.fromkeys(STUDIO, 200)}
IN_PREVIEW = {"aad": {**dict.fromkeys(PLAY, 200), "plan": 400}}


def statuses(door: Browser, course: Course) -> dict[str, int]:
    """What each handler answers to this person, each asked when the act as such is possible."""
    found = {}

    def ask(handler: str, data: dict) -> None:
        answer = player.send(handler, data)
        found[handler] = answer.status
        if answer.status != 200:
            assert not answer.data or answer.error["message"]

    block_key = course.scenario(kitchen())
    player = Player.__new__(Player)
    player.door, player.usage_key = door, block_key
    ask("show", {})
    ask("begin", {"run": ""})
    if found["begin"] == 200:
        fields = player.page.form("choose").fields
        ask("choose", {**fields, "choice": player.token(GREET)})
        player.choose(STOP)
        player.choose(ASK)
    else:
        fields = {"run": "x", "step": 0}
        ask("choose", {**fields, "choice": "x"})
    ask("open_debrief", fields)
    ask("plan", {**fields, "plan": "Lock it."})
    ask("switch", {"language": "en"})
    ask("profile", {"learner": "Liga", "company": ""})
    ask("retry", {**fields, "step": 0})
    run = player.page.form("choose").fields["run"] if found["retry"] == 200 else "x"
    ask("go_on", {})
    ask("plans_read", {})
    course.publish(block_key, "")
    ask("leave", {"run": run})
    ask("report", {})
    definition = {"definition": kitchen().full(), "settings": {}, "base": ""}
    for handler in STUDIO:
        ask(handler, {**definition, "part": "door"})
    return found


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.shows("platform fact 5", "platform fact 12")
def test_handlers_of_the_lms(cast: SimpleNamespace, course: Course, person: str):
    expected = dict.fromkeys((*PLAY, "report", *STUDIO), 403) | LMS[person]
    assert statuses(Browser.of(cast, person), course) == expected


@pytest.mark.parametrize("person", PERSONS[:6])
@pytest.mark.shows("platform fact 3", "platform fact 4", "platform fact 12")
def test_handlers_of_studio_s_editor(cast: SimpleNamespace, course: Course, person: str):
    expected = dict.fromkeys((*PLAY, "report", *STUDIO), 403) | IN_STUDIO.get(person, {})
    found = statuses(Browser.of(cast, person, root=Browser.STUDIO), course)
    if person == "aad":
        assert found.pop("save_definition") == 409  # may, but named no base
        expected.pop("save_definition")
    assert found == expected


@pytest.mark.parametrize("person", PERSONS[:6])
@pytest.mark.shows("platform fact 3", "platform fact 12")
def test_handlers_of_studio_s_preview(cast: SimpleNamespace, course: Course, person: str):
    """The preview plays the draft: a stranger who finds its address sees none of it."""
    expected = dict.fromkeys((*PLAY, "report", *STUDIO), 403) | IN_PREVIEW.get(person, {})
    assert statuses(Browser.of(cast, person, root=Browser.PREVIEW), course) == expected


@pytest.mark.parametrize("root", [Browser.LMS, Browser.STUDIO, Browser.PREVIEW])
@pytest.mark.parametrize("person", ["nobody", "olaf", "runa"])
@pytest.mark.shows("platform fact 1")
def test_who_may_nothing_leaves_no_trace(cast: SimpleNamespace, course: Course, person: str, root: str):
    before = recorded()
    statuses(Browser.of(cast, person, root=root), course)
    assert recorded() == before


PAGES = {
    "keep": {"marta": 200, "tove": 200, "aad": 200, "tove as marta": 200, "tove as any learner": 200},
    "runs.csv": {"tove": 200, "aad": 200, "tove as marta": 200, "tove as any learner": 200},
    "counts.csv": {"tove": 200, "aad": 200, "runa": 200, "tove as marta": 200, "tove as any learner": 200},
}


@pytest.mark.parametrize("person", [*PERSONS, "mikael"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.shows("platform fact 5")
def test_pages(cast: SimpleNamespace, marta: Player, page: str, person: str):
    """Pages have no masquerade; who may not learns nothing, not even that there is something."""
    marta.walk(*BEST)
    run = RunRecord.objects.get().uuid
    address = f"runs/{run}/" if page == "keep" else f"{marta.usage_key}/{page}"
    client = Browser.of(cast, person).client
    assert client.get(f"/workmentor/scenario/{address}").status_code == PAGES[page].get(person, 404)
    assert client.post(f"/workmentor/scenario/{address}").status_code == 405


class TestThePageOf:
    @pytest.mark.shows("scenario pitfall 17")
    def test_nobody_asks_to_sign_in_and_offers_nothing(self, block_key: str):
        player = Player(Direct(), block_key)
        assert (player.page.notices, player.page.forms) == ({"anonymous"}, [])

    def test_an_outsider_says_why_and_offers_nothing(self, cast: SimpleNamespace, block_key: str):
        player = Player(Direct(cast.olaf), block_key)
        assert (player.page.notices, player.page.forms) == ({"not_enrolled"}, [])

    def test_a_mentor_offers_no_results_of_others(self, marta: Player):
        assert not marta.page.offers("report")

    def test_a_trainer_offers_the_results(self, cast: SimpleNamespace, block_key: str):
        assert Player(Direct(cast.tove), block_key).page.offers("report")

    def test_a_trainer_who_looks_as_a_learner_offers_no_results(self, cast: SimpleNamespace, block_key: str):
        for eyes in (None, cast.marta):
            browser = Browser(cast.tove)
            browser.masquerade(eyes)
            page = Player(browser, block_key).page
            assert "masquerading" in page.notices
            assert page.offers("begin")
            assert not page.offers("report")


class TestMasquerade:
    @pytest.mark.shows("platform fact 24")
    def test_as_one_learner_plays_in_full_and_writes_nothing_anywhere(
        self, cast: SimpleNamespace, course: Course, marta: Player
    ):
        course.publish(marta.usage_key, scoring="decisions")
        marta.walk(GREET)
        marta.choose(STOP, reason="mine")
        before = recorded()
        browser = Browser(cast.tove)
        browser.masquerade(cast.marta)
        tove = Player(browser, marta.usage_key)
        assert set(tove.page.options) == set(marta.page.options)  # stands where Marta stands
        assert "reason" not in tove.page.form("choose").fields
        assert tove.choose(ASK, reason="not hers").status == 200
        tove.look_back()
        assert tove.page.notices == {"masquerading"}
        assert not tove.page.offers("plan")
        assert "mine" not in tove.page.text
        assert not tove.page.links
        assert tove.send("profile", {"learner": "Someone", "company": ""}).status == 200
        assert recorded() == before
        assert marta.open().options

    @pytest.mark.shows("platform fact 25")
    def test_as_any_learner_plays_in_the_own_state_and_records_nothing(
        self, cast: SimpleNamespace, course: Course
    ):
        block_key = course.scenario(kitchen(), scoring="decisions")
        browser = Browser(cast.tove)
        browser.masquerade()
        tove = Player(browser, block_key)
        tove.walk(*BEST)
        tove.look_back()
        tove.send("profile", {"learner": "Someone", "company": ""})
        found = recorded()
        assert [row["user_id"] for row in found.pop("LearnerState")] == [cast.tove.id]
        assert not any(found.values())
        assert LearnerState.objects.get().grade is None

    def test_left_behind_the_own_run_goes_on_as_a_trial(self, cast: SimpleNamespace, block_key: str):
        browser = Browser(cast.tove)
        browser.masquerade()
        tove = Player(browser, block_key)
        tove.walk(GREET)
        session = browser.client.session
        session["masquerade"] = {}
        session.save()
        tove.open()
        tove.choose(STOP)
        tove.choose(ASK)
        row = RunRecord.objects.get()
        assert (row.is_trial, row.path[0]) == (True, ["door", "greet"])

    def test_in_another_course_is_none_here(self, cast: SimpleNamespace, block_key: str):
        browser = Browser(cast.tove)
        session = browser.client.session
        session["masquerade"] = {COURSE_KEY + "x": None}
        session.save()
        Player(browser, block_key).walk(*BEST)
        assert RunRecord.objects.get().is_trial

    def test_of_a_mentor_is_none(self, cast: SimpleNamespace, marta: Player):
        browser = Browser(cast.mikael)
        browser.masquerade(cast.marta)
        mikael = Player(browser, marta.usage_key)
        mikael.begin()
        assert RunRecord.objects.get().user_id == cast.mikael.id


@pytest.mark.shows("platform fact 29")
class TestPreview:
    def test_plays_the_draft_to_the_end_without_a_trace(self, cast: SimpleNamespace, course: Course):
        block_key = course.scenario(kitchen(), scoring="decisions")
        before = recorded()
        door = Browser(cast.aad, root=Browser.PREVIEW)
        aad = Player.__new__(Player)
        aad.door, aad.usage_key = door, block_key
        aad.send("begin", {"run": ""})
        for label in BEST:
            aad.choose(label)
        aad.look_back()
        assert aad.page.notices == {"studio"}
        assert recorded() == before

    def test_shows_the_draft_and_not_what_learners_see(self, cast: SimpleNamespace, course: Course):
        from workmentor_xblocks.demo.models import Branch
        from workmentor_xblocks.demo.runtime.authored import save_value

        block_key = course.scenario(kitchen())
        save_value(Branch.DRAFT, block_key, "definition", without("door").but(start="slicer").canonical())
        answer = Browser(cast.aad, root=Browser.PREVIEW).post(block_key, "begin", b'{"run": ""}')
        assert answer.data["announce"] == "The slicer"
        assert Player(Direct(cast.marta), block_key).begin().data["announce"] == "Liga at the door"


def test_a_staff_member_s_own_run_is_a_trial(cast: SimpleNamespace, block_key: str):
    tove = Player(Direct(cast.tove), block_key)
    tove.walk(*BEST)
    tove.look_back()
    assert RunRecord.objects.get().is_trial
    assert Completion.objects.get().user_id == cast.tove.id


def test_who_left_the_course_reads_back_their_run_and_plays_no_more(cast: SimpleNamespace, marta: Player):
    marta.walk(*BEST)
    marta.look_back()
    link = marta.page.links[0]
    cast.marta.enrolments.all().delete()
    assert marta.open().notices == {"not_enrolled"}
    assert marta.send("begin", {"run": ""}).status == 403
    assert Browser(cast.marta).client.get(link).status_code == 200
