"""What leaves with a course: each sample, each template to begin with, and a block that uses all there is to write.

A block comes in as the platform's import brings it, and goes out as the export writes it; what goes out, comes in again and
goes out once more, to the byte. ``every_….xml`` hold each element and each attribute of a block.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.contract.demo.desk import DemoDesk
from tests.doors import Direct
from tests.golden.net import FILES, hold

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_course/mentor").glob("workmentor_*/*.xml"))
PRESETS = sorted((ROOT / "workmentor_xblocks").rglob("presets/*.xml"))

# What nobody understood comes back as it was; ids that lack are given; comments go.
LEFTOVERS = {
    "agreement_leftovers": """<workmentor_agreement display_name="Kept" colour="red" sign_days="many" schema="1">
      <!-- for authors --><stamp/> stray words
      <section id="frame" colour="red"><field id="start" required="perhaps" kind="date"><picture src="a"/>
      <option id="x" weight="2">X</option></field><field><label tone="warm">No id</label></field>
      <clause id="c" party="school" law="11">We <b>help</b>.</clause></section>
      <review id="r" week="soon"/><retention ended_years="90"/>
      <variant lang="nb"><text for="frame/start/label" tone="warm">Start</text><note/></variant>
    </workmentor_agreement>""",
    "scenario_leftovers": """<workmentor_scenario display_name="Kept" colour="red" minutes="eight" start="arrive">
      <!-- for authors --><video src="/static/v.mp4"/> stray words
      <scene id="arrive" colour="red"><mood>calm</mood><body>One <b>two</b> &lt;three&gt;</body>
      <choice id="stop"><evidence competence="C7" points="abc"/></choice><choice/></scene>
      <ending id="end" level="200"/><ending/><question>?</question>
      <variant lang="nb"><text for="arrive/title" tone="warm">Hei</text><note/></variant>
    </workmentor_scenario>""",
}
WHOLE = ("every_agreement", "every_scenario")
DIGESTS = "olx/digests.txt"
KEPT = (DIGESTS, *(f"olx/{name}.xml" for name in (*WHOLE, *LEFTOVERS)), "olx/canonical.txt")


def _named(name: str, text: str) -> str:
    """The block with this name as its one name."""
    bare = re.sub(r'^(<\w+[^>]*?) url_name="[^"]*"', r"\1", text)
    return re.sub(r"^<(\w+)", rf'<\1 url_name="{name}"', bare)


class Blocks:
    """Blocks in a course that came in from files."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        inside = "".join(_named(name, text) for name, text in texts.items())
        self.texts = texts
        self.desk = DemoDesk("course-v1:WorkMentor+Golden+2026")
        self.course = self.desk.import_course(
            {
                "course.xml": b'<course url_name="2026" org="WorkMentor" course="Golden"/>',
                "course/2026.xml": b'<course><chapter url_name="c"/></course>',
                "chapter/c.xml": b'<chapter><sequential url_name="q"/></chapter>',
                "sequential/q.xml": b'<sequential><vertical url_name="u"/></sequential>',
                "vertical/u.xml": f"<vertical>{inside}</vertical>".encode(),
            }
        )

    def _key(self, name: str) -> str:
        kind = re.match(r"<(\w+)", self.texts[name])
        assert kind
        return f"{self.course.replace('course-v1:', 'block-v1:')}+type@{kind.group(1)}+block@{name}"

    def written(self) -> dict[str, str]:
        """What the export writes of each."""
        return {name: self.desk.olx(self._key(name)) for name in self.texts}

    def canonical(self) -> dict[str, str]:
        """The one form in which each definition is stored."""
        return {name: Direct().block(self._key(name)).definition for name in self.texts}


@pytest.fixture
def texts() -> dict[str, str]:
    """Everything that is brought in, by name."""
    files = [*SAMPLES, *PRESETS, *(FILES / f"olx/{name}.xml" for name in WHOLE)]
    assert len({file.stem for file in files}) == len(files)
    return {**{file.stem: file.read_text("utf-8") for file in files}, **LEFTOVERS}


def _digests(texts: Mapping[str, str]) -> str:
    return "".join(f"{name} {hashlib.sha256(text.encode()).hexdigest()}\n" for name, text in texts.items())


def test_what_leaves_with_a_course_is_what_it_was(db: None, settings: Any, texts: dict[str, str]) -> None:
    blocks = Blocks(texts)
    once, stored = blocks.written(), blocks.canonical()
    for name in (*WHOLE, *LEFTOVERS):
        hold(f"olx/{name}.xml", once[name])
    hold(DIGESTS, f"# exports\n{_digests(once)}# definitions as they are stored\n{_digests(stored)}")
    hold("olx/canonical.txt", "".join(f"{name}\n{stored[name]}\n" for name in (*WHOLE, *LEFTOVERS)))

    again = Blocks(once)
    assert again.written() == once
    assert again.canonical() == stored
