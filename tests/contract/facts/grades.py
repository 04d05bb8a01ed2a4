"""Grades: what reaches the gradebook, and what the gradebook's settings do to the page."""

from __future__ import annotations

import pytest

from tests.contract.fact import Need, fact
from tests.contract.site import Points, Site
from tests.contract.steps import Placed, at, place, played, soon
from tests.scenario.stories import ASK, BEST, LECTURE, SHOUT, STOP, WORST

_BOOK = "Seen on a running LMS: value × weight of max, and a block without a maximum is left out."
PAST, FUTURE = "2020-01-01T00:00:00Z", "2031-01-01T00:00:00Z"
# A graded scenario of three points; the best way is worth all of them, the worst none.
GRADED = {"scoring": "decisions", "weight": 3.0}


def gets(site: Site, name: str, placed: Placed, earned: float, possible: float = 3.0) -> None:
    """Assert what the gradebook says, waiting as long as the site may calculate."""

    def told() -> Points:
        return site.dashboard.points(site.username(name), placed.unit)

    def is_so() -> bool:
        points = told()
        return abs(points.earned - earned) < 0.01 and abs(points.possible - possible) < 0.01

    soon(site, is_so, f"{earned:g} of {possible:g}, but {told()}")


@fact("Graded in Studio, published, played: result × weight stands in the gradebook.", source=_BOOK)
@pytest.mark.shows("scenario lesson 2", "scenario goal 2", "platform fact 17", "platform fact 23")
def grade_reaches_the_gradebook(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    marta = played(site, "marta", placed)
    gets(site, "marta", placed, 3.0)
    assert "100 %" in marta.page.texts("wm-result")[0]
    played(site, "mikael", placed, *WORST)
    gets(site, "mikael", placed, 0.0)


@fact("A way in between is worth its share.", source=_BOOK)
@pytest.mark.shows("scenario pitfall 5")
def shares(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    played(site, "marta", placed, BEST[0], STOP, LECTURE)
    gets(site, "marta", placed, 2.0)


@fact("The grade is there at the ending, and none before.", source="A run that is not over has no result.")
def grade_comes_with_the_ending(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    marta = at(site, "marta", placed)
    marta.walk(*BEST[:2])
    assert site.dashboard.points(site.username("marta"), placed.unit).earned == 0
    marta.choose(BEST[2])
    gets(site, "marta", placed, 3.0)


@fact("A scenario that is not graded is left out of what can be had.", source=_BOOK)
@pytest.mark.shows("scenario pitfall 10")
def not_graded_is_left_out(site: Site) -> None:
    unit = site.desk.unit(graded=True)
    open_one, graded = place(site, unit=unit), place(site, unit=unit, **GRADED)
    played(site, "marta", open_one, *WORST)
    assert site.dashboard.points(site.username("marta"), unit).possible in (0.0, 3.0)
    played(site, "marta", graded)
    gets(site, "marta", graded, 3.0)


@fact("Weight 0 takes a scenario out of what can be had.", source=_BOOK)
@pytest.mark.shows("scenario pitfall 10")
def weight_nothing(site: Site) -> None:
    unit = site.desk.unit(graded=True)
    light, graded = place(site, unit=unit, **{**GRADED, "weight": 0}), place(site, unit=unit, **GRADED)
    played(site, "marta", light)
    played(site, "marta", graded)
    gets(site, "marta", graded, 3.0)


@fact("The best run counts, and a worse one after it takes nothing away.", source="The author's setting.")
@pytest.mark.shows("scenario lesson 5", "scenario lesson 19")
def best_run(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), **GRADED)
    played(site, "marta", placed, *WORST)
    gets(site, "marta", placed, 0.0)
    played(site, "marta", placed, *BEST)
    gets(site, "marta", placed, 3.0)
    played(site, "marta", placed, BEST[0], SHOUT, ASK)
    gets(site, "marta", placed, 3.0)


@fact("Where the last run counts, a worse one lowers the grade.", source="The author's setting.")
@pytest.mark.shows("scenario lesson 19")
def last_run(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), policy="last", **GRADED)
    played(site, "marta", placed, *BEST)
    played(site, "marta", placed, *WORST)
    gets(site, "marta", placed, 0.0)


@fact("A practice run changes no grade.", source="Trying again costs nothing.")
@pytest.mark.shows("scenario lesson 5", "scenario goal 17a")
def practice_is_not_graded(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True), policy="last", **GRADED)
    marta = played(site, "marta", placed, *BEST)
    marta.press("retry")
    for label in WORST:
        marta.choose(label)
    marta.look_back()
    gets(site, "marta", placed, 3.0)


@fact("After the due date one plays for practice, and the gradebook hears nothing.",
      source="Seen on a running LMS: the platform does not stop handlers after the due date.",
      needs=(Need.DUE_DATES,))  # fmt: skip
@pytest.mark.shows("scenario lesson 13", "scenario pitfall 26")
def after_the_due_date(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True, due=PAST), **GRADED)
    marta = at(site, "marta", placed)
    assert "closed" in marta.page.notices
    marta.walk(*BEST)
    marta.look_back()
    gets(site, "marta", placed, 0.0, site.dashboard.points(site.username("marta"), placed.unit).possible)


@fact(
    "Before the due date nothing is said and the grade counts.",
    source="The due date comes from the subsection.",
)
@pytest.mark.shows("scenario pitfall 26")
def before_the_due_date(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True, due=FUTURE), **GRADED)
    assert "closed" not in played(site, "marta", placed).page.notices
    gets(site, "marta", placed, 3.0)


@fact(
    "Where the subsection never shows correctness, the debrief shows no results.",
    source="The course team's setting.",
)
@pytest.mark.shows("scenario pitfall 3")
def correctness_never(site: Site) -> None:
    placed = place(site, unit=site.desk.unit(graded=True, show_correctness="never"), **GRADED)
    marta = played(site, "marta", placed)
    assert not marta.page.texts("wm-result")
    assert not marta.page.texts("wm-profile")


@fact("Where it shows after the due date, results wait for that date.", source="The course team's setting.",
      needs=(Need.DUE_DATES,))  # fmt: skip
@pytest.mark.shows("scenario pitfall 3")
def correctness_past_due(site: Site) -> None:
    later = place(site, unit=site.desk.unit(graded=True, show_correctness="past_due", due=FUTURE), **GRADED)
    over = place(site, unit=site.desk.unit(graded=True, show_correctness="past_due", due=PAST), **GRADED)
    assert not played(site, "marta", later).page.texts("wm-profile")
    assert played(site, "marta", over).page.texts("wm-profile")
