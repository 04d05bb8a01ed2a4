"""Every thing of the ui in every state can be used by everybody: on a phone and on a desk, in either direction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e import engines
from tests.e2e.looking import axe, keep_picture
from tests.e2e.visitor import House
from workmentor_xblocks.demo.components import EXAMPLES

# Each example by itself: on a real page stands one of them, not three searches and three ways through a list.
_LOOK = """async () => {
  const found = {};
  for (const example of document.querySelectorAll("[data-example]")) {
    const { violations } = await axe.run(example);
    if (violations.length) found[example.dataset.example] = violations.map((rule) => [rule.id, rule.nodes[0].html]);
    const beyond = example.scrollWidth - example.clientWidth;
    if (beyond > 0) (found[example.dataset.example] ??= []).push(["sticks out", beyond]);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("runs", ["ltr", "rtl"])
def test_every_example_can_be_used_by_everybody(house: House, runs: str, width: int) -> None:
    visitor = house.visitor("marta", size={"width": width, "height": 900})
    page = visitor.goto(f"/components/?dir={runs}")
    assert page.locator("[data-example]").count() == len(EXAMPLES)
    assert page.locator("[data-example]").first.evaluate("e => getComputedStyle(e).direction") == runs
    page.evaluate(axe())
    keep_picture(page, f"components-{runs}-{width}")
    found: dict[str, Any] = page.evaluate(_LOOK)
    assert found == {}
    if width > 1000:
        assert engines.ibm(page, "[data-example]") == []
        engines.keep(page, "[data-example]", f"components-{runs}")
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide <= 0, f"{wide} px stick out to the side"
    assert visitor.errors == []
