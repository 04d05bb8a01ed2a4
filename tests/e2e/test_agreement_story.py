"""Four people make an agreement, keep it, change it and end it: two with an account, two by a link in a mail."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.cast import EGLE_AT_WORK, GRETA
from tests.e2e.agreement_desk import Desk
from tests.e2e.agreement_pages import PHONE, Reader, code_for, comes_in, letters, plausible, put_in
from tests.e2e.visitor import MENTOR_COURSE, House, key

REAL = f"/unit/{key('vertical', 'agreement_real', MENTOR_COURSE)}/"


def _opens_the_agreement(house: House, who: str) -> Reader:
    return Reader(house.visitor(who), REAL).opens()


def _tove_begins_one_for_liga(house: House) -> Reader:
    """Liga is not of age; who signs for the workplace is known already."""
    tove = _opens_the_agreement(house, "tove")
    page = tove.page
    page.get_by_label("The learner: user name of this site, or e-mail address").fill("liga")
    page.get_by_label("No: a guardian signs too").check()
    page.get_by_text("Whom I know already").click()
    employer = page.get_by_role("group", name="Employer signatory")
    employer.get_by_label("Organisation").fill("Ohm & Co")
    employer.get_by_label("Name").fill("Egle Petrauskaite")
    employer.get_by_label("E-mail address").fill(EGLE_AT_WORK)
    guardian = page.get_by_role("group", name="Guardian")
    guardian.get_by_label("Name").fill("Greta Mertens")
    guardian.get_by_label("E-mail address").fill(GRETA)
    tove.presses("Begin")
    expect(tove.state).to_have_text("Draft")
    tove.presses(re.compile("Invite by e-mail.*Employer"))
    tove.presses(re.compile("Invite by e-mail.*Guardian"))
    expect(tove.state).to_have_text("Being negotiated")
    return tove


@pytest.mark.shows("agreement promise 13", "agreement promise 31", "agreement promise 33")
def test_four_people_from_the_draft_to_the_record_of_what_was_reached(
    house: House, desk: Desk, tmp_path: Path
) -> None:
    tove = _tove_begins_one_for_liga(house)
    liga = _opens_the_agreement(house, "liga")
    egle = comes_in(house, EGLE_AT_WORK, size=PHONE)
    greta = comes_in(house, GRETA)

    # Everybody fills in their own parts; two talk about the hours.
    start = datetime.now(UTC).date()
    end = start + timedelta(days=180)
    tove.fills(start=start.isoformat(), end=end.isoformat(), hours="40")
    tove.opens().fills_what_is_missing()
    liga.opens().fills_what_is_missing()
    egle.opens().fills_what_is_missing()
    liga.opens().remarks("own_goals", "I would like to see the lift shaft.")
    egle.opens().remarks("hours", "Forty is too much for somebody of seventeen.", blocking=True)
    expect(tove.opens().waits).to_contain_text("answer a wish for a change")
    expect(tove.field("hours")).to_contain_text("Forty is too much")
    tove.fills(hours="35")
    egle.opens().presses("This is settled", within=egle.at("hours"))

    # Fixed, declined with a reason, talked over, and fixed again.
    tove.opens().presses("Fix the text and ask everybody to sign")
    expect(tove.state).to_have_text("Being signed")
    liga.opens().signs("Liga Ozola")
    greta.opens().declines("The dates or hours are not right", "She has an exam on Fridays until Christmas.")
    expect(greta.state).to_have_text("Being negotiated")
    expect(liga.opens().page.locator(".wm-news")).to_contain_text("She has an exam on Fridays")
    tove.opens().fills(daily_times="Monday to Thursday, 8 to 17, an hour of break.")
    tove.opens().presses("Fix the text and ask everybody to sign")
    _everybody_signs(house, tove, liga, egle, greta)
    expect(tove.state).to_have_text("Signed by all")
    _papers_hold(house, egle, tmp_path)

    # The placement begins; a review with a disagreement.
    assert desk.ask("days_pass") == []
    expect(tove.opens().state).to_have_text("In force, under way")
    _review_with_a_disagreement(tove, liga, egle)

    # A change that everybody signs, and the end.
    _amendment(house, tove, liga, egle, greta)
    _completion(tove, liga)
    for person in (tove, liga, egle, greta):
        assert person.visitor.errors == []
        assert person.said == []


def _everybody_signs(house: House, tove: Reader, liga: Reader, egle: Reader, greta: Reader) -> None:
    """In order: learner and guardian, the workplace, the school."""
    liga.opens().signs("Liga Ozola")
    greta.opens().signs("Greta Mertens", code=code_for(house, GRETA))
    egle.opens().signs("Egle Petrauskaite", code=code_for(house, EGLE_AT_WORK))
    tove.opens().signs("Tove Nilsen")


def _papers_hold(house: House, guest: Reader, folder: Path) -> None:
    """The print names who signed; the history proves itself without the site, by the number in the receipt."""
    print_ = guest.downloads("The agreement as a PDF")
    assert print_.startswith(b"%PDF")
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(print_)).pages).split())
    for name in ("Liga Ozola", "Greta Mertens", "Egle Petrauskaite", "Tove Nilsen", "Ohm & Co"):
        assert name in text

    history, program = folder / "history.json", folder / "verify_agreement.py"
    history.write_bytes(guest.downloads("Its whole history as a file (JSON)"))
    program.write_bytes(guest.downloads("The program that checks the history"))
    receipt = next(letter for letter in letters(house, EGLE_AT_WORK) if "--head" in letter)
    head = re.search(r"--head ([0-9a-f]{64})", receipt)
    assert head, receipt
    # The school signed after her: her receipt proves the history up to her own signature.
    assert _verified(program, history, head[1]) == 3
    told = json.loads(history.read_text("utf-8"))
    told["events"][3]["at"] = "2020-01-01T00:00:00Z"
    history.write_text(json.dumps(told), "utf-8")
    assert _verified(program, history, head[1]) == 1


def _verified(program: Path, history: Path, head: str) -> int:
    command = [sys.executable, "-I", str(program), str(history), "--head", head]
    return subprocess.run(command, check=False, capture_output=True).returncode


def _review_with_a_disagreement(tove: Reader, liga: Reader, egle: Reader) -> None:
    tove.presses("Open a review now")
    liga.opens().writes_their_part("More time at the board, please.")
    egle.opens().writes_their_part("She is careful and quick.")
    tove.opens().writes_their_part("We talk about the board with Egle.")
    liga.opens().answers("I do not agree", "Careful yes, but nobody has let me be quick.")
    egle.opens().answers("I agree")
    tove.opens().answers("I agree")
    expect(tove.page.locator(".wm-disagrees")).to_contain_text("nobody has let me be quick")


def _amendment(house: House, tove: Reader, liga: Reader, egle: Reader, greta: Reader) -> None:
    proposal = egle.opens().unfolds("Propose a change")
    proposal.get_by_label("Reason").select_option(label="Other hours")
    egle.presses("Open a proposal", within=proposal)
    egle.fills(hours="30")
    tove.opens().presses("Fix the text and ask everybody to sign")
    expect(tove.page.locator("[data-wm-notice=proposal]")).to_contain_text("version 2")
    _everybody_signs(house, tove, liga, egle, greta)
    expect(tove.state).to_have_text("In force, under way")
    expect(liga.opens().field("hours")).to_contain_text("30")


def _completion(tove: Reader, liga: Reader) -> None:
    record = tove.opens().unfolds("Complete the agreement")
    for field in record.locator(".wm-f").all():
        put_in(field, plausible(field))
    record.get_by_label("why is it completed early").fill("Liga has passed her exam already.")
    tove.presses("Complete it", within=record)
    expect(tove.state).to_have_text("Completed")
    expect(liga.opens().page.locator(".wm-completion")).to_contain_text("Wires a lighting circuit")
