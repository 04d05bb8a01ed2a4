"""Looking at a page as everybody does: at two widths, with three engines; PICTURES=1 keeps a picture of each for people."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e import engines
from tests.e2e.platform_styles import reached
from tests.e2e.visitor import DESKTOP, NARROW

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "reports/states" if os.environ.get("PICTURES") == "1" else None
# Between the two widths the tree is the same but for what a style hides: on the phone axe looks at names and order, and at
# what hangs on where things stand.
_ON_A_PHONE = [
    "aria-hidden-focus", "button-name", "color-contrast", "heading-order", "label", "link-in-text-block", "link-name",
    "scrollable-region-focusable", "select-name",
]  # fmt: skip
_LOOKED_FOR = {DESKTOP["width"]: {}, NARROW["width"]: {"runOnly": _ON_A_PHONE}}
# The demo's own pages, which never stand in the platform.
DEMO_PAGE = "main"


@cache
def axe() -> str:
    """The program that finds what keeps people out."""
    return (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text("utf-8")


def named(state: str) -> str:
    """A state's name as the name of a file and of a test."""
    return re.sub(r"\W+", "-", state)


def keep_picture(page: Page, name: str) -> None:
    """Where pictures are asked for, one of the whole page."""
    if PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def look_at(page: Page, part: str, name: str, *, by_ibm: bool = True) -> None:
    """Nothing for axe to find, nothing sticks out, on a desk and on the narrowest phone; no foreign style reaches in.

    The other engines look at the desk only: what they see beyond axe is the same tree at every width. IBM's takes a
    second for a long page, so whoever has many of one kind shows it some (``by_ibm``).
    """
    page.evaluate(axe())  # a script tag would be refused by the page's own policy
    for size in (DESKTOP, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of the two numbers
        page.locator(part).first.wait_for()
        keep_picture(page, f"{named(name)}-{size['width']}")
        found: dict[str, Any] = page.evaluate(
            "([part, rules]) => axe.run(part, rules)", [part, _LOOKED_FOR[size["width"]]]
        )
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert wide <= 0, f"{wide} px stick out to the side"
        if size is DESKTOP:
            seen_by_ibm = engines.ibm(page, part) if by_ibm else []
            assert not seen_by_ibm, seen_by_ibm
            engines.keep(page, part, named(name))
    if part == DEMO_PAGE:
        return
    foreign = reached(page, part)
    assert not foreign, "The platform's styles reach in:\n" + "\n".join(foreign[:40])
