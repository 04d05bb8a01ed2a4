"""Staff who look at the course as a learner: they play in full, and nothing of it is recorded."""

from __future__ import annotations

import pytest

from tests.contract.fact import Need, fact
from tests.contract.facts.grades import GRADED, gets
from tests.contract.site import Points, Site
from tests.contract.steps import Placed, at, place, played, runs
from tests.playing import Player
from tests.scenario.stories import BEST, GREET, STOP

_SPECIFIC = (
    "Seen on a running LMS: state goes into the staff member's session, own tables would be written for real."
)
_GENERIC = "Seen on a running LMS: state, grade and completion are the staff member's own unless we refuse."


def _graded(site: Site) -> Placed:
    return place(site, unit=site.desk.unit(graded=True), **GRADED)


def _nothing_came_of_it(site: Site, placed: Placed, *names: str) -> None:
    assert runs(site, placed) == []
    for name in names:
        username = site.username(name)
        assert not site.dashboard.completion(username, placed.key)
        points = site.dashboard.points(username, placed.unit)
        assert points.earned == 0, points


def _plays_as_practice(player: Player) -> None:
    assert "masquerading" in player.page.notices
    assert not player.page.offers("report"), "who looks as a learner sees no results of others"
    player.walk(*BEST)
    assert player.look_back().status == 200
    assert "masquerading" in player.page.notices
    assert not player.page.offers("plan"), "what cannot be kept is not asked for"
    assert not [link for link in player.page.links if "/runs/" in link]


@fact(
    "As one learner: plays in full, marked as practice; no rows, no grade, no completion.", source=_SPECIFIC
)
@pytest.mark.shows("platform fact 24", "platform fact 28")
def as_one_learner(site: Site) -> None:
    placed = _graded(site)
    tove = site.person("tove", device="mask")
    tove.view_as(site.username("marta"))
    try:
        _plays_as_practice(at(site, "tove", placed, device="mask"))
    finally:
        tove.view_as(None)
    _nothing_came_of_it(site, placed, "marta", "tove")
    assert at(site, "marta", placed).page.offers("begin"), "the learner sees nothing of it"
    assert at(site, "tove", placed).page.offers("begin"), "nor does another session of the same person"


@fact("As one learner: what was played stays in the session, on the next page too.", source=_SPECIFIC)
@pytest.mark.shows("platform fact 24")
def stays_in_the_session(site: Site) -> None:
    placed = place(site)
    tove = site.person("tove", device="mask")
    tove.view_as(site.username("marta"))
    try:
        masked = at(site, "tove", placed, device="mask")
        masked.walk(GREET)
        masked.open()
        assert masked.page.form("choose").fields["step"] == "1"
        assert masked.choose(STOP).status == 200
    finally:
        tove.view_as(None)
    assert runs(site, placed) == []


@fact(
    "As one learner who has played: their run is shown and can be gone on with, and theirs stays as it is.",
    source=_SPECIFIC,
)
@pytest.mark.shows("platform fact 24")
def on_top_of_a_learners_run(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET)
    tove = site.person("tove", device="mask")
    tove.view_as(site.username("marta"))
    try:
        masked = at(site, "tove", placed, device="mask")
        assert masked.choose(STOP).status == 200
        assert masked.page.form("choose").fields["step"] == "2"
    finally:
        tove.view_as(None)
    assert marta.open().form("choose").fields["step"] == "1"
    assert [row["Decisions"] for row in runs(site, placed)] == ["1"]
    assert marta.choose(STOP).status == 200


@fact("As any learner: plays in full, marked as practice; no rows, no grade, no completion.", source=_GENERIC)
@pytest.mark.shows("platform fact 25")
def as_any_learner(site: Site) -> None:
    placed = _graded(site)
    tove = site.person("tove", device="mask")
    tove.view_as("")
    try:
        _plays_as_practice(at(site, "tove", placed, device="mask"))
    finally:
        tove.view_as(None)
    _nothing_came_of_it(site, placed, "tove")


@fact("As any learner one is told that the run is one's own try; as a named one, that nothing is recorded.",
      source=_GENERIC)  # fmt: skip
def what_becomes_of_it_is_said(site: Site) -> None:
    placed = place(site)
    tove = site.person("tove", device="mask")
    for mask, words in (("", "kept as your own try"), (site.username("marta"), "is not recorded")):
        tove.view_as(mask)
        try:
            assert words in at(site, "tove", placed, device="mask").page.text
        finally:
            tove.view_as(None)


@fact("In a masquerade names of the workplace and plans are not kept.", source=_SPECIFIC)
@pytest.mark.shows("platform fact 26")
def nothing_typed_is_kept(site: Site) -> None:
    placed = place(site)
    for mask in (site.username("marta"), ""):
        tove = site.person("tove", device="mask")
        tove.view_as(mask)
        try:
            masked = at(site, "tove", placed, device="mask")
            masked.walk(*BEST)
            masked.look_back()
            run = masked.page.form("begin").fields["run"]
            answer = masked.send("plan", {"run": run, "plan": "typed under a mask"})
            assert (answer.status, answer.error["code"]) == (400, "not_recorded")
            assert masked.send("report", {}).status == 403
        finally:
            tove.view_as(None)
    assert runs(site, placed) == []


@fact(
    "Staff as themselves play for real, and no figure of the group counts them.",
    source="A trainer's try is a trial.",
    needs=(Need.COMPLETION,),
)
@pytest.mark.shows("scenario pitfall 17")
def staff_as_themselves(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    tove = played(site, "tove", placed)
    assert "masquerading" not in tove.page.notices
    assert site.dashboard.completion(site.username("tove"), placed.key) == 1.0
    assert [row["User name"] for row in runs(site, placed)] == [site.username("marta")]
    answer = tove.send("report", {})
    assert "1 person began" in answer.page.text


@fact(
    "After a masquerade staff are themselves again: their next run is kept.",
    source="Seen on a running LMS: one way of asking stays true for the whole session.",
)
@pytest.mark.shows("platform fact 27")
def after_the_masquerade(site: Site) -> None:
    placed = _graded(site)
    tove = site.person("tove", device="mask")
    tove.view_as(site.username("marta"))
    tove.view_as(None)
    player = at(site, "tove", placed, device="mask")
    assert "masquerading" not in player.page.notices
    player.walk(*BEST)
    player.look_back()
    assert player.page.offers("plan")
    gets(site, "tove", placed, 3.0)
    assert site.dashboard.points(site.username("marta"), placed.unit) in (Points(0, 0), Points(0, 3))
