"""The pages of a scenario: played through, changed by its author on the way, and looked at by trainers and authors."""

from __future__ import annotations

import html
import json
import re
import secrets
import uuid
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import Course, crowd
from tests.doors import Browser, Direct
from tests.golden.net import hold
from tests.golden.trees import written
from tests.people import Answer
from tests.playing import Player
from tests.scenario.examples import small
from tests.scenario.stories import (
    APRON,
    ASK,
    BEST,
    GREET,
    STOP,
    WORST,
    Definition,
    from_data,
    kitchen,
    kitchen_data,
    translated,
)
from workmentor_xblocks.demo.models import Enrolment

EDITS = ("moved", "restarted", "stranded", "taken")
KEPT = (
    *(f"scenario/{name}.txt" for name in ("played", "other_settings", "report")),
    *(f"scenario/edited_{edit}.txt" for edit in EDITS),
)


@pytest.fixture(autouse=True)
def _one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a run shuffles its options, and a salt what is hidden: both are the same each time."""
    chance = Random(8)
    monkeypatch.setattr(secrets, "token_hex", lambda size=32: chance.randbytes(size).hex())
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(bytes=chance.randbytes(16), version=4))


def _opened(user: Any, block: str) -> str:
    """The page without the arguments of its script, which follow it."""
    return str(Direct(user).block(block).student_view({}).body_html())


def _html(answer: Answer) -> str:
    """What an answer brings: a page, or in words why there is none."""
    return str(answer.data.get("html") or "") + (
        f"<pre>{answer.status} {answer.error}</pre>" if answer.status > 200 else ""
    )


def _without_slicer() -> Any:
    data = kitchen_data()
    data["scenes"] = data["scenes"][:1]
    for choice in data["scenes"][0]["choices"]:
        choice["to"] = "trust"
    return from_data(data)


def _all_new() -> Any:
    return from_data(json.loads(re.sub(r'"(door|slicer|break)"', r'"new-\1"', json.dumps(kitchen_data()))))


def test_what_is_played(cast: SimpleNamespace, course: Course) -> None:
    block = course.scenario(
        small().definition, display_name="The talk", minutes=4, feedback="now", ask_reason=True
    )
    mikael = Player(Direct(cast.mikael), block)
    pages = {
        "start": _opened(cast.marta, block),
        "another workplace": _html(mikael.send("switch", {"workplace": "bicycle"})),
        "names to put in": _html(mikael.send("profile", {"learner": "Bram", "company": "Ohm & Co"})),
    }
    marta = Player(Direct(cast.marta), block)
    pages["first scene"] = _html(marta.begin())
    pages["nothing chosen"] = _html(marta.press("choose"))
    pages["decided"] = _html(marta.choose("Ask what happened this morning", reason="She is <late>."))
    pages["an ending"] = _html(marta.choose("Look for a solution together"))
    pages["debrief"] = _html(marta.look_back())
    pages["plan"] = _html(marta.press("plan", plan="Ask first.\nThen <wait>."))
    keep = next(link for link in marta.page.links if "/runs/" in link)
    pages["page to keep"] = Browser(cast.marta).client.get(keep).content.decode()
    pages["practice"] = _html(marta.press("retry"))
    pages["back at the debrief"] = (
        _html(marta.press("open_debrief")) if marta.page.offers("open_debrief") else ""
    )
    pages["opened anew"] = _opened(cast.marta, block)
    hold("scenario/played.txt", written(pages))


def test_what_other_settings_show(cast: SimpleNamespace, course: Course) -> None:
    graded = course.scenario(
        translated(kitchen(), "nl"),
        display_name="Graded",
        feedback="end",
        scoring="decisions",
        policy="mean",
        weight=2.5,
    )
    pages = {"start in two languages": _opened(cast.liga, graded)}
    liga = Player(Direct(cast.liga), graded)
    pages["in Dutch"] = _html(liga.send("switch", {"language": "nl"}))
    liga.send("switch", {"language": "en"})
    liga.open()
    pages["decided, feedback at the end"] = _html(liga.walk(GREET))
    liga.choose(STOP)
    liga.choose(ASK)
    pages["debrief with a result"] = _html(liga.look_back())
    liga.press("plan", plan="Greet first.")
    outcome = course.scenario(
        kitchen(), display_name="By the ending", feedback="never", scoring="outcome", policy="first"
    )
    tomas = Player(Direct(cast.tomas), outcome)
    tomas.walk(*WORST)
    course.set_section(show_correctness="never")
    pages["debrief, results held back"] = _html(tomas.look_back())
    course.set_section(show_correctness="always", due="2026-02-01T00:00:00Z")
    pages["after the due date"] = _opened(cast.egle, outcome)
    course.set_section(due=None)
    plans = course.scenario(Definition(), display_name="My plans", show_plans=True)
    pages["plans, none"] = _opened(cast.egle, plans)
    pages["plans"] = _opened(cast.liga, plans)
    pages["plans, read"] = _html(Player(Direct(cast.liga), plans).send("plans_read", {}))
    pages["nothing written yet"] = _opened(cast.liga, course.scenario(Definition(), display_name="Empty"))
    pages["nobody is signed in"] = str(Direct().block(graded).student_view({}).body_html())
    pages["the trainer's page"] = _opened(cast.tove, graded)
    pages["who is not in the course"] = _opened(cast.olaf, graded)
    hold("scenario/other_settings.txt", written(pages))


@pytest.mark.parametrize("edit", EDITS)
def test_what_an_edit_shows_to_who_plays(cast: SimpleNamespace, course: Course, edit: str) -> None:
    block = course.scenario(kitchen(), display_name="The kitchen")
    marta = Player(Direct(cast.marta), block)
    pages = {}
    if edit == "taken":
        marta.walk(*BEST)
        marta.look_back()
        data = kitchen_data()
        data["scenes"][0]["choices"] = data["scenes"][0]["choices"][1:]
        course.publish(block, from_data({**data, "scenes": [data["scenes"][0], data["scenes"][2]]}))
    else:
        marta.walk(GREET)
        without_endings = {**kitchen_data(), "endings": []}
        edited = {
            "moved": _without_slicer,
            "restarted": _all_new,
            "stranded": lambda: from_data(without_endings),
        }
        course.publish(block, edited[edit]())
    pages[edit] = _opened(cast.marta, block)
    if edit == "stranded":
        marta.open()
        if marta.page.offers("leave"):
            pages["left"] = _html(marta.press("leave"))
    hold(f"scenario/edited_{edit}.txt", written(pages))


def test_what_the_trainer_sees(cast: SimpleNamespace, course: Course) -> None:
    block = course.scenario(kitchen(), display_name="The kitchen", scoring="decisions")
    way = {"marta": BEST, "mikael": WORST, "liga": (APRON, STOP, ASK), "tomas": BEST, "egle": (GREET,)}
    tove = Player(Direct(cast.tove), block)
    pages = {"nobody yet": _html(tove.send("report", {}))}
    for who, choices in way.items():
        player = Player(Direct(getattr(cast, who)), block)
        player.walk(*choices)
        if len(choices) == 3:
            player.look_back()
            player.press("plan", plan=f"What {who} will do.")
    few = tove.send("report", {})
    pages["with names"] = _html(few)
    pages["to project, few"] = _html(tove.send("report", {"view": "project"}))
    run = next(form.fields["run"] for form in few.page.forms if form.fields.get("run"))
    pages["one run"] = _html(tove.send("report", {"run": run}))
    for user in crowd(12):
        player = Player(Direct(user), block)
        player.walk(*(BEST if user.id % 2 else WORST))
        player.look_back()
    pages["to project, enough"] = _html(tove.send("report", {"view": "project"}))
    Enrolment.objects.filter(user=cast.liga).delete()
    pages["somebody has left"] = _html(tove.send("report", {}))
    for file in ("runs.csv", "counts.csv"):
        answer = Browser(cast.tove).client.get(f"/workmentor/scenario/{block}/{file}")
        rows = b"".join(answer.streaming_content).decode("utf-8-sig")
        pages[file] = f"<pre>{html.escape(rows)}</pre>"
    hold("scenario/report.txt", written(pages))
