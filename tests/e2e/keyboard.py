"""Hands on the keyboard only: what cannot be reached by Tab and worked by keys does not exist."""

from __future__ import annotations

from playwright.sync_api import Page, expect

_FOCUSED = """() => {
  let here = document.activeElement;
  while (here && here.shadowRoot && here.shadowRoot.activeElement) here = here.shadowRoot.activeElement;
  if (!here || here === document.body) return "";
  const label = here.labels && here.labels.length ? here.labels[0].textContent : "";
  const name = here.getAttribute("aria-label") || label || here.textContent || here.value || "";
  return name.replace(/\\s+/g, " ").trim();
}"""


def focused(page: Page) -> str:
    """What the focus is on, by its name."""
    return str(page.evaluate(_FOCUSED))


def tab_to(page: Page, name: str, *, back: bool = False, most: int = 80) -> None:
    """Press Tab until the focus is on what bears that name."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        seen.append(focused(page))
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"Tab never came to {name!r}; it came by {seen}")


def press(page: Page, name: str) -> None:
    """Tab to a button or link and press Enter."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def decide(page: Page, *, option: int, reason: str = "") -> None:
    """Make a decision at a scene: into the options, down to one, on to the button."""
    title = page.locator(".wm-scene-title").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "choice", focused(page)
    page.keyboard.press("Space")
    for _ in range(option):
        page.keyboard.press("ArrowDown")
    if reason:
        tab_to(page, "Why?")
        page.keyboard.type(reason)
    press(page, "Decide")
    expect(page.locator(".wm-scene-title")).not_to_have_text(title)
    expect(page.locator("[data-wm-focus=scene]")).to_be_focused()
