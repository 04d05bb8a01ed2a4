"""An author's edits under people who are playing: always a next step, and no result lost."""

from __future__ import annotations

import pytest

from tests.contract.fact import fact
from tests.contract.site import Site
from tests.contract.steps import Placed, at, place, played, runs_of, save
from tests.scenario.stories import BEST, GREET, STOP, kitchen_data, without
from workmentor_xblocks.scenario.content.definition import Definition, from_data

_EDITS = "Courses are edited while people take them."


def _edit(site: Site, placed: Placed, definition: Definition) -> None:
    assert save(site.person("aad"), placed.key, definition).status == 200
    site.desk.publish(placed.unit)


@fact("A scene that is deleted under a player takes them back to the last one of their way.", source=_EDITS)
@pytest.mark.shows("scenario lesson 6", "scenario lesson 23")
def scene_is_deleted(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET, STOP)
    _edit(site, placed, without("break"))
    marta.open()
    assert "moved_back" in marta.page.notices
    assert "stranded" not in marta.page.notices or marta.page.offers("leave")
    assert marta.page.offers("choose") or marta.page.offers("leave")


@fact("A choice that was taken away while its page lay open is a 409 with today's options.", source=_EDITS)
@pytest.mark.shows("scenario pitfall 14")
def choice_is_deleted(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    old = {**marta.page.form("choose").fields, "choice": marta.token(GREET)}
    data = kitchen_data()
    data["scenes"][0]["choices"] = data["scenes"][0]["choices"][1:]
    _edit(site, placed, from_data(data))
    answer = marta.send("choose", old)
    assert (answer.status, answer.error["code"]) == (409, "not_offered")
    assert GREET not in answer.page.text
    assert len(answer.page.options) == 1


@fact("A corrected text is read at once, in the middle of a run.", source=_EDITS)
def text_is_corrected(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET)
    data = kitchen_data()
    data["scenes"][1]["body"] = "Corrected."
    _edit(site, placed, from_data(data))
    assert "Corrected." in marta.open().text
    assert marta.choose(STOP).status == 200


@fact("A finished run keeps its result and its way back after every scene was replaced.", source=_EDITS)
@pytest.mark.shows("scenario lesson 6")
def finished_run_stays(site: Site) -> None:
    placed = place(site)
    marta = played(site, "marta", placed, *BEST)
    data = kitchen_data()
    for entry in data["scenes"]:
        entry["id"] = f"new-{entry['id']}"
        for choice in entry["choices"]:
            choice["to"] = choice["to"] if choice["to"] in ("trust", "luck") else f"new-{choice['to']}"
    _edit(site, placed, from_data({**data, "start": "new-door"}))
    marta.open()
    assert marta.page.texts("wm-decision")
    assert [row["Status"] for row in runs_of(site, "marta", placed)] == ["debriefed"]
    assert marta.press("begin").status == 200
    assert marta.choose(GREET).status == 200
