"""Pages around a unit that do what the platform's own two front ends do, at an origin of their own.

Seen in the learning and the authoring front end (release Teak): the frame never scrolls, its height is what the unit
tells in ``plugin.resize`` (the learning one is 20 px short, and a moment late), the window is scrolled to ``{offset}``
below the frame's top; the authoring one looks for a frame of another name when it hears of an offset, and throws.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from playwright.sync_api import Frame, Page, Route

from tests.e2e.visitor import House, Visitor

_PARENT = """<!doctype html><title>Around a unit</title>
<style>body { margin: 0 } header { block-size: 300px; background: #ddd } iframe { inline-size: 100%%; border: 0 }
footer { block-size: 900px }</style>
<header>Course, section, unit</header>
<iframe id="%(id)s" name="unit" title="Unit" scrolling="no" height="500" src="%(unit)s"></iframe>
<footer></footer>
<script>
  const heard = [];
  window.addEventListener("message", ({ data }) => {
    heard.push(data);
    const frame = document.querySelector("iframe");
    if (data.type === "plugin.resize") setTimeout(() => { frame.height = data.payload.height + %(more)d; }, 11);
    else if (data.offset) window.scrollTo(0, data.offset + document.getElementById("unit-iframe").offsetTop);
  });
</script>"""


@dataclass(frozen=True)
class Parent:
    """A page around a unit, open in somebody's window. ``errors`` are its uncaught ones."""

    page: Page
    inside: Frame
    errors: list[str]

    def top_of(self, selector: str) -> float:
        """How far below the window's top an element inside the frame stands."""
        here = self.inside.locator(selector).first.bounding_box()  # in the window's terms
        assert here, selector
        return here["y"]

    def scrolled_inside(self) -> float:
        """How far the frame has scrolled in itself: never."""
        return float(self.inside.evaluate("window.scrollY"))

    @property
    def offsets(self) -> int:
        """How often the unit asked to be scrolled to."""
        return int(self.page.evaluate("heard.filter(one => one && one.offset).length"))


def learning(house: House, visitor: Visitor, unit: str) -> Parent:
    """The learning front end around a unit as learners see it."""
    return _around(house, visitor, f"/xblock/{unit}/", frame_id="unit-iframe", more=-20)


def authoring(house: House, visitor: Visitor, unit: str) -> Parent:
    """The authoring front end around a unit as its author sees it."""
    return _around(house, visitor, f"/studio/unit/{unit}/", frame_id="xblock-iframe", more=10)


def _around(house: House, visitor: Visitor, path: str, *, frame_id: str, more: int) -> Parent:
    address = (
        house.address.rsplit(":", 1)[0] + ":8999"
    )  # another port: another origin of the same site, as there
    page = visitor.page

    def unit(route: Route) -> None:
        answer = route.fetch()
        strict = ("x-frame-options", "content-security-policy")  # the platform's pages send neither
        headers = {name: text for name, text in answer.headers.items() if name not in strict}
        tells = "" if "in_frame.js" in answer.text() else _TELLS_ITS_HEIGHT
        route.fulfill(response=answer, headers=headers, body=answer.text() + tells)

    html = _PARENT % {"id": frame_id, "unit": house.address + path, "more": more}
    page.route(f"{address}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route(lambda url: unquote(url) == house.address + path, unit)
    page.goto(f"{address}/around/")
    inside = page.frame("unit")
    assert inside
    inside.locator("[data-wm-root]").first.wait_for()
    page.wait_for_function("heard.some(one => one && one.type === 'plugin.resize')")
    return Parent(page, inside, visitor.errors)


# As in the platform's pages without chrome: height by mutation, and no scrolling inside while it is told.
_TELLS_ITS_HEIGHT = """<script>(() => {
  let last = 0;
  const tell = () => {
    const height = Math.round(document.querySelector("main").getBoundingClientRect().bottom + window.scrollY);
    if (height === last) return;
    last = height;
    const payload = { width: document.body.offsetWidth, height };
    window.parent.postMessage({ type: "plugin.resize", payload }, document.referrer);
    window.scrollTo(0, 0);
  };
  new MutationObserver(tell).observe(document.body, { attributes: true, childList: true, subtree: true });
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
})();</script>"""
