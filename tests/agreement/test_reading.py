"""Reading before signing: the own step comes first and leads to the text, of which every part is one press away."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import begin
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, invited
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.content.definition import Definition


def _in_two_parts() -> Definition:
    """The small template, its dates in one part and the rest in another."""
    dates = [_field("start", "date", "school"), _field("end", "date", "school")]
    parts = [("frame", "Frame", dates), ("work", "Work", [_field("tasks", "text", "employer")])]
    return small(sections=[{"id": head, "title": title, "fields": fields} for head, title, fields in parts])


def _field(name: str, kind: str, owner: str) -> dict[str, Any]:
    return {"id": name, "label": name.capitalize(), "kind": kind, "owners": [owner], "required": True}


@pytest.fixture
def egle(cast: SimpleNamespace, usage_key: str) -> Visitor:
    """The employer, whose turn it is to sign a text of two parts."""
    story = begin(cast, usage_key, COURSE_KEY, _in_two_parts())
    link = invited(story)
    story.fills("school", start="2027-01-11", end="2027-06-30")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")
    return Visitor().enters(link)


def _targets(visitor: Visitor, inside: str) -> list[str]:
    return [str(href) for href in visitor.root.xpath(f"{inside}//a[@data-wm-jump]/@href")]


def test_my_own_step_stands_above_who_is_waited_for(egle: Visitor) -> None:
    panels = [str(one) for one in egle.root.xpath("//section/@aria-labelledby")]
    assert panels.index("wm-next") < panels.index("wm-waits")


def test_signing_leads_to_the_text_first_and_the_text_to_the_signature(egle: Visitor) -> None:
    assert _targets(egle, "//section[@aria-labelledby='wm-next']") == ["#wm-contents"]
    assert _targets(egle, "//section[@aria-labelledby='wm-text']")[-1] == "#wm-sign"
    assert egle.root.xpath("//*[@id='wm-sign']")


def test_every_part_is_in_the_contents_and_says_how_far_one_is(egle: Visitor) -> None:
    sections = [f"#{one}" for one in egle.root.xpath("//details[@data-wm-problems]/summary/@id")]
    assert len(sections) == 2
    assert _targets(egle, "//nav[@id='wm-contents']") == sections
    numbers = [one.text for one in egle.root.xpath("//span[@class='wm-section-number']")]
    assert numbers == [f"{number} / {len(sections)}" for number in range(1, len(sections) + 1)]
