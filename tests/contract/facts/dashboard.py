"""What the instructor's dashboard does to a person's state, and what becomes of ours."""

from __future__ import annotations

import pytest

from tests.contract.fact import Need, fact
from tests.contract.facts.grades import GRADED, gets
from tests.contract.site import Site
from tests.contract.steps import at, opened_run, place, played, run_id, runs, runs_of, save
from tests.scenario.stories import ASK, BEST, GREET, STOP, WORST, kitchen, kitchen_data
from workmentor_xblocks.scenario.content.definition import Definition, from_data

_DELETED = "Seen on a running LMS: the platform deletes its row of the state, and nothing of ours by itself."
TYPED = "because her sleeve hung loose"


def _greeting_harms() -> Definition:
    """The kitchen after the author changed her mind about its first scene."""
    data = kitchen_data()
    greet, apron = data["scenes"][0]["choices"]
    greet["evidence"], apron["evidence"] = apron["evidence"], greet["evidence"]
    return from_data(data)


@fact("Delete state erases runs, notes and grade; the person begins anew.", source=_DELETED)
@pytest.mark.shows("scenario pitfall 12a", "platform fact 30", "platform fact 32")
def delete_state(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    marta = at(site, "marta", placed)
    marta.begin()
    marta.choose(GREET, reason=TYPED)
    for label in (STOP, ASK):
        marta.choose(label)
    marta.look_back()
    played(site, "mikael", placed)
    gets(site, "marta", placed, 3.0)
    (row,) = runs_of(site, "marta", placed)
    assert TYPED in opened_run(site, placed, row).text
    site.dashboard.delete_state(site.username("marta"), placed.key)
    assert [row["User name"] for row in runs(site, placed)] == [site.username("mikael")]
    gone = at(site, "tove", placed).send("report", {"run": row["Run"]})
    assert (gone.status, TYPED in gone.raw) == (404, False)
    gets(site, "marta", placed, 0.0, site.dashboard.points(site.username("marta"), placed.unit).possible)
    assert at(site, "marta", placed).page.offers("begin")
    assert at(site, "marta", placed).begin().status == 200
    gets(site, "mikael", placed, 3.0)


@fact("Reset attempts takes nothing from a run; foreign keys in the state disturb nothing.",
      source="Seen on a running LMS: it adds its own keys to any block's state.")  # fmt: skip
@pytest.mark.shows("scenario pitfall 12a", "platform fact 33")
def reset_attempts(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET)
    site.dashboard.reset_attempts(site.username("marta"), placed.key)
    marta.open()
    assert marta.choose(STOP).status == 200
    assert [row["Decisions"] for row in runs_of(site, "marta", placed)] == ["2"]


@fact(
    "Rescore values every run by today's key, and the gradebook follows.", source="An author corrects a key."
)
@pytest.mark.shows("scenario lesson 8", "scenario pitfall 4", "platform fact 34")
def rescore(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    played(site, "marta", placed)
    gets(site, "marta", placed, 3.0)
    save(site.person("aad"), placed.key, _greeting_harms(), **GRADED)
    site.desk.publish(placed.unit)
    gets(site, "marta", placed, 3.0)
    site.dashboard.rescore(site.username("marta"), placed.key)
    gets(site, "marta", placed, 2.0)


@fact("Rescore only if higher leaves a better grade as it is.", source="The dashboard's own words.")
@pytest.mark.shows("scenario pitfall 4")
def rescore_only_if_higher(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    played(site, "marta", placed)
    save(site.person("aad"), placed.key, _greeting_harms(), **GRADED)
    site.desk.publish(placed.unit)
    site.dashboard.rescore(site.username("marta"), placed.key, only_if_higher=True)
    gets(site, "marta", placed, 3.0)


@fact(
    "A score set by hand stands, also after another run, until a rescore.", source="Staff have the last word."
)
@pytest.mark.shows("scenario pitfall 4", "platform fact 35")
def override(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    played(site, "marta", placed, *WORST)
    gets(site, "marta", placed, 0.0)
    site.dashboard.override(site.username("marta"), placed.key, 0.5)
    gets(site, "marta", placed, 1.5)
    played(site, "marta", placed, *BEST)
    gets(site, "marta", placed, 1.5)
    site.dashboard.rescore(site.username("marta"), placed.key)
    gets(site, "marta", placed, 3.0)


@fact("The problem-responses report has a line for each run, and no word that anybody typed.",
      source="Seen on a running LMS: it prints the raw state beside our columns.", needs=(Need.REPORTS,))  # fmt: skip
@pytest.mark.shows("platform fact 36")
def responses(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    marta.choose(GREET, reason=TYPED)
    for label in (STOP, ASK):
        marta.choose(label)
    marta.look_back()
    marta.press("plan", plan=f"{TYPED}, on Monday")
    found = [
        line for line in site.dashboard.responses(placed.key) if line["username"] == site.username("marta")
    ]
    assert [(line["Ending"], line["Decisions"]) for line in found] == [("trust", "3")]
    assert found[0]["Way"] == "door/greet slicer/stop break/ask"
    assert TYPED not in str(found)


@fact(
    "Who leaves the course stays in the results, marked as having left.",
    source="Trainers count those who left too.",
)
def those_who_left(site: Site) -> None:
    placed = place(site)
    liga = played(site, "liga", placed)
    site.dashboard.enrol(site.username("liga"), enrolled=False)
    try:
        (row,) = runs_of(site, "liga", placed)
        assert row["Enrolled"] == "0"
        assert liga.send("begin", {"run": run_id(liga)}).status == 403
    finally:
        site.dashboard.enrol(site.username("liga"), enrolled=True)
    assert at(site, "liga", placed).page.texts("wm-decision"), "who comes back finds everything"


@fact("Retirement erases runs, notes and names of the workplace; others keep theirs.",
      source="Seen on a running LMS: the platform erases nothing of ours.", needs=(Need.LEAVER,))  # fmt: skip
@pytest.mark.shows("platform fact 37")
def retirement(site: Site) -> None:
    placed = place(site, kitchen(introduction="{learner} starts at {company} today."))
    site.dashboard.enrol(site.username("greta"), enrolled=True)
    greta = at(site, "greta", placed)
    greta.press("profile", learner="Ilze", company="Kitchen Ltd")
    assert "Ilze" in greta.page.text
    greta.begin()
    greta.choose(GREET, reason=TYPED)
    played(site, "marta", placed)
    (row,) = [row for row in runs(site, placed) if row["User name"] == site.username("greta")]
    site.dashboard.retire(site.person("greta"), site.username("greta"))
    assert [row["User name"] for row in runs(site, placed)] == [site.username("marta")]
    gone = at(site, "tove", placed).send("report", {"run": row["Run"]})
    assert (gone.status, TYPED in gone.raw) == (404, False)
