"""Tove opens the board below the page, begins a class from a table, and opens one agreement out of many."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.agreement.many import agreement, crowd_of
from tests.agreement.small import small
from tests.cast import Course, crowd
from tests.doors import Browser, Direct
from tests.html import Form, Page
from tests.people import Answer, Door
from workmentor_xblocks.agreement.content import csv_reading
from workmentor_xblocks.agreement.records.tables import Agreement

SLOT = 'data-wm-part="board"'


@pytest.fixture
def block(cast: SimpleNamespace, course: Course) -> str:
    return course.agreement(small())


def send(door: Door, block: str, handler: str = "board", **data: object) -> Answer:
    return door.post(block, handler, json.dumps(data).encode())


def press(door: Door, block: str, page: Page, button: str, **typed: str) -> Answer:
    """The form with this button, filled in like this, as a browser would send it."""
    found = next(form for form in page.forms if any(one.get("value") == button for one in form.buttons))
    name = next(one["name"] for one in found.buttons if one.get("value") == button)
    return send(door, block, found.action, **{**_fields(found), **typed, name: button})


def _fields(form: Form) -> dict[str, str]:
    # A browser leaves out the line break with which a text area begins.
    return {name: value.removeprefix("\n") for name, value in form.fields.items()}


@pytest.mark.shows("agreement step 2", "agreement promise 9")
def test_a_class_is_begun_from_a_table_after_a_look(cast: SimpleNamespace, block: str) -> None:
    tove = Direct(cast.tove)
    assert SLOT in tove.view(block)
    page = send(tove, block).page
    page = press(tove, block, page, "bulk").page

    answer = press(tove, block, page, "preview", text="learner,learner_name\nliga,\nbram,Bram\nnobody,\n")
    assert answer.data["announce"] == "cannot be begun: 1; will be begun: 2"
    assert Agreement.objects.count() == 0
    answer = press(tove, block, answer.page, "create")

    assert answer.data["announce"] == "cannot be begun: 1; is begun: 2"
    assert Agreement.objects.count() == 2
    assert "Liga Ozola" in send(tove, block).page.text


@pytest.mark.shows("agreement place 13")
def test_every_learner_of_the_course_with_one_button(cast: SimpleNamespace, block: str) -> None:
    tove = Direct(cast.tove)
    page = send(tove, block, view="bulk").page
    answer = press(tove, block, page, "learners", cohort="Apprentices")
    press(tove, block, answer.page, "create")
    assert set(Agreement.objects.values_list("learner_id", flat=True)) == {cast.liga.id, cast.bram.id}


def test_what_was_not_looked_at_is_shown_first(cast: SimpleNamespace, block: str) -> None:
    answer = send(Direct(cast.tove), block, view="bulk", do="create", text="learner\nliga\n", seen="")
    assert (answer.status, answer.error["code"]) == (409, "preview_first")
    assert "Begin 1 agreement" in answer.page.text
    assert Agreement.objects.count() == 0


def test_too_large_a_table_is_refused_in_a_sentence(cast: SimpleNamespace, block: str) -> None:
    text = "learner\n" + "x" * csv_reading.MAX_BYTES
    answer = send(Direct(cast.tove), block, view="bulk", do="preview", text=text)
    assert (answer.status, answer.error["code"]) == (413, "csv_large")


def test_one_of_many_is_opened(cast: SimpleNamespace, block: str) -> None:
    crowd_of(crowd(120), block)
    tove = Direct(cast.tove)
    page = send(tove, block, page="3").page
    last = next(form for form in reversed(page.forms) if form.action == "open")
    answer = send(tove, block, "open", **last.fields)
    assert answer.data["part"] == "page"
    row = Agreement.objects.get(uuid=last.fields["agreement"])
    assert row.parties.get(role="learner").name in answer.page.text


@pytest.mark.shows("agreement place 17")
def test_an_agreement_of_a_deleted_block_is_opened_from_its_neighbour(
    cast: SimpleNamespace, course: Course, block: str
) -> None:
    gone = course.agreement(small())
    row = agreement(gone, cast.liga)
    tove = Direct(cast.tove)
    assert send(tove, block, "open", agreement=row.uuid).status == 404
    course.delete(gone)
    assert send(tove, block, "open", agreement=row.uuid).status == 200
    assert "its block was deleted" in send(tove, block).page.text
    assert send(Direct(cast.marta), block, "open", agreement=row.uuid).status == 404


@pytest.mark.parametrize("who", ["liga", "marta", "olaf", "egle", None])
@pytest.mark.parametrize("view", ["", "indicators", "bulk"])
def test_nobody_else_is_shown_any_of_it(
    cast: SimpleNamespace, block: str, who: str | None, view: str
) -> None:
    agreement(block, cast.liga)
    door = Direct(getattr(cast, who) if who else None)
    assert SLOT not in door.view(block)
    answer = send(door, block, view=view, do="create", text="learner\nliga\n")
    assert answer.status == 403
    assert "Ozola" not in answer.raw


@pytest.mark.parametrize("as_liga", [True, False])
@pytest.mark.shows("agreement place 24")
def test_who_views_as_a_learner_sees_what_a_learner_sees(
    cast: SimpleNamespace, block: str, as_liga: bool
) -> None:
    agreement(block, cast.bram)
    browser = Browser(cast.tove)
    browser.masquerade(cast.liga if as_liga else None)
    assert SLOT not in browser.view(block)
    for view in ("", "bulk", "indicators"):
        assert send(browser, block, view=view).status == 403


@pytest.mark.shows("agreement place 25")
def test_studio_has_no_board(cast: SimpleNamespace, block: str) -> None:
    agreement(block, cast.liga)
    for root in (Browser.STUDIO, Browser.PREVIEW):
        assert send(Browser(cast.aad, root=root), block).status in (403, 404)
