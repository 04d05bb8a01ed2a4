"""Two engines beside axe: IBM's, which looks at the page in the browser, and html-validate, which reads its HTML.

Each of them is wrong now and then. What it is wrong about stands here with its reason; a line that no page needs any
more fails the run (``test_valid_html.py``). IBM's questions to people ("confirm that …") are no findings: only what it
calls a failure is, and what it says of links that open a tab.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
_IBM = FRONTEND / "node_modules/accessibility-checker-engine/ace.js"

# Where the HTML of every page that was looked at lies until all of it is read.
PAGES = Path(tempfile.mkdtemp(prefix="workmentor-pages-"))


@dataclass(frozen=True)
class Wrong:
    """What an engine reports though nothing is wrong: its rule, a part of the element's HTML, and why it errs."""

    rule: str
    element: str
    why: str


_NO_LANDMARK = "a form without a name is no landmark (HTML-AAM): nobody hears of it"
_EVERY_STATE = "the page of components shows one thing in each of its states"
WRONG = (
    Wrong("aria_form_label_unique", "<form", _NO_LANDMARK),
    Wrong("aria_landmark_name_unique", "<form", _NO_LANDMARK),
    Wrong("aria_content_in_landmark", 'class="skip"', "the link that skips to the content stands before all landmarks"),
    Wrong("aria_main_label_visible", "<body", "a unit in a frame is a document of its own, with a main part of its own"),
    Wrong("element_tabbable_role_valid", 'class="wm-scroll"', "who has no mouse moves a wide table by the keyboard"),
    Wrong("fieldset_legend_valid", "wm-switch-group", "its legend is there, hidden from the eye"),
    Wrong("fieldset_legend_valid", "wm-yes-no", "in the preview of a template its legend is there, hidden from the eye"),
    Wrong("input_checkboxes_grouped", 'name="blocking"', "each remark has its own; they are no group"),
    Wrong("input_label_exists", "wme-", "its label is there, hidden from the eye: the text stands beside it"),
    Wrong("input_label_after", 'type="checkbox"', "the editor's labels stand above all their fields alike"),
    Wrong("fieldset_label_valid", 'data-wm-field="f-yes_no-', _EVERY_STATE),
    Wrong("fieldset_label_valid", 'data-wm-field="f-rows-', _EVERY_STATE),
    Wrong("aria_landmark_name_unique", 'aria-label="Pages"', _EVERY_STATE),
    Wrong("aria_navigation_label_unique", 'aria-label="Pages"', _EVERY_STATE),
    Wrong("unique-landmark", 'aria-label="Pages"', _EVERY_STATE),
    Wrong("aria-label-misuse", "wm-board-list", "a list may be named, and by this name it is found (ARIA 1.2)"),
    Wrong("html_lang_exists", "<html>", "the frame of a letter further down is empty until somebody comes to it"),
    Wrong("table_headers_related", "<td>", "only the corner above a row's buttons has no header, and it holds nothing"),
    Wrong("no-deprecated-attr", "<iframe", "the learning application's frame has it, and the demo shows that one"),
    Wrong("wcag/h32", "data-wm-autosave", "its button stands at the end of the section, bound to it by its id"),
)  # fmt: skip
USED: set[Wrong] = set()

# (rule, what it says, the element)
Finding = tuple[str, str, str]

_RUN = """async (part) => {
  const checker = (window.wmChecker ??= new ace.Checker());
  // Whether a link says that it opens a tab, this engine hears in English only.
  const isHeard = document.documentElement.lang.startsWith("en");
  const found = [];
  for (const one of part ? document.querySelectorAll(part) : [document]) {
    // What lies in a closed fold has no name for this engine.
    const folds = [...one.querySelectorAll("details:not([open])")];
    for (const fold of folds) fold.open = true;
    const { results } = await checker.check(one, ["WCAG_2_2"]);
    for (const fold of folds) fold.open = false;
    for (const { ruleId, value, message, snippet } of results)
      if (value[1] === "FAIL" || (isHeard && ruleId === "a_target_warning" && value[1] !== "PASS"))
        found.push([ruleId, message, snippet]);
  }
  return found;
}"""


@cache
def _ibm() -> str:
    return f"{_IBM.read_text('utf-8')}; window.ace ??= ace;"


def right(found: list[Finding]) -> list[Finding]:
    """What is left of the findings when an engine is not wrong about them; which reasons were needed is noted."""
    left = []
    for rule, message, element in found:
        reasons = {one for one in WRONG if one.rule == rule and one.element in element}
        USED.update(reasons)
        if not reasons:
            left.append((rule, message, element))
    return left


def ibm(page: Page, part: str) -> list[Finding]:
    """What IBM's engine finds in each such part of a page ("": all of it)."""
    page.evaluate(_ibm())  # a script tag would be refused by the page's own policy
    found: list[Any] = page.evaluate(_RUN, part)
    return right([(rule, message, element) for rule, message, element in found])


def keep(page: Page, part: str, name: str) -> None:
    """Keep the HTML of a page for html-validate, which reads all of them at the end in one process."""
    html: str = page.evaluate(
        "part => part ? [...document.querySelectorAll(part)].map(e => e.outerHTML).join('\\n') "
        ": document.documentElement.outerHTML",
        part,
    )
    (PAGES / f"{name}.html").write_text(html, "utf-8")


def invalid() -> dict[str, list[Finding]]:
    """What html-validate finds, by the page that was kept."""
    ran = subprocess.run(
        ["node", "validate.mjs", str(PAGES)], cwd=FRONTEND, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, list[Finding]] = {}
    for name, *finding in json.loads(ran.stdout):
        found.setdefault(name, []).append(tuple(finding))
    return {name: left for name, one in found.items() if (left := right(one))}
