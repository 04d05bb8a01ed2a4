"""What the two short guides tell to do leads where they say: a first agreement signed, a first scenario played.

PICTURES=guides keeps the pictures that the guides show (`make pictures`).
"""

from __future__ import annotations

import io
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.e2e.agreement_pages import PHONE, Reader, code_for, comes_in
from tests.e2e.looking import DEMO_PAGE, look_at
from tests.e2e.visitor import MENTOR_COURSE, House, Visitor, key
from workmentor_xblocks.core.pages.guides import GUIDES

KEPT = (
    Path(__file__).resolve().parents[2] / "docs/pictures" if os.environ.get("PICTURES") == "guides" else None
)
WINDOW = {"width": 900, "height": 640}
EGLE = "egle@short.example"


def keep(page: Page, name: str, part: Locator | None = None, *, most: int = 640) -> None:
    """Where the pictures of the guides are asked for, one of what is in view, from the top of a part of the page."""
    if KEPT is None:
        return
    if part is not None:
        part.evaluate("one => one.scrollIntoView({ block: 'start' })")
    image = Image.open(io.BytesIO(page.screenshot()))
    image.crop((0, 0, image.width, min(image.height, most))).save(KEPT / f"{name}.webp", quality=70, method=6)


def adds_a_block(author: Visitor, unit: str, kind: str) -> Page:
    """Add a block to a unit in Studio and open its editor."""
    page = author.goto(f"/studio/unit/{key('vertical', unit, MENTOR_COURSE)}/")
    page.locator(f"button[name=type][value={kind}]").click()
    expect(page.locator(".wm-editor")).to_be_visible()
    return page


def takes_it_away(author: Visitor, unit: str) -> None:
    """Delete the last block of the unit, so that the course is what it was."""
    page = author.goto(f"/studio/unit/{key('vertical', unit, MENTOR_COURSE)}/")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".block-card").last.get_by_role("button", name=re.compile("^Delete")).click()
    page.get_by_role("button", name="Publish").click()


def saved_and_published(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/studio/unit/**")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Learners see this unit as it is here.")).to_be_visible()


def test_a_teacher_gets_a_short_agreement_signed_by_the_guide(house: House) -> None:
    aad = house.visitor("aad", size=WINDOW)
    editor = adds_a_block(aad, "agreement_after", "workmentor_agreement")
    keep(
        editor,
        "first-agreement-template",
        editor.get_by_role("region", name="Begin with a template"),
        most=300,
    )
    editor.get_by_role("button", name=re.compile("Short agreement")).click()
    saved_and_published(editor)

    tove = _begins(house)
    egle = comes_in(house, EGLE, size=PHONE)
    liga = Reader(house.visitor("liga"), tove.path).opens()
    start = datetime.now(UTC).date() + timedelta(days=7)
    tove.opens().fills(start=start.isoformat(), end=(start + timedelta(days=27)).isoformat(), hours="35")
    assert tove.opens().fills_what_is_missing() <= 13
    assert liga.opens().fills_what_is_missing() == 1
    keep(egle.opens().page, "first-agreement-phone", most=740)
    assert egle.fills_what_is_missing() == 3

    tove.opens().presses("Fix the text and ask everybody to sign")
    egle.opens().signs("Egle Petrauskaite", code=code_for(house, EGLE))
    liga.opens().signs("Liga Ozola")
    tove.opens().signs("Tove Nilsen")
    expect(tove.state).to_have_text("Signed by all")
    keep(tove.page, "first-agreement-signed", tove.page.locator(".xblock").last, most=420)
    paper = PdfReader(io.BytesIO(tove.downloads("The agreement as a PDF")))
    assert "Egle Petrauskaite" in "".join(page.extract_text() for page in paper.pages)
    takes_it_away(aad, "agreement_after")
    assert aad.errors == tove.visitor.errors == egle.visitor.errors == liga.visitor.errors == []


def _begins(house: House) -> Reader:
    path = f"/unit/{key('vertical', 'agreement_after', MENTOR_COURSE)}/"
    tove = Reader(house.visitor("tove", size=WINDOW), path).opens()
    page = tove.page
    learner = page.get_by_label("The learner: user name of this site, or e-mail address")
    learner.fill("liga")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_text("Whom I know already").click()
    employer = page.get_by_role("group", name="Employer signatory")
    employer.get_by_label("Organisation").fill("Ohm & Co")
    employer.get_by_label("Name").fill("Egle Petrauskaite")
    employer.get_by_label("E-mail address").fill(EGLE)
    keep(page, "first-agreement-begin", page.locator(".wm-start").last)
    tove.presses("Begin")
    tove.presses(re.compile("Invite by e-mail.*Employer"))
    return tove


CHOICES = (
    (
        "Stop him, and lock it together",
        "He puts the screwdriver down. “I thought off is off.”",
        "Calm comes first: a shout makes a hand slip.",
        "He locks it himself",
    ),
    (
        "Lock it yourself and explain later",
        "The board is safe. He waits beside you and looks at his phone.",
        "Safe, and nothing learned: it is your lock, not his.",
        "You are the one who locks",
    ),
    (
        "Ask what he has checked so far",
        "“The switch”, he says, and looks at it again.",
        "A question teaches where there is time for one. Here the screwdriver is in the board.",
        "He locks it himself",
    ),
)
SCENE = (
    "The customer’s main switch is off. Emil, 17, tightens terminals in the board. There is no lock on the switch, and "
    "no tester in sight. Upstairs somebody walks about."
)


def test_an_author_makes_a_scenario_that_is_played_by_the_guide(house: House) -> None:
    aad = house.visitor("aad", size={"width": 1100, "height": 700})
    page = adds_a_block(aad, "on_monday", "workmentor_scenario")
    writes_a_scenario(page)
    keep(page, "first-scenario-editor", page.locator(".wm-editor"), most=700)
    saved_and_published(page)

    marta = house.visitor("marta", size=PHONE)
    played = marta.goto(f"/unit/{key('vertical', 'on_monday', MENTOR_COURSE)}/").locator(".xblock").last
    played.get_by_role("button", name="Start").click()
    played.get_by_text(CHOICES[0][0]).wait_for()
    keep(marta.page, "first-scenario-phone", played, most=740)
    played.get_by_label(CHOICES[0][0]).check()
    played.get_by_role("button", name="Decide").click()
    played.get_by_text("I thought off is off").wait_for()
    played.get_by_role("button", name="Look back on your way").click()
    played.get_by_label("What will you do on Monday?").wait_for(state="attached")
    keep(marta.page, "first-scenario-debrief", played, most=740)
    takes_it_away(aad, "on_monday")
    assert aad.errors == marta.errors == []


def writes_a_scenario(page: Page) -> None:
    """One scene, two endings, three choices: as the guide tells."""
    page.get_by_role("button", name="Add a scene").first.click()
    page.get_by_label("Title", exact=True).fill("Main switch off, nothing locked")
    page.get_by_label("What happens", exact=True).fill(SCENE)
    for title in ("He locks it himself", "You are the one who locks"):
        page.get_by_role("button", name="Add an ending").first.click()
        page.get_by_label("Title", exact=True).fill(title)
        page.get_by_label("How it turned out", exact=True).fill(
            "Next morning the lock hangs where it belongs."
        )
    page.get_by_role("treeitem", name=re.compile("Main switch off")).first.click()
    for number, (label, consequence, note, ending) in enumerate(CHOICES, start=1):
        page.get_by_role("button", name="Add a choice").first.click()
        choice = page.get_by_role("listitem").filter(has=page.get_by_text(f"Choice {number}")).last
        choice.get_by_label("What the mentor does", exact=True).fill(label)
        choice = page.locator("article", has=page.get_by_text("Leads to")).nth(number - 1)
        choice.get_by_label("Leads to").select_option(label=ending)
        choice.get_by_label("Consequence", exact=True).fill(consequence)
        choice.get_by_label("Coach note", exact=True).fill(note)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_takes_two_pages_and_its_pictures_come(house: House, name: str) -> None:
    page = house.visitor().goto(f"/workmentor/guides/{name}/")
    loaded = page.locator("img").evaluate_all("all => all.map(one => one.complete && one.naturalWidth > 0)")
    assert loaded
    assert all(loaded)
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 2
    look_at(page, DEMO_PAGE, name)
