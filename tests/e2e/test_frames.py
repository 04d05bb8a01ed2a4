"""Our blocks inside the platform's own front ends: what somebody goes on with stands at the top of their window."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e import parents
from tests.e2e.agreement_desk import Desk
from tests.e2e.parents import Parent
from tests.e2e.visitor import MENTOR_COURSE, House, key

LAPTOP = {"width": 1200, "height": 700}
S1 = key("vertical", "s1_play", MENTOR_COURSE)


def _stands_on_top(parent: Parent, selector: str) -> None:
    """Wait until it does: 16 px of air, give or take the rounding."""
    parent.page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => done(true)))")
    expect(parent.inside.locator(selector).first).to_be_focused()
    seen: list[float] = []
    for _ in range(40):
        seen.append(parent.top_of(selector))
        if abs(seen[-1] - 16) <= 2:
            break
        parent.page.wait_for_timeout(50)  # the parent's own answer takes a moment, as the real one's does
    assert abs(seen[-1] - 16) <= 2, seen
    assert parent.scrolled_inside() == 0
    assert parent.errors == []


def test_in_the_learning_front_end_the_next_scene_stands_on_top(house: House) -> None:
    liga = house.beginner("liga", "s1", MENTOR_COURSE, size=LAPTOP)
    liga.play("s1", until="scene", course=MENTOR_COURSE)
    parent = parents.learning(house, liga, S1)
    parent.inside.locator(".wm-choice").last.click()
    parent.inside.get_by_role("button", name="Decide").click()
    expect(parent.inside.locator(".wm-after")).to_be_visible()
    _stands_on_top(parent, "[data-wm-focus=scene]")


def test_in_the_learning_front_end_what_lies_below_the_old_bottom_stands_on_top(house: House) -> None:
    for name in ("marta", "mikael", "liga", "tomas"):
        house.use_tool(name, "graded", "delete_state")
        house.visitor(name).play("graded")
    tove = house.visitor("tove", size=LAPTOP)
    parent = parents.learning(house, tove, key("vertical", "graded"))
    parent.inside.get_by_role("button", name="Results (for trainers)").click()
    parent.inside.get_by_role("heading", name="Results", exact=True).wait_for()
    _stands_on_top(parent, "[data-wm-focus=report]")


def test_in_the_learning_front_end_a_jump_inside_the_page_lands_where_it_should(
    house: House, desk: Desk
) -> None:
    """Also where the platform's own script listens to each link, and where the frame was scrolled inside before."""
    desk.ask("make", stage="draft", template={"required": True})
    tomas = house.visitor("tomas", size=LAPTOP)
    parent = parents.learning(house, tomas, key("vertical", "paper"))
    parent.inside.evaluate(
        """() => { for (const fold of document.querySelectorAll(".wm details")) fold.open = true;
        for (const link of document.querySelectorAll("a[href^='#']")) link.addEventListener("click", event => {
          const place = document.querySelector(link.getAttribute("href"));
          if (place) { event.preventDefault(); place.scrollIntoView({ block: "start" }); place.focus(); }
        }); }"""
    )
    link = parent.inside.locator("a[data-wm-jump]").last
    target = parent.inside.evaluate("link => link.getAttribute('href')", link.element_handle())
    link.click()
    focused = parent.inside.locator(
        f"{target}:focus, {target} :focus"
    )  # the field's own control, where it has one
    expect(focused).to_have_count(1)
    parent.inside.evaluate("document.activeElement.dataset.test = 'here'")
    _stands_on_top(parent, "[data-test=here]")


def test_in_the_authoring_front_end_the_next_scene_is_in_view_and_nothing_throws(house: House) -> None:
    aad = house.visitor("aad", size=LAPTOP)
    parent = parents.authoring(house, aad, S1)
    parent.inside.get_by_role("button", name="Start", exact=True).click()
    for _ in range(2):
        parent.inside.locator(".wm-choice").last.click()
        parent.inside.get_by_role("button", name="Decide").click()
        heading = parent.inside.locator("[data-wm-focus=scene]")
        expect(parent.inside.locator(".wm-after")).to_be_visible()
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
        assert parent.top_of("[data-wm-focus=scene]") >= 0
    assert parent.offsets == 0
    assert parent.errors == []
