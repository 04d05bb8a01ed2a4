"""The editor for people who go by keyboard, on a phone, or with large letters: what only a browser can tell."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visitor import MENTOR_COURSE, House, key

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
SCENARIO = key("workmentor_scenario", "s5", MENTOR_COURSE)

# Of what has the focus: its name, and by how many pixels the bar at the top covers it.
_COVERED = """() => {
  const here = document.activeElement;
  const bar = document.querySelector(".wme-top");
  if (!here.closest(".wm-editor") || bar.contains(here)) return null;
  const box = here.getBoundingClientRect();
  const name = here.getAttribute("aria-label") || here.getAttribute("data-wme-field") || here.textContent;
  const bottom = bar.getBoundingClientRect().bottom;
  // What is higher than the room below the bar cannot be seen whole.
  const room = document.documentElement.clientHeight - bottom;
  return [name.trim().slice(0, 60), Math.round(box.height > room ? bottom - box.bottom : bottom - box.top)];
}"""

# Of all that can be pressed in the toolbar that is open: how far it stands out of the window, and its smaller side.
_TOOLS = """() => [...document.querySelectorAll(".wme-written:focus-within .wme-tool")].map(tool => {
  const { left, right, width, height } = tool.getBoundingClientRect();
  return [Math.max(0, -left, right - document.documentElement.clientWidth), Math.min(width, height)];
})"""

# Controls in sight that are smaller than 24 px on one side; ticks are pressed by their labels, too.
_SMALL = """() => [...document.querySelectorAll(".wm-editor button, .wm-editor select, .wm-editor [role=treeitem]")]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && Math.min(width, height) < 23.9)
  .map(([one, { width, height }]) => `${one.textContent.trim()} ${Math.round(width)} × ${Math.round(height)}`)"""


def _edit(house: House, block: str, *, size: dict[str, int], tab: str) -> Page:
    page = house.visitor("aad", size=size).goto(f"/studio/edit/{block}/")
    page.get_by_role("tab", name=tab, exact=True).click()
    return page


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("tab", ["Scenes", "Settings"])
def test_going_backwards_nothing_that_has_the_focus_hides_below_the_bar(
    house: House, size: dict[str, int], tab: str
) -> None:
    page = _edit(house, SCENARIO, size=size, tab=tab)
    page.locator(".wme-panel button:visible").last.focus()
    seen = []
    while (found := page.evaluate(_COVERED)) is not None:
        seen.append(found)
        page.keyboard.press("Shift+Tab")
    assert len(seen) > 12, seen
    assert [one for one in seen if one[1] > 0] == []


def test_the_toolbar_of_a_text_stands_on_a_phone_s_screen_and_can_be_hit(house: House) -> None:
    page = _edit(house, SCENARIO, size=PHONE, tab="Scenes")
    page.get_by_label("Coach note", exact=True).first.focus()
    tools = page.evaluate(_TOOLS)
    assert len(tools) == 9
    assert [one for one in tools if one[0] > 0 or one[1] < 24] == []
    # Each is named by what it formats.
    names = page.get_by_role("toolbar").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(set(names)) == len(names) > 4, names


@pytest.mark.parametrize("tab", ["Scenes", "Settings", "Languages", "Findings"])
def test_no_control_is_smaller_than_24_pixels(house: House, tab: str) -> None:
    page = house.visitor("aad", size=PHONE).goto(f"/studio/edit/{SCENARIO}/")
    page.get_by_role("tab", name=tab).click()
    expect(page.locator(".wme-panel button:visible, .wme-panel p").first).to_be_visible()
    assert page.evaluate(_SMALL) == []


def test_text_grows_with_the_size_that_the_reader_chose_in_the_browser(house: House) -> None:
    page = _edit(house, SCENARIO, size=DESK, tab="Scenes")
    sizes = "() => [...document.querySelectorAll('.wm-editor :is(h2, h3, label, input, .wme-help, .wme-tree-row)')]"
    sizes += ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    usual = page.evaluate(sizes)
    # Studio counts its own sizes in a rem of ten pixels: that is not to change ours.
    page.evaluate("document.documentElement.style.fontSize = '62.5%'")
    assert page.evaluate(sizes) == usual
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert page.evaluate(sizes) == [2 * one for one in usual]
