"""A scenario played from the start to the debrief, in a browser's own terms."""

from __future__ import annotations

import pytest

from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import at, place, played, run_id, runs_of, s1, shortest_way
from tests.html import Page
from tests.scenario.stories import ASK, BEST, GREET, STOP
from workmentor_xblocks.scenario.content.definition import Definition

PLAN = "Lock the switch, and only then talk."
_KEPT = "One person, one place: the state is the person's, not the page's."


@fact(
    "The first sample scenario can be played from Start to the debrief.",
    source="It is what the block is for.",
)
def sample_is_played_to_the_debrief(site: Site) -> None:
    placed = place(site, s1())
    marta = at(site, "marta", placed)
    assert marta.begin().status == 200
    for label in shortest_way(s1()):
        assert marta.choose(label).status == 200, label
    assert marta.look_back().status == 200
    assert marta.page.texts("wm-decision")
    assert at(site, "marta", placed).page.texts("wm-decision"), (
        "the debrief stays when the page is opened anew"
    )


@fact(
    "The block is complete at the debrief, and not before.",
    source="Playing to an ending is not yet learning.",
    needs=(Need.COMPLETION,),
)
@pytest.mark.shows("scenario lesson 9", "scenario pitfall 19", "platform fact 17", "platform fact 22")
def completion_is_at_the_debrief(site: Site) -> None:
    placed = place(site)
    done = site.dashboard.completion
    marta = at(site, "marta", placed)
    username = site.username("marta")
    marta.walk(*BEST)
    assert not done(username, placed.key)
    marta.look_back()
    assert done(username, placed.key) == 1.0
    marta.press("begin")
    assert done(username, placed.key) == 1.0, "another run takes nothing back"


@fact(
    "Seeing the page completes nothing.",
    source="A block that decides for itself is not completed by being viewed.",
    needs=(Need.COMPLETION,),
)
@pytest.mark.shows("scenario pitfall 19", "platform fact 22")
def viewing_completes_nothing(site: Site) -> None:
    placed = place(site)
    marta = site.person("marta")
    marta.page(placed.key)
    answer = marta.post(placed.key, "publish_completion", b'{"completion": 1.0}')
    assert answer.status == 400, answer.raw[:300]
    assert not site.dashboard.completion(site.username("marta"), placed.key)


@fact(
    "A repeat changes nothing and gets today's view.",
    source="A lost answer is asked for again by the script.",
)
@pytest.mark.shows("scenario pitfall 11")
def repeats_change_nothing(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    began, again = marta.begin(), marta.send("begin", {"run": ""})
    assert (again.status, again.data["html"]) == (200, began.data["html"])
    form = {**marta.page.form("choose").fields, "choice": marta.token(GREET)}
    chose, again = marta.send("choose", form), marta.send("choose", form)
    assert (again.status, again.data["html"]) == (200, chose.data["html"])
    assert [row["Decisions"] for row in runs_of(site, "marta", placed)] == ["1"]


@fact(
    "A late step from an old tab is a 409 that brings the page as it stands.", source="Two tabs, one person."
)
@pytest.mark.shows("scenario pitfall 11")
def old_tab_is_told(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    old = {**marta.page.form("choose").fields, "choice": marta.page.form("choose").choices[0][0]}
    other = {**old, "choice": marta.page.form("choose").choices[1][0]}
    assert marta.send("choose", old).status == 200
    answer = marta.send("choose", other)
    assert (answer.status, answer.error["code"]) == (409, "moved_on")
    assert answer.page.form("choose").fields["step"] == "1"


@fact("A choice that is not there is a 409, none at all a 400 beside its field.", source="One error shape.")
def unknown_choices(site: Site) -> None:
    marta = at(site, "marta", place(site))
    marta.begin()
    none, unknown = marta.press("choose"), marta.press("choose", choice="nonsense")
    assert (none.status, list(none.error["fields"])) == (400, ["choice"])
    assert (unknown.status, unknown.error["code"]) == (409, "not_offered")


@fact("Another device shows where one stands, in the same order of options.", source=_KEPT)
@pytest.mark.shows("scenario lesson 22", "scenario pitfall 21")
def another_device(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET)
    elsewhere = at(site, "marta", placed, device="phone")
    assert elsewhere.page.options == marta.page.options
    assert elsewhere.choose(STOP).status == 200


@fact("What one person plays, another sees nothing of.", source=_KEPT)
@pytest.mark.shows("platform fact 7")
def people_are_apart(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    assert at(site, "mikael", placed).page.offers("begin")


@fact("After every answer the trainer's table stands where the page stands; a refused step moves neither.",
      source="State and rows are saved in one transaction.")  # fmt: skip
@pytest.mark.shows("scenario lesson 27", "platform fact 14")
def rows_follow_the_state(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)

    def stands() -> tuple[str, str, str]:
        (row,) = runs_of(site, "marta", placed)
        return row["Status"], row["Place"], row["Decisions"]

    marta.begin()
    assert stands() == ("playing", "door", "0")
    marta.choose(GREET)
    assert stands() == ("playing", "slicer", "1")
    marta.press("choose", choice="nonsense")
    assert stands() == ("playing", "slicer", "1")
    marta.choose(STOP)
    marta.choose(ASK)
    assert stands() == ("ended", "trust", "3")
    marta.look_back()
    assert stands() == ("debriefed", "trust", "3")


@fact(
    "Practice from a decision is a run of its own and leaves the first as it is.",
    source="Trying again costs nothing.",
)
@pytest.mark.shows("scenario goal 17a")
def practice_is_apart(site: Site) -> None:
    placed = place(site)
    marta = played(site, "marta", placed)
    first = run_id(marta)
    assert marta.press("retry").status == 200
    assert "practice" in marta.page.notices
    found = {row["Kind"]: row for row in runs_of(site, "marta", placed)}
    assert (found["main"]["Run"], found["main"]["Status"]) == (first, "debriefed")
    assert found["practice"]["Status"] == "playing"


@fact(
    "A page that comes back from the browser's memory is told what stands now.",
    source="Browser Back shows the page of then.",
)
def page_that_comes_back(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    old = at(site, "marta", placed)
    marta.walk(GREET)
    assert old.page.offers("begin")
    answer = old.send("show", {})
    assert (answer.status, answer.data["part"]) == (200, "block")
    assert old.page.text == Page(answer.data["html"]).text
    assert set(old.page.options) == set(marta.page.options)


@fact(
    "From a practice one comes back to the debrief, and to what was planned there.",
    source="Practice stands beside the result.",
)
def back_from_practice(site: Site) -> None:
    placed = place(site)
    marta = played(site, "marta", placed)
    first = run_id(marta)
    assert marta.press("plan", plan=PLAN).status == 200
    assert marta.press("retry").status == 200
    assert marta.send("open_debrief", {"run": first}).status == 200
    assert marta.open().form("plan").fields["plan"] == PLAN
    assert marta.press("go_on").status == 200
    assert "practice" in marta.open().notices


@fact(
    "A scenario without scenes shows a person their own plans from the course, and nobody else's.",
    source="What was planned is found again at the end of the course.",
)
def plans_of_the_course(site: Site) -> None:
    placed = place(site)
    assert played(site, "marta", placed).press("plan", plan=PLAN).status == 200
    last = place(site, Definition(), show_plans=True)
    assert PLAN in at(site, "marta", last).page.text
    assert PLAN not in at(site, "mikael", last).page.text


@fact(
    "Two scenarios in one unit are played beside each other, with each file loaded once.",
    source="Units hold several blocks.",
)
@pytest.mark.shows("scenario pitfall 24")
def two_in_a_unit(site: Site) -> None:
    one = place(site)
    two = place(site, unit=one.unit)
    page = site.person("marta").page(one.unit.key)
    assert page.raw.count("data-wm-root") == 2
    scripts = [part for part in page.raw.split("<script") if "workmentor/learner" in part.split(">")[0]]
    assert len(scripts) == 1, scripts
    at(site, "marta", one).walk(GREET)
    assert at(site, "marta", two).page.offers("begin")


@fact("The data about a course's blocks holds no scene.", source="The platform offers it to whoever may see the course.",
      needs=(Need.BLOCKS_API,))  # fmt: skip
def no_scene_in_the_blocks_data(site: Site) -> None:
    path = "/api/courses/v2/blocks/{}?depth=all&username={}&student_view_data=workmentor_scenario&requested_fields=definition"
    placed = place(site)
    answer = site.person("marta").get(path.format(placed.key, site.username("marta")))
    assert answer.status == 200, answer.raw[:300]
    assert placed.key in answer.raw
    assert "The slicer" not in answer.raw
