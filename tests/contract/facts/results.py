"""What trainers read, who else may, and the page that a player keeps."""

from __future__ import annotations

import pytest

from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import at, keep_path, opened_run, place, played, runs, runs_of
from tests.scenario.stories import BEST, GREET, WORST, kitchen

_TABLE = "One table says who may do what, and it is asked on every request."
_PATHS = ("/workmentor/scenario/{}/runs.csv", "/workmentor/scenario/{}/counts.csv")


@fact("The trainer sees how many began and finished, who stands where, and what they chose.", source=_TABLE)
@pytest.mark.shows("scenario lesson 17", "scenario goal 14")
def report(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    at(site, "mikael", placed).walk(GREET)
    tove = at(site, "tove", placed)
    answer = tove.press("report")
    assert answer.status == 200
    assert "2 people began" in answer.page.text
    assert "1 reached an ending" in answer.page.text
    assert "The slicer" in answer.page.text, "where Mikael stands"
    projected = tove.send("report", {"view": "project"})
    assert "Too few people" in projected.page.text


@fact("The trainer opens one run and reads its way and what was typed.", source=_TABLE)
@pytest.mark.shows("scenario lesson 17", "scenario goal 14")
def one_run(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    marta.choose(GREET, reason="she looked lost")
    (row,) = runs_of(site, "marta", placed)
    text = opened_run(site, placed, row).text
    assert "she looked lost" in text
    assert GREET in text
    other = place(site)
    assert at(site, "tove", other).send("report", {"run": row["Run"]}).status == 404, (
        "not through another block"
    )


@fact("Tables are pages for trainers; everybody else gets 404.", source=_TABLE)
@pytest.mark.shows("platform fact 61")
def tables(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    for path in _PATHS:
        answer = site.person("tove").get(path.format(placed.key))
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/csv")
        assert "attachment" in answer.headers["content-disposition"]
        for browser in (site.nobody(), site.person("marta"), site.person("olaf")):
            assert browser.get(path.format(placed.key)).status == 404
    assert [row["Ending"] if "Ending" in row else row["Place"] for row in runs(site, placed)] == ["trust"]


@fact("A researcher takes counts along, never names.", source=_TABLE, needs=(Need.RESEARCHER,))
@pytest.mark.shows("platform fact 5")
def researcher(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    named, counted = (site.person("runa").get(path.format(placed.key)) for path in _PATHS)
    assert (named.status, counted.status) == (404, 200)
    assert site.username("marta") not in counted.raw


@fact(
    "The table and the page without names are the same before and after one more person.",
    source="Two looks, one more person between them: the difference was what that person did.",
    needs=(Need.LEARNER_LEAVES,),
)
def one_more_person(site: Site) -> None:
    placed, five, guests = place(site), ("marta", "mikael", "liga", "tomas", "olaf"), ("tomas", "olaf")

    def looks() -> tuple[str, str]:
        counts = site.person("tove").get(_PATHS[1].format(placed.key))
        assert counts.status == 200, counts.raw[:500]
        return at(site, "tove", placed).send("report", {"view": "project"}).page.text, counts.raw

    for name in (*guests, "bram"):
        site.dashboard.enrol(site.username(name), enrolled=True)
    try:
        for name in five:
            played(site, name, placed)
        before = looks()
        assert "5 or more people began." in before[0]
        played(site, "bram", placed, *WORST)
        assert looks() == before
    finally:
        for name in guests:
            site.dashboard.enrol(site.username(name), enrolled=False)


@fact("A table of what is no scenario, or of no course, is 404.", source="Bad addresses are nobody's fault.")
def tables_of_nothing(site: Site) -> None:
    unit = site.desk.unit()
    for key in (unit.key, site.sample("nowhere"), "nonsense", "block-v1:a+b+c+type@d+block@e"):
        assert site.person("tove").get(_PATHS[0].format(key)).status == 404, key


@fact("The page to keep is for its owner and the trainers; others get 404.", source=_TABLE)
def page_to_keep(site: Site) -> None:
    placed = place(site, kitchen(introduction="For the page to keep."))
    marta = played(site, "marta", placed)
    marta.press("plan", plan="Lay out the apron the evening before")
    path = keep_path(marta)
    for name in ("marta", "tove"):
        answer = site.person(name).get(path)
        assert answer.status == 200, name
        assert "Lay out the apron" in answer.raw
        assert GREET in answer.raw
        assert "no-store" in answer.headers["cache-control"]
        assert "default-src" in answer.headers["content-security-policy"]
    for browser in (site.person("mikael"), site.person("olaf"), site.nobody()):
        assert browser.get(path).status == 404
    assert site.person("marta").get(path.replace("/runs/", "/runs/0")).status == 404


@fact(
    "The page to keep loads nothing from elsewhere, and its style sheet is served.",
    source="It is printed and stored.",
)
def page_to_keep_stands_alone(site: Site) -> None:
    marta = played(site, "marta", place(site), *WORST)
    page = site.person("marta").get(keep_path(marta)).raw
    assert "<script" not in page
    css = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert site.person("marta").get(css).status == 200


@fact("A run that is not over has no page to keep.", source="The way back is shown at the end.")
def no_page_before_the_end(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(*BEST[:1])
    (row,) = runs_of(site, "marta", placed)
    assert site.person("marta").get(f"/workmentor/scenario/runs/{row['Run']}/").status == 404


@fact(
    "When the block is deleted, what people wrote stays readable to them; its results and its play are 404.",
    source="Authors delete blocks that people played.",
)
def block_is_gone(site: Site) -> None:
    placed = place(site)
    marta = played(site, "marta", placed)
    path = keep_path(marta)
    site.desk.delete(placed.key)
    site.desk.publish(placed.unit)
    assert site.person("marta").get(path).status == 200
    assert site.person("olaf").get(path).status == 404
    assert site.person("tove").get(_PATHS[0].format(placed.key)).status == 404
    assert marta.send("begin", {"run": ""}).status == 404
