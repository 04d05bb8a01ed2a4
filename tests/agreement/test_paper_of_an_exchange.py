"""The paper of a change with which somebody left and somebody came: who, since when, by which version."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output import papers
from workmentor_xblocks.agreement.output.papers import change, signatures
from workmentor_xblocks.agreement.output.papers.wording import Printing
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.parts import OnePage, Table, Title, texts

RASA = "Rasa Kazlauskaite"
SIGNERS = (("learner", "Liga Ozola"), ("employer", "Egle Petrauskaite"), ("school", "Tove Nilsen"))


def replaced(story: Story) -> Story:
    """Egle leaves, Rasa comes; the text is fixed."""
    story.ready().signed()
    story.does("school", "propose", reason="hours", text="Egle leaves the company.")
    story.does("school", "replace", party="employer", name=RASA, email="rasa@ohm.example", position="Owner")
    story.does("school", "freeze")
    rasa = Requester(None, party=story.thread.incoming[0].uuid)
    return Story(story.uuid, {**story.people, "rasa": rasa})


def all_sign(story: Story) -> None:
    for who, name in SIGNERS:
        story.signs(who, name)
    story.signs("rasa", RASA)


def paper(story: Story, number: int = 2) -> str:
    """What stands on the whole print of a version, with its sheet."""
    thread = story.thread
    version = next(version for version in thread.versions if version.number == number)
    read = PdfReader(io.BytesIO(draw(papers.of_version(thread, version))))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_says_who_left_who_came_since_when_and_by_which_change(story: Story) -> None:
    story = replaced(story)
    all_sign(story)
    version = story.thread.in_force
    assert version is not None
    day = Printing.day(version.effective_on)

    told = paper(story)

    assert (
        f"Egle Petrauskaite, Ohm & Co left, and {RASA}, Owner, Ohm & Co came, on {day}, "
        "by the change of the agreement in version 2."
    ) in told
    parties = told[told.index("Parties") : told.index("Who left and who came")]
    assert RASA in parties
    assert "Egle" not in parties


def test_has_a_plain_page_of_promises_for_who_takes_part_only(story: Story) -> None:
    story = replaced(story)
    all_sign(story)
    version = story.thread.in_force
    assert version is not None
    pages = [part for part in papers.of_version(story.thread, version).parts if isinstance(part, OnePage)]
    titles = [part.text for page in pages for part in page.parts if isinstance(part, Title)]
    assert [title for title in titles if title.startswith("Employer")] == [f"Employer signatory · {RASA}"]


def test_its_sheet_tells_the_change_from_one_name_to_the_other(story: Story) -> None:
    story = replaced(story)
    all_sign(story)
    version = story.thread.in_force
    assert version is not None
    printing = Printing(story.thread, version)
    sheet = change.of(printing)
    (table,) = (part for part in sheet if isinstance(part, Table))
    assert ("Employer signatory: name", "Egle Petrauskaite", RASA) in table.rows
    (exchange,) = (text for text in texts(sheet) if text.startswith("Egle Petrauskaite, Ohm & Co left"))
    assert exchange.endswith("by the change of the agreement in version 2.")
    notes = {one.name: one.note for one in signatures.of(printing)}
    assert notes["Egle Petrauskaite"] == "Leaves with this change"
    assert notes[RASA] == ""


def test_while_it_is_being_signed_it_says_what_will_be(story: Story) -> None:
    told = paper(replaced(story))
    assert (
        f"Egle Petrauskaite, Ohm & Co leaves and {RASA}, Owner, Ohm & Co comes as soon as everybody has "
        "signed version 2."
    ) in told
    assert "Leaves with this change; not signed" in told


def test_the_next_version_says_it_still_and_the_first_one_never_did(story: Story) -> None:
    story = replaced(story)
    all_sign(story)
    story.does("school", "propose", reason="hours")
    story.does("school", "edit", **{"f-hours": "30", "r-hours": ""})
    story.does("school", "freeze")
    for who, name in (("learner", "Liga Ozola"), ("rasa", RASA), ("school", "Tove Nilsen")):
        story.signs(who, name)
    assert "by the change of the agreement in version 2." in paper(story, 3)
    assert "Leaves with this change" not in paper(story, 3)
    assert "Who left" not in paper(story, 1)
    assert "Egle Petrauskaite" in paper(story, 1)


@pytest.mark.parametrize(
    ("language", "title"), [("nb", "Hvem som sluttet, og hvem som kom"), ("nl", "Wie wegging en wie kwam")]
)
def test_in_the_language_that_binds(cast: SimpleNamespace, usage_key: str, language: str, title: str) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small(language=language))
    type(story.row).objects.filter(uuid=story.uuid).update(language=language)
    story = replaced(story)
    all_sign(story)
    told = paper(story)
    assert title in told
    assert "Who left" not in told
    assert RASA in told[told.index(title) :]
