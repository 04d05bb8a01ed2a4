"""What an author does in Studio with one scenario: open, save, check, preview, publish."""

from __future__ import annotations

import re

import pytest

from tests.contract.fact import fact
from tests.contract.site import SCENARIO, Site
from tests.contract.steps import at, opening, place, runs, save, script_data
from tests.html import Page
from tests.scenario.stories import GREET, STOP, kitchen, kitchen_data, scene

_DRAFT = "Studio keeps a draft; learners see what was published."


@fact(
    "The editor opens with the definition, its settings and what the checks say.",
    source="It asks for nothing at load.",
)
@pytest.mark.shows("studio fact 2")
def editor_opens(site: Site) -> None:
    placed = place(site, scoring="outcome", minutes=5)
    opened = opening(site.person("aad"), placed.key)
    assert opened["definition"] == kitchen().full()
    assert (opened["settings"]["scoring"], opened["settings"]["minutes"]) == ("outcome", 5)
    assert {finding["level"] for finding in opened["findings"]} <= {"error", "warning", "note"}
    assert "editor-with-buttons" in site.person("aad").editor(placed.key).raw


@fact(
    "A new block opens in the editor and says to learners that it is empty.",
    source="Every block begins empty.",
)
def new_block(site: Site) -> None:
    unit = site.desk.unit()
    key = site.desk.add(unit, SCENARIO)
    assert opening(site.person("aad"), key)["definition"]["scenes"] == []
    site.desk.publish(unit)
    marta = at(site, "marta", key)
    assert "empty" in marta.page.notices
    answer = marta.send("begin", {"run": ""})
    assert (answer.status, answer.error["code"]) == (409, "no_scenes")


@fact("What is saved is read back, and reaches learners when it is published.", source=_DRAFT)
@pytest.mark.shows("demo fact 1")
def save_and_publish(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    answer = save(aad, placed.key, kitchen(introduction="Rewritten."), display_name="New name", minutes=12)
    assert answer.status == 200
    assert answer.data["definition"]["introduction"] == "Rewritten."
    assert answer.data["settings"]["display_name"] == "New name"
    assert answer.data["digest"] == opening(aad, placed.key)["digest"]
    assert "Rewritten." not in at(site, "marta", placed).page.text
    site.desk.publish(placed.unit)
    assert "Rewritten." in at(site, "marta", placed).page.text


@fact("The editor knows what is published while the draft has moved on.", source=_DRAFT)
def published_beside_draft(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    save(aad, placed.key, kitchen(introduction="Only a draft."))
    opened = opening(aad, placed.key)
    assert opened["definition"]["introduction"] == "Only a draft."
    assert opened["published"]["definition"]["introduction"] == kitchen().introduction
    fresh = site.desk.add(site.desk.unit(), SCENARIO)
    assert opening(aad, fresh)["published"] is None


@fact(
    "A stale save is a 409 with what stands there now, and changes nothing.",
    source="Two authors, one scenario.",
)
@pytest.mark.shows("scenario pitfall 16", "studio fact 5")
def stale_save(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    opened = opening(aad, placed.key)
    assert save(aad, placed.key, kitchen(introduction="The first to save.")).status == 200
    mine = {**opened["definition"], "introduction": "The second."}
    late = {"definition": mine, "settings": opened["settings"], "base": opened["digest"]}
    answer = aad.studio(placed.key, "save_definition", late)
    assert (answer.status, answer.is_ours) == (409, True)
    assert answer.data["definition"]["introduction"] == "The first to save."
    again = aad.studio(placed.key, "save_definition", {**late, "base": answer.data["digest"]})
    assert (again.status, again.data["definition"]["introduction"]) == (200, "The second.")


@fact("What cannot be saved is a 400 that names the field, and nothing is saved.", source="One error shape.")
@pytest.mark.shows("platform fact 13")
def bad_save(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    opened = opening(aad, placed.key)
    settings = {**opened["settings"], "minutes": 9999}
    answer = aad.studio(
        placed.key,
        "save_definition",
        {
            "definition": kitchen(introduction="Not saved.").full(),
            "settings": settings,
            "base": opened["digest"],
        },
    )
    assert (answer.status, list(answer.error["fields"])) == (400, ["minutes"])
    answer = aad.studio(
        placed.key, "save_definition", {"definition": [1], "settings": {}, "base": opened["digest"]}
    )
    assert (answer.status, answer.is_ours) == (400, True)
    assert opening(aad, placed.key)["digest"] == opened["digest"]


@fact("Checks and a scene's preview are answered without saving.", source="Authors look before they save.")
@pytest.mark.shows("scenario lesson 25")
def check_and_preview(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    opened = opening(aad, placed.key)
    data = {**opened["definition"], "start": "nowhere"}
    found = aad.studio(placed.key, "check_definition", {"definition": data, "settings": opened["settings"]})
    assert [f for f in found.data["findings"] if f["level"] == "error"], found.raw
    shown = aad.studio(
        placed.key, "preview_part", {"definition": data, "part": "slicer", "lang": "en", "workplace": ""}
    )
    assert STOP in Page(shown.data["html"]).text
    assert opening(aad, placed.key)["digest"] == opened["digest"]


@fact("The author plays in the preview from the draft, and leaves no trace.",
      source="Seen on a running Studio: a preview keeps state in the session and would write own tables.")  # fmt: skip
@pytest.mark.shows("platform fact 29")
def preview_is_played(site: Site) -> None:
    placed = place(site)
    aad = site.person("aad")
    save(aad, placed.key, kitchen(introduction="Played as a draft."))
    assert "Played as a draft." in aad.author_view(placed.key).raw
    began = aad.preview(placed.key, "begin", {"run": ""})
    assert began.status == 200, began.raw[:500]
    form = began.page.form("choose")
    token = next(value for value, label in form.choices if label == GREET)
    chose = aad.preview(placed.key, "choose", {**form.fields, "choice": token})
    assert chose.status == 200, chose.raw[:500]
    assert "studio" in chose.page.notices
    assert STOP in aad.author_view(placed.key).raw, "it goes on after a reload"
    assert runs(site, placed) == []
    assert at(site, "aad", placed).page.offers("begin"), "and the LMS knows nothing of it"


@fact("The preview's script is told everything that the learner's is.", source="One script for both.")
@pytest.mark.shows("platform fact 52")
def preview_script(site: Site) -> None:
    data = script_data(site.person("aad").author_view(site.sample("s1")).raw)
    assert data["usage"] == site.sample("s1")
    assert data["user"]
    assert "signed_out" in data["words"]


@fact("The script is told on an author's page that it is one, and on a learner's that it is none.",
      source="The authoring front end throws at a wish to be scrolled; the learning one waits for it.")  # fmt: skip
def script_knows_whose_page(site: Site) -> None:
    sample = site.sample("s1")
    assert script_data(site.person("aad").author_view(sample).raw)["author"] is True
    assert script_data(site.person("marta").page(sample).raw)["author"] is False


@fact(
    "The preview says what the checks found, with the place.",
    source="Authors see it without opening the editor.",
)
@pytest.mark.shows("scenario lesson 20")
def preview_shows_findings(site: Site) -> None:
    placed = place(
        site, kitchen(start="nowhere", scenes=[*kitchen_data()["scenes"], scene("shed", "The shed")])
    )
    seen = site.person("aad").author_view(placed.key).raw
    assert "wm-findings" in seen
    assert re.search(r"<strong class=.wm-finding-place.>\s*The shed\s*</strong>", seen), (
        "by its title, not by its id"
    )
    count = len(opening(site.person("aad"), placed.key)["findings"])
    assert f"{count} things to look at" in seen
