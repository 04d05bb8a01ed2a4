"""The editor in Studio's window: the page behind it stays, and the buttons of its bar stay in sight."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.visitor import MENTOR_COURSE, House, key

PHONE = {"width": 360, "height": 640}

# As Studio nests its window: the content scrolls, over a page that scrolls too.
_WINDOW = """styles => { document.body.innerHTML = `${styles}<div style="height: 4000px">The unit behind</div>
<div class="modal-window modal-lg modal-editor modal-type-workmentor_scenario" style="position: fixed; inset: 60px">
<div class="modal-content" style="overflow: auto"><div style="height: 3000px">The editor</div></div></div>`; }"""


def test_the_wheel_stops_at_the_end_of_the_window(house: House) -> None:
    page = house.visitor("aad").goto(f"/studio/edit/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/")
    address = page.locator('link[href*="workmentor/editor."]').get_attribute("href")
    page.evaluate(_WINDOW, f'<link rel="stylesheet" href="{address}">')
    content = page.locator(".modal-content")
    expect(content).to_have_css("overscroll-behavior-y", "contain")
    content.evaluate("node => { node.scrollTop = node.scrollHeight; }")
    content.hover(position={"x": 40, "y": 200})
    for _ in range(3):
        page.mouse.wheel(0, 600)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.scrollY") == 0
    assert content.evaluate("node => node.scrollTop + node.clientHeight >= node.scrollHeight - 1")


def test_the_question_at_cancel_leaves_all_buttons_in_sight(house: House) -> None:
    page = house.visitor("aad", size=PHONE).goto(
        f"/studio/edit/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/"
    )
    page.get_by_role("tab", name="Settings").click()
    page.get_by_label("Name", exact=True).fill("Another name")
    save = page.get_by_role("button", name="Save", exact=True)
    before = save.bounding_box()
    page.get_by_role("button", name="Cancel", exact=True).click()
    for name in ("Leave without saving", "No, keep it", "Save", "Undo"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    after = save.bounding_box()
    assert before
    assert after
    assert after["y"] == before["y"]


def test_a_preview_says_that_it_is_on_its_way(house: House) -> None:
    page = house.visitor("aad").goto(f"/studio/edit/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/")
    page.get_by_role("tab", name="Preview").click()
    expect(page.get_by_text("The preview is being made …")).to_be_visible()
    expect(page.frame_locator("iframe").locator(".wm-scene-title").first).to_be_visible()
    expect(page.get_by_text("The preview is being made …")).to_have_count(0)


def test_a_preview_looks_as_the_scene_does_for_learners(house: House) -> None:
    page = house.visitor("aad").goto(f"/studio/edit/{key('workmentor_scenario', 's5', MENTOR_COURSE)}/")
    page.get_by_role("tab", name="Preview").click()
    picture = page.frame_locator("iframe").locator("img.wm-picture")
    # The first is said in the look of all blocks, the second in that of a scenario alone.
    expect(page.frame_locator("iframe").locator(".wm")).to_have_css("box-sizing", "border-box")
    expect(picture).not_to_have_css("border-top-left-radius", "0px")
