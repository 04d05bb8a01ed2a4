"""The block on its page: what stands there before, while and after playing, and in whose words."""

from __future__ import annotations

import json
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from lxml import etree

from tests.cast import Course, recorded
from tests.doors import Browser, Direct
from tests.html import Page, language_of
from tests.playing import Player
from tests.scenario.stories import ASK, BEST, GREET, STOP, kitchen, kitchen_data, translated
from workmentor_xblocks import host
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.people.viewer import Place, Role, Viewer, WhyNot
from workmentor_xblocks.demo.host import DemoHost
from workmentor_xblocks.host.standalone import StandaloneHost
from workmentor_xblocks.scenario.content.definition import Definition, from_data
from workmentor_xblocks.scenario.content.kind import SCENARIO
from workmentor_xblocks.scenario.pages.block import ScenarioBlock
from workmentor_xblocks.scenario.records.tables import RunRecord

SAMPLE = Path(__file__).parents[2] / "sample_course/mentor/workmentor_scenario"


def sample(name: str) -> Definition:
    """A scenario of the sample course."""
    return SCENARIO.read(etree.parse(str(SAMPLE / f"{name}.xml")).getroot()).definition


class TestStartPage:
    def test_says_what_it_is_how_long_it_takes_and_who_sees_it(self, marta: Player):
        for words in (
            "Mentoring scenario", "Liga starts in your kitchen today.", "About 8 minutes.",
            "You can stop at any time and go on later", "You and the trainers of this course can see",
            "There is no grade",
        ):  # fmt: skip
            assert words in marta.page.text

    def test_of_a_graded_scenario_says_so(self, cast: SimpleNamespace, course: Course):
        player = Player(Direct(cast.marta), course.scenario(kitchen(), scoring="decisions", minutes=1))
        assert "Your decisions count for a grade." in player.page.text
        assert "About 1 minute." in player.page.text

    @pytest.mark.shows("platform fact 52")
    def test_tells_its_script_who_reads_without_telling_who_it_is(self, cast: SimpleNamespace, marta: Player):
        args = json.loads(marta.door.view(marta.usage_key).rsplit("</div>", 1)[1])
        assert args["usage"] == marta.usage_key
        assert args["user"] not in ("", str(cast.marta.id), "marta")
        other = json.loads(Direct(cast.mikael).view(marta.usage_key).rsplit("</div>", 1)[1])
        assert other["user"] != args["user"]
        assert all(args["words"].values())

    def test_says_to_who_has_no_script_what_is_missing(self, marta: Player):
        assert "This page needs JavaScript to go on." in marta.page.text

    def test_of_what_cannot_be_read_says_that_nothing_is_there_yet(
        self, cast: SimpleNamespace, course: Course
    ):
        for definition in ("", "{", '{"scenes": 1}', "[" * 500, '{"schema": 9}'):
            player = Player(Direct(cast.marta), course.scenario(definition))
            assert "This scenario has no scene to begin with yet." in player.page.text


class TestProgress:
    def test_counts_decisions_and_promises_no_more_than_the_shortest_way(self, marta: Player):
        marta.begin()
        assert marta.page.texts("wm-progress") == ["Decision 1 · shortest route: 3"]
        marta.choose(GREET)
        assert marta.page.texts("wm-progress") == ["Decision 2 · shortest route: 3"]

    def test_goes_on_on_another_device_where_it_was_left(self, cast: SimpleNamespace, marta: Player):
        marta.walk(GREET)
        phone = Player(Browser(cast.marta), marta.usage_key)
        assert phone.page.options == marta.page.options
        phone.choose(STOP)
        assert marta.open().text == phone.open().text


@pytest.mark.shows("page fact 1")
class TestTwoOnOnePage:
    def test_are_played_each_for_itself(self, cast: SimpleNamespace, course: Course):
        browser = Browser(cast.marta)
        first, second = (Player(browser, course.scenario(kitchen())) for _ in range(2))
        first.walk(GREET)
        assert second.open().offers("begin")
        second.walk(*BEST)
        assert set(first.open().options) != set()
        assert {row.usage_key for row in RunRecord.objects.all()} == {first.usage_key, second.usage_key}

    @pytest.mark.shows("scenario pitfall 24")
    def test_share_no_element_ids(self, cast: SimpleNamespace, course: Course):
        player = Player(Direct(cast.marta), course.scenario(kitchen()))
        pages = [player.page]
        player.walk(*BEST)
        player.look_back()
        pages.append(player.page)
        for page in pages:
            for name in ("id", "for", "aria-labelledby", "aria-controls", "style", "onclick"):
                assert page.attributes(name) == []


@pytest.fixture
def in_dutch(cast: SimpleNamespace, course: Course) -> Player:
    """A scenario in English, Dutch and Norwegian, on an English site."""
    definition = translated(translated(kitchen(), "nl"), "nb", only="door/")
    return Player(Direct(cast.marta), course.scenario(definition))


class TestLanguage:
    def test_is_offered_by_its_own_name_where_there_is_more_than_one(self, in_dutch: Player, marta: Player):
        buttons = in_dutch.page.form("switch").buttons
        assert [(button["value"], button["lang"]) for button in buttons] == [
            ("en", "en"),
            ("nl", "nl"),
            ("nb", "nb"),
        ]
        assert "Nederlands" in in_dutch.page.text
        assert not marta.page.offers("switch")

    def test_chosen_on_an_english_site_is_spoken_by_story_and_buttons(self, in_dutch: Player):
        answer = in_dutch.send("switch", {"language": "nl"})
        assert "nl: Liga starts in your kitchen today." in in_dutch.page.text
        assert in_dutch.page.form("begin").buttons
        assert (
            answer.data["words"]["try_again"] == "Opnieuw proberen"
            or answer.data["words"]["try_again"] != "Try again"
        )
        with override("nl"):
            assert gettext("Start") in in_dutch.page.text
        in_dutch.begin()
        assert "What do you do?" not in in_dutch.page.text
        assert in_dutch.page.options[0].startswith("nl: ")
        assert in_dutch.open().options[0].startswith("nl: ")  # remembered

    def test_is_remembered_for_the_next_scenario(
        self, cast: SimpleNamespace, course: Course, in_dutch: Player
    ):
        in_dutch.send("switch", {"language": "nl"})
        other = Player(Direct(cast.marta), course.scenario(translated(kitchen(), "nl")))
        assert "nl: Liga starts" in other.page.text
        assert "nl: " not in Player(Direct(cast.mikael), other.usage_key).page.text

    @pytest.mark.parametrize("junk", ["xx", "../../nl", "<b>", "en-<b>", "nl\x00", "fi", "x" * 20])
    @pytest.mark.shows("platform fact 49")
    def test_that_is_not_offered_changes_nothing(self, in_dutch: Player, junk: str):
        in_dutch.send("switch", {"language": "nl"})
        answer = in_dutch.send("switch", {"language": junk})
        assert answer.status in (200, 413)
        assert "nl: Liga starts" in in_dutch.open().text

    def test_of_a_place_that_is_not_translated_is_said_in_the_page(self, in_dutch: Player):
        in_dutch.send("switch", {"language": "nb"})
        in_dutch.begin()
        assert in_dutch.page.options[0].startswith("nb: ")
        in_dutch.choose(f"nb: {GREET}")
        root = in_dutch.open().root
        assert language_of(root.find_class("wm-text")[0]) == "en"
        assert language_of(root.find_class("wm-consequence")[0]) == "nb"
        assert STOP in in_dutch.page.options

    def test_of_the_block_goes_before_the_course_and_the_site(self, cast: SimpleNamespace, course: Course):
        key = course.scenario(translated(kitchen(), "nl"), default_language="nl-be")
        assert "nl: Liga starts" in Player(Direct(cast.marta), key).page.text

    def test_that_is_written_from_the_right_says_so(self, cast: SimpleNamespace, course: Course):
        player = Player(
            Direct(cast.marta), course.scenario(translated(kitchen(), "ar"), default_language="ar")
        )
        assert player.page.root.find_class("wm-text")[0].get("dir") == "rtl"

    def test_of_the_sample_is_dutch_from_the_first_click(self, cast: SimpleNamespace, course: Course):
        """On a site with English only, a mentor plays the first scenario in Dutch."""
        s1 = sample("s1")
        player = Player(Direct(cast.marta), course.scenario(s1))
        player.send("switch", {"language": "nl"})
        player.begin()
        languages, chance = set(), random.Random(1)
        while player.page.offers("choose"):
            languages |= {language_of(node) for node in player.open().root.find_class("wm-choice")}
            assert "Decide" not in [button.text for button in player.page.root.iter("button")]
            # As one who has never seen it: whatever comes to mind, so that no loop holds on to her.
            player.press("choose", choice=chance.choice(player.page.form("choose").choices)[0])
        assert languages == {"nl"}
        player.look_back()
        assert "Looking back" not in player.page.text


class TestWorkplace:
    def test_is_offered_where_it_is_complete_and_then_read_everywhere(
        self, cast: SimpleNamespace, course: Course
    ):
        s5 = sample("s5")
        player = Player(Direct(cast.marta), course.scenario(s5))
        values = [
            button["value"] for button in player.page.form("switch").buttons if button["name"] == "workplace"
        ]
        assert values == [workplace.id for workplace in s5.workplaces]
        before = player.page.text
        player.send("switch", {"workplace": values[1]})
        assert player.page.text != before
        assert [b["aria-pressed"] for b in player.page.form("switch").buttons] == ["false", "true"]
        player.send("switch", {"workplace": "forge"})
        assert [b["aria-pressed"] for b in player.open().form("switch").buttons] == ["false", "true"]


class TestOwnNames:
    @pytest.fixture
    def slotted(self, cast: SimpleNamespace, course: Course) -> Player:
        data = kitchen_data()
        data["introduction"] = "**{learner}** starts at {company} today."
        data["scenes"][0]["title"] = "{learner} at the door"
        data["scenes"][0]["choices"][0]["label"] = "Greet {learner}"
        return Player(Direct(cast.marta), course.scenario(from_data(data)))

    def test_are_asked_for_only_where_a_text_has_room_for_them(self, slotted: Player, marta: Player):
        assert slotted.page.offers("profile")
        assert not marta.page.offers("profile")

    def test_that_nobody_told_are_plain_words_and_an_empty_form(self, slotted: Player):
        assert "your learner starts at your company today." in slotted.page.text
        assert slotted.page.form("profile").fields == {"learner": "", "company": ""}

    def test_stand_in_texts_titles_and_labels(self, slotted: Player):
        slotted.press("profile", learner="Liga", company="Lind AS")
        assert "Liga starts at Lind AS today." in slotted.page.text
        assert slotted.page.form("profile").fields == {"learner": "Liga", "company": "Lind AS"}
        assert slotted.begin().data["announce"] == "Liga at the door"
        assert "Greet Liga" in slotted.page.options

    def test_stand_on_the_way_walked_and_not_in_a_trainer_s_report(
        self, cast: SimpleNamespace, slotted: Player
    ):
        slotted.press("profile", learner="Liga", company="Lind AS")
        slotted.walk("Greet Liga", STOP, ASK)
        slotted.look_back()
        assert "Liga at the door Strong Greet Liga" in slotted.page.text
        assert "{" not in slotted.page.text
        tove = Direct(cast.tove)
        for data in ({}, {"view": "project"}, {"run": RunRecord.objects.get().uuid}):
            page = Page(tove.post(slotted.usage_key, "report", json.dumps(data).encode()).data["html"])
            assert "your learner at the door" in page.text
            assert "Liga" not in page.text.replace("Liga starts", "")
            assert "{" not in page.text
        counts = Browser(cast.tove).client.get(f"/workmentor/scenario/{slotted.usage_key}/counts.csv")
        assert "Greet your learner" in b"".join(counts.streaming_content).decode()

    def test_are_words_and_never_markup(self, slotted: Player):
        slotted.press("profile", learner="<b onclick=x>", company='"><script>')
        assert "<b onclick" not in slotted.page.html
        assert "<script>" not in slotted.page.html
        assert "<b onclick=x> starts" in slotted.page.text

    def test_are_the_same_in_all_scenarios_of_a_person_and_of_nobody_else(
        self, cast: SimpleNamespace, slotted: Player
    ):
        slotted.press("profile", learner="Liga", company="")
        assert "Liga starts at your company" in slotted.open().text
        assert "your learner starts" in Player(Direct(cast.mikael), slotted.usage_key).page.text

    def test_are_forgotten_when_the_field_is_emptied(self, slotted: Player):
        slotted.press("profile", learner="Liga", company="Lind AS")
        slotted.press("profile", learner="", company="")
        assert "your learner starts" in slotted.page.text
        assert WorkplaceProfile.objects.get().slots() == {}

    def test_that_are_too_long_are_named(self, slotted: Player):
        answer = slotted.press("profile", learner="x" * 61, company="Lind AS")
        assert (answer.status, list(answer.error["fields"])) == (413, ["learner"])


@pytest.mark.shows("scenario lesson 10")
class TestPictures:
    @pytest.mark.shows("platform fact 53")
    def test_are_shown_with_their_words_at_an_address_that_works(self, cast: SimpleNamespace, course: Course):
        data = kitchen_data()
        data["scenes"][0]["picture"] = {"src": "/static/door.svg", "alt": 'A "door"'}
        data["scenes"][0]["body"] = "![A knife](/static/knife.png) and [a unit](/jump_to_id/u2)"
        player = Player(Direct(cast.marta), course.scenario(from_data(data)))
        answer = player.begin()
        assert f'src="/static-course/{Course.key}/door.svg"' in answer.data["html"]
        assert f'src="/static-course/{Course.key}/knife.png"' in answer.data["html"]
        assert f'href="/courses/{Course.key}/jump_to_id/u2"' in answer.data["html"]
        assert player.page.attributes("alt") == ['A "door"', "A knife"]
        assert player.open().attributes("src") == Page(answer.data["html"]).attributes("src")

    def test_whose_address_is_an_attack_are_no_more_than_a_broken_picture(
        self, cast: SimpleNamespace, course: Course
    ):
        data = kitchen_data()
        data["scenes"][0]["picture"] = {"src": '"><script>a</script>', "alt": '" onerror="a'}
        player = Player(Direct(cast.marta), course.scenario(from_data(data)))
        player.begin()
        assert player.page.attributes("onerror") == []
        assert "<script" not in player.page.html


@pytest.mark.shows("scenario pitfall 25")
def test_every_word_of_an_author_is_harmless_on_every_page(cast: SimpleNamespace, course: Course):
    """The whole scenario written by somebody who means harm: markup in each text."""
    attack = "<img src=x onerror=alert(1)><script>a</script>[x](javascript:a)"
    data = json.loads(json.dumps(kitchen_data()).replace("Here is", attack.replace('"', "'")))
    for entry in (*data["scenes"], *data["endings"]):
        entry["title"] += attack
        for choice in entry.get("choices", ()):
            choice["label"] += attack
            choice["consequence"] = choice["coach_note"] = attack
    data["questions"] = [{"id": "q1", "text": attack}]
    data["competences"] = [{"id": "C2", "name": attack}, {"id": "C5"}, {"id": "C7"}]
    key = course.scenario(from_data(data), display_name=attack)
    player = Player(Direct(cast.marta), key)
    pages = [player.page.html, player.begin().data["html"]]
    for label in BEST:
        token = next(value for value, words in player.page.form("choose").choices if words.startswith(label))
        pages.append(player.press("choose", choice=token).data["html"])
    pages.append(player.look_back().data["html"])
    pages.append(Browser(cast.marta).client.get(player.page.links[0]).content.decode())
    run = json.dumps({"run": RunRecord.objects.get().uuid}).encode()
    pages += [Direct(cast.tove).post(key, "report", body).data["html"] for body in (b"{}", run)]
    for html in pages:
        page = Page(html)
        assert not [node for node in page.root.iter("script") if "a" in (node.text or "")]
        assert page.attributes("onerror") == []
        assert not [link for link in page.links if link and link.startswith("javascript")]


class TestElsewhere:
    @pytest.fixture
    def bare(self):
        host.bind(StandaloneHost())
        yield
        host.bind(DemoHost())

    @pytest.mark.shows("platform fact 10")
    def test_in_a_runtime_that_nobody_knows_it_plays_and_records_nothing(
        self, bare: None, cast: SimpleNamespace, block_key: str
    ):
        player = Player(Direct(cast.marta), block_key)
        assert player.page.notices == {"no_host"}
        player.walk(*BEST)
        player.look_back()
        assert "It ended with: A good first hour" in player.page.text
        assert not RunRecord.objects.exists()
        assert not player.page.offers("plan")

    @pytest.fixture
    def library(self):
        """A host whose blocks stand in a content library, seen by one of its authors."""

        class Library(DemoHost):
            def viewer(self, block: object) -> Viewer:
                seen = super().viewer(block)
                return Viewer(
                    user_id=seen.user_id,
                    actor_id=seen.actor_id,
                    roles=frozenset({Role.AUTHOR}),
                    place=Place.LIBRARY,
                    may_write_fields=True,
                    why_not=WhyNot.STUDIO,
                )

        host.bind(Library())
        yield
        host.bind(DemoHost())

    @pytest.mark.shows("scenario pitfall 18")
    def test_in_a_library_it_is_tried_and_nothing_is_recorded_or_graded(
        self, library: None, cast: SimpleNamespace, course: Course
    ):
        player = Player(Direct(cast.aad), course.scenario(kitchen(), scoring="decisions"))
        assert player.page.notices == {"studio"}
        player.walk(*BEST)
        assert player.look_back().status == 200
        found = recorded()
        (state,) = found.pop("LearnerState")
        assert state["grade"] is None
        assert not any(found.values())

    def test_the_workbench_gets_scenarios_that_can_be_read(self):
        for title, xml in ScenarioBlock.workbench_scenarios():
            assert title
            root = etree.fromstring(xml)
            for node in [root] if root.tag == "workmentor_scenario" else list(root):
                read = SCENARIO.read(node)
                assert not read.findings
                assert read.definition.place(read.definition.start)
