"""What people of the facts do again and again: write a scenario, play it, read the trainer's list."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from lxml import html as lxml_html

from tests.contract.site import SCENARIO, Browser, Site, Unit
from tests.html import Page
from tests.people import Answer
from tests.playing import Player
from tests.scenario.examples import first
from tests.scenario.stories import BEST, kitchen
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.scenario.content.definition import Definition, Scene


@dataclass(frozen=True)
class Placed:
    """A scenario in a unit."""

    key: str
    unit: Unit


def place(
    site: Site, definition: Definition | None = None, unit: Unit | None = None, **settings: Any
) -> Placed:
    """A new scenario (the kitchen, when none is given), saved by its author and published."""
    unit = unit or site.desk.unit()
    key = site.desk.add(unit, SCENARIO)
    answer = save(site.person("aad"), key, definition or kitchen(), **settings)
    assert answer.status == 200, answer.raw
    site.desk.publish(unit)
    return Placed(key, unit)


def opening(browser: Browser, usage_key: str) -> dict[str, Any]:
    """What the editor is opened with."""
    return script_data(browser.editor(usage_key).raw)


def script_data(raw: str) -> dict[str, Any]:
    """What a block tells its script, out of the HTML that holds it."""
    found = re.search(r'<script type="json/xblock-args"[^>]*>(.*?)</script>', raw, re.DOTALL)
    assert found, raw[:2000]
    data: dict[str, Any] = json.loads(unescape(found[1]))
    return data


def save(browser: Browser, usage_key: str, definition: Authored, **settings: Any) -> Answer:
    """Open the editor, put this in, save."""
    opened = opening(browser, usage_key)
    return browser.studio(
        usage_key,
        "save_definition",
        {
            "definition": definition.full(),
            "settings": {**opened["settings"], **settings},
            "base": opened["digest"],
        },
    )


def at(site: Site, name: str, placed: Placed | str, *, device: str = "") -> Player:
    """Somebody in front of a scenario."""
    return Player(site.person(name, device=device), placed if isinstance(placed, str) else placed.key)


def played(site: Site, name: str, placed: Placed, *way: str) -> Player:
    """Somebody who played these options (the best, when none are named) and looked back."""
    player = at(site, name, placed)
    player.walk(*(way or BEST))
    answer = player.look_back()
    assert answer.status == 200, answer.raw
    return player


def runs(site: Site, placed: Placed | str, *, reader: str = "tove") -> list[dict[str, str]]:
    """The trainer's table of all runs."""
    key = placed if isinstance(placed, str) else placed.key
    answer = site.person(reader).get(f"/workmentor/scenario/{key}/runs.csv")
    assert answer.status == 200, answer.raw[:500]
    return list(csv.DictReader(io.StringIO(answer.raw.removeprefix("\ufeff"))))


def runs_of(site: Site, name: str, placed: Placed | str) -> list[dict[str, str]]:
    """Somebody's lines of that table."""
    return [row for row in runs(site, placed) if row["User name"] == site.username(name)]


def opened_run(site: Site, placed: Placed, row: dict[str, str], *, reader: str = "tove") -> Page:
    """One run as the trainer reads it, with what was typed."""
    answer = at(site, reader, placed).send("report", {"run": row["Run"]})
    assert answer.status == 200, answer.raw
    return answer.page


def run_id(player: Player) -> str:
    """The run that the page shows."""
    return next(form.fields["run"] for form in player.page.forms if form.fields.get("run"))


def keep_path(player: Player) -> str:
    """The address of the page to keep, from the debrief."""
    return next(link for link in player.page.links if "/workmentor/scenario/runs/" in link)


def soon(site: Site, is_so: Callable[[], bool], what: str) -> None:
    """Something that a site may do behind the answer: wait for it as long as the site is allowed."""
    end = time.monotonic() + site.patience
    while not is_so():
        assert time.monotonic() < end, f"not so after {site.patience:g} s: {what}"
        time.sleep(0.5)


@lru_cache(maxsize=1)
def s1() -> Definition:
    """The first scenario of the sample course, as its file has it."""
    return first().definition


def shortest_way(definition: Definition) -> list[str]:
    """The labels of a shortest walk from the start to an ending."""
    queue: deque[tuple[str, list[str]]] = deque([(definition.start, [])])
    seen = {definition.start}
    while queue:
        here, way = queue.popleft()
        found = definition.place(here)
        if not isinstance(found, Scene):
            return way
        for choice in found.choices:
            if choice.to not in seen:
                seen.add(choice.to)
                queue.append((choice.to, [*way, choice.label]))
    raise AssertionError("no ending can be reached")


def part_of(document: str, usage_key: str) -> str:
    """The HTML of one block, cut out of a page."""
    found = lxml_html.document_fromstring(document).xpath("//*[@data-usage-id=$key]", key=usage_key)
    assert found, document[:2000]
    return str(lxml_html.tostring(found[0], encoding="unicode"))


def small_course(unit: str, *, language: str = "en") -> dict[str, bytes]:
    """The files of a course of one unit with this OLX in it."""
    course = {"display_name": "Small", "advanced_modules": [SCENARIO], "language": language}
    return {
        "course.xml": b'<course url_name="r" org="WorkMentor" course="Small"/>',
        "course/r.xml": b'<course><chapter url_name="c"/></course>',
        "chapter/c.xml": b'<chapter display_name="C"><sequential url_name="q"/></chapter>',
        "sequential/q.xml": b'<sequential display_name="Q"><vertical url_name="v"/></sequential>',
        "vertical/v.xml": f'<vertical display_name="V">{unit}</vertical>'.encode(),
        "policies/r/policy.json": json.dumps({"course/r": course}).encode(),
    }
