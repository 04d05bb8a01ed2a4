"""What leaves a trace in the tracking log: ids and kinds, never words."""

from __future__ import annotations

import json

import pytest

from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import at, place, run_id
from tests.scenario.stories import ASK, GREET, STOP

_LOG = "Seen on a running LMS: form posts and events are logged in full, JSON bodies are not."
_LOGGED = (Need.TRACKING_LOG,)


def _events(site: Site) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for line in site.log().splitlines():
        entry = json.loads(line)
        name = str(entry.get("name", ""))
        if name.startswith("workmentor."):
            event = entry["event"]
            found.setdefault(name, []).append(json.loads(event) if isinstance(event, str) else event)
    return found


@fact(
    "A run tells the log when it begins, each choice, its ending and the debrief.",
    source="Researchers read the log.",
    needs=_LOGGED,
)
@pytest.mark.shows("scenario goal 18")
def events(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.walk(GREET, STOP, ASK)
    marta.look_back()
    found = _events(site)
    assert {name: len(lines) for name, lines in found.items()} == {
        "workmentor.scenario.started": 1,
        "workmentor.scenario.choice": 3,
        "workmentor.scenario.ending": 1,
        "workmentor.scenario.debriefed": 1,
    }
    assert {line["run"] for lines in found.values() for line in lines} == {run_id(marta)}
    first = found["workmentor.scenario.choice"][0]
    assert (first["scene"], first["choice"], first["step"]) == ("door", "greet", 0)


@fact("No word that anybody types reaches the log.", source=_LOG, needs=_LOGGED)
@pytest.mark.shows("scenario goal 18", "platform fact 55")
def no_typed_text(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    typed = ["quokkareason", "quokkaplan", "quokkalearner", "quokkacompany"]
    marta.send("profile", {"learner": typed[2], "company": typed[3]})
    marta.begin()
    marta.choose(GREET, reason=typed[0])
    marta.choose(STOP)
    marta.choose(ASK)
    marta.look_back()
    marta.press("plan", plan=typed[1])
    marta.send("profile", {"learner": "", "company": ""})
    assert not [word for word in typed if word in site.log()]


@fact(
    "Repeats and refusals tell the log nothing, and neither does a masquerade.",
    source="What is counted must have happened.",
    needs=_LOGGED,
)
@pytest.mark.shows("platform fact 55")
def nothing_happened(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    marta.send("begin", {"run": ""})
    marta.press("choose", choice="nonsense")
    site.person("olaf").post(placed.key, "begin", b'{"run": ""}')
    tove = site.person("tove", device="mask")
    tove.view_as(site.username("mikael"))
    try:
        at(site, "tove", placed, device="mask").walk(GREET)
    finally:
        tove.view_as(None)
    assert {name: len(lines) for name, lines in _events(site).items()} == {"workmentor.scenario.started": 1}
